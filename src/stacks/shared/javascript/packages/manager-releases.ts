import semver from 'semver';

export type ManagerId = 'npm' | 'pnpm' | 'yarn' | 'bun';
export const MANAGER_IDS: readonly ManagerId[] = ['npm', 'pnpm', 'yarn', 'bun'];

/**
 * Exact versions that are taken when only a major, a range or a lock file's format is known; the preferred one first: the newest
 * stable ones of 2026-11-24, and those that a lock file's format needs (measured).
 */
const RELEASES: Readonly<Record<ManagerId, readonly string[]>> = {
  npm: [],
  // 6 and older cannot fetch anything on Node.js 20 and later; 7.33 reads their lock files
  pnpm: ['10.34.4', '9.15.9', '11.28.10', '12.21.0', '8.15.9', '7.33.7'],
  // 4.13 and 4.14 are the last ones that keep lock formats 8 and 9: a newer one refuses them with --immutable
  yarn: ['4.18.1', '4.14.1', '4.13.0', '3.8.7', '3.1.1', '2.4.2', '1.22.22'],
  bun: ['1.4.5'],
};

/** What a lock file's format says of its writer: the version to take, and the majors that accept it as it is. */
export interface LockFormat {
  readonly manager: ManagerId;
  /** The format's number, or its beginning: `9` fits `9.0`. */
  readonly format: string;
  readonly version: string | null;
  readonly majors: readonly number[];
}

const LOCK_FORMATS: readonly LockFormat[] = [
  { manager: 'pnpm', format: '5', version: '7.33.7', majors: [3, 4, 5, 6, 7] },
  { manager: 'pnpm', format: '6', version: '8.15.9', majors: [7, 8, 9] },
  { manager: 'pnpm', format: '7', version: '9.15.9', majors: [9] },
  { manager: 'pnpm', format: '9', version: '10.34.4', majors: [9, 10, 11, 12] },
  { manager: 'yarn', format: '1', version: '1.22.22', majors: [0, 1] },
  { manager: 'yarn', format: '4', version: '2.4.2', majors: [2] },
  { manager: 'yarn', format: '5', version: '3.1.1', majors: [3] },
  { manager: 'yarn', format: '6', version: '3.8.7', majors: [3] },
  { manager: 'yarn', format: '7', version: '4.13.0', majors: [3, 4] },
  { manager: 'yarn', format: '8', version: '4.13.0', majors: [4] },
  { manager: 'yarn', format: '9', version: '4.14.1', majors: [4] },
  { manager: 'yarn', format: '10', version: '4.18.1', majors: [4, 5] },
  { manager: 'npm', format: '1', version: null, majors: [5, 6] },
  { manager: 'npm', format: '2', version: null, majors: [7, 8, 9, 10, 11, 12] },
  { manager: 'npm', format: '3', version: null, majors: [7, 8, 9, 10, 11, 12] },
  { manager: 'bun', format: '0', version: '1.4.5', majors: [1] },
  { manager: 'bun', format: '1', version: '1.4.5', majors: [1] },
];

/** What is known of a lock format; undefined for one that is newer than this table. */
export function lockFormat(manager: ManagerId, format: string | null): LockFormat | undefined {
  const major = format?.split('.')[0];
  return LOCK_FORMATS.find((row) => row.manager === manager && row.format === major);
}

/**
 * An exact version of a manager for a range (`9`, `^10.2`, `>=9 <12`, `*`).
 * @param lock what the lock file needs; a version that it fits is preferred
 * @returns null when the range is none, or when nothing in the table lies in it and it names no lowest version
 */
export function releaseFor(manager: ManagerId, range: string, lock: LockFormat | undefined): string | null {
  const valid = range.length <= 200 ? semver.validRange(range.replace(/^v/, '')) : null;
  if (valid === null || manager === 'npm') return null;
  const inside = RELEASES[manager].filter((version) => semver.satisfies(version, valid));
  const asLock = lock?.version && inside.includes(lock.version) ? lock.version : undefined;
  const fitting = inside.find((version) => lock?.majors.includes(semver.major(version)));
  return asLock ?? fitting ?? inside[0] ?? semver.minVersion(valid)?.version ?? null;
}

/** The version to take when only the manager is known. */
export function defaultRelease(manager: ManagerId): string | null {
  return RELEASES[manager][0] ?? null;
}
