/** A program that runs another one: what stands between its own name and the other's. */
export interface Wrapper {
  /** Options that take the next word as their value. */
  readonly values?: readonly string[];
  /** Words that must follow the name: `run` for `doppler run -- node x`. */
  readonly subcommands?: readonly string[];
  /** Whether `NAME=value` words set variables. */
  readonly assigns?: true;
  /** Whether it restarts the program when files change: for development only. */
  readonly dev?: true;
  /** What its absence from the container means. */
  readonly note?: string;
}

const ENV_FILES =
  'The start script reads variables from a file; the image holds none, so give them to the container (--env-file).';
const SECRET_TOOL = 'The start script gets its variables from a secrets tool; here the container is given them.';

export const WRAPPERS: Readonly<Record<string, Wrapper>> = {
  'cross-env': { assigns: true },
  'cross-env-shell': { assigns: true },
  env: { assigns: true, values: ['-u', '--unset', '-C'] },
  exec: {},
  command: {},
  nohup: {},
  nice: { values: ['-n'] },
  time: {},
  tini: { values: ['-e', '-p'] },
  'dumb-init': { values: ['-r', '--rewrite'] },
  dotenv: { values: ['-e', '-v', '-p'], note: ENV_FILES },
  dotenvx: { subcommands: ['run'], values: ['-f', '-e', '-fk', '--env-file', '--env'], note: ENV_FILES },
  'dotenv-flow': { values: ['-p', '--path', '--node-env'], note: ENV_FILES },
  'env-cmd': { values: ['-f', '-e', '-r', '--file', '--environments', '--rc-file'], note: ENV_FILES },
  doppler: { subcommands: ['run'], values: ['-p', '-c', '--project', '--config', '-t', '--token'], note: SECRET_TOOL },
  infisical: { subcommands: ['run'], values: ['--env', '--path', '--projectId', '--token'], note: SECRET_TOOL },
  op: { subcommands: ['run'], values: ['--env-file'], note: SECRET_TOOL },
  varlock: { subcommands: ['run'], note: ENV_FILES },
  nodemon: {
    dev: true,
    values: [
      '-w',
      '--watch',
      '-e',
      '--ext',
      '-i',
      '--ignore',
      '-d',
      '--delay',
      '--config',
      '-s',
      '--signal',
      '-C',
      '--cwd',
    ],
  },
  'node-dev': { dev: true, values: ['--notify'] },
};

/** Programs that run TypeScript (or newer JavaScript) as it is, by their command; `watch` is for development. */
export const RUNNERS: Readonly<Record<string, ScriptRuntime>> = {
  tsx: 'tsx',
  esno: 'tsx',
  esmo: 'tsx',
  jiti: 'jiti',
  'vite-node': 'vite-node',
  'ts-node': 'ts-node',
  'ts-node-esm': 'ts-node',
  'ts-node-script': 'ts-node',
  'ts-node-dev': 'ts-node',
  tsnd: 'ts-node',
  'swc-node': 'swc-node',
  'babel-node': 'babel-node',
};

export type ScriptRuntime =
  | 'node'
  | 'bun'
  | 'tsx'
  | 'jiti'
  | 'vite-node'
  | 'ts-node'
  | 'swc-node'
  | 'esbuild-register'
  | 'babel-node';

/** Options of those runners that take the next word; the others stand alone. */
export const RUNNER_VALUES = new Set([
  '-P',
  '--project',
  '--tsconfig',
  '-O',
  '--compiler-options',
  '-C',
  '--compiler',
  '-r',
  '--require',
  '--import',
  '-I',
  '--ignore',
  '-D',
  '--ignore-diagnostics',
  '--cwd',
  '--dir',
  '-c',
  '--config',
  '-x',
  '--extensions',
  '--presets',
  '--plugins',
]);

/** Modules that make node itself compile what it loads (`-r`, `--import`, `--loader`), by how their name begins. */
export const LOADERS: readonly (readonly [begins: string, runtime: ScriptRuntime])[] = [
  ['ts-node', 'ts-node'],
  ['tsx', 'tsx'],
  ['@swc-node/register', 'swc-node'],
  ['@swc/register', 'swc-node'],
  ['@oxc-node/core', 'swc-node'],
  ['esbuild-register', 'esbuild-register'],
  ['esbuild-runner', 'esbuild-register'],
  ['@babel/register', 'babel-node'],
  ['jiti', 'jiti'],
];

/** Why a program that starts others cannot be the start of a container. */
export const SEVERAL_PROGRAMS: Readonly<Record<string, string>> = {
  concurrently: 'it starts several programs (concurrently)',
  'run-p': 'it starts several programs (run-p)',
  'npm-run-all': 'it starts several programs (npm-run-all)',
  'npm-run-all2': 'it starts several programs (npm-run-all)',
  'start-server-and-test': 'it starts a test',
  turbo: 'it starts other packages (turbo)',
  nx: 'it starts other packages (nx)',
  lerna: 'it starts other packages (lerna)',
  'docker-compose': 'it starts containers',
  docker: 'it starts containers',
};

/** Frameworks' and servers' own commands: the framework's file decides what they become. */
export const CLIS: ReadonlySet<string> = new Set([
  ...[
    'next',
    'nuxt',
    'nuxi',
    'nitro',
    'nitropack',
    'remix',
    'remix-serve',
    'react-router',
    'react-router-serve',
    'nest',
  ],
  ...[
    'astro',
    'vite',
    'vinxi',
    'ng',
    'react-scripts',
    'react-app-rewired',
    'craco',
    'gatsby',
    'docusaurus',
    'eleventy',
    'vitepress',
  ],
  ...[
    'vuepress',
    'strapi',
    'payload',
    'ace',
    'svelte-kit',
    'solid-start',
    'tanstack',
    'expo',
    'vue-cli-service',
    'qwik',
    'waku',
  ],
  ...[
    'serve',
    'http-server',
    'sirv',
    'live-server',
    'directus',
    'medusa',
    'keystone',
    'redwood',
    'rw',
    'blitz',
    'fastify',
    'micro',
  ],
  ...[
    'moleculer-runner',
    'probot',
    'hexo',
    'parcel',
    'webpack',
    'webpack-dev-server',
    'rspack',
    'rsbuild',
    'json-server',
    'sails',
  ],
  ...[
    'functions-framework',
    'mesh',
    'wrangler',
    'netlify',
    'vercel',
    'firebase',
    'storybook',
    'n8n',
    'node-red',
    'ghost',
    'umi',
    'max',
  ],
  ...[
    'modern',
    'ice',
    'rescript',
    'snowpack',
    'preact',
    'stencil',
    'ember',
    'quasar',
    'ionic',
    'serverless',
    'sls',
    'graphql-hive',
  ],
]);

/** Commands that apply a database's migrations. */
export const MIGRATIONS =
  /^(?:(?:prisma|prisma-client) (?:migrate|db)|sequelize(?:-cli)? db:|knex (?:migrate|seed)|typeorm(?:-ts-node-\w+)? (?:migration|schema)|drizzle-kit (?:migrate|push)|node-pg-migrate|db-migrate|mikro-orm(?:-esm)? (?:migration|schema)|umzug|migrate-mongo|node ace migration|(?:npm|pnpm|yarn|bun) (?:run )?(?:\S{0,40}migrat|db:))/;

/** Commands that build. */
export const BUILDS =
  /^(?:tsc|tsup|tsdown|swc|esbuild|babel|webpack|rollup|vite build|next build|nest build|nuxt build|astro build|remix build|react-router build|(?:npm|pnpm|yarn|bun) (?:run )?(?:build|compile|prebuild)|prisma generate|rimraf|rm|mkdir|cp)\b/;
