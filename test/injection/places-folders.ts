import { built, type Crafted, literal, type Place } from './project.ts';

type Files = Crafted['files'];
type Packages = Readonly<Record<string, string>>;

const SAYS = ['folder', 'path', 'config', 'start', '.json', '_config.yml'];
const PAGES = { 'index.html': '', 'src/pages/index.astro': '' };
const SVELTE = { '@sveltejs/kit': '^2.0.0', '@sveltejs/adapter-node': '^5.0.0', pg: '^8.0.0' };
const ROUTER = { '@react-router/dev': '^7.0.0', '@react-router/serve': '^7.0.0' };
const ANGULAR = { '@angular/core': '^20.0.0' };

interface Row {
  readonly name: string;
  readonly packages: Packages;
  /** The config file, and its text with `%` for a JavaScript string. */
  readonly file: string;
  readonly text: string;
  readonly harmless?: string;
  readonly files?: Files;
  readonly also?: readonly string[];
  readonly mark?: string;
  readonly ignored?: true;
}

/** Settings of config files that are programs. */
const CONFIGS: readonly Row[] = [
  { name: 'vite, build.outDir', packages: { vite: '7' }, file: 'vite.config.js', text: 'build: { outDir: % }' },
  {
    name: 'vite, root',
    packages: { vite: '7' },
    file: 'vite.config.js',
    text: 'root: %',
    files: { 'harmless/index.html': '' },
    also: ['harmless-and-not-there'],
  },
  { name: 'next, distDir', packages: { next: '16' }, file: 'next.config.mjs', text: 'distDir: %' },
  {
    name: 'next, distDir of a standalone server',
    packages: { next: '16' },
    file: 'next.config.mjs',
    text: "output: 'standalone', distDir: %",
  },
  {
    name: 'next, outputFileTracingRoot',
    packages: { next: '16' },
    file: 'next.config.mjs',
    text: "output: 'standalone', outputFileTracingRoot: %",
    ignored: true,
  },
  { name: 'astro, outDir', packages: { astro: '5' }, file: 'astro.config.mjs', text: 'outDir: %' },
  { name: 'nuxt, output.dir', packages: { nuxt: '4' }, file: 'nuxt.config.ts', text: 'nitro: { output: { dir: % } }' },
  {
    name: 'nuxt, preset',
    packages: { nuxt: '4' },
    file: 'nuxt.config.ts',
    text: 'nitro: { preset: % }',
    ignored: true,
  },
  { name: 'react-router, buildDirectory', packages: ROUTER, file: 'react-router.config.ts', text: 'buildDirectory: %' },
  {
    name: 'react-router, serverBuildFile',
    packages: ROUTER,
    file: 'react-router.config.ts',
    text: 'serverBuildFile: %',
    harmless: 'harmless.js',
  },
  {
    name: 'eleventy, dir.output',
    packages: { '@11ty/eleventy': '3' },
    file: 'eleventy.config.js',
    text: 'dir: { output: % }',
  },
  { name: 'vue-cli, outputDir', packages: { '@vue/cli-service': '5' }, file: 'vue.config.js', text: 'outputDir: %' },
  { name: 'vitepress, outDir', packages: { vitepress: '1' }, file: '.vitepress/config.js', text: 'outDir: %' },
  { name: 'svelte, out', packages: SVELTE, file: 'svelte.config.js', text: 'kit: { adapter: adapter({ out: % }) }' },
  {
    name: 'svelte, envPrefix',
    packages: SVELTE,
    file: 'svelte.config.js',
    text: 'kit: { adapter: adapter({ envPrefix: % }) }',
    harmless: 'HARMLESS_',
    mark: 'HARMLESS_',
  },
];

const ADAPTER = "import adapter from '@sveltejs/adapter-node';\n";

function config({ name, packages, file, text, harmless = 'harmless', files = {}, also = [], ...rest }: Row): Place {
  const source = (value: string | undefined) =>
    `${ADAPTER}export default { ${text.replace('%', () => (value === undefined ? 'process.env.OUT' : literal(value)))} };\n`;
  return { ...place(name, packages, (value) => ({ ...files, [file]: source(value) }), harmless), also, ...rest };
}

function place(
  name: string,
  dependencies: Packages,
  files: (value: string | undefined) => Files,
  harmless = 'harmless',
): Place {
  return {
    name,
    says: SAYS,
    harmless,
    craft: (value) =>
      built({ scripts: { build: `${name.split(',')[0]} build` }, dependencies }, { ...PAGES, ...files(value) }),
  };
}

function option(name: string, packages: Packages, command: string): Place {
  return {
    name,
    says: SAYS,
    harmless: 'harmless',
    craft: (value) =>
      built({
        scripts: { build: value === undefined ? command : `${command} ${literal(value)}` },
        dependencies: packages,
      }),
  };
}

function angular(name: string, options: object): Files {
  const build = { builder: '@angular/build:application', options };
  return { 'angular.json': { projects: { [name]: { projectType: 'application', architect: { build } } } } };
}

const TYPESCRIPT = {
  scripts: { build: 'tsc', start: 'node harmless/server.js' },
  dependencies: { express: '^5.1.0' },
  devDependencies: { typescript: '^5.9.3' },
};

function tsconfig(name: string, json: (value: string | undefined) => object, harmless: string): Place {
  const parent = { 'harmless.json': { compilerOptions: { outDir: 'harmless' } }, 'src/server.ts': '' };
  const craft: Place['craft'] = (value) => built(TYPESCRIPT, { ...parent, 'tsconfig.json': json(value) });
  return { name, says: SAYS, harmless, craft };
}

/** Folders that config files, options and manifests name. */
export const FOLDER_PLACES: readonly Place[] = [
  tsconfig('tsconfig.json outDir', (outDir) => ({ compilerOptions: { outDir, rootDir: 'src' } }), 'harmless'),
  tsconfig('tsconfig.json extends', (parent) => ({ extends: parent }), './harmless.json'),
  ...CONFIGS.map(config),
  place('angular, outputPath', ANGULAR, (outputPath) => angular('shop', { outputPath })),
  {
    ...place('angular, the project’s name', ANGULAR, (name) => (name === 'none' ? {} : angular(name ?? 'shop', {}))),
    also: ['none'],
  },
  place('angular, outputPath of a server', ANGULAR, (outputPath) =>
    angular('shop', { outputPath, ssr: { entry: 'a' } }),
  ),
  place('hexo, public_dir', { hexo: '8' }, (value) => ({ '_config.yml': `public_dir: ${literal(value ?? '')}\n` })),
  place('nest, entryFile', { '@nestjs/core': '11' }, (entryFile) => ({ 'nest-cli.json': { entryFile } })),
  place('.gitignore', { vite: '7' }, (value = '') => ({
    '.gitignore': `${value}\n`,
    'vite.config.js': "export default { build: { outDir: 'harmless' } };\n",
    'harmless/index.html': '',
  })),
  option('docusaurus, --out-dir', { '@docusaurus/core': '3' }, 'docusaurus build --out-dir'),
  option('expo, --output-dir', { expo: '54', 'react-native-web': '0.21' }, 'expo export --platform web --output-dir'),
];
