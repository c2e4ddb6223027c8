import { describe, expect, it, test } from 'vitest';
import type { Given } from '../../src/core/answers.ts';
import {
  type FrontEndUse,
  findFrontEnd,
  frontEndContext,
  frontEndIgnored,
} from '../../src/stacks/node/front-end/index.ts';
import { memoryProject } from '../helpers.ts';

type Files = Readonly<Record<string, string>>;

/** A package.json with these scripts and development dependencies. */
const pack = (scripts: Record<string, string>, ...dependencies: string[]) =>
  JSON.stringify({ scripts, devDependencies: Object.fromEntries(dependencies.map((name) => [name, '^1.0.0'])) });
const VITE = pack({ dev: 'vite', build: 'vite build' }, 'vite');
const PAGE = '<div id="app"></div>';

function found(files: Files, use: FrontEndUse = {}, given: Given = {}) {
  const frontEnd = findFrontEnd(memoryProject(files), given, use);
  const from = (what: string) => frontEnd.detected.find((one) => one.what === what)?.from;
  const value = (what: string) => frontEnd.detected.find((one) => one.what === what)?.value;
  return { ...frontEnd, from, value, outputs: frontEnd.built?.outputs };
}

describe('what a build leaves', () => {
  test.each<[string, Files, readonly string[], string]>([
    ['Vite’s own folder', { 'package.json': VITE, 'index.html': PAGE }, ['dist'], 'default'],
    [
      'Vite’s config',
      { 'package.json': VITE, 'vite.config.js': 'export default { build: { outDir: "shop/static" } }' },
      ['shop/static'],
      'vite.config.js',
    ],
    [
      'Vite’s config by a path',
      {
        'package.json': VITE,
        'vite.config.ts': 'export default defineConfig({ build: { outDir: resolve(__dirname, "./static/built") } })',
      },
      ['static/built'],
      'vite.config.ts',
    ],
    [
      'an option',
      { 'package.json': pack({ build: 'vite build --outDir static/dist' }, 'vite'), 'index.html': PAGE },
      ['static/dist'],
      'package.json scripts.build',
    ],
    [
      'Create React App',
      { 'package.json': pack({ build: 'react-scripts build', start: 'react-scripts start' }, 'react-scripts') },
      ['build'],
      'default',
    ],
    [
      'Vue CLI',
      { 'package.json': pack({ build: 'vue-cli-service build', serve: 'vue-cli-service serve' }, '@vue/cli-service') },
      ['dist'],
      'default',
    ],
    [
      'esbuild to a folder',
      {
        'package.json': pack({ build: 'esbuild app/*.ts --bundle --outdir=app/assets/builds' }, 'esbuild'),
        'app/x.ts': '',
      },
      ['app/assets/builds'],
      'package.json scripts.build',
    ],
    [
      'esbuild to a file in a folder of its own',
      { 'package.json': pack({ build: 'esbuild a.ts --outfile=public/js/a.js' }, 'esbuild') },
      ['public/js'],
      'package.json scripts.build',
    ],
    [
      'esbuild to a file among sources',
      { 'package.json': pack({ build: 'esbuild a.ts --outfile=public/a.js' }, 'esbuild'), 'public/robots.txt': '' },
      ['public/a.js'],
      'package.json scripts.build',
    ],
    [
      'Tailwind 3',
      {
        'package.json': pack({ build: 'tailwindcss -i css/in.css -o static/css/out.css --minify' }, 'tailwindcss'),
        'static/css/base.css': '',
      },
      ['static/css/out.css'],
      'package.json scripts.build',
    ],
    [
      'Tailwind 4 by npx',
      {
        'package.json': pack({ build: 'npx @tailwindcss/cli -i in.css -o ./static/out.css' }, '@tailwindcss/cli'),
        'static/x.css': '',
      },
      ['static/out.css'],
      'package.json scripts.build',
    ],
    [
      'PostCSS',
      {
        'package.json': pack({ build: 'postcss src/site.css --output static/site.css' }, 'postcss-cli'),
        'static/x.css': '',
      },
      ['static/site.css'],
      'package.json scripts.build',
    ],
    [
      'Sass with two words',
      {
        'package.json': pack({ build: 'sass --style=compressed scss/site.scss static/site.css' }, 'sass'),
        'static/x.css': '',
      },
      ['static/site.css'],
      'package.json scripts.build',
    ],
    [
      'Sass with a colon',
      { 'package.json': pack({ build: 'sass scss:static/css' }, 'sass') },
      ['static/css'],
      'package.json scripts.build',
    ],
    [
      'Less',
      { 'package.json': pack({ build: 'lessc less/site.less static/site.css' }, 'less'), 'static/x.css': '' },
      ['static/site.css'],
      'package.json scripts.build',
    ],
    [
      'webpack’s own folder',
      { 'package.json': pack({ build: 'webpack --mode production' }, 'webpack') },
      ['dist'],
      'package.json scripts.build',
    ],
    [
      'webpack’s config',
      {
        'package.json': pack({ build: 'webpack' }, 'webpack'),
        'webpack.config.js': 'module.exports = { output: { path: path.resolve(__dirname, "static/bundles") } }',
      },
      ['static/bundles'],
      'webpack.config.js',
    ],
    [
      'webpack’s config by its name',
      {
        'package.json': pack({ build: 'webpack --config webpack.prod.js' }, 'webpack'),
        'webpack.prod.js': 'module.exports = { output: { path: path.join(__dirname, "public/js") } }',
      },
      ['public/js'],
      'webpack.prod.js',
    ],
    [
      'webpack’s option',
      { 'package.json': pack({ build: 'webpack -o static/js' }, 'webpack') },
      ['static/js'],
      'package.json scripts.build',
    ],
    [
      'Rspack',
      { 'package.json': pack({ build: 'rspack build' }, '@rspack/cli') },
      ['dist'],
      'package.json scripts.build',
    ],
    [
      'Rollup',
      {
        'package.json': pack({ build: 'rollup -c' }, 'rollup'),
        'rollup.config.js': 'export default { output: { dir: "static/js" } }',
      },
      ['static/js'],
      'rollup.config.js',
    ],
    [
      'Parcel',
      { 'package.json': pack({ build: 'parcel build src/index.html --dist-dir static/app' }, 'parcel') },
      ['static/app'],
      'package.json scripts.build',
    ],
    [
      'Parcel’s own folder',
      { 'package.json': pack({ build: 'parcel build src/index.html' }, 'parcel') },
      ['dist'],
      'package.json scripts.build',
    ],
    [
      'Bun',
      { 'package.json': pack({ build: 'bun build src/a.ts --outdir static/js' }) },
      ['static/js'],
      'package.json scripts.build',
    ],
    [
      'several tools of one script',
      { 'package.json': pack({ build: 'sass scss:static/css && esbuild a.ts --outdir=static/js' }, 'sass', 'esbuild') },
      ['static/css', 'static/js'],
      'package.json scripts.build',
    ],
    [
      'one folder within another once',
      {
        'package.json': pack(
          { build: 'sass scss:static/app/css && esbuild a.ts --outdir=static/app' },
          'sass',
          'esbuild',
        ),
      },
      ['static/app'],
      'package.json scripts.build',
    ],
    [
      'scripts that scripts call',
      { 'package.json': pack({ build: 'npm run build:css', 'build:css': 'sass scss:static/css' }, 'sass') },
      ['static/css'],
      'package.json scripts.build:css',
    ],
    [
      'not what development writes',
      {
        'package.json': pack(
          { build: 'sass scss:static/css', dev: 'sass --watch scss:tmp/css', watch: 'sass scss:tmp/watch' },
          'sass',
        ),
      },
      ['static/css'],
      'package.json scripts.build',
    ],
    [
      'Laravel’s plug-in',
      { 'package.json': pack({ build: 'vite build' }, 'vite', 'laravel-vite-plugin') },
      ['public/build'],
      'package.json laravel-vite-plugin',
    ],
    [
      'Laravel’s plug-in with folders of its own',
      {
        'package.json': VITE.replace('{"vite"', '{"laravel-vite-plugin":"^2","vite"'),
        'vite.config.js': 'export default { plugins: [laravel({ publicDirectory: "web", buildDirectory: "bundle" })] }',
      },
      ['web/bundle'],
      'package.json laravel-vite-plugin',
    ],
    [
      'Laravel Mix',
      { 'package.json': pack({ production: 'mix --production' }, 'laravel-mix') },
      ['public'],
      'package.json laravel-mix',
    ],
    [
      'Vite Ruby',
      { 'package.json': VITE.replace('{"vite"', '{"vite-plugin-ruby":"^5","vite"') },
      ['public/vite'],
      'package.json vite-plugin-ruby',
    ],
    [
      'Vite Ruby’s settings',
      {
        'package.json': VITE.replace('{"vite"', '{"vite-plugin-ruby":"^5","vite"'),
        'config/vite.json': '{ "all": { "publicOutputDir": "assets-vite" }, "production": {} }',
      },
      ['public/assets-vite'],
      'package.json vite-plugin-ruby',
    ],
    [
      'Symfony’s Encore',
      { 'package.json': pack({ build: 'encore production' }, '@symfony/webpack-encore') },
      ['public/build'],
      'package.json @symfony/webpack-encore',
    ],
    [
      'Encore’s settings',
      {
        'package.json': pack({ build: 'encore production' }, '@symfony/webpack-encore'),
        'webpack.config.js': "Encore.setOutputPath('./public/assets/')",
      },
      ['public/assets'],
      'package.json @symfony/webpack-encore',
    ],
    [
      'Symfony’s Vite',
      { 'package.json': VITE.replace('{"vite"', '{"vite-plugin-symfony":"^8","vite"') },
      ['public/build'],
      'package.json vite-plugin-symfony',
    ],
  ])('%s', (_, files, paths, source) => {
    const { outputs, from, asks } = found(files);
    expect([outputs, from('assets'), asks]).toEqual([paths, source, false]);
  });

  test.each<[string, Files]>([
    ['Gulp', { 'package.json': pack({ build: 'gulp' }, 'gulp') }],
    ['a script of its own', { 'package.json': pack({ build: 'node tools/build.mjs' }) }],
    [
      'a folder outside the project',
      { 'package.json': pack({ build: 'esbuild a.ts --outdir=../../elsewhere' }, 'esbuild') },
    ],
    ['an absolute folder', { 'package.json': pack({ build: 'esbuild a.ts --outdir=/srv/static' }, 'esbuild') }],
    ['the whole folder', { 'package.json': pack({ build: 'esbuild a.ts --outdir=.' }, 'esbuild') }],
  ])('is asked for where nothing says it: %s', (_, files) => {
    const { built, asks, notes } = found(files);
    expect([built?.outputs, asks]).toEqual([[], true]);
    expect(notes.join()).toContain('name it with --set assets=FOLDER');
  });

  it('is what somebody says, below the service', () => {
    const files = { 'apps/shop/package.json': VITE, 'apps/shop/index.html': PAGE };
    const given = { service: 'apps/shop', set: { assets: 'static/a, static/b.css' } };
    const { outputs, from } = found(files, {}, given);
    expect([outputs, from('assets')]).toEqual([['apps/shop/static/a', 'apps/shop/static/b.css'], 'your answer']);
  });

  it('is never this machine’s: built folders stay out of the context, folders of the sources do not', () => {
    const project = (files: Files) => findFrontEnd(memoryProject(files), {});
    const ignored = (files: Files) => frontEndIgnored(project(files), '.').built;
    const css = pack({ build: 'sass scss:static/css' }, 'sass');
    expect(ignored({ 'package.json': VITE, 'dist/index.html': '' })).toEqual(['**/node_modules', 'dist']);
    expect(ignored({ 'package.json': css })).toEqual(['**/node_modules', 'static/css']);
    expect(ignored({ 'package.json': css, 'static/css/base.css': '' })).toEqual(['**/node_modules']);
    expect(ignored({ 'package.json': css, 'static/css/base.css': '', '.gitignore': '/static/css/\n' })).toEqual([
      '**/node_modules',
      'static/css',
    ]);
  });
});

describe('which package.json is a service’s front end', () => {
  const names = (wanted: string) => ({ names: (path: string) => (path === wanted ? 'main.py:7' : undefined) });
  const at = (folder: string, text = VITE): Files => ({
    [`${folder}/package.json`]: text,
    [`${folder}/index.html`]: PAGE,
  });

  test.each<[string, Files, FrontEndUse, string | undefined, string | undefined]>([
    ['the one beside it', { 'package.json': VITE, 'index.html': PAGE }, {}, '.', 'package.json beside it'],
    [
      'the one beside it, if only what is named ships',
      { 'package.json': VITE, 'index.html': PAGE },
      { beside: false },
      undefined,
      undefined,
    ],
    [
      'the one beside it, which is named',
      { 'package.json': VITE, 'index.html': PAGE },
      { beside: false, ...names('dist') },
      '.',
      'main.py:7',
    ],
    ['one in a usual folder that the sources name', at('frontend'), names('frontend/dist'), 'frontend', 'main.py:7'],
    ['one in another usual folder', at('client'), names('client/dist'), 'client', 'main.py:7'],
    ['one that nobody names', at('frontend'), {}, undefined, undefined],
    [
      'one that writes into the service',
      at('frontend', pack({ build: 'vite build --outDir ../static' }, 'vite')),
      {},
      'frontend',
      'frontend/package.json, which writes to static',
    ],
    ['one by convention', at('assets'), { own: ['assets'] }, 'assets', 'assets/package.json'],
    [
      'one in an unusual folder by convention',
      at('ClientApp'),
      { own: ['ClientApp'] },
      'ClientApp',
      'ClientApp/package.json',
    ],
    ['none in an unusual folder', at('pages'), names('pages/dist'), undefined, undefined],
    [
      'the beside before the below',
      { 'package.json': VITE, 'index.html': PAGE, ...at('frontend') },
      names('frontend/dist'),
      '.',
      'package.json beside it',
    ],
    [
      'no server of Node’s',
      { 'package.json': pack({ start: 'node server.js', build: 'tsc' }, 'typescript'), 'server.js': '' },
      {},
      undefined,
      undefined,
    ],
    [
      'no Next.js',
      { 'package.json': JSON.stringify({ scripts: { build: 'next build' }, dependencies: { next: '^16' } }) },
      {},
      undefined,
      undefined,
    ],
    ['no documentation', { 'package.json': pack({ build: 'vitepress build' }, 'vitepress') }, {}, undefined, undefined],
    [
      'no tools of development',
      { 'package.json': pack({ lint: 'eslint .', format: 'prettier -w .' }, 'eslint', 'prettier') },
      {},
      undefined,
      undefined,
    ],
    [
      'no roof of a workspace',
      {
        'package.json': JSON.stringify({ workspaces: ['frontend'], scripts: { build: 'turbo build' } }),
        ...at('frontend'),
      },
      names('frontend/dist'),
      'frontend',
      'main.py:7',
    ],
    [
      'one whose main file is compiled, for nothing starts it',
      { 'package.json': pack({ build: 'esbuild src/main.ts --outfile=dist/main.js' }, 'esbuild'), 'src/main.ts': '' },
      {},
      '.',
      'package.json beside it',
    ],
  ])('%s', (_, files, use, folder, source) => {
    const { value, from, built, includes } = found(files, use);
    expect([value('frontend'), from('frontend')]).toEqual([folder, source]);
    expect([built?.folder, includes]).toEqual([folder, folder === undefined ? [] : [folder]]);
  });

  it('says what it leaves alone, and how it would be taken in', () => {
    expect(found(at('frontend')).notes).toEqual([
      'frontend/package.json builds frontend/dist, which no file here names: it is left for a service of its own; --set frontend=frontend builds it in.',
    ]);
    expect(found({ 'package.json': VITE, 'index.html': PAGE }, { beside: false }).notes).toEqual([
      'package.json builds dist, which no file here names: the image has none of it; --set frontend=. builds it in.',
    ]);
  });

  it('says nothing of where its pages lie: the server that ships them knows it', () => {
    const config = 'export default { base: "/static/", build: { outDir: "shop/static" } }';
    const { outputs, notes } = found({ 'package.json': VITE, 'index.html': PAGE, 'vite.config.js': config });
    expect([outputs, notes.join()]).toEqual([['shop/static'], expect.not.stringContaining('/static/')]);
  });

  it('says that a server beside it is left out', () => {
    const server = { 'package.json': pack({ start: 'node server.js' }), 'server.js': '' };
    expect(found(server).notes.join()).toContain(
      'starts a server of its own, which this image leaves out: --stack node',
    );
  });

  it('is what somebody says, or none', () => {
    expect(found(at('pages'), {}, { set: { frontend: 'pages' } }).built?.folder).toBe('pages');
    expect(found(at('pages'), {}, { set: { frontend: './pages/' } }).from('frontend')).toBe('--set frontend');
    expect(found({ 'package.json': VITE }, {}, { set: { frontend: 'none' } }).built).toBeNull();
    expect(
      found({ 'package.json': VITE, 'index.html': PAGE }, { beside: false }, { set: { frontend: '.' } }).built?.folder,
    ).toBe('.');
  });

  it.each(['../outside', '/etc', 'missing', 'a\nb', 'pages/../..'])('is no %j', (frontend) => {
    expect(() => found(at('pages'), {}, { set: { frontend } })).toThrow(
      /names no folder with a package\.json that builds/,
    );
  });

  it('is below the service’s own folder', () => {
    const { value } = found(at('apps/shop/frontend'), names('apps/shop/frontend/dist'), { service: 'apps/shop' });
    expect(value('frontend')).toBe('apps/shop/frontend');
  });

  it.each<[string, Files, string]>([
    ['one of its own from the service’s folder', {}, 'apps/shop'],
    ['a member of a workspace from the root', { 'package.json': '{ "workspaces": ["apps/*/frontend"] }' }, '.'],
    ['a member of pnpm’s, too', { 'pnpm-workspace.yaml': 'packages: ["apps/*/frontend"]' }, '.'],
    ['the service’s own folder, which is a member', { 'package.json': '{ "workspaces": ["apps/*"] }' }, 'apps/shop'],
  ])('is built, %s', (_, root, context) => {
    const { built, ...rest } = found(
      { ...root, ...at('apps/shop/frontend') },
      { own: ['frontend'] },
      { service: 'apps/shop' },
    );
    expect([built?.folder, frontEndContext({ built, ...rest }, 'apps/shop')]).toEqual(['apps/shop/frontend', context]);
  });

  it('is built by the Node.js that somebody names', () => {
    const files = { ...at('frontend'), '.nvmrc': '24' };
    const asked = found(files, { own: ['frontend'] }, { runtimeVersion: '3.14', set: { frontendNode: '22' } });
    expect([asked.value('frontendNode'), asked.from('frontendNode')]).toEqual(['22', 'your answer']);
    expect(asked.built?.node.answers.runtimeVersion).toBe('22');
    expect(found(files, { own: ['frontend'] }).from('frontendNode')).toBe('.nvmrc');
  });

  it.each(['lts', '22\nRUN true', '22-alpine', ''])('is not built by Node.js %j', (frontendNode) => {
    expect(() => found(at('frontend'), { own: ['frontend'] }, { set: { frontendNode } })).toThrow(
      /^--set frontendNode ".*" is not a Node\.js version$/,
    );
  });
});

describe('how it is built', () => {
  const pnpm = {
    'frontend/package.json': VITE,
    'frontend/index.html': PAGE,
    'frontend/pnpm-lock.yaml': "lockfileVersion: '9.0'\n",
  };
  const own = { own: ['frontend'] };

  test.each<[string, Files, string, string, string]>([
    ['the manager of its lock', pnpm, 'frontendManager', 'pnpm', 'frontend/pnpm-lock.yaml'],
    ['its own Node', { ...pnpm, 'frontend/.nvmrc': '22\n' }, 'frontendNode', '22', 'frontend/.nvmrc'],
    [
      'the Node of a file above',
      { ...pnpm, '.tool-versions': 'python 3.13\nnodejs 22.1.0\n' },
      'frontendNode',
      '22',
      '.tool-versions:2',
    ],
    ['its script', pnpm, 'frontendBuild', 'build', 'frontend/package.json scripts.build'],
    [
      'every part of a build',
      {
        'frontend/package.json': pack(
          { 'build:js': 'esbuild a.ts --outdir=../static', 'build:css': 'sass a:../static' },
          'sass',
        ),
      },
      'frontendBuild',
      'build:js && build:css',
      'frontend/package.json scripts.build:js',
    ],
    [
      'the tool itself where no script does',
      { 'frontend/package.json': pack({}, 'vite'), 'frontend/index.html': PAGE },
      'frontendBuild',
      'vite build',
      'default',
    ],
    [
      'a usual script of another name',
      { 'frontend/package.json': pack({ production: 'mix --production' }, 'laravel-mix') },
      'frontendBuild',
      'production',
      'frontend/package.json scripts.production',
    ],
  ])('by %s', (_, files, what, value, source) => {
    const frontEnd = found(files, own);
    expect([frontEnd.value(what), frontEnd.from(what)]).toEqual([value, source]);
  });

  it('is not what parts of development are called', () => {
    const scripts = pack(
      { 'build:dev': 'x', 'build:watch': 'y', 'build:prod': 'esbuild a.ts --outdir=out', 'build && rm': 'z' },
      'esbuild',
    );
    expect(found({ 'package.json': scripts }).value('frontendBuild')).toBe('build:prod');
  });

  it('takes the registry’s credentials as a secret', () => {
    expect(found(pnpm, own).secrets).toEqual([
      { id: 'npmrc', required: false, for: 'install', source: '$HOME/.npmrc' },
    ]);
  });

  it('keeps settings with a token out, says where it stands, and brings settings without one', () => {
    const token = { ...pnpm, 'frontend/.npmrc': '//registry.example.com/:_authToken=hunter2\n' };
    const kept = findFrontEnd(memoryProject(token), {}, own);
    expect(kept.notes.join()).toContain('frontend/.npmrc:1 holds a credential');
    expect(JSON.stringify(kept.notes)).not.toContain('hunter2');
    expect(frontEndIgnored(kept, '.')).toMatchObject({ private: ['frontend/.npmrc', '.npmrc'], needed: [] });
    const clean = { ...pnpm, 'frontend/.npmrc': 'engine-strict=true\n' };
    expect(frontEndIgnored(findFrontEnd(memoryProject(clean), {}, own), '.').needed).toEqual(['frontend/.npmrc']);
  });

  test.each<[string, Files, boolean]>([
    ['Vite in a folder of its own', pnpm, false],
    [
      'Tailwind, which looks for classes everywhere',
      { ...pnpm, 'frontend/package.json': pack({ build: 'vite build' }, 'vite', 'tailwindcss') },
      true,
    ],
    [
      'a config that leads out',
      { ...pnpm, 'frontend/vite.config.ts': 'export default { build: { outDir: "../static" } }' },
      true,
    ],
    [
      'a dependency beside it',
      {
        ...pnpm,
        'frontend/package.json': JSON.stringify({
          scripts: { build: 'vite build' },
          dependencies: { vite: '7', shared: 'file:../shared' },
        }),
      },
      true,
    ],
  ])('sees beyond its folder only where it has to: %s', (_, files, reaches) => {
    expect(found(files, own).built?.reachesOut).toBe(reaches);
  });

  it('installs only, where the stack says that this is all', () => {
    const use = { own: ['assets'], outputs: ['assets/node_modules'] };
    const { built } = found({ 'assets/package.json': JSON.stringify({ dependencies: { topbar: '^3' } }) }, use);
    expect([built?.outputs, built?.node.answers.build]).toEqual([['assets/node_modules'], null]);
  });
});

describe('a hostile package.json', () => {
  it('is named when it cannot be read', () => {
    expect(() => found({ 'package.json': '{ "scripts": ' })).toThrow(/package\.json is not valid JSON/);
  });

  it('makes no path that leaves the project or has signs of a shell', () => {
    const evil = ['$(id)', 'a;b', '../../x', '`id`', 'a\nb', '/etc'];
    for (const folder of evil) {
      const { outputs } = found({ 'package.json': pack({ build: `esbuild a.ts --outdir='${folder}'` }, 'esbuild') });
      for (const path of outputs ?? []) expect(path).not.toMatch(/^\/|\.\.|\n/);
    }
  });
});
