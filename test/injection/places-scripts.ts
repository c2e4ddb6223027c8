import { built, literal, one, type Place, service } from './project.ts';

const quoted = (value: string) => `'${value.replaceAll("'", `'\\''`)}'`;
const start = (script: string | undefined) => service({ scripts: one('start', script) });
const typescript = { devDependencies: { typescript: '^5.9.3' } };
const SAYS = ['start', 'package.json', 'Procfile'];

/** Values of scripts, entries and Procfile. */
export const SCRIPT_PLACES: readonly Place[] = [
  {
    name: 'scripts.start, the end of the line',
    says: SAYS,
    harmless: 'harmless',
    words: true,
    craft: (value) => start(`node server.js ${value ?? ''}`.trim()),
  },
  {
    name: 'scripts.start, an argument in quotes',
    says: SAYS,
    harmless: 'harmless',
    craft: (value) => start(value === undefined ? 'node server.js' : `node server.js ${quoted(value)}`),
  },
  {
    name: 'scripts.start, the file',
    says: SAYS,
    harmless: 'harmless.js',
    also: ['/harmless.js'],
    words: true,
    craft: (value) => start(value === undefined ? undefined : `node ${quoted(value)}`),
  },
  {
    name: 'scripts.start, a variable’s value',
    says: [...SAYS, 'GREETING'],
    harmless: 'harmless',
    craft: (value) => start(value === undefined ? 'node server.js' : `GREETING=${quoted(value)} node server.js`),
  },
  {
    name: 'scripts.start, a variable’s name',
    says: SAYS,
    harmless: 'harmless',
    craft: (value) =>
      start(value === undefined ? 'node server.js' : `cross-env ${quoted(`${value}=1`)} node server.js`),
  },
  {
    name: 'scripts.start, a flag of node',
    says: SAYS,
    harmless: 'harmless',
    craft: (value) => start(value === undefined ? 'node server.js' : `node ${quoted(`--title=${value}`)} server.js`),
  },
  {
    name: 'scripts.start, fastify-cli',
    says: SAYS,
    harmless: 'harmless',
    words: true,
    craft: (value) =>
      service({
        scripts: { start: `fastify start ${value === undefined ? '' : `--prefix ${quoted(value)}`} app.js` },
        dependencies: { fastify: '^5.0.0', 'fastify-cli': '^7.0.0' },
      }),
  },
  {
    name: 'the name of the script that builds',
    says: ['script', 'package.json'],
    harmless: 'harmless',
    craft: (value) =>
      built(
        {
          scripts: { ...(value === undefined ? {} : { [value]: 'tsc' }), start: 'node dist/server.js' },
          ...typescript,
        },
        { 'tsconfig.json': { compilerOptions: { outDir: 'dist' } } },
      ),
  },
  {
    name: 'scripts.build, the folder of tsup',
    says: ['package.json', 'path', 'folder', 'start'],
    harmless: 'harmless',
    also: ['/harmless', 'harmless+'],
    craft: (value) =>
      built({
        scripts: {
          build: `tsup src/server.ts ${value === undefined ? '' : `--out-dir ${quoted(value)}`}`,
          start: `node ${quoted(`${value ?? 'dist'}/server.js`)}`,
        },
        ...typescript,
      }),
  },
  {
    name: 'scripts.build, the file of esbuild',
    says: ['package.json', 'path', 'folder', 'start'],
    harmless: 'harmless',
    also: ['/harmless', 'harmless+'],
    craft: (value) =>
      built({
        scripts: {
          build: `esbuild src/server.ts --outfile=${quoted(`${value ?? 'dist'}/server.js`)}`,
          start: `node ${quoted(`${value ?? 'dist'}/server.js`)}`,
        },
        ...typescript,
      }),
  },
  {
    name: 'scripts.build, BUILD_PATH',
    says: ['package.json', 'folder'],
    harmless: 'harmless',
    craft: (value) =>
      built({
        scripts: { build: `${value === undefined ? '' : `BUILD_PATH=${quoted(value)} `}react-scripts build` },
        dependencies: { 'react-scripts': '^5.0.1' },
      }),
  },
  {
    name: 'main',
    says: ['main', 'start', 'package.json'],
    harmless: 'harmless.js',
    craft: (value) =>
      service({ scripts: {}, ...one('main', value) }, one(value ?? 'server.js', '') as Record<string, string>),
  },
  {
    name: 'bin',
    says: ['bin', 'start', 'package.json'],
    harmless: 'harmless.js',
    craft: (value) =>
      service(
        { scripts: {}, ...one('bin', value && { api: value }) },
        one(value ?? 'server.js', '') as Record<string, string>,
      ),
  },
  {
    name: 'Procfile',
    says: SAYS,
    harmless: 'harmless.js',
    also: ['/harmless.js'],
    words: true,
    craft: (value) =>
      service({ scripts: {} }, value === undefined ? {} : { Procfile: `web: node ${value}\n`, [value]: '' }),
  },
  {
    name: 'a health path in the sources',
    says: ['health', 'server.js'],
    harmless: '/health/live',
    mark: '/health/live',
    craft: (value) =>
      service({}, { 'server.js': value === undefined ? '' : `app.get(${literal(value)}, () => {});\n` }),
  },
  {
    name: 'a port in the sources',
    says: ['port', 'server.js'],
    harmless: '8080',
    mark: '8080',
    craft: (value) => service({}, { 'server.js': value === undefined ? '' : `app.listen(${value});\n` }),
  },
  {
    name: 'a port in .env.example',
    says: ['port', '.env.example'],
    harmless: '8080',
    mark: '8080',
    craft: (value) => service({}, value === undefined ? {} : { '.env.example': `PORT=${value}\n` }),
  },
];
