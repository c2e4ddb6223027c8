import { createHash } from 'node:crypto';
import { markersLeft, NOTHING_PENDING, type Pending, type PendingFile } from '../core/pending.ts';
import type { FileAction } from '../core/plan.ts';
import { formatState, LOCK_FILE, parseState, type State } from '../core/state.ts';
import { UserError } from '../errors.ts';
import { applyChanges, type Change } from '../io/apply.ts';
import { readTarget } from '../io/target.ts';
import type { ReadCurrent } from './files.ts';

/**
 * What the lock keeps of a run that leaves conflict markers: every file that it changes, as it was.
 * @param lock the lock's text before the run
 */
export function pendingOf(actions: readonly FileAction[], lock: string | null): Pending {
  const changed = actions.filter(({ text, current }) => text !== current);
  // markers that stood there before are not of this run: it neither waits for them nor can take them back
  if (!changed.some(({ action, base }) => action === 'conflict' && base !== null)) return NOTHING_PENDING;
  const entries = changed.map(({ path, text, current }) => [path, { before: current, wrote: hashOf(text) }] as const);
  return new Map<string, PendingFile>([...entries, [LOCK_FILE, { before: lock, wrote: null }]]);
}

/**
 * The state that the next run starts from: an update whose markers are all gone is finished by it.
 * @throws UserError `conflict` while markers are left
 */
export function startingState(state: State, read: ReadCurrent): State {
  if (state.pending.size === 0) return state;
  refuseMarkers(state.pending, read);
  return { ...state, pending: NOTHING_PENDING };
}

/**
 * `update --continue`: the conflicts are solved, so the lock forgets how the files were before.
 * @returns the files that were solved
 * @throws UserError `conflict` while markers are left, `usage` when no update waits
 */
export function continueUpdate(root: string): string[] {
  const { lock, state } = readUnfinished(root);
  refuseMarkers(state.pending, (path) => readTarget(root, path).text);
  applyChanges(root, [{ path: LOCK_FILE, before: lock, after: formatState({ ...state, pending: NOTHING_PENDING }) }]);
  return pathsOf(state.pending);
}

/**
 * `update --abort`: every file is what it was before the update, to the byte.
 * @param discard whether what was typed into the files since may go
 * @returns the files that were brought back
 * @throws UserError `conflict` when a file was changed since and `discard` is not set, `usage` when no update waits
 */
export function abortUpdate(root: string, discard: boolean): string[] {
  const { lock, state } = readUnfinished(root);
  const now = new Map(pathsOf(state.pending).map((path) => [path, readTarget(root, path).text]));
  const typed = [...now].filter(([path, text]) => hashOf(text) !== state.pending.get(path)?.wrote);
  if (typed.length > 0 && !discard)
    throw new UserError(
      'conflict',
      `${typed.map(([path]) => path).join(', ')} was changed since the update; nothing was written`,
      'Give --yes to throw these changes away, or solve the conflicts and run update --continue.',
    );
  const before = (path: string) => state.pending.get(path)?.before ?? null;
  const changes: Change[] = [...now].map(([path, text]) => ({ path, before: text, after: before(path) }));
  applyChanges(root, [...changes, { path: LOCK_FILE, before: lock, after: before(LOCK_FILE) }].filter(differs));
  return [...now.keys()];
}

function differs({ before, after }: Change): boolean {
  return before !== after;
}

function readUnfinished(root: string): { lock: string; state: State } {
  const lock = readTarget(root, LOCK_FILE).text;
  const state = lock === null ? undefined : parseState(lock);
  if (lock !== null && state && state.pending.size > 0) return { lock, state };
  throw new UserError('usage', 'no update waits to be finished here', 'Run update.');
}

function refuseMarkers(pending: Pending, read: ReadCurrent): void {
  const left = markersLeft(pending, read);
  if (left.length > 0)
    throw new UserError(
      'conflict',
      `an update waits: ${left.join(', ')} still holds conflict markers; nothing was written`,
      'Solve them and run update --continue, or bring every file back with update --abort.',
    );
}

function pathsOf(pending: Pending): string[] {
  return [...pending.keys()].filter((path) => path !== LOCK_FILE).sort();
}

function hashOf(text: string | null): string | null {
  return text === null ? null : createHash('sha256').update(text).digest('hex');
}
