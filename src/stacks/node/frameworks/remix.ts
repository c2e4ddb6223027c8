import type { Framework, FrameworkInput } from '../framework.ts';
import { findBuild } from './support/build.ts';
import { importsAny, literal, readConfig, safeFolder } from './support/config.ts';
import { ownServer } from './support/own-server.ts';
import { asTheyAre, ifThere, server, site } from './support/shape.ts';

/** Remix 1 and 2; what came after is React Router. */
export const remix: Framework = {
  id: 'remix',
  title: 'Remix',
  packages: ['@remix-run/dev', '@remix-run/serve'],
  never: ['remix dev', 'remix vite:dev', 'vite', 'vite dev', 'vite preview'],
  shape: (input) => {
    const config = readConfig(input, 'vite.config');
    return importsAny(config, '@remix-run/dev') ? withVite(input) : classic(input);
  },
};

function withVite(input: FrameworkInput) {
  const config = readConfig(input, 'vite.config');
  const { build, notes, from } = findBuild(input, 'remix vite:build');
  const folder = safeFolder(input, literal(config, 'plugins.buildDirectory')) ?? 'build';
  const origin = { build: from, outputs: config?.path ?? 'default' };
  if (literal(config, 'plugins.ssr') === 'false') {
    return site(input, { build, folder: `${folder}/client`, fallback: 'spa', notes, from: origin });
  }
  return served(input, folder, `${folder}/server/index.js`, { build, notes, from: origin });
}

/** The first compiler writes the server to `build` and what browsers get into `public`. */
function classic(input: FrameworkInput) {
  const { build, notes, from } = findBuild(input, 'remix build');
  return served(input, 'build', 'build/index.js', { build, notes, from: { build: from, outputs: 'default' } });
}

type Parts = {
  readonly build: string;
  readonly notes: readonly string[];
  readonly from: { build: string; outputs: string };
};

function served(input: FrameworkInput, folder: string, entry: string, parts: Parts) {
  const serve = Object.hasOwn(input.manifest.dependencies, '@remix-run/serve');
  if (!serve || ownServer(input, folder))
    return server(input, { ...parts, outputs: asTheyAre('.'), start: null, port: 3000 });
  return server(input, {
    ...parts,
    outputs: [...asTheyAre(folder), ...ifThere(input, 'public')],
    start: ['node_modules/@remix-run/serve/dist/cli.js', entry],
    port: 3000,
    environment: { HOST: '0.0.0.0' },
  });
}
