import type { Project } from '../../../../core/project.ts';
import { inside } from '../../paths.ts';
import { type LockFormat, lockFormat, type ManagerId } from './manager-releases.ts';

/** A lock file that is there. */
export interface LockFile {
  readonly manager: ManagerId;
  /** From the project's root: `pnpm-lock.yaml`. */
  readonly path: string;
  /** The number of its format as it is written (`9.0`), or null when it says none. */
  readonly format: string | null;
  /** What that format tells of the manager's version; undefined when it tells nothing. */
  readonly known: LockFormat | undefined;
}

/** The beginning of a lock file is enough: the format's number stands there. */
const HEAD = 4_096;

type Row = readonly [manager: ManagerId, file: string, format: RegExp | null];

/** In the order in which they count when several are there: npm's comes last, for a stray `npm install` leaves one. */
const LOCK_FILES: readonly Row[] = [
  ['bun', 'bun.lock', /"lockfileVersion":[ \t]{0,4}(\d{1,3})/],
  ['bun', 'bun.lockb', null],
  ['pnpm', 'pnpm-lock.yaml', /^lockfileVersion:[ \t]{0,4}['"]?(\d{1,3}(?:\.\d{1,3})?)/m],
  ['yarn', 'yarn.lock', /^__metadata:\r?\n[ \t]{1,8}version:[ \t]{0,4}"?(\d{1,3})/m],
  ['npm', 'npm-shrinkwrap.json', /"lockfileVersion"[ \t]{0,4}:[ \t]{0,4}(\d{1,3})/],
  ['npm', 'package-lock.json', /"lockfileVersion"[ \t]{0,4}:[ \t]{0,4}(\d{1,3})/],
];

/** The lock files in one folder, in the order in which they count. */
export function lockFiles(project: Project, folder: string): LockFile[] {
  return LOCK_FILES.flatMap(([manager, file, pattern]) => {
    const path = inside(folder, file);
    if (!project.has(path)) return [];
    const format = pattern ? formatOf(manager, (project.text(path) ?? '').slice(0, HEAD), pattern) : null;
    return [{ manager, path, format, known: lockFormat(manager, format) }];
  });
}

function formatOf(manager: ManagerId, head: string, pattern: RegExp): string | null {
  const format = pattern.exec(head)?.[1];
  if (format !== undefined) return format;
  const classic = manager === 'yarn' && /^# yarn lockfile v1\r?$/m.test(head);
  return classic ? '1' : null;
}
