import * as disk from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../errors.ts';
import { explain } from './failure.ts';
import { isTemporary, JOURNAL_FILE, type Journal, parseJournal } from './journal.ts';
import { clear, removes, rollBack } from './settle.ts';
import { type Files, isStaged, replace, standing, syncFolders } from './steps.ts';
import { namesIn, readTarget } from './target.ts';

/** What became of a run that was interrupted while it wrote. */
export type Repair =
  /** Every file is new. */
  | { readonly kind: 'finished'; readonly paths: readonly string[] }
  /** Every file is as it was before: these were put back, and those stay as somebody edited them since. */
  | { readonly kind: 'taken back'; readonly paths: readonly string[]; readonly edited: readonly string[] }
  /** No file had been changed; what lay beside them is gone. */
  | { readonly kind: 'cleared' };

const NOTHING: Journal = { folders: [], entries: [] };

/** Whether a run was interrupted in this folder while it wrote, and nobody has put that right since. Changes nothing. */
export function isInterrupted(root: string): boolean {
  return journalText(root) !== null;
}

/** Half a text, and one that is no text, count as empty: nothing had been written when a journal was cut short. */
function journalText(root: string): string | null {
  try {
    return readTarget(root, JOURNAL_FILE).text;
  } catch (error) {
    if (error instanceof UserError && error.code === 'bad-input') return '';
    throw error;
  }
}

/**
 * Puts right what an interrupted run left: finishes it where all it needs is there, else takes it back. A file that is
 * neither what it was nor what it was to become is somebody's edit, and stays. Call it while no other run writes.
 * @param root the project's real path
 * @returns undefined when there was nothing to do
 * @throws UserError `file-system` when the disk does not let us; the next run tries again
 */
export function repair(root: string, files: Files = disk): Repair | undefined {
  const text = journalText(root);
  const journal = text === null ? undefined : (parseJournal(root, text) ?? NOTHING);
  const repaired = journal && settle(root, journal, files);
  return clearStrays(root, files) ? (repaired ?? { kind: 'cleared' }) : repaired;
}

function settle(root: string, journal: Journal, files: Files): Repair {
  if (isWhole(root, journal) || finishes(root, journal, files)) {
    clear(root, journal, files);
    return { kind: 'finished', paths: journal.entries.map(({ path }) => path) };
  }
  const found = journal.entries.map((entry) => ({ path: entry.path, now: standing(root, entry) }));
  const edited = found.filter(({ now }) => now === 'edited').map(({ path }) => path);
  const replaced = found.filter(({ now }) => now === 'after' || now === 'overwritten').map(({ path }) => path);
  const lost = rollBack(root, journal, files);
  if (lost.length > 0)
    throw new UserError(
      'file-system',
      `A run was interrupted while it wrote, and ${lost.join(', ')} could not be put back`,
      'The former texts are kept beside them: run again when the folder can be written.',
    );
  return edited.length + replaced.length > 0 ? { kind: 'taken back', paths: replaced, edited } : { kind: 'cleared' };
}

/** The last file is put in place when all others are, so what differs then was edited afterwards: the last one, too. */
function isWhole(root: string, { entries }: Journal): boolean {
  const found = entries.map((entry) => standing(root, entry));
  const [last, now] = [entries.at(-1), found.at(-1)];
  if (!last || found.includes('overwritten')) return false;
  if (now === 'after') return true;
  const isPlaced = now === 'edited' && !disk.existsSync(join(root, last.fresh));
  return isPlaced && found.includes('after') && !found.includes('before');
}

/** Goes on where the run stopped, if it had begun and nothing that it needs is missing or was edited. */
function finishes(root: string, { entries }: Journal, files: Files): boolean {
  const found = entries.map((entry) => ({ entry, now: standing(root, entry) }));
  const rest = found.filter(({ now }) => now === 'before').map(({ entry }) => entry);
  const ready = found.every(({ now }) => now === 'before' || now === 'after');
  if (!ready || rest.length === entries.length || !rest.every((entry) => isStaged(root, entry))) return false;
  try {
    for (const entry of rest) {
      if (entry === rest.at(-1))
        syncFolders(
          root,
          entries.map(({ path }) => path),
          files,
        );
      replace(root, entry, files);
    }
    syncFolders(root, [JOURNAL_FILE, ...rest.map(({ path }) => path)], files);
    return true;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw explain(error, 'Cannot finish what an interrupted run began', 'It can be tried again: nothing is lost.');
  }
}

/** What is left without a journal: its own first copy, and what came with a copied folder. */
function clearStrays(root: string, files: Files): boolean {
  const strays = namesIn(root).filter(isTemporary);
  return strays.filter((name) => removes(root, name, files)).length > 0;
}
