import { join } from 'node:path';
import { JOURNAL_FILE, type Journal } from './journal.ts';
import { type Files, syncFolders, takeBack } from './steps.ts';
import { checkFolder } from './target.ts';

/**
 * Puts back what stood there before, the last file first, then removes what lies beside.
 * @returns the paths that could not be put back; then the journal and the former files stay for the next run
 */
export function rollBack(root: string, journal: Journal, files: Files): string[] {
  const lost = journal.entries.toReversed().filter((entry) => !succeeds(() => takeBack(root, entry, files)));
  if (lost.length > 0) return lost.map(({ path }) => path);
  succeeds(() => syncFolders(root, [...journal.entries.map(({ path }) => path)], files));
  clear(root, journal, files);
  return [];
}

/**
 * Removes what lies beside the files, then folders that were made and are empty, the journal last: it stays, for the next
 * run, when something else does.
 */
export function clear(root: string, { folders, entries }: Journal, files: Files): void {
  const stay = entries.flatMap(({ fresh, former }) => [fresh, former]).filter((path) => !removes(root, path, files));
  for (const folder of folders.toReversed())
    succeeds(() => {
      checkFolder(root, folder);
      files.rmdirSync(join(root, folder));
    });
  if (stay.length === 0) removes(root, JOURNAL_FILE, files);
}

/** Removes one file of ours, never through a link. */
export function removes(root: string, path: string, files: Files): boolean {
  return succeeds(() => {
    checkFolder(root, path);
    files.rmSync(join(root, path), { force: true });
  });
}

function succeeds(step: () => unknown): boolean {
  try {
    return step() !== false;
  } catch {
    return false;
  }
}
