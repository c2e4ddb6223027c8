import { shellCommand, shellWord } from '../../../../core/quote.ts';

/** How a package manager installs and runs, as shell commands for RUN. Everything version-dependent is decided here. */
export interface Recipe {
  readonly title: string;
  /** The npm package that brings it into the build image; null when the image has it. */
  readonly tool: string | null;
  /** Its download cache: kept between builds, in no layer. Null: the cache is part of what ships (Plug'n'Play). */
  readonly cache: { readonly id: string; readonly target: string } | null;
  /** The user-level file with its registries' credentials. */
  readonly secret: { readonly id: string; readonly target: string; readonly source: string };
  /** Whether an install writes the manifest again, if only to lay it out anew. */
  readonly rewritesManifest: boolean;
  /** Variables of the build stages. */
  readonly environment: Readonly<Record<string, string>>;
  /** What it calls the step, e.g. `npm ci`; used in notes. */
  install(options: InstallOptions): string;
  /** Runs the install scripts of just these packages; null when `install` itself already runs the allowed ones. */
  rebuild(packages: readonly string[]): string | null;
  /**
   * Runs a script of the manifest: of the project itself, or in a workspace of the members that the service needs and then
   * of the service, in this order.
   */
  script(name: string, members: readonly Member[]): string[];
  /** Runs a program of the installed packages. */
  execute(words: readonly string[]): string;
}

export interface InstallOptions {
  readonly production: boolean;
  /** Whether a lock file is there to hold it to. */
  readonly locked: boolean;
  /** Whether the project itself allows some install scripts. */
  readonly scripts: boolean;
  /** Workspace members to install for, by folder and name, when it is not the whole project. */
  readonly members: readonly Member[];
}

export interface Member {
  readonly path: string;
  readonly name: string;
}

export const PNPM_STORE = '/root/.pnpm-store';
const YARN_FOLDER = '/usr/local/share/.cache/yarn';
const NPMRC = { id: 'npmrc', target: '/root/.npmrc', source: '$HOME/.npmrc' } as const;

/** What the recipes need to know of the manager (see manager.ts). */
export interface ManagerChoice {
  readonly id: 'npm' | 'pnpm' | 'yarn' | 'bun';
  readonly version: string | null;
  readonly linker: 'node-modules' | 'pnp' | 'pnpm';
  readonly yarnPath: string | null;
}

/** The recipe for a manager and its version. */
export function recipeFor(manager: ManagerChoice): Recipe {
  const major = Number.parseInt(manager.version ?? '', 10);
  switch (manager.id) {
    case 'npm':
      return npm;
    case 'pnpm':
      return pnpm(manager.version, Number.isNaN(major) ? 10 : major);
    case 'bun':
      return bun;
    case 'yarn':
      return major >= 2 ? yarnBerry(manager, major) : yarnClassic(manager.version);
  }
}

const words = (...parts: (string | false)[]) => parts.filter((part) => part !== false).join(' ');
const filter = ({ name }: Member) => `--filter=${shellWord(name, 'the workspace name')}`;
/** pnpm's own way to say "the service and every member that it needs". The service is the last of the members. */
const withNeeded = (members: readonly Member[]) => members.slice(-1).map((service) => `${filter(service)}...`);
const yarnScript = (yarn: string, script: string, members: readonly Member[]) =>
  members.length === 0
    ? [`${yarn} run ${named(script)}`]
    : members.map(({ name }) => `${yarn} workspace ${shellWord(name, 'the workspace name')} run ${named(script)}`);
const named = (name: string) => shellWord(name, 'the script name');

const npm: Recipe = {
  title: 'npm',
  tool: null,
  cache: { id: 'npm', target: '/root/.npm' },
  secret: NPMRC,
  rewritesManifest: false,
  environment: {},
  install: ({ production, locked, members }) =>
    words(
      locked ? 'npm ci' : 'npm install',
      production && '--omit=dev',
      '--ignore-scripts --no-audit --no-fund',
      ...members.map(({ path }) => `--workspace=${shellWord(path, 'the workspace folder')}`),
      // the root's own tools (typescript, turbo) build the members
      members.length > 0 && !production && '--include-workspace-root',
    ),
  rebuild: (packages) => `npm rebuild ${shellCommand(packages, 'the package name')}`,
  script: (name, members) => [
    words(
      `npm run ${named(name)}`,
      members.length > 1 && '--if-present',
      ...members.map(({ path }) => `--workspace=${shellWord(path, 'the workspace folder')}`),
    ),
  ],
  execute: (command) => `npm exec -- ${shellCommand(command, 'the command')}`,
};

function pnpm(version: string | null, major: number): Recipe {
  return {
    title: 'pnpm',
    tool: `pnpm@${version ?? '10.34.4'}`,
    cache: { id: 'pnpm', target: PNPM_STORE },
    secret: NPMRC,
    rewritesManifest: false,
    environment: { CI: 'true' },
    // options first: several checkers take the text "npm install" in the middle of it for npm's own command
    install: ({ production, locked, scripts, members }) =>
      words(
        'pnpm',
        ...withNeeded(members),
        // the root's own tools (typescript, turbo) build the members
        members.length > 0 && !production && '--filter=.',
        locked ? '--frozen-lockfile' : '--no-frozen-lockfile',
        `--store-dir=${PNPM_STORE}`,
        production && '--prod',
        // from 10 on only packages that the project allows run scripts; before, all of them would
        !(scripts && major >= 10) && '--ignore-scripts',
        'install',
      ),
    rebuild: (packages) => (major >= 10 ? null : `pnpm rebuild ${shellCommand(packages, 'the package name')}`),
    // in a workspace pnpm itself puts them in order and passes over members without the script
    script: (name, members) => [words('pnpm', ...withNeeded(members), `run ${named(name)}`)],
    execute: (command) => `pnpm exec ${shellCommand(command, 'the command')}`,
  };
}

function yarnClassic(version: string | null): Recipe {
  return {
    title: 'Yarn',
    tool: `yarn@${version ?? '1.22.22'}`,
    cache: { id: 'yarn-classic', target: YARN_FOLDER },
    secret: NPMRC,
    rewritesManifest: false,
    environment: {},
    install: ({ production, locked }) =>
      words(
        'yarn install',
        locked && '--frozen-lockfile',
        production && '--production',
        '--ignore-scripts --non-interactive',
      ),
    rebuild: (packages) => `npm rebuild ${shellCommand(packages, 'the package name')}`,
    script: (name, members) => yarnScript('yarn', name, members),
    execute: (command) => `yarn run ${shellCommand(command, 'the command')}`,
  };
}

function yarnBerry(manager: ManagerChoice, major: number): Recipe {
  const pnp = manager.linker === 'pnp';
  // a Yarn that the project brings along runs from there: newer base images have none to hand over to it
  const yarn = manager.yarnPath ? `node ${shellWord(manager.yarnPath, 'yarnPath')}` : 'yarn';
  return {
    title: 'Yarn',
    tool: manager.yarnPath ? null : `@yarnpkg/cli-dist@${manager.version ?? '4.18.1'}`,
    cache: { id: 'yarn', target: YARN_FOLDER },
    secret: { id: 'yarnrc', target: '/root/.yarnrc.yml', source: '$HOME/.yarnrc.yml' },
    rewritesManifest: true,
    // with Plug'n'Play the packages run from the project's own cache folder, so it has to lie there
    environment: {
      YARN_ENABLE_GLOBAL_CACHE: pnp ? 'false' : 'true',
      YARN_ENABLE_TELEMETRY: 'false',
      YARN_GLOBAL_FOLDER: YARN_FOLDER,
    },
    install: ({ production, locked, scripts, members }) => {
      const skipBuild = major >= 3 ? '--mode=skip-build' : '--skip-builds';
      if (production && major >= 4) {
        const focus = members.length > 0 ? members.map(({ name }) => shellWord(name, 'the workspace name')) : ['--all'];
        return words(`${yarn} workspaces focus`, '--production', ...focus);
      }
      return words(`${yarn} install`, locked && '--immutable', !scripts && skipBuild);
    },
    rebuild: () => null,
    script: (name, members) =>
      major >= 4 && members.length > 1 ? [yarnForeach(yarn, name, members)] : yarnScript(yarn, name, members),
    execute: (command) => `${yarn} run ${shellCommand(command, 'the command')}`,
  };
}

/** Yarn 4's own way to run a script of the service, the last of the members, after those that it needs. */
function yarnForeach(yarn: string, script: string, members: readonly Member[]): string {
  const from = shellWord(members.at(-1)?.name ?? '', 'the workspace name');
  return `${yarn} workspaces foreach --recursive --topological --from ${from} run ${named(script)}`;
}

const bun: Recipe = {
  title: 'Bun',
  tool: null,
  cache: { id: 'bun', target: '/root/.bun/install/cache' },
  secret: NPMRC,
  rewritesManifest: false,
  environment: { DO_NOT_TRACK: '1' },
  install: ({ production, locked, scripts, members }) =>
    words(
      'bun install',
      locked && '--frozen-lockfile',
      production && '--production',
      !scripts && '--ignore-scripts',
      ...members.map(filter),
    ),
  rebuild: () => null,
  script: (name, members) =>
    members.length === 0
      ? [`bun run ${named(name)}`]
      : members.map((member) => `bun run ${filter(member)} ${named(name)}`),
  execute: (command) => `bun x ${shellCommand(command, 'the command')}`,
};
