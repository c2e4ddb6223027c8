import { posix } from 'node:path';
import type { Framework, FrameworkInput, Output, Shape } from '../framework.ts';
import { baseIn } from './support/base.ts';
import { type Build, findBuild } from './support/build.ts';
import { type Config, existing, findInSources, literal, readConfig, safeFolder, setting } from './support/config.ts';
import { ownServer } from './support/own-server.ts';
import { portOption } from './support/port.ts';
import { asTheyAre, ifThere, server, site } from './support/shape.ts';

export const next: Framework = {
  id: 'next',
  title: 'Next.js',
  packages: ['next'],
  never: ['next dev', 'next dev --turbopack', 'next dev --turbo'],
  shape: (input) => {
    const config = readConfig(input, 'next.config');
    const folder = safeFolder(input, literal(config, 'distDir')) ?? '.next';
    const output = setting(config, 'output');
    const known = output?.kind === 'literal' ? output.value : undefined;
    const parts = common(input, config, folder, findBuild(input, 'next build'));
    if (known === 'export')
      return site(input, {
        ...parts,
        folder: folder === '.next' ? 'out' : folder,
        port: 8080,
        base: baseIn(config, 'basePath'),
        fallback: '404',
        environment: {},
        writable: [],
      });
    if (ownServer(input)) return withOwnServer(input, parts);
    if (known === 'standalone') return standalone(input, config, folder, parts);
    return whole(input, folder, parts, output !== undefined);
  },
};

type Parts = ReturnType<typeof common>;

function common(input: FrameworkInput, config: Config | undefined, folder: string, { build, notes, from }: Build) {
  const fonts = findInSources(
    input,
    ['app', 'pages', 'src', 'components', 'lib', 'styles', 'fonts', 'ui'],
    'next/font/google',
  );
  return {
    build,
    port: portOption(input, 'next start', '-p', '--port') ?? 3000,
    // Docker sets HOSTNAME to the container's name, and the standalone server would listen on that address only.
    environment: { HOSTNAME: '0.0.0.0', NEXT_TELEMETRY_DISABLED: '1' },
    buildEnvironment: { NEXT_TELEMETRY_DISABLED: '1' },
    caches: [`${folder}/cache`],
    ...(fonts ? { buildNeedsNetwork: `${fonts} uses next/font/google, which fetches fonts while building` } : {}),
    notes,
    from: { build: from, outputs: config?.path ?? 'default' },
  };
}

/** The traced server of `output: 'standalone'`: self-contained but for `static` and `public`, which it leaves to a CDN. */
function standalone(input: FrameworkInput, config: Config | undefined, folder: string, parts: Parts): Shape {
  const place = servicePlace(input, config);
  const at = (path: string) => posix.join(place, path);
  const outputs: Output[] = [
    { from: `${folder}/standalone`, to: '.' },
    { from: `${folder}/static`, to: at(`${folder}/static`) },
    ...existing(input, 'public').map((path) => ({ from: path, to: at(path) })),
  ];
  return server(input, {
    ...parts,
    outputs,
    dependencies: 'none',
    start: [at('server.js')],
    writable: [at(`${folder}/cache`)],
  });
}

/**
 * Where the service lies inside the standalone folder: its path below the tracing root, which Next takes from the lock file
 * that lies highest, so from the project's root, unless the config names another.
 */
function servicePlace({ service }: FrameworkInput, config: Config | undefined): string {
  const root = literal(config, 'outputFileTracingRoot', 'experimental.outputFileTracingRoot', 'turbopack.root');
  if (root === undefined) return service;
  const fromRoot = posix.relative(posix.join('/', service, root), posix.join('/', service));
  return fromRoot === '' || fromRoot.startsWith('..') ? '.' : fromRoot;
}

/** A server file of the project's own loads Next as a library; its start script tells the rest. */
function withOwnServer(input: FrameworkInput, parts: Parts): Shape {
  return server(input, { ...parts, outputs: asTheyAre('.'), start: null, writable: parts.caches });
}

/** Without a standalone server: all of node_modules, started by Next's own program. */
function whole(input: FrameworkInput, folder: string, parts: Parts, computed: boolean): Shape {
  const config = existing(input, 'next.config.ts', 'next.config.mts', 'next.config.js', 'next.config.mjs');
  const advice = computed
    ? `${parts.from.outputs} works out \`output\` by code, so all of node_modules is shipped; write \`output: 'standalone'\` for an image that is several times smaller.`
    : `Set \`output: 'standalone'\` in ${parts.from.outputs === 'default' ? 'next.config.ts' : parts.from.outputs} for an image that is several times smaller; without it all of node_modules is shipped.`;
  return server(input, {
    ...parts,
    outputs: [...asTheyAre(folder), ...ifThere(input, 'public'), ...asTheyAre(...config)],
    start: ['node_modules/next/dist/bin/next', 'start'],
    writable: [`${folder}/cache`],
    notes: [...parts.notes, advice],
  });
}
