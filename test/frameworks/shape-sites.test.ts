import { describe, expect, test } from 'vitest';
import { type App, type Shown, shapeOf } from './app.ts';

const says = (text: string) => expect.stringContaining(text) as string;
const PAGE = { 'index.html': '<main></main>' };
const vite = (config: string, more: App = {}): App => ({
  development: 'vite',
  scripts: { build: 'vite build' },
  ...more,
  files: { ...PAGE, 'vite.config.ts': config, ...more.files },
});
const angular = (options: object, more: object = {}): App => ({
  dependencies: '@angular/core',
  scripts: { build: 'ng build' },
  files: {
    'angular.json': JSON.stringify({
      projects: {
        plum: {
          projectType: 'application',
          architect: { build: { builder: '@angular/build:application', options }, ...more },
        },
      },
    }),
  },
});

/** Name, project, and what matters of its shape. */
const CASES: readonly (readonly [string, App, Partial<Shown>])[] = [
  [
    'vite',
    vite('export default {}'),
    {
      kind: 'static',
      build: 'build',
      outputs: ['dist → .'],
      fallback: 'spa',
      port: 8080,
      dependencies: 'none',
      notes: [],
    },
  ],
  [
    'vite to a folder of its own',
    vite("export default { build: { outDir: 'made' } }"),
    { outputs: ['made → .'], from: { build: 'package.json scripts.build', outputs: 'vite.config.ts' } },
  ],
  [
    'vite to a folder that the script names',
    vite("export default { build: { outDir: 'made' } }", { scripts: { build: 'vite build --outDir=other' } }),
    { outputs: ['other → .'], from: { build: 'package.json scripts.build', outputs: 'package.json scripts.build' } },
  ],
  [
    'vite below another root',
    vite("export default { root: 'client', build: { outDir: '../made' } }"),
    { outputs: ['made → .'] },
  ],
  [
    'vite below a root that the script names',
    vite('', { scripts: { build: 'vite build client' } }),
    { outputs: ['client/dist → .'] },
  ],
  [
    'vite to a folder that code works out',
    vite('export default { build: { outDir: pick() } }'),
    { outputs: ['dist → .'], notes: [says('build.outDir')] },
  ],
  [
    'vite to a folder outside',
    vite("export default { build: { outDir: '../../etc' } }"),
    { outputs: ['dist → .'], notes: [says('outside')] },
  ],
  [
    'vite to a folder above the service, inside the project',
    {
      development: 'vite',
      service: 'apps/web',
      files: {
        'apps/web/index.html': '',
        'apps/web/vite.config.ts': "export default { build: { outDir: '../../dist/web' } }",
      },
    },
    { outputs: ['../../dist/web → .'] },
  ],
  ['vite to an absolute folder', vite("export default { build: { outDir: '/etc' } }"), { outputs: ['dist → .'] }],
  ['vite with several pages', vite("export default { appType: 'mpa' }"), { fallback: '404' }],
  ['vite without a script', vite('', { scripts: {} }), { build: 'vite build', notes: [says('vite build')] }],
  [
    'vite built by another script',
    vite('', { scripts: { 'build:web': 'vite build --outDir made' } }),
    { build: 'build:web', outputs: ['made → .'] },
  ],
  [
    'vite that only has previews',
    vite('', { scripts: { preview: 'vite build && vite preview' } }),
    { build: 'vite build' },
  ],
  [
    'vite that fetches fonts',
    vite('', { development: 'vite vite-plugin-webfont-dl' }),
    { buildNeedsNetwork: says('vite-plugin-webfont-dl') },
  ],
  [
    'rsbuild',
    {
      development: '@rsbuild/core',
      files: { 'rsbuild.config.ts': "export default { output: { distPath: { root: 'made' } } }" },
    },
    { outputs: ['made → .'], build: 'rsbuild build' },
  ],

  [
    'angular',
    angular({}),
    { outputs: ['dist/plum/browser → .'], fallback: 'spa', buildEnvironment: { NG_CLI_ANALYTICS: 'false' } },
  ],
  ['angular to a folder of its own', angular({ outputPath: 'made' }), { outputs: ['made/browser → .'] }],
  [
    'angular with both folders named',
    angular({ outputPath: { base: 'made', browser: 'site' } }),
    { outputs: ['made/site → .'] },
  ],
  [
    'angular with the old builder',
    {
      ...angular({ outputPath: 'dist/plum' }),
      files: {
        'angular.json': JSON.stringify({
          projects: {
            plum: {
              architect: {
                build: { builder: '@angular-devkit/build-angular:browser', options: { outputPath: 'dist/plum' } },
              },
            },
          },
        }),
      },
    },
    { outputs: ['dist/plum → .'] },
  ],
  [
    'angular that renders',
    angular({ ssr: { entry: 'src/server.ts' }, outputMode: 'server' }),
    {
      kind: 'server',
      dependencies: 'none',
      outputs: ['dist/plum'],
      start: ['dist/plum/server/server.mjs'],
      port: 4000,
      environment: { NG_ALLOWED_HOSTS: 'localhost,127.0.0.1' },
      notes: [says('NG_ALLOWED_HOSTS')],
    },
  ],
  [
    'angular that renders ahead',
    angular({ ssr: { entry: 'src/server.ts' }, outputMode: 'static' }),
    { kind: 'static', outputs: ['dist/plum/browser → .'] },
  ],
  [
    'angular that rendered by a target of its own',
    {
      ...angular({ outputPath: 'dist/plum' }, { server: {} }),
      scripts: { build: 'ng build', 'build:ssr': 'ng build && ng run plum:server' },
    },
    { build: 'build:ssr', start: ['dist/plum/server/main.js'], environment: {} },
  ],
  [
    'angular that inlines fonts',
    {
      ...angular({}),
      files: { ...angular({}).files, 'src/index.html': '<link href="https://fonts.googleapis.com/css2">' },
    },
    { buildNeedsNetwork: says('fonts.googleapis.com') },
  ],
  [
    'angular with libraries first',
    {
      ...angular({}),
      files: {
        'angular.json': JSON.stringify({
          projects: {
            ui: { projectType: 'library', architect: { build: {} } },
            shop: { projectType: 'application', targets: { build: { options: {} } } },
          },
        }),
      },
    },
    { outputs: ['dist/shop/browser → .'] },
  ],

  [
    'create react app',
    { dependencies: 'react-scripts', scripts: { build: 'react-scripts build' } },
    { outputs: ['build → .'], fallback: 'spa' },
  ],
  [
    'create react app to a folder of its own',
    { dependencies: 'react-scripts', scripts: { build: "BUILD_PATH='./made' react-scripts build" } },
    { outputs: ['made → .'] },
  ],
  [
    'vue cli',
    { development: '@vue/cli-service', files: { 'vue.config.js': "module.exports = { outputDir: 'made' }" } },
    { outputs: ['made → .'], fallback: 'spa', build: 'vue-cli-service build' },
  ],
  [
    'gatsby',
    { dependencies: 'gatsby', scripts: { build: 'gatsby build' } },
    { outputs: ['public → .'], fallback: '404', buildNeedsNetwork: null, notes: [] },
  ],
  [
    'gatsby with its own files as a source',
    { dependencies: 'gatsby gatsby-source-filesystem' },
    { buildNeedsNetwork: null },
  ],
  [
    'gatsby with a source elsewhere',
    { dependencies: 'gatsby gatsby-source-contentful' },
    { buildNeedsNetwork: says('gatsby-source-contentful') },
  ],
  [
    'gatsby with functions',
    { dependencies: 'gatsby', scripts: { build: 'gatsby build' }, files: { 'src/api/a.js': '' } },
    { notes: [says('src/api')] },
  ],
  [
    'docusaurus',
    { dependencies: '@docusaurus/core', scripts: { start: 'docusaurus start', build: 'docusaurus build' } },
    { build: 'build', outputs: ['build → .'], fallback: '404' },
  ],
  [
    'docusaurus to a folder of its own',
    { dependencies: '@docusaurus/core', scripts: { build: 'docusaurus build --out-dir made' } },
    { outputs: ['made → .'] },
  ],
  [
    'eleventy',
    { development: '@11ty/eleventy', scripts: { build: 'eleventy' } },
    { outputs: ['_site → .'], fallback: '404' },
  ],
  [
    'eleventy with its old config',
    {
      development: '@11ty/eleventy',
      files: { '.eleventy.js': "module.exports = (c) => { return { dir: { input: 'src', output: 'made' } } }" },
    },
    { outputs: ['made → .'], build: 'eleventy' },
  ],
  [
    'eleventy with an option',
    { development: '@11ty/eleventy', scripts: { build: 'npx @11ty/eleventy --output=made' } },
    { outputs: ['made → .'] },
  ],
  [
    'eleventy that fetches',
    { dependencies: '@11ty/eleventy-fetch', development: '@11ty/eleventy' },
    { buildNeedsNetwork: says('eleventy-fetch') },
  ],
  [
    'vitepress',
    { development: 'vitepress', scripts: { 'docs:build': 'vitepress build docs' } },
    { build: 'docs:build', outputs: ['docs/.vitepress/dist → .'], fallback: '404' },
  ],
  [
    'vitepress at the top',
    { development: 'vitepress', scripts: { build: 'vitepress build' } },
    { outputs: ['.vitepress/dist → .'] },
  ],
  [
    'vitepress to a folder of its own',
    {
      development: 'vitepress',
      scripts: { build: 'vitepress build docs' },
      files: { 'docs/.vitepress/config.mts': "export default defineConfig({ outDir: '../made' })" },
    },
    { outputs: ['made → .'] },
  ],
  [
    'vitepress with dates',
    {
      development: 'vitepress',
      scripts: { build: 'vitepress build docs' },
      files: { 'docs/.vitepress/config.mts': 'export default defineConfig({ lastUpdated: true })' },
    },
    { notes: [says('git')] },
  ],
  [
    'vitepress beside the build of a library',
    { development: 'vitepress', scripts: { build: 'tsup', 'docs:build': 'vitepress build docs' } },
    { build: 'docs:build' },
  ],
  [
    'vuepress',
    {
      development: 'vuepress',
      scripts: { build: 'vuepress build docs' },
      files: { 'docs/.vuepress/config.js': "module.exports = { dest: 'made' }" },
    },
    { outputs: ['made → .'] },
  ],
  [
    'hexo',
    { dependencies: 'hexo', files: { '_config.yml': 'public_dir: made\n' } },
    { outputs: ['made → .'], build: 'hexo generate' },
  ],
  [
    'expo as one page',
    { dependencies: 'expo react-native-web' },
    { build: 'expo export --platform web', outputs: ['dist → .'], fallback: 'spa' },
  ],
  [
    'expo as pages',
    {
      dependencies: 'expo react-native-web',
      files: { 'app.json': '{"expo":{"web":{"output":"static"}}}' },
      scripts: { 'build:web': 'expo export -p web --output-dir made' },
    },
    { build: 'build:web', outputs: ['made → .'], fallback: '404' },
  ],
  [
    'expo with a server',
    { dependencies: 'expo react-native-web', files: { 'app.json': '{"expo":{"web":{"output":"server"}}}' } },
    { kind: 'server', start: null, notes: [says('expo export'), says('expo-server')] },
  ],
  [
    'storybook',
    { development: 'storybook', scripts: { 'build-storybook': 'storybook build -o made' } },
    { build: 'build-storybook', outputs: ['made → .'] },
  ],
];

describe('what becomes of pages alone', () => {
  test.each(CASES)('%s', (_, app, expected) => {
    expect(shapeOf(app)).toMatchObject(expected);
  });
});

/** Folders that no config file or option may name: they would leave the project, or an instruction. */
const REFUSED = [
  '/',
  '/etc',
  '..',
  '../..',
  '../x',
  'a/../../b',
  '.',
  './',
  '',
  'a\nRUN id',
  'a\tb',
  'a"b',
  "a'b",
  'a$b',
  'a`b`',
  'a;b',
  'a\\b',
  'a,b',
  '[x]',
  '{x}',
  'a\u2028b',
  'x'.repeat(300),
];

test.each(REFUSED)('%j is no folder of a build', (folder) => {
  const { outputs } = shapeOf({
    development: 'vite',
    files: { ...PAGE, 'vite.config.ts': `export default { build: { outDir: ${JSON.stringify(folder)} } }` },
  });
  expect(outputs).toEqual(['dist → .']);
  expect(shapeOf(angular({ outputPath: folder })).outputs).toEqual(['dist/plum/browser → .']);
});
