import { hasFlag, type Located, operands, subcommand } from './commands.ts';
import { isOn } from './variables.ts';

/** A way to install that takes whatever the registry has that day. */
interface Installer {
  readonly programs: readonly string[];
  /** The subcommands that install; `''` is the program alone. */
  readonly commands: readonly string[];
  /** Flags or variables that enforce the lock file. */
  readonly flags?: readonly string[];
  readonly variables?: readonly string[];
  /** Whether this use is exact all the same. */
  readonly exact?: (packages: readonly string[], args: readonly string[]) => boolean;
  /** What to run instead. */
  readonly instead: string;
}

const isVersioned = (name: string) => /.@\^?\d+\.\d+\.\d+/.test(name);
const isLocal = (name: string) => /^(?:\.|\/|file:)|\.(?:whl|tgz|tar\.gz)$/.test(name);
const GO_VERSION = /@(?:v\d+\.\d+\.\d+|[0-9a-f]{12,40})/;

const INSTALLERS: readonly Installer[] = [
  {
    programs: ['npm'],
    commands: ['install', 'i', 'in', 'ins', 'add', 'update', 'up', 'upgrade', 'install-test', 'it'],
    instead: 'npm ci',
  },
  {
    programs: ['yarn', 'yarnpkg'],
    commands: ['', 'install', 'add', 'upgrade', 'up'],
    flags: ['--frozen-lockfile', '--immutable', '--immutable-cache'],
    variables: ['YARN_ENABLE_IMMUTABLE_INSTALLS', 'CI'],
    instead: 'yarn install --immutable (Yarn 1: --frozen-lockfile)',
  },
  {
    programs: ['pnpm'],
    commands: ['install', 'i', 'add', 'update', 'up', 'upgrade'],
    flags: ['--frozen-lockfile'],
    variables: ['CI'],
    instead: 'pnpm install --frozen-lockfile',
  },
  {
    programs: ['bun'],
    commands: ['install', 'i', 'add', 'update'],
    flags: ['--frozen-lockfile'],
    instead: 'bun install --frozen-lockfile',
  },
  {
    programs: ['pip', 'pip3', 'pipx'],
    commands: ['install'],
    flags: ['--require-hashes', '--no-index'],
    variables: ['PIP_REQUIRE_HASHES', 'PIP_NO_INDEX'],
    exact: (packages, args) => packages.length > 0 && packages.every(isLocal) && !hasFlag(args, '-r', '--requirement'),
    instead: 'pip install --require-hashes -r requirements.txt',
  },
  { programs: ['pipenv'], commands: ['install'], flags: ['--deploy', '--ignore-pipfile'], instead: 'pipenv sync' },
  {
    programs: ['pdm'],
    commands: ['install', 'add', 'update'],
    flags: ['--frozen-lockfile', '--check'],
    instead: 'pdm sync',
  },
  { programs: ['poetry'], commands: ['add', 'update'], instead: 'poetry sync' },
  {
    programs: ['uv'],
    commands: ['sync', 'add'],
    flags: ['--locked', '--frozen'],
    variables: ['UV_LOCKED', 'UV_FROZEN'],
    instead: 'uv sync --locked',
  },
  {
    programs: ['dotnet'],
    commands: ['restore'],
    flags: ['--locked-mode', '-p:RestoreLockedMode=true', '/p:RestoreLockedMode=true'],
    instead: 'dotnet restore --locked-mode',
  },
  { programs: ['composer'], commands: ['update', 'require'], instead: 'composer install' },
  {
    programs: ['bundle'],
    commands: ['install', 'update', 'add'],
    flags: ['--frozen', '--deployment'],
    variables: ['BUNDLE_FROZEN', 'BUNDLE_DEPLOYMENT'],
    instead: 'BUNDLE_FROZEN=true bundle install',
  },
  {
    programs: ['gem'],
    commands: ['install', 'i'],
    flags: ['-v', '--version'],
    exact: (names) => names.every((name) => /:\d/.test(name)),
    instead: 'gem install NAME:VERSION',
  },
  {
    programs: ['cargo'],
    commands: ['build', 'install', 'fetch', 'update', 'add'],
    flags: ['--locked', '--frozen', '--offline'],
    instead: 'cargo build --locked',
  },
  {
    programs: ['deno'],
    commands: ['install', 'i'],
    flags: ['--frozen', '--frozen-lockfile'],
    // a program for the whole system is held by its own version
    exact: (names, args) => hasFlag(args, '-g', '--global') && names.every(isVersioned),
    instead: 'deno install --frozen',
  },
  {
    programs: ['mix'],
    commands: ['deps.get', 'deps.update'],
    flags: ['--check-locked'],
    instead: 'mix deps.get --check-locked',
  },
  {
    programs: ['go'],
    commands: ['get', 'install'],
    exact: (names) => names.every((name) => isLocal(name) || GO_VERSION.test(name)),
    instead: 'go install MODULE@vX.Y.Z',
  },
];

const BY_PROGRAM = new Map(
  INSTALLERS.flatMap((installer) => installer.programs.map((program) => [program, installer] as const)),
);
const VALUED = new Set([
  '-w',
  '--workspace',
  '--prefix',
  '-C',
  '--dir',
  '--filter',
  '-F',
  '--cwd',
  '-r',
  '--requirement',
  '-c',
  '-i',
  '--index-url',
  '--root',
  '--path',
]);

/** What to run instead of an install that no lock file binds; undefined when the command is none. */
export function unlockedInstall(located: Located): string | undefined {
  const { program, args } = located.command;
  const installer = BY_PROGRAM.get(program);
  if (!installer || isGlobalInstall(located) || !installer.commands.includes(subcommand(args, VALUED) ?? ''))
    return undefined;
  if (args.some((word) => word === '--version' || word === '--help')) return undefined;
  if (installer.flags?.some((flag) => args.some((word) => word === flag || word === `${flag}=true`))) return undefined;
  if (isOn(located, ...(installer.variables ?? []))) return undefined;
  return installer.exact?.(operands(args, VALUED), args) ? undefined : installer.instead;
}

/** Whether a JavaScript package manager installs programs for the whole system. */
function isGlobalInstall({ command: { program, args } }: Located): boolean {
  if (program === 'yarn') return args.includes('global');
  return /^(?:npm|pnpm|bun)$/.test(program) && hasFlag(args, '-g', '--global', '--location=global');
}

/** The packages of a global install that have no exact version. */
export function unpinnedGlobals(located: Located): string[] {
  const names = operands(located.command.args, VALUED).filter((name) => name !== 'add');
  return isGlobalInstall(located) ? names.filter((name) => !isVersioned(name) && !isLocal(name)) : [];
}

/** Whether a package name of npm comes without its exact version. */
export function namesUnversioned({ command }: Located): boolean {
  return operands(command.args, VALUED).some((name) => !isVersioned(name) && !isLocal(name));
}
