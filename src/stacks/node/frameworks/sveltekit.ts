import { dependsOn } from '../../shared/javascript/manifest.ts';
import type { Framework, FrameworkInput, Shape } from '../framework.ts';
import { baseIn } from './support/base.ts';
import { type Build, findBuild } from './support/build.ts';
import { type Config, findInSources, importsAny, literal, readConfig, safeFolder } from './support/config.ts';
import { ownServer } from './support/own-server.ts';
import { asTheyAre, ifThere, server, site } from './support/shape.ts';

export const sveltekit: Framework = {
  id: 'sveltekit',
  title: 'SvelteKit',
  packages: ['@sveltejs/kit'],
  detect: isApp,
  never: ['vite', 'vite dev', 'vite preview', 'svelte-kit dev', 'svelte-kit preview'],
  shape: (input) => {
    const { config, adapter } = findAdapter(input);
    const build = findBuild(input, 'vite build');
    if (adapter === STATIC) return staticSite(input, config, build);
    if (adapter === NODE) return nodeServer(input, config, build);
    return otherAdapter(input, config, build, adapter);
  },
};

const NODE = '@sveltejs/adapter-node';
const STATIC = '@sveltejs/adapter-static';
const AUTO = '@sveltejs/adapter-auto';
const OTHERS = [
  '@sveltejs/adapter-vercel',
  '@sveltejs/adapter-netlify',
  '@sveltejs/adapter-cloudflare',
  'svelte-adapter-bun',
];

/** A library of components uses the kit as well; it packages, and has no adapter that serves. */
function isApp({ manifest }: FrameworkInput): boolean {
  return !(Object.hasOwn(manifest.json, 'svelte') && Object.hasOwn(manifest.json, 'exports'));
}

/** The adapter stands in svelte.config, or since version 3 in vite.config. */
function findAdapter(input: FrameworkInput): { config: Config | undefined; adapter: string | undefined } {
  const configs = ['svelte.config', 'vite.config'].map((name) => readConfig(input, name));
  for (const config of configs) {
    const adapter = importsAny(config, NODE, STATIC, AUTO, ...OTHERS);
    if (adapter) return { config, adapter };
  }
  return { config: configs.find((config) => config !== undefined), adapter: undefined };
}

function option(config: Config | undefined, name: string): string | undefined {
  return literal(config, `kit.adapter.${name}`, `plugins.adapter.${name}`, `adapter.${name}`);
}

/** The adapter bundles everything but the production dependencies; with none of those the folder is all there is. */
function nodeServer(input: FrameworkInput, config: Config | undefined, { build, notes, from }: Build): Shape {
  const folder = safeFolder(input, option(config, 'out')) ?? 'build';
  const bundled = Object.keys(input.manifest.dependencies).length === 0;
  const own = ownServer(input, folder) !== undefined;
  const prefix = option(config, 'envPrefix');
  const prefixed =
    prefix !== undefined && /^[A-Z][A-Z0-9_]{0,40}$/.test(prefix)
      ? { [`${prefix}PORT`]: '3000', [`${prefix}HOST`]: '0.0.0.0' }
      : {};
  return server(input, {
    build,
    outputs: own ? asTheyAre('.') : [...asTheyAre(folder), ...(bundled ? ifThere(input, 'package.json') : [])],
    dependencies: bundled && !own ? 'none' : 'production',
    start: own ? null : [`${folder}/index.js`],
    port: 3000,
    environment: { HOST: '0.0.0.0', ...prefixed },
    notes: [
      ...notes,
      'Set ORIGIN to the public address (https://…) when it runs: without it SvelteKit refuses form posts behind a proxy.',
    ],
    from: { build: from, outputs: config?.path ?? 'default' },
  });
}

const PRERENDER =
  'adapter-static refuses pages that are rendered on demand: put `export const prerender = true` into src/routes/+layout.ts.';

function staticSite(input: FrameworkInput, config: Config | undefined, { build, notes, from }: Build): Shape {
  const fallback = option(config, 'fallback');
  const other = fallback !== undefined && !['index.html', '404.html', 'null', 'undefined'].includes(fallback);
  const advice = `adapter-static writes its fallback page to ${fallback}; name it index.html in ${config?.path}, which is what an unknown path gets.`;
  const writesNothing = fallback === undefined && findInSources(input, ['src/routes'], 'prerender') === undefined;
  return site(input, {
    build,
    folder: safeFolder(input, option(config, 'pages')) ?? 'build',
    base: baseIn(config, 'kit.paths.base'),
    fallback: fallback === 'index.html' || other ? 'spa' : '404',
    notes: [...notes, ...(other ? [advice] : []), ...(writesNothing ? [PRERENDER] : [])],
    from: { build: from, outputs: config?.path ?? 'default' },
  });
}

/**
 * adapter-auto knows no plain container, but it takes adapter-node where this variable of a buildpack is set, and installs it
 * when it is not among the dependencies.
 */
function otherAdapter(
  input: FrameworkInput,
  config: Config | undefined,
  build: Build,
  adapter: string | undefined,
): Shape {
  const shape = nodeServer(input, undefined, build);
  const path = config?.path ?? 'svelte.config.js';
  const installed = dependsOn(input.manifest, NODE);
  if (adapter !== AUTO) {
    const what =
      adapter === undefined ? `${path} names no adapter that is known` : `${adapter} builds for another platform`;
    return {
      ...shape,
      notes: [...shape.notes, `${what}: install ${NODE} and use it in ${path}, or the build leaves no server.`],
    };
  }
  return {
    ...shape,
    buildEnvironment: { GCP_BUILDPACKS: '1' },
    buildNeedsNetwork: installed ? shape.buildNeedsNetwork : `adapter-auto installs ${NODE} while building`,
    notes: [
      ...shape.notes,
      `${path} uses adapter-auto, which takes ${NODE} here${installed ? '' : ' and installs it outside the lock file'}: install ${NODE} and name it in ${path}.`,
    ],
  };
}
