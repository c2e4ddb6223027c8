import { closeSync, openSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../errors.ts';
import { explain, systemCode } from './failure.ts';
import { type Holder, holderText, isGone, ownHolder, parseHolder } from './holder.ts';
import { fingerprint } from './journal.ts';
import { readTarget } from './target.ts';

/** Stands in a folder while a run that may write is at work there. */
export const RUN_LOCK_FILE = '.secure-dockerfile.lock';

const PAUSE = 100;
// how often others may be faster at a lock that was just given back
const RACES = 100;
// a lock gets its text right after its name: an empty one that is older belongs to a run that was killed in between
const YOUNG = 5_000;

/** What a run may do while another one holds the folder. */
export interface Waiting {
  /** How often the folder is tried again, ten times a second. */
  readonly tries: number;
  /** Called once, before the first pause. */
  readonly onWait: (holder: string) => void;
}

/**
 * Takes the folder for this run. In a folder that cannot be written there is nothing to take, and nothing that two runs
 * could tear.
 * @param root the project's real path
 * @returns gives the folder back; the end of the process does so, too
 * @throws UserError `busy` when another run keeps it
 */
export async function takeFolder(root: string, { tries, onWait }: Waiting): Promise<() => void> {
  const text = `${JSON.stringify(ownHolder())}\n`;
  let [left, races] = [tries, RACES];
  for (;;) {
    const taken = createLock(root, text);
    if (taken === 'read-only') return () => {};
    if (taken) return releaser(root, text);
    const found = lookAtLock(root);
    const isFree = found === undefined || (found.isStale && removeStale(root, found.text));
    if (isFree && races-- > 0) continue;
    if (left <= 0) throw busy(found?.holder);
    if (left === tries) onWait(found?.holder ? holderText(found.holder) : RUN_LOCK_FILE);
    left -= 1;
    await new Promise((resume) => setTimeout(resume, PAUSE));
  }
}

/** Whether another run is at work; for runs that only read. */
export function isTaken(root: string): boolean {
  const found = lookAtLock(root);
  return found !== undefined && !found.isStale;
}

function createLock(root: string, text: string): boolean | 'read-only' {
  const file = join(root, RUN_LOCK_FILE);
  let descriptor: number;
  try {
    descriptor = openSync(file, 'wx', 0o644);
  } catch (error) {
    const code = systemCode(error) ?? '';
    if (code === 'EEXIST') return false;
    if (['EACCES', 'EPERM', 'EROFS'].includes(code)) return 'read-only';
    throw explain(error, 'Cannot write into the folder', 'Nothing was changed.');
  }
  try {
    writeFileSync(descriptor, text);
  } catch (error) {
    rmSync(file, { force: true });
    throw explain(error, 'Cannot write into the folder', 'Nothing was changed.');
  } finally {
    closeSync(descriptor);
  }
  return true;
}

interface Found {
  readonly text: string;
  readonly holder: Holder | undefined;
  readonly isStale: boolean;
}

function lookAtLock(root: string): Found | undefined {
  const { text, stat } = readTarget(root, RUN_LOCK_FILE);
  if (text === null || !stat) return undefined;
  const holder = parseHolder(text);
  const isStale = holder ? isGone(holder) : text === '' && Date.now() - stat.mtimeMs > YOUNG;
  return { text, holder, isStale };
}

/**
 * Takes a dead run's lock away. Of the runs that found it only the one that makes the claim may: who looked before that and
 * comes after it finds another lock or none, and leaves it.
 */
function removeStale(root: string, text: string): boolean {
  const claim = join(root, `.secure-dockerfile-${fingerprint(text)?.slice(0, 16)}.tmp`);
  try {
    closeSync(openSync(claim, 'wx', 0o644));
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') return false;
    removeOld(claim);
    return false;
  }
  try {
    const found = lookAtLock(root);
    if (found?.isStale && found.text === text) rmSync(join(root, RUN_LOCK_FILE), { force: true });
    return true;
  } finally {
    rmSync(claim, { force: true });
  }
}

/** A claim takes moments; an old one belongs to a run that was killed then. */
function removeOld(claim: string): void {
  try {
    if (Date.now() - statSync(claim).mtimeMs > YOUNG) rmSync(claim, { force: true });
  } catch {
    // its run was done with it in between
  }
}

function releaser(root: string, text: string): () => void {
  const release = () => {
    process.off('exit', release);
    try {
      if (lookAtLock(root)?.text === text) rmSync(join(root, RUN_LOCK_FILE), { force: true });
    } catch {
      // the folder may be gone or locked by now; the next run finds a lock whose process has ended
    }
  };
  process.once('exit', release);
  return release;
}

function busy(holder: Holder | undefined): UserError {
  const who = holder ? ` (${holderText(holder)})` : '';
  return new UserError(
    'busy',
    `another run is at work in this folder${who}; nothing was written`,
    `Try again when it is done. If there is no such run, remove ${RUN_LOCK_FILE}.`,
  );
}
