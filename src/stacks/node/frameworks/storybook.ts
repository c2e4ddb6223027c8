import type { Framework } from '../framework.ts';
import { findBuild } from './support/build.ts';
import { commandsOf, option } from './support/commands.ts';
import { safeFolder } from './support/config.ts';
import { site } from './support/shape.ts';

/** A library's catalogue of components, where there is nothing else to serve. */
export const storybook: Framework = {
  id: 'storybook',
  title: 'Storybook',
  packages: ['storybook'],
  detect: ({ manifest }) =>
    commandsOf(manifest, 'storybook build').length > 0 && !Object.hasOwn(manifest.scripts, 'start'),
  never: ['storybook dev', 'start-storybook'],
  shape: (input) => {
    const { build, notes, from } = findBuild(input, 'storybook build', true);
    const said = commandsOf(input.manifest, 'storybook build').map(({ rest }) => option(rest, '-o', '--output-dir'));
    return site(input, {
      build,
      folder:
        safeFolder(
          input,
          said.find((folder) => folder !== undefined),
        ) ?? 'storybook-static',
      fallback: '404',
      buildEnvironment: { STORYBOOK_DISABLE_TELEMETRY: '1' },
      notes,
      from: { build: from, outputs: input.manifest.path },
    });
  },
};
