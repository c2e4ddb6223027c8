import { UserError } from '../errors.ts';
import type { Json } from './project.ts';
import { wrong } from './strict.ts';

/** The version of the lock file that this tool writes. */
export const LOCK_VERSION = 2;

/** What makes a lock of one version one of the next. A step is never changed once it is released. */
const UPGRADES: Readonly<Record<number, (lock: Json) => Json>> = {
  // 2 added `pending`: an update whose conflicts wait to be solved. Before, none could be waiting.
  1: (lock) => lock,
};

/**
 * A lock as this version would have written it.
 * @throws UserError `bad-input` when a newer tool wrote it, or its version is no number
 */
export function upgradeLock(lock: Json, file: string): Json {
  const version = Object.hasOwn(lock, 'version') ? lock.version : 1;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1)
    throw wrong({ file }, 'version', `a number from 1 to ${LOCK_VERSION}`);
  if (version > LOCK_VERSION)
    throw new UserError(
      'bad-input',
      `${file} was written by a newer create-secure-dockerfile (version ${version} of the file; this one reads up to ${LOCK_VERSION})`,
      'Run the newer one: npx create-secure-dockerfile@latest update',
    );
  let upgraded = lock;
  for (let from = version; from < LOCK_VERSION; from++) upgraded = UPGRADES[from]?.(upgraded) ?? upgraded;
  return upgraded;
}
