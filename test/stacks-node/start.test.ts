import { describe, expect, it } from 'vitest';
import { startOf } from '../../src/stacks/node/start.ts';
import { readManifest } from '../../src/stacks/shared/javascript/manifest.ts';
import { memoryProject } from '../helpers.ts';

type Files = Readonly<Record<string, string>>;
const TS = { devDependencies: { typescript: '^5.9.0' } };
const TS7 = { devDependencies: { typescript: '^7.0.0' } };
const tsconfig = (compilerOptions: object, rest: object = {}) => ({
  'tsconfig.json': JSON.stringify({ compilerOptions, ...rest }),
});

function started(json: object, files: Files = {}, service = '.') {
  const folder = service === '.' ? '' : `${service}/`;
  const project = memoryProject({ [`${folder}package.json`]: JSON.stringify(json), ...files });
  const manifest = readManifest(project, service);
  if (!manifest) throw new Error('the case has no manifest');
  const { start, runtime, ...rest } = startOf(project, service, manifest);
  return { words: start === null ? null : [runtime, ...start].join(' '), ...rest };
}

const start = (script: string, more: object = {}) => ({ scripts: { start: script }, ...more });
const built = (script: string, build: string, more: object = {}) => ({ scripts: { start: script, build }, ...more });

const CASES: readonly (readonly [name: string, json: object, files: Files, words: string | null, from: string])[] = [
  // start scripts in JavaScript
  ['a file', start('node server.js'), { 'server.js': '' }, 'node server.js', 'package.json scripts.start'],
  ['a file with ./', start('node ./server.js'), { 'server.js': '' }, 'node server.js', 'package.json scripts.start'],
  ['no extension', start('node server'), { 'server.js': '' }, 'node server.js', 'package.json scripts.start'],
  ['a folder', start('node src'), { 'src/index.js': '' }, 'node src/index.js', 'package.json scripts.start'],
  ['the folder itself', start('node .'), { 'index.js': '' }, 'node index.js', 'package.json scripts.start'],
  [
    'the folder itself and main',
    start('node .', { main: './lib/app.js' }),
    { 'lib/app.js': '' },
    'node lib/app.js',
    'package.json scripts.start',
  ],
  [
    'main without extension',
    start('node .', { main: 'lib/app' }),
    { 'lib/app.js': '' },
    'node lib/app.js',
    'package.json scripts.start',
  ],
  ['bin/www', start('node ./bin/www'), { 'bin/www': '' }, 'node bin/www', 'package.json scripts.start'],
  [
    'flags',
    start('node --enable-source-maps server.js'),
    { 'server.js': '' },
    'node --enable-source-maps server.js',
    'package.json scripts.start',
  ],
  [
    'arguments',
    start('node server.js serve --quiet'),
    { 'server.js': '' },
    'node server.js serve --quiet',
    'package.json scripts.start',
  ],
  [
    'an own preload',
    start('node --import ./otel.mjs server.js'),
    { 'server.js': '' },
    'node --import ./otel.mjs server.js',
    'package.json scripts.start',
  ],
  [
    'a shipped preload',
    start('node -r dotenv/config server.js', { dependencies: { dotenv: '17' } }),
    { 'server.js': '' },
    'node -r dotenv/config server.js',
    'package.json scripts.start',
  ],
  [
    'a development preload',
    start('node -r dotenv/config server.js', { devDependencies: { dotenv: '17' } }),
    { 'server.js': '' },
    'node server.js',
    'package.json scripts.start',
  ],
  [
    'cross-env',
    start('cross-env NODE_ENV=production node server.js'),
    { 'server.js': '' },
    'node server.js',
    'package.json scripts.start',
  ],
  ['dotenv', start('dotenv -- node server.js'), { 'server.js': '' }, 'node server.js', 'package.json scripts.start'],
  [
    'npm run',
    { scripts: { start: 'npm run go', go: 'node server.js' } },
    { 'server.js': '' },
    'node server.js',
    'package.json scripts.start',
  ],
  ['pm2', start('pm2-runtime server.js'), { 'server.js': '' }, 'node server.js', 'package.json scripts.start'],
  [
    'a chain',
    start('prisma migrate deploy && node server.js'),
    { 'server.js': '' },
    'node server.js',
    'package.json scripts.start',
  ],
  ['mjs', start('node server.mjs'), { 'server.mjs': '' }, 'node server.mjs', 'package.json scripts.start'],
  ['a file that is missing', start('node gone.js'), {}, 'node gone.js', 'package.json scripts.start'],
  ['a file outside', start('node ../server.js'), {}, null, 'package.json scripts.start'],
  ['an absolute file', start('node /etc/passwd'), {}, null, 'package.json scripts.start'],

  // development tools
  ['nodemon', start('nodemon server.js'), { 'server.js': '' }, 'node server.js', 'package.json scripts.start'],
  [
    'node --watch',
    start('node --watch server.js'),
    { 'server.js': '' },
    'node server.js',
    'package.json scripts.start',
  ],
  [
    'start:prod before nodemon',
    { scripts: { start: 'nodemon server.js', 'start:prod': 'node dist/x.js', build: 'tsc' } },
    {},
    'node dist/x.js',
    'package.json scripts.start:prod',
  ],
  [
    'start before start:prod',
    { scripts: { start: 'node a.js', 'start:prod': 'node b.js' } },
    { 'a.js': '' },
    'node a.js',
    'package.json scripts.start',
  ],
  [
    'only start:prod',
    { scripts: { 'start:prod': 'node b.js' } },
    { 'b.js': '' },
    'node b.js',
    'package.json scripts.start:prod',
  ],
  [
    'production',
    { scripts: { start: 'nodemon x', production: 'node b.js' } },
    { 'b.js': '' },
    'node b.js',
    'package.json scripts.production',
  ],
  ['serve', { scripts: { serve: 'node b.js' } }, { 'b.js': '' }, 'node b.js', 'package.json scripts.serve'],
  ['only dev', { scripts: { dev: 'nodemon index.js' } }, { 'index.js': '' }, 'node index.js', 'index.js'],

  // built files
  ['a built file', built('node dist/server.js', 'tsc'), {}, 'node dist/server.js', 'package.json scripts.start'],
  [
    'a built file without extension',
    built('node dist/main', 'tsc'),
    {},
    'node dist/main.js',
    'package.json scripts.start',
  ],
  ['a built folder', built('node dist', 'tsup src/index.ts'), {}, 'node dist/index.js', 'package.json scripts.start'],
  [
    'a built folder by outDir',
    built('node lib', 'tsc', TS),
    tsconfig({ outDir: 'lib' }),
    'node lib/index.js',
    'package.json scripts.start',
  ],
  [
    'a built main',
    built('node .', 'tsc', { main: 'dist/index.js' }),
    {},
    'node dist/index.js',
    'package.json scripts.start',
  ],
  ['tsc in the start script', start('tsc && node dist/x.js'), {}, 'node dist/x.js', 'package.json scripts.start'],

  // TypeScript sources with a build
  [
    'ts-node and tsc',
    built('ts-node src/index.ts', 'tsc', TS),
    { ...tsconfig({ outDir: 'dist', rootDir: 'src' }), 'src/index.ts': '' },
    'node dist/index.js',
    'package.json scripts.build',
  ],
  [
    'tsx and tsc, rootDir from the sources',
    built('tsx src/server.ts', 'tsc', TS),
    { ...tsconfig({ outDir: 'dist' }), 'src/server.ts': '', 'src/a/b.ts': '' },
    'node dist/server.js',
    'package.json scripts.build',
  ],
  [
    'rootDir from sources beside src',
    built('tsx src/server.ts', 'tsc', TS),
    { ...tsconfig({ outDir: 'dist' }), 'src/server.ts': '', 'scripts/x.ts': '' },
    'node dist/src/server.js',
    'package.json scripts.build',
  ],
  [
    'a file at the top is not included',
    built('tsx src/server.ts', 'tsc', TS),
    { ...tsconfig({ outDir: 'dist' }, { include: ['src/**/*'] }), 'src/server.ts': '', 'vitest.config.ts': '' },
    'node dist/server.js',
    'package.json scripts.build',
  ],
  [
    'excluded tests',
    built('tsx src/server.ts', 'tsc', TS),
    {
      ...tsconfig({ outDir: 'dist' }, { exclude: ['test', '**/*.spec.ts', 'node_modules'] }),
      'src/server.ts': '',
      'test/x.ts': '',
      'a.spec.ts': '',
    },
    'node dist/server.js',
    'package.json scripts.build',
  ],
  [
    'declarations do not count',
    built('tsx src/server.ts', 'tsc', TS),
    { ...tsconfig({ outDir: 'dist' }), 'src/server.ts': '', 'env.d.ts': '' },
    'node dist/server.js',
    'package.json scripts.build',
  ],
  [
    'TypeScript 7 keeps src',
    built('tsx src/server.ts', 'tsc', TS7),
    { ...tsconfig({ outDir: 'dist' }), 'src/server.ts': '' },
    'node dist/src/server.js',
    'package.json scripts.build',
  ],
  [
    'TypeScript 7 with rootDir',
    built('tsx src/server.ts', 'tsc', TS7),
    { ...tsconfig({ outDir: 'dist', rootDir: './src' }), 'src/server.ts': '' },
    'node dist/server.js',
    'package.json scripts.build',
  ],
  [
    'tsc -p',
    built('tsx src/server.ts', 'tsc -p tsconfig.build.json', TS),
    {
      'tsconfig.build.json': '{"compilerOptions":{"outDir":"build","rootDir":"src"}}',
      ...tsconfig({ noEmit: true }),
      'src/server.ts': '',
    },
    'node build/server.js',
    'package.json scripts.build',
  ],
  [
    'extends',
    built('tsx src/server.ts', 'tsc -p tsconfig.build.json', TS),
    {
      'tsconfig.build.json': '{"extends":"./tsconfig.json"}',
      ...tsconfig({ outDir: 'out', rootDir: 'src' }),
      'src/server.ts': '',
    },
    'node out/server.js',
    'package.json scripts.build',
  ],
  [
    'extends without extension, from a folder',
    built('tsx src/server.ts', 'tsc', TS),
    {
      'tsconfig.json': '{"extends":["@tsconfig/node24/tsconfig.json","./config/base"]}',
      'config/base.json': '{"compilerOptions":{"outDir":"../dist","rootDir":"../src"}}',
      'src/server.ts': '',
    },
    'node dist/server.js',
    'package.json scripts.build',
  ],
  [
    'configDir',
    built('tsx src/server.ts', 'tsc', TS),
    {
      'tsconfig.json': '{"extends":"./config/base.json"}',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: TypeScript's own placeholder
      'config/base.json': '{"compilerOptions":{"outDir":"${configDir}/dist","rootDir":"${configDir}/src"}}',
      'src/server.ts': '',
    },
    'node dist/server.js',
    'package.json scripts.build',
  ],
  [
    'extends in a circle',
    built('tsx src/server.ts', 'tsc', TS),
    {
      'tsconfig.json': '{"extends":"./tsconfig.json","compilerOptions":{"outDir":"dist","rootDir":"src"}}',
      'src/server.ts': '',
    },
    'node dist/server.js',
    'package.json scripts.build',
  ],
  [
    'comments in tsconfig',
    built('tsx src/server.ts', 'tsc', TS),
    {
      'tsconfig.json': '{ // output\n "compilerOptions": { "outDir": "dist", "rootDir": "src", }, }',
      'src/server.ts': '',
    },
    'node dist/server.js',
    'package.json scripts.build',
  ],
  [
    'tsc --outDir',
    built('tsx src/x.ts', 'tsc --outDir out --rootDir src', TS),
    { ...tsconfig({}), 'src/x.ts': '' },
    'node out/x.js',
    'package.json scripts.build',
  ],
  [
    'no outDir: beside the source',
    built('ts-node src/x.ts', 'tsc', TS),
    { ...tsconfig({}), 'src/x.ts': '' },
    'node src/x.js',
    'package.json scripts.build',
  ],
  [
    'mts',
    built('tsx src/x.mts', 'tsc', TS),
    { ...tsconfig({ outDir: 'dist', rootDir: 'src' }), 'src/x.mts': '' },
    'node dist/x.mjs',
    'package.json scripts.build',
  ],
  [
    'nodemon --exec ts-node',
    built('nodemon --exec "ts-node src/x.ts"', 'tsc', TS),
    { ...tsconfig({ outDir: 'dist', rootDir: 'src' }), 'src/x.ts': '' },
    'node dist/x.js',
    'package.json scripts.build',
  ],
  [
    'node --import tsx',
    built('node --import tsx src/x.ts', 'tsc', TS),
    { ...tsconfig({ outDir: 'dist', rootDir: 'src' }), 'src/x.ts': '' },
    'node dist/x.js',
    'package.json scripts.build',
  ],
  [
    'arguments stay',
    built('tsx src/x.ts --port 1', 'tsc', TS),
    { ...tsconfig({ outDir: 'dist', rootDir: 'src' }), 'src/x.ts': '' },
    'node dist/x.js --port 1',
    'package.json scripts.build',
  ],
  [
    'rimraf before tsc',
    built('tsx src/x.ts', 'rimraf dist && tsc && tsc-alias', TS),
    { ...tsconfig({ outDir: 'dist', rootDir: 'src' }), 'src/x.ts': '' },
    'node dist/x.js',
    'package.json scripts.build',
  ],
  [
    'tsup',
    built('tsx src/index.ts', 'tsup src/index.ts'),
    { 'src/index.ts': '' },
    'node dist/index.js',
    'package.json scripts.build',
  ],
  [
    'tsup -d',
    built('tsx src/index.ts', 'tsup src/index.ts -d out'),
    { 'src/index.ts': '' },
    'node out/index.js',
    'package.json scripts.build',
  ],
  [
    'tsup esm',
    built('tsx src/index.ts', 'tsup src/index.ts --format esm'),
    { 'src/index.ts': '' },
    'node dist/index.mjs',
    'package.json scripts.build',
  ],
  [
    'tsup esm in a module',
    built('tsx src/index.ts', 'tsup src/index.ts --format esm', { type: 'module' }),
    { 'src/index.ts': '' },
    'node dist/index.js',
    'package.json scripts.build',
  ],
  [
    'tsup in a module',
    built('tsx src/index.ts', 'tsup src/index.ts', { type: 'module' }),
    { 'src/index.ts': '' },
    'node dist/index.cjs',
    'package.json scripts.build',
  ],
  [
    'tsup and main',
    built('tsx src/index.ts', 'tsup', { main: './dist/server.cjs' }),
    { 'src/index.ts': '' },
    'node dist/server.cjs',
    'package.json main',
  ],
  [
    'tsdown',
    built('tsx src/index.ts', 'tsdown'),
    { 'src/index.ts': '' },
    'node dist/index.mjs',
    'package.json scripts.build',
  ],
  [
    'esbuild --outfile',
    built('tsx src/x.ts', 'esbuild src/x.ts --bundle --platform=node --outfile=dist/app.cjs'),
    { 'src/x.ts': '' },
    'node dist/app.cjs',
    'package.json scripts.build',
  ],
  [
    'esbuild --outdir',
    built('tsx src/x.ts', 'esbuild src/x.ts --bundle --outdir=build'),
    { 'src/x.ts': '' },
    'node build/x.js',
    'package.json scripts.build',
  ],
  [
    'esbuild --out-extension',
    built('tsx src/x.ts', 'esbuild src/x.ts --outdir=dist --out-extension:.js=.mjs'),
    { 'src/x.ts': '' },
    'node dist/x.mjs',
    'package.json scripts.build',
  ],
  [
    'swc',
    built('swc-node src/x.ts', 'swc src -d dist'),
    { 'src/x.ts': '' },
    'node dist/src/x.js',
    'package.json scripts.build',
  ],
  [
    'swc --strip-leading-paths',
    built('tsx src/x.ts', 'swc src -d dist --strip-leading-paths'),
    { 'src/x.ts': '' },
    'node dist/x.js',
    'package.json scripts.build',
  ],
  [
    'an old swc',
    built('tsx src/x.ts', 'swc src -d dist', { devDependencies: { '@swc/cli': '^0.1.62' } }),
    { 'src/x.ts': '' },
    'node dist/x.js',
    'package.json scripts.build',
  ],
  [
    'ncc',
    built('tsx src/x.ts', 'ncc build src/x.ts -o dist'),
    { 'src/x.ts': '' },
    'node dist/index.js',
    'package.json scripts.build',
  ],
  [
    'bun build',
    built('tsx src/x.ts', 'bun build src/x.ts --outdir out --target node'),
    { 'src/x.ts': '' },
    'node out/x.js',
    'package.json scripts.build',
  ],
  [
    'no start script, a dev script and tsc',
    { scripts: { dev: 'tsx watch src/http.ts', build: 'tsc' }, ...TS },
    { ...tsconfig({ outDir: 'dist', rootDir: 'src' }), 'src/http.ts': '' },
    'node dist/http.js',
    'package.json scripts.build',
  ],
  [
    'no start script, a usual source and tsc',
    { scripts: { build: 'tsc' }, ...TS },
    { ...tsconfig({ outDir: 'dist', rootDir: 'src' }), 'src/main.ts': '' },
    'node dist/main.js',
    'package.json scripts.build',
  ],

  // TypeScript without a build
  [
    'tsx as a dependency',
    start('tsx src/x.ts', { dependencies: { tsx: '4' } }),
    { 'src/x.ts': '' },
    'node --import tsx src/x.ts',
    'package.json scripts.start',
  ],
  [
    'tsx for development only',
    start('tsx src/x.ts', { devDependencies: { tsx: '4' } }),
    { 'src/x.ts': '' },
    'node src/x.ts',
    'package.json scripts.start',
  ],
  [
    'ts-node as a dependency',
    start('ts-node src/x.ts', { dependencies: { 'ts-node': '10' } }),
    { 'src/x.ts': '' },
    'node --require ts-node/register/transpile-only src/x.ts',
    'package.json scripts.start',
  ],
  ['node runs TypeScript', start('node src/x.ts'), { 'src/x.ts': '' }, 'node src/x.ts', 'package.json scripts.start'],
  [
    'strip types',
    start('node --experimental-strip-types src/x.ts'),
    { 'src/x.ts': '' },
    'node src/x.ts',
    'package.json scripts.start',
  ],
  [
    'tsc --noEmit is no build',
    built('node src/x.ts', 'tsc --noEmit', TS),
    { ...tsconfig({}), 'src/x.ts': '' },
    'node src/x.ts',
    'package.json scripts.start',
  ],
  ['babel-node without a build', start('babel-node src/x.js'), { 'src/x.js': '' }, null, 'package.json scripts.start'],
  ['tsx and JSX', start('tsx src/x.tsx'), { 'src/x.tsx': '' }, null, 'package.json scripts.start'],
  ['only a TypeScript source', {}, { 'src/index.ts': '' }, 'node src/index.ts', 'src/index.ts'],

  // Bun
  ['bun', start('bun src/x.ts'), { 'src/x.ts': '' }, 'bun src/x.ts', 'package.json scripts.start'],
  ['bun run', start('bun run src/x.ts'), { 'src/x.ts': '' }, 'bun src/x.ts', 'package.json scripts.start'],
  ['bun --watch', start('bun --watch src/x.ts'), { 'src/x.ts': '' }, 'bun src/x.ts', 'package.json scripts.start'],

  [
    'bun init',
    { module: 'index.ts', devDependencies: { '@types/bun': 'latest' } },
    { 'index.ts': '', 'bun.lock': '' },
    'bun index.ts',
    'package.json module',
  ],
  ['module without Bun', { module: 'index.ts' }, { 'index.ts': '' }, 'node index.ts', 'package.json module'],
  [
    'a TypeScript main and tsc',
    { main: 'src/x.ts', scripts: { build: 'tsc' }, ...TS },
    { ...tsconfig({ outDir: 'dist', rootDir: 'src' }), 'src/x.ts': '' },
    'node dist/x.js',
    'package.json scripts.build',
  ],

  // Procfile
  [
    'Procfile',
    start('node a.js'),
    { Procfile: 'web: node b.js\nworker: node c.js', 'b.js': '' },
    'node b.js',
    'Procfile:1',
  ],
  [
    'Procfile, second line',
    {},
    { Procfile: 'release: npm run migrate\nweb: node b.js', 'b.js': '' },
    'node b.js',
    'Procfile:2',
  ],
  ['Procfile and npm start', start('node a.js'), { Procfile: 'web: npm start', 'a.js': '' }, 'node a.js', 'Procfile:1'],
  [
    'Procfile without web',
    start('node a.js'),
    { Procfile: 'worker: node c.js', 'a.js': '' },
    'node a.js',
    'package.json scripts.start',
  ],

  // main, bin, the usual files
  ['main', { main: 'lib/x.js' }, { 'lib/x.js': '' }, 'node lib/x.js', 'package.json main'],
  ['a missing main', { main: 'index.js' }, { 'server.js': '' }, 'node server.js', 'server.js'],
  [
    'a built main without start',
    { main: 'dist/x.js', scripts: { build: 'tsc' } },
    {},
    'node dist/x.js',
    'package.json main',
  ],
  ['bin', { bin: './cli.js' }, { 'cli.js': '' }, 'node cli.js', 'package.json bin'],
  ['bin by name', { bin: { x: './cli.js' } }, { 'cli.js': '' }, 'node cli.js', 'package.json bin'],
  ['two bins', { bin: { x: './a.js', y: './b.js' } }, { 'a.js': '', 'b.js': '' }, null, 'default'],
  ['server.js', {}, { 'server.js': '', 'index.js': '' }, 'node server.js', 'server.js'],
  ['index.js', {}, { 'index.js': '' }, 'node index.js', 'index.js'],
  ['app.mjs', {}, { 'app.mjs': '' }, 'node app.mjs', 'app.mjs'],
  ['dist before src', {}, { 'dist/index.js': '', 'src/index.js': '' }, 'node dist/index.js', 'dist/index.js'],
  ['src before the top', {}, { 'src/app.js': '', 'server.js': '' }, 'node src/app.js', 'src/app.js'],
  ['nothing', {}, {}, null, 'default'],
  [
    'an unknown start and main',
    start('./start.sh', { main: 'x.js' }),
    { 'x.js': '' },
    'node x.js',
    'package.json main',
  ],
  ['two programs and a file', start('concurrently a b'), { 'server.js': '' }, 'node server.js', 'server.js'],
  [
    'fastify-cli',
    start('fastify start -l info app.js'),
    { 'app.js': '' },
    'node node_modules/fastify-cli/cli.js start -l info app.js',
    'package.json scripts.start',
  ],
  ['a static server', start('serve -s build'), {}, null, 'default'],
];

describe('start', () => {
  it.each(CASES)('%s', (_name, json, files, words, from) => {
    expect(started(json, files)).toMatchObject({ words, from });
  });

  it('looks in the folder of the service', () => {
    const json = { scripts: { start: 'tsx src/x.ts', build: 'tsc' }, ...TS };
    const files = {
      'apps/api/tsconfig.json':
        '{"extends":"../../tsconfig.base.json","compilerOptions":{"outDir":"dist","rootDir":"src"}}',
      'tsconfig.base.json': '{"compilerOptions":{"outDir":"wrong"}}',
      'apps/api/src/x.ts': '',
      Procfile: 'web: node other.js',
    };
    expect(started(json, files, 'apps/api')).toMatchObject({
      words: 'node dist/x.js',
      from: 'apps/api/package.json scripts.build',
    });
  });

  it.each([
    ['a missing file', start('node gone.js'), {}, 'neither there nor made by a build'],
    ['a file outside', start('node ../x.js'), {}, "outside the service's folder"],
    [
      'a development preload',
      start('node -r dotenv/config x.js', { devDependencies: { dotenv: '1' } }),
      { 'x.js': '' },
      'only a development dependency',
    ],
    ['type stripping', start('tsx src/x.ts'), { 'src/x.ts': '' }, 'removing its types'],
    [
      'compiling at run time',
      start('tsx x.ts', { dependencies: { tsx: '4' } }),
      { 'x.ts': '' },
      'compiles while it runs',
    ],
    ['nodemon', start('nodemon x.js'), { 'x.js': '' }, 'is for development'],
    ['a compiled source', built('tsx src/index.ts', 'tsup'), { 'src/index.ts': '' }, 'which the build makes of it'],
    ['several programs', start('concurrently a b'), { 'x.js': '' }, 'several programs (concurrently)'],
    [
      'a runner that does not ship',
      start('babel-node src/x.js'),
      { 'src/x.js': '' },
      'not among the dependencies that ship',
    ],
  ])('notes %s', (_name, json: object, files: Files, part) => {
    expect(started(json, files).notes.join('\n')).toContain(part);
  });

  it.each([
    ['a plain file', start('node server.js'), { 'server.js': '' }],
    ['a built file', built('node dist/index.js', 'tsc'), {}],
    ['a main', { main: 'x.js' }, { 'x.js': '' }],
  ])('has nothing to say about %s', (_name, json: object, files: Files) => {
    expect(started(json, files).notes).toEqual([]);
  });

  it('keeps the variables of the script that it takes', () => {
    expect(started(start('PORT=8080 NODE_ENV=production node x.js'), { 'x.js': '' }).environment).toEqual({
      PORT: '8080',
    });
  });
});
