import type { Framework } from '../framework.ts';
import { findBuild } from './support/build.ts';
import { commandsOf, option } from './support/commands.ts';
import { literal, readConfig, safeFolder } from './support/config.ts';
import { site } from './support/shape.ts';

export const eleventy: Framework = {
  id: 'eleventy',
  title: 'Eleventy',
  packages: ['@11ty/eleventy'],
  never: ['eleventy --serve', 'eleventy --watch'],
  shape: (input) => {
    const config = readConfig(input, 'eleventy.config', '.eleventy');
    const { build, notes, from } = findBuild(input, 'eleventy');
    const said = commandsOf(input.manifest, 'eleventy').map(({ rest }) => option(rest, '--output'));
    const folder = said.find((path) => path !== undefined) ?? literal(config, 'dir.output');
    return site(input, {
      build,
      folder: safeFolder(input, folder) ?? '_site',
      fallback: '404',
      // Data files may fetch, and most that exist do: Eleventy's own fetch plug-in is the sign that can be read.
      ...(Object.hasOwn(input.manifest.dependencies, '@11ty/eleventy-fetch')
        ? { buildNeedsNetwork: '@11ty/eleventy-fetch fetches data while building' }
        : {}),
      notes,
      from: { build: from, outputs: folder === undefined ? 'default' : (config?.path ?? input.manifest.path) },
    });
  },
};
