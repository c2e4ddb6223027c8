import { describe, expect, test } from 'vitest';
import { type App, type Shown, shapeOf } from './app.ts';

const says = (text: string) => expect.stringContaining(text) as string;
const next = (config: string, more: App = {}): App => ({
  dependencies: 'next',
  scripts: { build: 'next build' },
  ...more,
  files: { 'next.config.ts': config, ...more.files },
});
const kit = (config: string, more: App = {}): App => ({
  development: '@sveltejs/kit vite',
  scripts: { build: 'vite build' },
  ...more,
  files: { 'svelte.config.js': config, ...more.files },
});
const astro = (config: string, more: App = {}): App => ({
  dependencies: 'astro',
  ...more,
  files: { 'astro.config.mjs': config, ...more.files },
});
const node = "import node from '@astrojs/node';";

/** Name, project, and what matters of its shape. */
const CASES: readonly (readonly [string, App, Partial<Shown>])[] = [
  [
    'next without standalone ships node_modules, and says what would be smaller',
    next('export default {}'),
    {
      dependencies: 'production',
      outputs: ['.next', 'next.config.ts'],
      start: ['node_modules/next/dist/bin/next', 'start'],
      writable: ['.next/cache'],
      caches: ['.next/cache'],
      notes: [says("output: 'standalone'")],
    },
  ],
  [
    'next with a public folder',
    next('export default {}', { files: { 'public/a.svg': '' } }),
    { outputs: ['.next', 'public', 'next.config.ts'] },
  ],
  [
    'next standalone',
    next("export default { output: 'standalone' }"),
    {
      dependencies: 'none',
      outputs: ['.next/standalone → .', '.next/static'],
      start: ['server.js'],
      notes: [],
      environment: { HOSTNAME: '0.0.0.0', NEXT_TELEMETRY_DISABLED: '1' },
    },
  ],
  [
    'next standalone with a public folder',
    next("export default { output: 'standalone' }", { files: { 'public/a.svg': '' } }),
    { outputs: ['.next/standalone → .', '.next/static', 'public'] },
  ],
  [
    'next standalone with a folder of its own',
    next("export default { output: 'standalone', distDir: 'made' }"),
    { outputs: ['made/standalone → .', 'made/static'], writable: ['made/cache'] },
  ],
  [
    'next standalone in a monorepo',
    {
      dependencies: 'next',
      service: 'apps/web',
      files: {
        'apps/web/next.config.mjs': "export default { output: 'standalone' }",
        'apps/web/public/a.svg': '',
        'package-lock.json': '',
      },
    },
    {
      outputs: ['.next/standalone → .', '.next/static → apps/web/.next/static', 'public → apps/web/public'],
      start: ['apps/web/server.js'],
      writable: ['apps/web/.next/cache'],
    },
  ],
  [
    'next standalone in a monorepo, traced from the root',
    {
      dependencies: 'next',
      service: 'apps/web',
      files: {
        'apps/web/next.config.js':
          "module.exports = { output: 'standalone', outputFileTracingRoot: path.join(__dirname, '../../') }",
      },
    },
    { start: ['apps/web/server.js'] },
  ],
  [
    'next standalone in a monorepo, traced from itself',
    {
      dependencies: 'next',
      service: 'apps/web',
      files: {
        'apps/web/next.config.js': "module.exports = { output: 'standalone', outputFileTracingRoot: __dirname }",
      },
    },
    { start: ['server.js'], outputs: ['.next/standalone → .', '.next/static'] },
  ],
  [
    'next with an output that code works out',
    next("export default { output: process.env.X ? 'standalone' : undefined }"),
    { dependencies: 'production', notes: [says('by code')] },
  ],
  [
    'next exported',
    next("export default { output: 'export' }"),
    { kind: 'static', outputs: ['out → .'], fallback: '404', port: 8080, start: null, environment: {} },
  ],
  [
    'next exported to a folder of its own',
    next("export default { output: 'export', distDir: 'site' }"),
    { outputs: ['site → .'] },
  ],
  [
    'next with a server of its own',
    next("export default { output: 'standalone' }", {
      scripts: { build: 'next build', start: 'NODE_ENV=production node server.js' },
    }),
    { outputs: ['.'], start: null },
  ],
  [
    'next started from its standalone folder',
    next("export default { output: 'standalone' }", { scripts: { start: 'node .next/standalone/server.js' } }),
    { start: ['server.js'] },
  ],
  [
    'next with fonts of Google',
    next('export default {}', { files: { 'app/layout.tsx': "import { Inter } from 'next/font/google'" } }),
    { buildNeedsNetwork: says('app/layout.tsx') },
  ],
  [
    'next with fonts of its own',
    next('export default {}', { files: { 'app/layout.tsx': "import f from 'next/font/local'" } }),
    { buildNeedsNetwork: null },
  ],
  [
    'next on another port',
    next('export default {}', { scripts: { build: 'next build', start: 'next start -p 4100' } }),
    { port: 4100 },
  ],
  [
    'next in development on another port',
    next('export default {}', { scripts: { build: 'next build', dev: 'next dev -p 4100' } }),
    { port: 3000 },
  ],
  [
    'payload keeps uploads',
    { dependencies: 'payload next' },
    { writable: ['.next/cache', 'media'], start: ['node_modules/next/dist/bin/next', 'start'] },
  ],

  [
    'nuxt',
    { dependencies: 'nuxt', scripts: { build: 'nuxt build' } },
    {
      dependencies: 'none',
      outputs: ['.output'],
      start: ['.output/server/index.mjs'],
      buildEnvironment: { NUXT_TELEMETRY_DISABLED: '1', NITRO_PRESET: 'node-server' },
    },
  ],
  [
    'nuxt generated',
    { dependencies: 'nuxt', scripts: { build: 'nuxt generate' } },
    { kind: 'static', outputs: ['.output/public → .'], fallback: '404' },
  ],
  [
    'nuxt generated as one page',
    {
      dependencies: 'nuxt',
      scripts: { build: 'nuxt generate' },
      files: { 'nuxt.config.ts': 'export default defineNuxtConfig({ ssr: false })' },
    },
    { fallback: 'spa' },
  ],
  [
    'nuxt that may be generated too',
    { dependencies: 'nuxt', scripts: { build: 'nuxt build', generate: 'nuxt generate' } },
    { kind: 'server', build: 'build' },
  ],
  [
    'nuxt for another platform',
    {
      dependencies: 'nuxt',
      files: { 'nuxt.config.ts': "export default defineNuxtConfig({ nitro: { preset: 'vercel' } })" },
    },
    { notes: [says('nuxt build'), says('vercel')] },
  ],
  [
    'nuxt with the static preset',
    { dependencies: 'nuxt', files: { 'nuxt.config.ts': "export default { nitro: { preset: 'static' } }" } },
    { kind: 'static' },
  ],
  ['nuxt with fonts', { dependencies: 'nuxt @nuxt/fonts' }, { buildNeedsNetwork: says('@nuxt/fonts') }],
  [
    'nitro',
    { dependencies: 'nitro', files: { 'nitro.config.ts': "export default { output: { dir: 'made' } }" } },
    { outputs: ['made'], start: ['made/server/index.mjs'], build: 'nitro build' },
  ],
  [
    'solidstart 2 with nitro',
    {
      dependencies: '@solidjs/start',
      scripts: { build: 'vite build' },
      files: { 'vite.config.ts': "import { nitro } from 'nitro/vite'; export default { plugins: [nitro()] }" },
    },
    { start: ['.output/server/index.mjs'], notes: [] },
  ],
  [
    'solidstart 2 without it',
    { dependencies: '@solidjs/start', scripts: { build: 'vite build' }, files: { 'vite.config.ts': '' } },
    { notes: [says('nitro()')] },
  ],
  [
    'solidstart 1',
    {
      dependencies: '@solidjs/start',
      scripts: { build: 'vinxi build' },
      files: { 'app.config.ts': 'export default defineConfig({})' },
    },
    { start: ['.output/server/index.mjs'], notes: [] },
  ],
  [
    'tanstack start with nitro',
    {
      dependencies: '@tanstack/react-start',
      files: { 'vite.config.ts': "import { nitro } from 'nitro/vite'" },
      scripts: { build: 'vite build' },
    },
    { dependencies: 'none', start: ['.output/server/index.mjs'] },
  ],
  [
    'tanstack start by itself',
    { dependencies: '@tanstack/react-start', scripts: { build: 'vite build' } },
    {
      dependencies: 'production',
      outputs: ['dist'],
      start: ['node_modules/srvx/bin/srvx.mjs', 'serve', '--prod', '-s', '../client', 'dist/server/server.js'],
      notes: [says('srvx')],
    },
  ],
  [
    'tanstack start with pnpm',
    { dependencies: '@tanstack/react-start', scripts: { build: 'vite build' }, files: { 'pnpm-lock.yaml': '' } },
    { start: expect.arrayContaining(['node_modules/.pnpm/node_modules/srvx/bin/srvx.mjs']) as string[] },
  ],
  [
    'tanstack start with srvx',
    { dependencies: '@tanstack/react-start srvx', scripts: { build: 'vite build' }, files: { 'pnpm-lock.yaml': '' } },
    { start: expect.arrayContaining(['node_modules/srvx/bin/srvx.mjs']) as string[], notes: [] },
  ],
  [
    'tanstack start as one page',
    {
      dependencies: '@tanstack/react-start',
      scripts: { build: 'vite build' },
      files: { 'vite.config.ts': 'export default { plugins: [tanstackStart({ spa: { enabled: true } })] }' },
    },
    { kind: 'static', outputs: ['dist/client → .'], notes: [says('_shell.html')] },
  ],

  [
    'react router 7',
    {
      dependencies: '@react-router/serve@^7.1.0',
      development: '@react-router/dev',
      scripts: { build: 'react-router build' },
    },
    { outputs: ['build'], start: ['node_modules/@react-router/serve/bin.js', 'build/server/index.js'], port: 3000 },
  ],
  [
    'react router 8',
    { dependencies: '@react-router/serve@^8.0.0', development: '@react-router/dev' },
    { start: ['node_modules/@react-router/serve/bin.cjs', 'build/server/index.js'] },
  ],
  [
    'react router in a folder of its own',
    {
      dependencies: '@react-router/serve@7',
      development: '@react-router/dev',
      files: { 'react-router.config.ts': "export default { buildDirectory: 'made', serverBuildFile: 'app.js' }" },
    },
    { outputs: ['made'], start: ['node_modules/@react-router/serve/bin.js', 'made/server/app.js'] },
  ],
  [
    'react router as one page',
    {
      dependencies: 'react-router',
      development: '@react-router/dev',
      files: { 'react-router.config.ts': 'export default { ssr: false } satisfies Config' },
    },
    { kind: 'static', outputs: ['build/client → .'], fallback: 'spa' },
  ],
  [
    'react router with a server of its own',
    { dependencies: 'express', development: '@react-router/dev', scripts: { start: 'node server.js' } },
    { kind: 'server', outputs: ['.'], start: null },
  ],
  [
    'remix with vite',
    {
      dependencies: '@remix-run/serve',
      development: '@remix-run/dev',
      files: { 'vite.config.ts': "import { vitePlugin } from '@remix-run/dev'" },
    },
    { start: ['node_modules/@remix-run/serve/dist/cli.js', 'build/server/index.js'] },
  ],
  [
    'remix as one page',
    {
      dependencies: '@remix-run/react',
      development: '@remix-run/dev',
      files: {
        'vite.config.ts':
          "import { vitePlugin as remix } from '@remix-run/dev'; export default { plugins: [remix({ ssr: false })] }",
      },
    },
    { kind: 'static', outputs: ['build/client → .'] },
  ],
  [
    'remix with its first compiler',
    { dependencies: '@remix-run/serve', development: '@remix-run/dev', files: { 'public/a.ico': '' } },
    { outputs: ['build', 'public'], start: ['node_modules/@remix-run/serve/dist/cli.js', 'build/index.js'] },
  ],

  [
    'sveltekit on node, all bundled',
    kit("import a from '@sveltejs/adapter-node'; export default { kit: { adapter: a() } }"),
    {
      dependencies: 'none',
      outputs: ['build', 'package.json'],
      start: ['build/index.js'],
      environment: { HOST: '0.0.0.0' },
    },
  ],
  [
    'sveltekit on node with dependencies',
    kit("import a from '@sveltejs/adapter-node'", { dependencies: 'postgres' }),
    { dependencies: 'production', outputs: ['build'] },
  ],
  [
    'sveltekit on node, in a folder of its own',
    kit(
      "import a from '@sveltejs/adapter-node'; export default { kit: { adapter: a({ out: 'made', envPrefix: 'SHOP_' }) } }",
    ),
    { start: ['made/index.js'], environment: { HOST: '0.0.0.0', SHOP_PORT: '3000', SHOP_HOST: '0.0.0.0' } },
  ],
  [
    'sveltekit 3, whose adapter stands in vite.config',
    kit('export default {}', {
      files: {
        'vite.config.ts':
          "import a from '@sveltejs/adapter-node'; export default { plugins: [sveltekit({ adapter: a({ out: 'made' }) })] }",
      },
    }),
    { start: ['made/index.js'] },
  ],
  [
    'sveltekit with a server of its own',
    kit("import a from '@sveltejs/adapter-node'", { scripts: { build: 'vite build', start: 'node server.js' } }),
    { outputs: ['.'], start: null, dependencies: 'production' },
  ],
  [
    'sveltekit started as it is built',
    kit("import a from '@sveltejs/adapter-node'", { scripts: { build: 'vite build', start: 'node build' } }),
    { start: ['build/index.js'] },
  ],
  [
    'sveltekit static',
    kit("import a from '@sveltejs/adapter-static'; export default { kit: { adapter: a() } }"),
    { kind: 'static', outputs: ['build → .'], fallback: '404', notes: [says('prerender = true')] },
  ],
  [
    'sveltekit static, all written ahead',
    kit("import a from '@sveltejs/adapter-static'", {
      files: { 'src/routes/+layout.ts': 'export const prerender = true' },
    }),
    { kind: 'static', notes: [] },
  ],
  [
    'sveltekit static as one page',
    kit(
      "import a from '@sveltejs/adapter-static'; export default { kit: { adapter: a({ pages: 'site', fallback: 'index.html' }) } }",
    ),
    { outputs: ['site → .'], fallback: 'spa', notes: [] },
  ],
  [
    'sveltekit static with another fallback',
    kit("import a from '@sveltejs/adapter-static'; export default { kit: { adapter: a({ fallback: '200.html' }) } }"),
    { fallback: 'spa', notes: [says('200.html')] },
  ],
  [
    'sveltekit with adapter-auto',
    kit("import a from '@sveltejs/adapter-auto'"),
    {
      start: ['build/index.js'],
      buildEnvironment: { GCP_BUILDPACKS: '1' },
      buildNeedsNetwork: says('adapter-node'),
      notes: [says('ORIGIN'), says('outside the lock file')],
    },
  ],
  [
    'sveltekit with adapter-auto and adapter-node installed',
    kit("import a from '@sveltejs/adapter-auto'", { development: '@sveltejs/kit vite @sveltejs/adapter-node' }),
    { buildNeedsNetwork: null, buildEnvironment: { GCP_BUILDPACKS: '1' } },
  ],
  [
    'sveltekit for another platform',
    kit("import a from '@sveltejs/adapter-vercel'"),
    { buildEnvironment: {}, notes: [says('ORIGIN'), says('another platform')] },
  ],

  ['astro static', astro('export default {}'), { kind: 'static', outputs: ['dist → .'], fallback: '404' }],
  [
    'astro static with an adapter and nothing on demand',
    astro(`${node} export default { adapter: node({ mode: 'standalone' }) }`),
    { kind: 'static' },
  ],
  [
    'astro with a page on demand',
    astro(`${node} export default { adapter: node({ mode: 'standalone' }) }`, {
      files: { 'src/pages/a.astro': 'export const prerender = false' },
    }),
    { kind: 'server', start: ['dist/server/entry.mjs'], environment: { HOST: '0.0.0.0' }, port: 4321 },
  ],
  [
    'astro as a server',
    astro(`${node} export default { output: 'server', outDir: './made', adapter: node({ mode: 'standalone' }) }`),
    { outputs: ['made'], start: ['made/server/entry.mjs'], dependencies: 'production', notes: [says('astro build')] },
  ],
  [
    'astro among the development dependencies',
    {
      development: 'astro',
      scripts: { build: 'astro build' },
      files: {
        'astro.config.mjs': `${node} export default { output: 'server', adapter: node({ mode: 'standalone' }) }`,
      },
    },
    { notes: [says('devDependencies')] },
  ],
  [
    'next among the development dependencies',
    next('export default {}', { dependencies: 'react', development: 'next' }),
    { notes: [says("output: 'standalone'"), says('next starts the service')] },
  ],
  [
    'astro as middleware',
    astro(`${node} export default { output: 'server', adapter: node({ mode: 'middleware' }) }`),
    { start: null, outputs: ['.'], notes: [says('astro build'), says('--start')] },
  ],
  [
    'astro for another platform',
    astro("import v from '@astrojs/vercel'; export default { output: 'server', adapter: v() }"),
    { notes: [says('astro build'), says('@astrojs/node')] },
  ],
  [
    'qwik city with express',
    {
      development: '@builder.io/qwik-city',
      scripts: { build: 'qwik build' },
      files: { 'adapters/express/vite.config.ts': '' },
    },
    { outputs: ['dist', 'server'], start: ['server/entry.express.js'] },
  ],
  [
    'qwik city as static files',
    { development: '@builder.io/qwik-city', files: { 'adapters/static/vite.config.ts': '' } },
    { kind: 'static', outputs: ['dist → .'], fallback: '404' },
  ],
  [
    'qwik city without an adapter',
    { development: '@builder.io/qwik-city', scripts: { build: 'qwik build' } },
    { start: null, notes: [says('qwik add')] },
  ],
];

describe('what becomes of pages with a server', () => {
  test.each(CASES)('%s', (_, app, expected) => {
    expect(shapeOf(app)).toMatchObject(expected);
  });
});
