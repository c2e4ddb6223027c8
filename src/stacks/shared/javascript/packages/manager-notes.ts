import semver from 'semver';
import type { LockFile } from './lockfile.ts';
import type { ManagerId } from './manager-releases.ts';
import type { ManagerAsks } from './manager-sources.ts';

/** The manager that is taken, and what says so. */
export interface ChosenManager {
  readonly id: ManagerId;
  readonly from: string;
}

export const TITLES: Readonly<Record<ManagerId, string>> = { npm: 'npm', pnpm: 'pnpm', yarn: 'Yarn', bun: 'Bun' };

/** That the manifest names another manager than the one that counts. */
export function namingNotes({ named }: ManagerAsks, choice: ChosenManager): string[] {
  const others = named.filter(({ id }) => id !== choice.id);
  return others.map(
    (other) => `${other.from} names ${TITLES[other.id]}, but ${choice.from} says ${TITLES[choice.id]} and counts.`,
  );
}

/** That there is no lock file, or more than one. */
export function lockNotes(locks: readonly LockFile[], lock: LockFile | undefined, choice: ChosenManager): string[] {
  const others = locks.filter((other) => other !== lock).map(({ path }) => path);
  const strays = others.join(' and ');
  if (!lock) {
    const instead = others.length > 0 ? ` (${strays} belongs to another package manager)` : '';
    return [
      `There is no lock file for ${TITLES[choice.id]}${instead}, so installs are not reproducible: run an install once and commit the lock file.`,
    ];
  }
  if (others.length === 0) return [];
  const why = choice.from === lock.path ? 'it comes first in our order' : `${choice.from} says ${TITLES[choice.id]}`;
  return [`There is more than one lock file: ${lock.path} counts (${why}); delete ${strays}.`];
}

/** A lock file that the chosen version would rewrite makes an enforced install fail. */
export function formatNotes(id: ManagerId, version: string | null, lock: LockFile | undefined): string[] {
  if (id === 'npm' && lock?.format === '1') {
    return [
      `${lock.path} has the old format 1, which says little about packages: run \`npm install\` with npm 7 or later and commit it.`,
    ];
  }
  if (!version || !lock?.known || lock.known.majors.includes(semver.major(version))) return [];
  const title = TITLES[id];
  return [
    `${lock.path} (format ${lock.format}) was not written by ${title} ${semver.major(version)}, so an install that holds to it may fail: install once with ${title} ${version} and commit the lock file.`,
  ];
}
