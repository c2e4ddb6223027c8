import { inside } from '../../shared/paths.ts';
import type { Framework, FrameworkInput, Shape } from '../framework.ts';
import { baseIn } from './support/base.ts';
import { findBuild } from './support/build.ts';
import { type Config, existing, findInSources, importsAny, literal, readConfig, safeFolder } from './support/config.ts';
import { asTheyAre, server, site } from './support/shape.ts';

const OTHERS = ['@astrojs/vercel', '@astrojs/netlify', '@astrojs/cloudflare', '@deno/astro-adapter'];

export const astro: Framework = {
  id: 'astro',
  title: 'Astro',
  packages: ['astro'],
  detect: (input) =>
    readConfig(input, 'astro.config') !== undefined || input.project.hasDirectory(inside(input.service, 'src/pages')),
  never: ['astro dev', 'astro preview', 'astro'],
  shape: (input) => {
    const config = readConfig(input, 'astro.config');
    const { build, notes, from } = findBuild(input, 'astro build');
    const folder = safeFolder(input, literal(config, 'outDir')) ?? 'dist';
    const parts = {
      build,
      buildEnvironment: { ASTRO_TELEMETRY_DISABLED: '1' },
      notes,
      from: { build: from, outputs: config?.path ?? 'default' },
    };
    return hasServer(input, config)
      ? withServer(input, config, folder, parts)
      : site(input, { ...parts, folder, base: baseIn(config, 'base'), fallback: '404' });
  },
};

/** With an adapter Astro builds a server only when something is rendered on demand. */
function hasServer(input: FrameworkInput, config: Config | undefined): boolean {
  if (importsAny(config, '@astrojs/node', ...OTHERS) === undefined) return false;
  const output = literal(config, 'output');
  if (output === 'server' || output === 'hybrid') return true;
  if (existing(input, 'src/actions', 'src/actions.ts').length > 0) return true;
  return ['prerender = false', 'server:defer'].some((mark) => findInSources(input, ['src'], mark) !== undefined);
}

type Parts = Pick<Shape, 'build' | 'buildEnvironment' | 'notes' | 'from'>;

function withServer(input: FrameworkInput, config: Config | undefined, folder: string, parts: Parts): Shape {
  const foreign = importsAny(config, ...OTHERS);
  const middleware = literal(config, 'adapter.mode') === 'middleware';
  const notes = [...parts.notes];
  if (foreign)
    notes.push(`${foreign} builds for another platform: use @astrojs/node with mode 'standalone' in ${config?.path}.`);
  if (middleware)
    notes.push(
      `@astrojs/node is in middleware mode: name the file of your server with --start, or use mode 'standalone' in ${config?.path}.`,
    );
  if (!Object.hasOwn(input.manifest.dependencies, 'astro'))
    notes.push('The built server loads parts of astro: it must be among the dependencies, not the devDependencies.');
  const sessions = findInSources(input, ['src'], 'Astro.session') !== undefined;
  return server(input, {
    ...parts,
    outputs: asTheyAre(middleware ? '.' : folder),
    start: middleware ? null : [`${folder}/server/entry.mjs`],
    port: 4321,
    environment: { HOST: '0.0.0.0' },
    writable: sessions ? ['node_modules/.astro'] : [],
    notes,
  });
}
