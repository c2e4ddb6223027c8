import type { Page } from './lib/cases.ts';
import type { ManagerId } from './lib/scaffold.ts';

/** A starter as its framework ships it, and with which package manager it is locked. */
export interface Starter {
  readonly name: string;
  readonly manager: ManagerId;
  /** Makes the folder `app`; versions pinned. */
  readonly scaffold: string;
  readonly flags?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly page?: Page;
  /** Why it cannot pass where the tests run; its row is shown and does not fail the run. */
  readonly exception?: string;
}

const vite = (template: string) => `npx -y create-vite@9.3.0 app --template ${template} --no-interactive`;
const next = (flags: string) =>
  `npx -y create-next-app@16.4.3 app ${flags} --import-alias "@/*" --skip-install --disable-git --yes`;
const sveltekit = (template: string) =>
  `npx -y sv@0.17.1 create app --template ${template} --types ts --add sveltekit-adapter="adapter:node" --no-install`;
const angular = (flags: string) => `npx -y @angular/cli@22.2.0 new app --skip-install --skip-git --defaults ${flags}`;
const NEST = 'npx -y @nestjs/cli@12.0.8 new app --skip-install --skip-git --package-manager npm';
const EXPRESS = 'npx -y express-generator@4.16.1 --no-view app';
const TANSTACK = 'npx -y @tanstack/cli@0.71.0 create app --yes --no-install --no-git';
const DOCUSAURUS = 'npx -y create-docusaurus@3.10.2 app classic --skip-install --typescript';
const VITEPRESS = [
  'mkdir -p app/docs && cd app && npm init -y',
  "printf '# Hello VitePress\\n' > docs/index.md",
  'npm pkg set scripts.docs:build="vitepress build docs" devDependencies.vitepress=1.6.4',
].join(' && ');
const ELEVENTY = [
  'mkdir app && cd app && npm init -y',
  "printf '# Hello Eleventy\\n' > index.md",
  'npm pkg set scripts.build=eleventy devDependencies.@11ty/eleventy=3.1.8',
].join(' && ');

const EXPO = [
  'npx -y create-expo-app@5.0.0 app --template expo-template-blank@55.1.18 --no-install --yes && cd app',
  'npm pkg set dependencies.react-dom="$(npm pkg get dependencies.react | tr -d \\")" scripts.build="expo export -p web"',
  'npm pkg set dependencies.react-native-web=^0.21.0',
].join(' && ');

const html: Page = { path: '/', text: '<html' };

/** Frameworks' own starters as the npm registry has them, and the first page of the guide of those that have none. */
export const STARTERS: readonly Starter[] = [
  { name: 'vite vanilla-ts', manager: 'npm', scaffold: vite('vanilla-ts') },
  { name: 'vite react-ts', manager: 'pnpm', scaffold: vite('react-ts') },
  { name: 'vite lit-ts', manager: 'yarn4', scaffold: vite('lit-ts') },
  { name: 'vite react-swc-ts', manager: 'yarn1', scaffold: vite('react-swc-ts') },
  { name: 'vite vue-ts', manager: 'pnpm', scaffold: vite('vue-ts') },
  { name: 'vite vue', manager: 'yarn1', scaffold: vite('vue') },
  { name: 'vite preact-ts', manager: 'pnpm', scaffold: vite('preact-ts') },
  { name: 'vite lit-ts', manager: 'npm', scaffold: vite('lit-ts') },
  { name: 'vite svelte-ts', manager: 'bun', scaffold: vite('svelte-ts') },
  { name: 'vite solid-ts', manager: 'yarn4', scaffold: vite('solid-ts') },
  { name: 'vite svelte-ts', manager: 'npm', scaffold: vite('svelte-ts') },
  { name: 'create-vue', manager: 'pnpm', scaffold: 'npx -y create-vue@3.24.0 app --ts --router' },
  { name: 'next empty', manager: 'npm', scaffold: next('--ts --app --no-tailwind --no-eslint --no-src-dir --empty') },
  { name: 'next empty', manager: 'yarn4', scaffold: next('--ts --app --no-tailwind --no-eslint --no-src-dir --empty') },
  { name: 'next src tailwind', manager: 'pnpm', scaffold: next('--js --app --tailwind --no-eslint --src-dir --empty') },
  {
    name: 'next pages',
    manager: 'yarn1',
    scaffold: next('--ts --no-app --no-tailwind --no-eslint --no-src-dir --empty'),
  },
  {
    name: 'next app',
    manager: 'pnpm',
    scaffold: next('--ts --app --no-tailwind --eslint --no-src-dir'),
    exception: 'its template fetches fonts from Google while it builds',
  },
  { name: 'next api', manager: 'bun', scaffold: next('--ts --api'), page: { path: '/', text: 'Hello' } },
  { name: 'sveltekit minimal', manager: 'bun', scaffold: sveltekit('minimal') },
  { name: 'sveltekit demo', manager: 'pnpm', scaffold: sveltekit('demo') },
  { name: 'tanstack start', manager: 'bun', scaffold: TANSTACK },
  { name: 'tanstack start', manager: 'pnpm', scaffold: TANSTACK },
  { name: 'angular', manager: 'bun', scaffold: angular('--ssr=false') },
  { name: 'angular', manager: 'pnpm', scaffold: angular('--ssr=false') },
  { name: 'angular ssr', manager: 'pnpm', scaffold: angular('--ssr') },
  { name: 'nest', manager: 'bun', scaffold: NEST, page: { path: '/', text: 'Hello World!' } },
  { name: 'nest', manager: 'pnpm', scaffold: NEST, page: { path: '/', text: 'Hello World!' } },
  { name: 'docusaurus', manager: 'bun', scaffold: DOCUSAURUS },
  { name: 'docusaurus', manager: 'pnpm', scaffold: DOCUSAURUS },
  { name: 'vitepress', manager: 'pnpm', scaffold: VITEPRESS, page: { path: '/', text: 'Hello VitePress' } },
  { name: 'eleventy', manager: 'npm', scaffold: ELEVENTY, page: { path: '/', text: 'Hello Eleventy' } },
  { name: 'express-generator', manager: 'npm', scaffold: EXPRESS, page: { path: '/', text: 'Express' } },
  { name: 'express-generator', manager: 'bun', scaffold: EXPRESS, page: { path: '/', text: 'Express' } },
  {
    name: 'fastify-cli',
    manager: 'npm',
    scaffold: 'npx -y fastify-cli@8.0.2 generate app',
    page: { path: '/', text: '"root":true' },
  },
  {
    name: 'fastify-cli ts',
    manager: 'pnpm',
    // its template asks for a TypeScript that does not take its tsconfig.json
    scaffold:
      'npx -y fastify-cli@8.0.2 generate app --lang=ts && cd app && npm pkg set devDependencies.typescript=~5.9.0',
    page: { path: '/', text: '"root":true' },
  },
  {
    name: 'create-fastify',
    manager: 'yarn1',
    scaffold: 'npx -y create-fastify@5.0.0 app',
    page: { path: '/', text: '"root":true' },
  },
  { name: 'create-react-app', manager: 'npm', scaffold: 'npx -y create-react-app@5.1.0 app --template typescript' },
  {
    name: 'waku',
    manager: 'pnpm',
    scaffold: 'npx -y create-waku@0.13.0-1.0.0-rc.1-0 --project-name app',
    flags: ['--start', 'node dist/serve-node.js', '--port', '8080'],
  },
  { name: 'hexo', manager: 'npm', scaffold: 'npx -y hexo-cli@4.3.2 init app --no-install' },
  { name: 'expo web', manager: 'npm', scaffold: EXPO },
];

/** What is fetched from a starter's image. */
export function pageOf(starter: Starter): Page {
  return starter.page ?? html;
}
