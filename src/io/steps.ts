import * as disk from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from '../errors.ts';
import { systemCode } from './failure.ts';
import { type Entry, fingerprint } from './journal.ts';
import { readTarget, type Target } from './target.ts';

/** The system's functions that writing uses; tests put failing ones in their place. */
export type Files = Pick<
  typeof disk,
  | 'accessSync'
  | 'closeSync'
  | 'copyFileSync'
  | 'fchmodSync'
  | 'fchownSync'
  | 'fsyncSync'
  | 'linkSync'
  | 'mkdirSync'
  | 'openSync'
  | 'renameSync'
  | 'rmdirSync'
  | 'rmSync'
  | 'writeFileSync'
>;

/**
 * How far one file is: untouched, replaced, edited by somebody since, or replaced though somebody had just edited it (then
 * the edit is in the former file that is kept).
 */
export type Standing = 'before' | 'after' | 'edited' | 'overwritten';

/** Looks where one file stands. Only what its text says counts. */
export function standing(root: string, { path, before, after, former }: Entry): Standing {
  const now = fingerprintAt(root, path, path);
  if (now !== after) return now === before ? 'before' : 'edited';
  const kept = fingerprintAt(root, former, path);
  return kept === null || kept === before ? 'after' : 'overwritten';
}

/** Whether the new text waits beside its place, whole. */
export function isStaged(root: string, { path, after, fresh }: Entry): boolean {
  return after === null || fingerprintAt(root, fresh, path) === after;
}

/** What cannot be read, a link or a folder is no text of ours: it counts as somebody's edit. */
function fingerprintAt(root: string, path: string, as: string): string | null {
  try {
    return fingerprint(readTarget(root, path, as).text);
  } catch (error) {
    if (error instanceof UserError) return 'not a text of ours';
    throw error;
  }
}

/** Writes the new text beside its place, with the owner and mode of the file there, on the disk for good. */
export function stage(fresh: string, text: string, { stat }: Pick<Target, 'stat'>, files: Files): void {
  const descriptor = files.openSync(fresh, 'wx', 0o666);
  try {
    files.writeFileSync(descriptor, text);
    if (stat) {
      keepOwner(descriptor, stat, files);
      files.fchmodSync(descriptor, stat.mode & 0o7777);
    }
    files.fsyncSync(descriptor);
  } finally {
    files.closeSync(descriptor);
  }
}

/** Root writes in other people's folders; nobody else may give a file away, and then it stays the writer's. */
function keepOwner(descriptor: number, { uid, gid }: disk.Stats, files: Files): void {
  const own = disk.fstatSync(descriptor);
  if (own.uid === uid && own.gid === gid) return;
  try {
    files.fchownSync(descriptor, uid, gid);
  } catch (error) {
    if (systemCode(error) !== 'EPERM') throw error;
  }
}

/**
 * Puts the new text in its place, or takes the file away where it is to be deleted. The former file stays beside it.
 * @throws UserError `conflict` when the file is not what it was: looked at again after the fact, so that no edit gets lost
 *   between a look and a rename
 */
export function replace(root: string, entry: Entry, files: Files): void {
  if (standing(root, entry) !== 'before') throw changedMeanwhile(entry.path);
  const [file, fresh, former] = [entry.path, entry.fresh, entry.former].map((path) => join(root, path)) as Three;
  if (entry.before === null) putNew(fresh, file, entry.path, files);
  else if (entry.after === null) files.renameSync(file, former);
  else {
    keepFormer(file, former, files);
    files.renameSync(fresh, file);
  }
  if (standing(root, entry) !== 'after') throw changedMeanwhile(entry.path);
}

type Three = [file: string, fresh: string, former: string];

/** A second name, because that never takes the place of a file which has appeared; not every file system has them. */
function putNew(fresh: string, file: string, path: string, files: Files): void {
  try {
    files.linkSync(fresh, file);
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    if (disk.existsSync(file)) throw changedMeanwhile(path);
    files.renameSync(fresh, file);
    return;
  }
  files.rmSync(fresh);
}

/** A second name costs no space and keeps everything of the file. */
function keepFormer(file: string, former: string, files: Files): void {
  files.rmSync(former, { force: true });
  try {
    files.linkSync(file, former);
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    files.copyFileSync(file, former, disk.constants.COPYFILE_EXCL);
  }
}

/**
 * Puts the former file back. What somebody edited since stays.
 * @returns whether the file is as it was, or as somebody edited it
 */
export function takeBack(root: string, entry: Entry, files: Files): boolean {
  const now = standing(root, entry);
  if (now === 'before' || now === 'edited') return true;
  const former = join(root, entry.former);
  if (entry.before === null) files.rmSync(join(root, entry.path));
  else if (disk.existsSync(former)) files.renameSync(former, join(root, entry.path));
  else return false;
  return true;
}

/** Makes names last: a rename is on the disk for good when its folder is. Not every system can, and then it need not. */
export function syncFolders(root: string, paths: readonly string[], files: Files): void {
  for (const folder of new Set(paths.map((path) => dirname(path)))) {
    let descriptor: number;
    try {
      descriptor = files.openSync(join(root, folder), 'r');
    } catch (error) {
      if (systemCode(error) === undefined) throw error;
      continue;
    }
    try {
      files.fsyncSync(descriptor);
    } catch (error) {
      if (systemCode(error) === undefined || systemCode(error) === 'EIO') throw error;
    } finally {
      files.closeSync(descriptor);
    }
  }
}

/** The error for a file that is no longer what the plan saw; everything has been put back when it is shown. */
export function changedMeanwhile(path: string): UserError {
  return new UserError(
    'conflict',
    `${path} was changed while this ran; nothing was written`,
    'Run again: the plan is then made from what is there now.',
  );
}
