import type { Framework, FrameworkInput, Shape } from '../framework.ts';
import { type Build, findBuild } from './support/build.ts';
import { type Config, importsAny, literal, readConfig } from './support/config.ts';
import { NITRO_PLUGINS, nitroServer } from './support/nitro.ts';
import { ownServer } from './support/own-server.ts';
import { asTheyAre, server, site } from './support/shape.ts';

export const tanstackStart: Framework = {
  id: 'tanstack-start',
  title: 'TanStack Start',
  packages: ['@tanstack/react-start', '@tanstack/solid-start', '@tanstack/vue-start', '@tanstack/start'],
  never: ['vite', 'vite dev', 'vite preview', 'vinxi dev', 'vinxi start'],
  shape: (input) => {
    const config = readConfig(input, 'vite.config', 'app.config');
    const old = config?.path.startsWith('app.config') ?? false;
    const build = findBuild(input, old ? 'vinxi build' : 'vite build');
    if (old || importsAny(config, ...NITRO_PLUGINS)) return nitroServer(input, config, build);
    if (literal(config, 'plugins.spa.enabled') === 'true') return shell(input, config, build);
    return plainVite(input, config, build);
  },
};

/** SPA mode: the pages start from one shell, which Start names `_shell.html` unless told otherwise. */
function shell(input: FrameworkInput, config: Config | undefined, { build, notes, from }: Build): Shape {
  const path = literal(config, 'plugins.spa.prerender.outputPath');
  const named = path === '/index' || path === '/index.html' || path === '/';
  const advice = `Set spa.prerender.outputPath to '/index' in ${config?.path}: the shell is written to _shell.html, and an unknown path gets index.html.`;
  return site(input, {
    build,
    folder: 'dist/client',
    fallback: 'spa',
    notes: named ? notes : [...notes, advice],
    from: { build: from, outputs: config?.path ?? 'default' },
  });
}

/** By itself the build leaves a handler without a server. srvx, which Start's own packages bring along, serves it. */
function plainVite(input: FrameworkInput, config: Config | undefined, { build, notes, from }: Build): Shape {
  const { dependencies } = input.manifest;
  const advice =
    'The build leaves a handler and no server, so srvx serves it, which comes along with TanStack Start; name srvx among the dependencies, or add nitro() to vite.config for a smaller image.';
  const own = ownServer(input, 'dist') !== undefined;
  return server(input, {
    build,
    outputs: asTheyAre(own ? '.' : 'dist'),
    start: own
      ? null
      : [`${srvxFolder(input)}/bin/srvx.mjs`, 'serve', '--prod', '-s', '../client', 'dist/server/server.js'],
    port: 3000,
    environment: { HOST: '0.0.0.0' },
    notes: own || Object.hasOwn(dependencies, 'srvx') ? notes : [...notes, advice],
    from: { build: from, outputs: config?.path ?? 'default' },
  });
}

/** pnpm lifts what is not a dependency of the service itself into a folder of its own. */
function srvxFolder({ project, manifest }: FrameworkInput): string {
  const lifted = !Object.hasOwn(manifest.dependencies, 'srvx') && project.has('pnpm-lock.yaml');
  return lifted ? 'node_modules/.pnpm/node_modules/srvx' : 'node_modules/srvx';
}
