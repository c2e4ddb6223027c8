import * as disk from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UserError } from '../errors.ts';
import { explain, systemCode } from './failure.ts';
import { type Entry, formatJournal, JOURNAL_FILE, type Journal, newEntry } from './journal.ts';
import { clear, rollBack } from './settle.ts';
import { changedMeanwhile, type Files, replace, stage, syncFolders } from './steps.ts';
import { readTarget, type Target } from './target.ts';

/** One file to write or delete, with the text that the plan saw there. */
export interface Change {
  readonly path: string;
  /** null when the plan saw no file. */
  readonly before: string | null;
  /** null to delete it. */
  readonly after: string | null;
}

/** A change with what it needs on disk. */
interface Job {
  readonly target: Target;
  readonly text: string | null;
  readonly entry: Entry;
}

/**
 * Writes all changes, or none: a journal says what is about to happen, every file is written under another name beside its
 * place, then renamed in the order given (the lock last). When a step fails, what was renamed is put back; when the process
 * is killed, `repair` finishes the work or takes it back.
 * @param root the project's real path
 * @throws UserError `conflict` when a file is no longer what the plan saw, `file-system` when writing fails, `busy` when
 *   another run is writing here, or one was interrupted and nobody has called `repair` since
 */
export function applyChanges(root: string, changes: readonly Change[], files: Files = disk): void {
  const jobs = changes.map(({ path, before, after }): Job => {
    const target = readTarget(root, path);
    if (target.text !== before) throw changedMeanwhile(path);
    return { target, text: after, entry: newEntry(path, before, after) };
  });
  const journal = { folders: missingFolders(root, jobs), entries: jobs.map(({ entry }) => entry) };
  if (jobs.length === 0) return;
  writeJournal(root, journal, files);
  let doing = journal.entries[0]?.path ?? '';
  try {
    for (const folder of journal.folders) {
      doing = pathIn(folder, jobs);
      files.mkdirSync(join(root, folder));
    }
    for (const job of jobs) {
      doing = job.target.path;
      prepare(root, job, files);
    }
    for (const entry of journal.entries) {
      doing = entry.path;
      // the last file says that all others are there: it must not reach the disk before them
      if (entry === journal.entries.at(-1)) syncFolders(root, pathsOf(journal), files);
      replace(root, entry, files);
    }
    syncFolders(root, [doing], files);
  } catch (error) {
    throw failed(error, doing, rollBack(root, journal, files));
  }
  clear(root, journal, files);
}

/** On the disk before anything else is: without it nobody could tell what a killed run was doing. */
function writeJournal(root: string, journal: Journal, files: Files): void {
  const file = join(root, JOURNAL_FILE);
  try {
    stage(file, formatJournal(root, journal), { stat: undefined }, files);
    syncFolders(root, [JOURNAL_FILE], files);
  } catch (error) {
    if (systemCode(error) === 'EEXIST')
      throw new UserError('busy', `${JOURNAL_FILE} is there: another run is writing, or was interrupted`, 'Run again.');
    clear(root, { folders: [], entries: [] }, files);
    throw explain(error, `Cannot write into the folder ${basename(root)}`, 'Nothing was changed.');
  }
}

function prepare(root: string, { target, text, entry }: Job, files: Files): void {
  if (target.text !== null) files.accessSync(target.file, disk.constants.W_OK);
  if (text !== null) stage(join(root, entry.fresh), text, target, files);
}

/** The folders that the new files need and that are not there, outer ones first. */
function missingFolders(root: string, jobs: readonly Job[]): string[] {
  const missing = new Set<string>();
  for (const { target, text } of jobs) {
    for (let folder = dirname(target.path); text !== null && folder !== '.'; folder = dirname(folder))
      if (!disk.existsSync(join(root, folder))) missing.add(folder);
  }
  return [...missing].sort((a, b) => a.length - b.length);
}

/** The file that a folder is made for, which is what people know. */
function pathIn(folder: string, jobs: readonly Job[]): string {
  return jobs.find(({ target }) => target.path.startsWith(`${folder}/`))?.target.path ?? folder;
}

function pathsOf({ entries }: Journal): string[] {
  return entries.map(({ path }) => path);
}

function failed(error: unknown, path: string, lost: readonly string[]): unknown {
  if (lost.length === 0) return explain(error, `Cannot write ${path}`, 'Nothing was changed.');
  return new UserError(
    'file-system',
    `Cannot write ${path}, and ${lost.join(', ')} could not be put back`,
    'The former texts are kept beside them: run again when the disk is well, and that run puts them back.',
    { cause: error },
  );
}
