import { describe, expect, test } from 'vitest';
import { type App, find } from './app.ts';

const PAGE = { 'index.html': '<main></main>' };
const BUILD = { build: 'vite build' };

/** Which framework wins: name, project, short name (undefined: a plain program). */
const CASES: readonly (readonly [string, App, string | undefined])[] = [
  ['nothing at all', {}, undefined],
  ['a plain program', { scripts: { start: 'node index.js' } }, undefined],
  ['tools only', { development: 'typescript eslint vitest' }, undefined],
  ['a name that looks like a framework', { manifest: { name: 'express' } }, undefined],
  ['a framework only as a peer', { manifest: { peerDependencies: { express: '*' } } }, undefined],
  ['dependencies that are no object', { manifest: { dependencies: ['express'] } }, undefined],
  ['a version that is no string', { manifest: { dependencies: { express: 5 } } }, undefined],

  ['express', { dependencies: 'express' }, 'express'],
  ['express 4 with views', { dependencies: 'express@~4.16.1', files: { 'views/index.pug': '' } }, 'express'],
  ['express for tests only', { development: 'express supertest' }, undefined],
  [
    'express bundled into what starts',
    { development: 'express tsup', scripts: { start: 'node dist/app.js' } },
    'express',
  ],
  ['express optional', { manifest: { optionalDependencies: { express: '*' } } }, undefined],
  ['fastify', { dependencies: 'fastify' }, 'fastify'],
  ['fastify with express middleware', { dependencies: 'express fastify' }, 'fastify'],
  ['fastify-cli', { dependencies: 'fastify fastify-cli', scripts: { start: 'fastify start app.js' } }, 'fastify'],
  ['koa', { dependencies: 'koa koa-router' }, 'koa'],
  ['koa beside express', { dependencies: 'koa express' }, 'koa'],
  ['hono on node', { dependencies: 'hono @hono/node-server' }, 'hono'],
  ['hono for workers', { dependencies: 'hono', development: 'wrangler' }, 'hono'],
  ['nest on express', { dependencies: '@nestjs/core @nestjs/platform-express express' }, 'nest'],
  ['nest on fastify', { dependencies: '@nestjs/core @nestjs/platform-fastify fastify' }, 'nest'],
  ['adonis', { dependencies: '@adonisjs/core', development: 'vite' }, 'adonis'],
  [
    'adonis with inertia and vite',
    { dependencies: '@adonisjs/core react vite', files: PAGE, scripts: BUILD },
    'adonis',
  ],
  ['strapi', { dependencies: '@strapi/strapi react' }, 'strapi'],
  ['strapi with koa', { dependencies: '@strapi/strapi koa' }, 'strapi'],

  ['next', { dependencies: 'next react' }, 'next'],
  ['next with express', { dependencies: 'next express', scripts: { start: 'node server.js' } }, 'next'],
  [
    'next with storybook',
    { dependencies: 'next', development: 'storybook vite', scripts: { sb: 'storybook build' } },
    'next',
  ],
  ['next with nest in one package', { dependencies: 'next @nestjs/core' }, 'next'],
  ['payload 3', { dependencies: 'payload next @payloadcms/next' }, 'payload'],
  ['payload 2 on express', { dependencies: 'payload@^2.0.0 express' }, 'express'],
  ['nuxt', { dependencies: 'nuxt vue' }, 'nuxt'],
  ['nuxt as a development dependency', { development: 'nuxt' }, 'nuxt'],
  ['nuxt with nitro and vite named', { dependencies: 'nuxt nitropack vite', scripts: BUILD }, 'nuxt'],
  ['nitro with its config', { dependencies: 'nitro', files: { 'nitro.config.ts': '' } }, 'nitro'],
  ['nitro as it was called', { development: 'nitropack', scripts: { build: 'nitropack build' } }, 'nitro'],
  [
    'nitro as a plug-in of vite',
    {
      dependencies: 'nitro react',
      files: { ...PAGE, 'vite.config.ts': "import { nitro } from 'nitro/vite'" },
      scripts: BUILD,
    },
    'nitro',
  ],
  ['nitro as a library only', { dependencies: 'nitro', scripts: { start: 'node a.js' } }, undefined],
  ['remix 2', { dependencies: '@remix-run/react @remix-run/serve', development: '@remix-run/dev vite' }, 'remix'],
  ['remix with express', { dependencies: '@remix-run/express express', development: '@remix-run/dev' }, 'remix'],
  [
    'react router 7',
    { dependencies: 'react-router @react-router/serve', development: '@react-router/dev vite' },
    'react-router',
  ],
  [
    'react router with express',
    { dependencies: 'express @react-router/express', development: '@react-router/dev' },
    'react-router',
  ],
  [
    'react router with hono',
    { dependencies: 'hono react-router', development: '@react-router/dev vite' },
    'react-router',
  ],
  [
    'react router as a library',
    { dependencies: 'react react-router', development: 'vite', files: PAGE, scripts: BUILD },
    'vite',
  ],
  [
    'react-router-dom as a library',
    { dependencies: 'react-router-dom', development: 'vite', files: PAGE, scripts: BUILD },
    'vite',
  ],
  ['sveltekit', { development: '@sveltejs/kit svelte vite' }, 'sveltekit'],
  [
    'sveltekit with express',
    { dependencies: 'express', development: '@sveltejs/kit vite', scripts: { start: 'node server.js' } },
    'sveltekit',
  ],
  [
    'a library of svelte components',
    { development: '@sveltejs/kit', manifest: { svelte: './dist/index.js', exports: {} } },
    undefined,
  ],
  ['astro', { dependencies: 'astro', files: { 'astro.config.mjs': '' } }, 'astro'],
  ['astro without a config', { dependencies: 'astro', files: { 'src/pages/index.astro': '' } }, 'astro'],
  ['astro as a library of components', { development: 'astro', files: { 'index.ts': '' } }, undefined],
  [
    'astro with react and vite',
    { dependencies: 'astro react vite', files: { 'astro.config.ts': '', ...PAGE }, scripts: BUILD },
    'astro',
  ],
  [
    'tanstack start',
    { dependencies: '@tanstack/react-start @tanstack/react-router', development: 'vite' },
    'tanstack-start',
  ],
  ['tanstack start with nitro', { dependencies: '@tanstack/react-start nitro', scripts: BUILD }, 'tanstack-start'],
  ['tanstack start for solid', { dependencies: '@tanstack/solid-start solid-js' }, 'tanstack-start'],
  [
    'tanstack router alone',
    { dependencies: '@tanstack/react-router react', development: 'vite', files: PAGE, scripts: BUILD },
    'vite',
  ],
  ['solidstart 2', { dependencies: '@solidjs/start solid-js nitro vite', scripts: BUILD }, 'solidstart'],
  ['solidstart 1', { dependencies: '@solidjs/start vinxi', files: { 'app.config.ts': '' } }, 'solidstart'],
  ['qwik city', { development: '@builder.io/qwik @builder.io/qwik-city vite' }, 'qwik'],
  ['qwik city with express', { dependencies: 'express', development: '@builder.io/qwik-city' }, 'qwik'],

  ['vite plain', { development: 'vite', files: PAGE, scripts: BUILD }, 'vite'],
  ['vite without a script', { development: 'vite', files: PAGE }, 'vite'],
  [
    'vite with vue',
    {
      dependencies: 'vue',
      development: 'vite',
      files: PAGE,
      scripts: { build: 'run-p "build-only {@}"', 'build-only': 'vite build' },
    },
    'vite',
  ],
  [
    'vite without an index.html but with a build',
    { development: 'vite', scripts: { build: 'tsc -b && vite build' } },
    'vite',
  ],
  [
    'vite with pages in another root',
    { development: 'vite', files: { 'vite.config.ts': "export default { root: 'client' }", 'client/index.html': '' } },
    'vite',
  ],
  ['rolldown-vite', { development: 'rolldown-vite', files: PAGE }, 'vite'],
  [
    'vite with a mock server in express',
    { dependencies: 'react express', development: 'vite', files: PAGE, scripts: BUILD },
    'vite',
  ],
  [
    'vite with hono as the client of an api',
    { dependencies: 'react hono', development: 'vite', files: PAGE, scripts: { ...BUILD, start: 'vite' } },
    'vite',
  ],
  [
    'vite that builds the client of an express service',
    { dependencies: 'express react', development: 'vite', files: PAGE, scripts: { ...BUILD, start: 'node server.js' } },
    'express',
  ],
  [
    'vite that builds the client of a bun service',
    { dependencies: 'hono', development: 'vite', files: PAGE, scripts: { ...BUILD, start: 'bun run src/server.ts' } },
    'hono',
  ],
  ['vite for tests only', { dependencies: 'fastify', development: 'vite vitest' }, 'fastify'],
  [
    'vite for a library',
    {
      development: 'vite',
      files: { 'vite.config.ts': "export default { build: { lib: { entry: 'a.ts' } } }" },
      scripts: BUILD,
    },
    undefined,
  ],
  [
    'vite for a library that has a demo page',
    {
      development: 'vite',
      files: { ...PAGE, 'vite.config.ts': 'export default { build: { lib: { name: `x` } } }' },
      scripts: BUILD,
    },
    undefined,
  ],
  [
    'vite that bundles a server',
    {
      dependencies: 'express',
      development: 'vite',
      scripts: { build: 'vite build --ssr src/main.ts', start: 'node dist/main.js' },
    },
    'express',
  ],
  ['vitest without anything', { development: 'vite vitest', scripts: { test: 'vitest' } }, undefined],
  ['rsbuild', { development: '@rsbuild/core', scripts: { build: 'rsbuild build' } }, 'rsbuild'],
  ['angular', { dependencies: '@angular/core', files: { 'angular.json': angular({}) } }, 'angular'],
  [
    'angular with express for rendering',
    { dependencies: '@angular/core express', files: { 'angular.json': angular({ ssr: true }) } },
    'angular',
  ],
  [
    'angular as a library',
    {
      dependencies: '@angular/core',
      files: { 'angular.json': '{"projects":{"ui":{"projectType":"library","architect":{"build":{}}}}}' },
    },
    undefined,
  ],
  ['angular without its file', { dependencies: '@angular/core' }, undefined],
  ['create react app', { dependencies: 'react react-scripts' }, 'cra'],
  ['create react app with craco', { dependencies: 'react', development: '@craco/craco react-scripts' }, 'cra'],
  [
    'create react app behind express',
    { dependencies: 'react-scripts express', scripts: { start: 'node server.js' } },
    'express',
  ],
  ['vue cli', { dependencies: 'vue', development: '@vue/cli-service' }, 'vue-cli'],
  ['gatsby', { dependencies: 'gatsby react' }, 'gatsby'],
  ['expo with web', { dependencies: 'expo react-native react-native-web' }, 'expo'],
  ['expo for phones only', { dependencies: 'expo react-native' }, undefined],
  ['docusaurus', { dependencies: '@docusaurus/core react' }, 'docusaurus'],
  ['docusaurus beside a service', { dependencies: 'fastify', development: '@docusaurus/core' }, 'fastify'],
  ['eleventy', { development: '@11ty/eleventy' }, 'eleventy'],
  ['eleventy with vite', { development: '@11ty/eleventy vite' }, 'eleventy'],
  ['vitepress', { development: 'vitepress' }, 'vitepress'],
  [
    'vitepress beside a page',
    { dependencies: 'vue', development: 'vitepress vite', files: PAGE, scripts: BUILD },
    'vite',
  ],
  ['vitepress beside a service', { dependencies: 'express', development: 'vitepress' }, 'express'],
  ['vuepress', { development: 'vuepress' }, 'vuepress'],
  ['hexo', { dependencies: 'hexo hexo-server' }, 'hexo'],
  [
    'storybook of a library',
    { development: 'storybook vite', scripts: { 'build-storybook': 'storybook build' } },
    'storybook',
  ],
  [
    'storybook of a service',
    { development: 'storybook', scripts: { 'build-storybook': 'storybook build', start: 'node a.js' } },
    undefined,
  ],
  ['storybook that is never built', { development: 'storybook', scripts: { storybook: 'storybook dev' } }, undefined],

  ['keystone, which brings next', { dependencies: '@keystone-6/core next' }, undefined],
  ['waku, which brings hono', { dependencies: 'waku hono' }, undefined],
  ['medusa, which brings express', { dependencies: '@medusajs/medusa express' }, undefined],
  ['prototype names as packages', { dependencies: 'constructor toString __proto__x' }, undefined],
];

function angular(options: object): string {
  return JSON.stringify({ projects: { plum: { projectType: 'application', architect: { build: { options } } } } });
}

describe('which framework a service uses', () => {
  test.each(CASES)('%s', (_, app, id) => {
    expect(find(app)?.framework.id).toBe(id);
  });
});

/** What people get to read. */
const TITLES: readonly (readonly [string, App, string])[] = [
  ['react', { dependencies: 'react' }, 'React with Vite'],
  ['vue', { dependencies: 'vue' }, 'Vue with Vite'],
  ['preact beside its compatibility with react', { dependencies: 'preact react' }, 'Preact with Vite'],
  ['svelte', { development: 'svelte' }, 'Svelte with Vite'],
  ['solid', { dependencies: 'solid-js' }, 'Solid with Vite'],
  ['lit', { dependencies: 'lit' }, 'Lit with Vite'],
  ['qwik', { dependencies: '@builder.io/qwik' }, 'Qwik with Vite'],
  ['nothing', {}, 'Vite'],
];

test.each(TITLES)('what a page of Vite with %s is called', (_, app, title) => {
  expect(find({ ...app, development: `vite ${app.development ?? ''}`, files: PAGE })?.title).toBe(title);
});
