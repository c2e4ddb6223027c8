import { randomBytes } from 'node:crypto';
import * as disk from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from '../errors.ts';
import { explain, systemCode } from './failure.ts';
import { readTarget, type Target } from './target.ts';

/** One file to write or delete, with the text that the plan saw there. */
export interface Change {
  readonly path: string;
  /** null when the plan saw no file. */
  readonly before: string | null;
  /** null to delete it. */
  readonly after: string | null;
}

/** The system's functions that writing uses; tests put failing ones in their place. */
export type Files = Pick<
  typeof disk,
  | 'accessSync'
  | 'closeSync'
  | 'copyFileSync'
  | 'fchmodSync'
  | 'fsyncSync'
  | 'linkSync'
  | 'mkdirSync'
  | 'openSync'
  | 'renameSync'
  | 'rmdirSync'
  | 'rmSync'
  | 'writeFileSync'
>;

/** What was done so far: how to take it back, last step first, and which copies of former files to throw away. */
interface Journal {
  readonly undo: { readonly path: string; readonly step: () => void }[];
  readonly copies: string[];
}

/**
 * Writes all changes, or none: every file is checked, then written under another name beside its place, then renamed in the
 * order given (the lock last). When a step fails, what was renamed is put back.
 * @param root the project's real path
 * @throws UserError `conflict` when a file is no longer what the plan saw, `file-system` when writing fails
 */
export function applyChanges(root: string, changes: readonly Change[], files: Files = disk): void {
  const jobs = changes.map((change) => ({
    target: unchanged(readTarget(root, change.path), change),
    text: change.after,
  }));
  const journal: Journal = { undo: [], copies: [] };
  let path = '';
  try {
    const staged = jobs.map(({ target, text }) => {
      path = target.path;
      return { target, fresh: stage(root, target, text, files, journal) };
    });
    for (const { target, fresh } of staged) {
      path = target.path;
      replace(target, fresh, files, journal);
    }
  } catch (error) {
    throw explain(error, `Cannot write ${path}`, rollBack(journal, files));
  }
  throwAway(journal, files);
}

function unchanged(target: Target, { before }: Change): Target {
  if (target.text === before) return target;
  throw new UserError(
    'conflict',
    `${target.path} was changed while this ran; nothing was written`,
    'Run again: the plan is then made from what is there now.',
  );
}

/**
 * Writes the new text beside its place, on the disk for good before anything is renamed.
 * @returns the temporary file, or null when the target is to be deleted
 */
function stage(root: string, target: Target, text: string | null, files: Files, journal: Journal): string | null {
  if (target.text !== null) files.accessSync(target.file, disk.constants.W_OK);
  if (text === null) return null;
  makeFolders(root, dirname(target.path), files, journal);
  const fresh = besides(target.file);
  journal.undo.push({ path: target.path, step: () => files.rmSync(fresh, { force: true }) });
  const descriptor = files.openSync(fresh, 'wx', 0o666);
  try {
    files.writeFileSync(descriptor, text);
    if (target.mode !== undefined) files.fchmodSync(descriptor, target.mode);
    files.fsyncSync(descriptor);
  } finally {
    files.closeSync(descriptor);
  }
  return fresh;
}

function makeFolders(root: string, folder: string, files: Files, journal: Journal): void {
  if (folder === '.' || disk.existsSync(join(root, folder))) return;
  makeFolders(root, dirname(folder), files, journal);
  files.mkdirSync(join(root, folder));
  journal.undo.push({ path: folder, step: () => files.rmdirSync(join(root, folder)) });
}

function replace({ path, file, text }: Target, fresh: string | null, files: Files, journal: Journal): void {
  const former = text === null ? null : besides(file);
  if (former) {
    journal.copies.push(former);
    keepCopy(file, former, files);
  }
  if (fresh) files.renameSync(fresh, file);
  else files.rmSync(file);
  journal.undo.push({ path, step: () => (former ? files.renameSync(former, file) : files.rmSync(file)) });
}

/** A second name costs no space and keeps everything of the file; not every file system has them. */
function keepCopy(file: string, copy: string, files: Files): void {
  try {
    files.linkSync(file, copy);
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    files.copyFileSync(file, copy, disk.constants.COPYFILE_EXCL);
  }
}

/** @returns the hint for the error: whether everything is as it was */
function rollBack(journal: Journal, files: Files): string {
  const lost = journal.undo.reverse().filter(({ step }) => !succeeds(step));
  if (lost.length > 0) {
    const names = lost.map(({ path }) => path).join(', ');
    return `${names} could not be put back; the former text is beside it in .secure-dockerfile-*.tmp`;
  }
  throwAway(journal, files);
  return 'Nothing was changed.';
}

function throwAway({ copies }: Journal, files: Files): void {
  for (const file of copies) succeeds(() => files.rmSync(file, { force: true }));
}

function succeeds(step: () => void): boolean {
  try {
    step();
    return true;
  } catch {
    return false;
  }
}

function besides(file: string): string {
  return join(dirname(file), `.secure-dockerfile-${randomBytes(8).toString('hex')}.tmp`);
}
