import { mountTarget } from '../../dockerfile/mount.ts';
import type { AuditInput, Step } from '../rule.ts';
import { type Located, operands, runCommands, subcommand } from './commands.ts';

/** A call of the package manager of an operating system. */
export interface PackageCall extends Located {
  readonly manager: string;
  /** `install`, `update`, `add` …; empty when there is none. */
  readonly action: string;
  readonly packages: readonly string[];
}

const MANAGERS: ReadonlySet<string> = new Set([
  'apt-get',
  'apt',
  'aptitude',
  'apk',
  'dnf',
  'microdnf',
  'tdnf',
  'yum',
  'zypper',
  'pacman',
]);
const VALUED = new Set([
  '-t',
  '-o',
  '-c',
  '--target-release',
  '--option',
  '--virtual',
  '-X',
  '--repository',
  '-p',
  '--root',
]);

/** The calls of package managers in every RUN. */
export function* packageCalls(input: AuditInput): Generator<PackageCall> {
  for (const located of runCommands(input, MANAGERS)) {
    const { program, args } = located.command;
    yield { ...located, manager: program, action: subcommand(args, VALUED) ?? '', packages: operands(args, VALUED) };
  }
}

/** Whether a cache or tmpfs mount keeps a folder, or one above it, out of the layer. */
export function isMountedAway({ mounts }: Step, folder: string): boolean {
  return mounts.some((mount) => {
    if (mount.type !== 'cache' && mount.type !== 'tmpfs') return false;
    const target = mountTarget(mount)?.replace(/\/+$/, '') ?? '';
    return target !== '' && (folder === target || folder.startsWith(`${target}/`));
  });
}

/** Whether a step removes what lies in a folder. */
export function isRemoved({ commands }: Step, folder: string): boolean {
  return commands.some(({ program, args }) => {
    if (program === 'rm')
      return args.some(
        (path) => path.startsWith(folder) || (path.endsWith('/*') && folder.startsWith(path.slice(0, -1))),
      );
    return program === 'find' && args.includes('-delete') && args.some((path) => path.startsWith(folder));
  });
}
