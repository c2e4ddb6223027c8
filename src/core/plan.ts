import { hasMarkers, likeIn, type Merge, sameText } from './merge.ts';

/** A file as it was rendered in this run. */
export interface RenderedFile {
  readonly path: string;
  readonly text: string;
}

/** What is to happen to one file: a row of the table at `planFiles`, decided. */
export interface FileAction {
  readonly path: string;
  readonly action: 'create' | 'update' | 'merge' | 'keep' | 'conflict' | 'delete';
  /** Why, in words for people: `same`, `your edit`, `you deleted it` … */
  readonly reason: string;
  /** The text that will stand in the file afterwards; null when it is deleted or stays deleted. */
  readonly text: string | null;
  /** The text on disk now; null when there is none. */
  readonly current: string | null;
  /** The text that the lock keeps as the next merge base; null when the file is no longer generated. */
  readonly base: string | null;
}

type Texts = ReadonlyMap<string, string | null>;

/**
 * What is to happen to every file, one row of this table each. Pure; conflicts are data.
 *
 * | last rendered | on disk | rendered now | action |
 * |---|---|---|---|
 * | – | – | R | create |
 * | – | R | R | keep, and take R as the base |
 * | – | other | R | conflict: not ours, somebody has to decide |
 * | B | – | R | keep: the user deleted it |
 * | B | B | B | keep |
 * | B | B | R | update |
 * | B | edited | B | keep the edit |
 * | B | edited | R | merge, or a conflict where both changed the same thing |
 * | B | B | – | delete |
 * | B | edited | – | keep the edit, and say that it is no longer generated |
 *
 * @param rendered the files of this run
 * @param base path → text last rendered (from the lock), of the files that this run answers for
 * @param current path → text on disk; null or missing when there is none
 * @param merge how versions of a file become one (merge/)
 */
export function planFiles(rendered: readonly RenderedFile[], base: Texts, current: Texts, merge: Merge): FileAction[] {
  const generated = new Set(rendered.map(({ path }) => path));
  const orphans = [...base.keys()].filter((path) => !generated.has(path)).sort();
  return [
    ...rendered.map(({ path, text }) => decide(path, [base.get(path) ?? null, current.get(path) ?? null, text], merge)),
    ...orphans.map((path) => decideOrphan(path, base.get(path) ?? null, current.get(path) ?? null)),
  ];
}

/** A row with something rendered: B last rendered, C on disk, R rendered now. */
function decide(path: string, [b, c, r]: readonly [string | null, string | null, string], merge: Merge): FileAction {
  if (c === null) return absent(path, b, r);
  const keep = (reason: string): FileAction => ({ path, action: 'keep', reason, text: c, current: c, base: r });
  if (sameText(c, r)) return keep('same');
  if (b === null)
    return { path, action: 'conflict', reason: 'exists and is not ours', text: c, current: c, base: null };
  if (hasMarkers(c) && !hasMarkers(r))
    return { path, action: 'conflict', reason: 'conflict markers are still in it', text: c, current: c, base: b };
  if (sameText(c, b)) return { path, action: 'update', reason: 'regenerated', text: likeIn(c, r), current: c, base: r };
  if (sameText(r, b)) return keep('your edit');
  const { text, conflicts } = merge({ base: b, current: c, rendered: r }, path);
  if (conflicts === 0)
    return { path, action: 'merge', reason: 'your edits and the new text', text, current: c, base: r };
  const places = conflicts === 1 ? '1 place' : `${conflicts} places`;
  return { path, action: 'conflict', reason: `your edits meet the new text in ${places}`, text, current: c, base: r };
}

function absent(path: string, b: string | null, r: string): FileAction {
  if (b === null) return { path, action: 'create', reason: 'new', text: r, current: null, base: r };
  return { path, action: 'keep', reason: 'you deleted it', text: null, current: null, base: r };
}

function decideOrphan(path: string, b: string | null, c: string | null): FileAction {
  const orphan = { path, current: c, base: null };
  if (c === null) return { ...orphan, action: 'keep', reason: 'no longer generated, and gone', text: null };
  if (b !== null && sameText(c, b)) return { ...orphan, action: 'delete', reason: 'no longer generated', text: null };
  return { ...orphan, action: 'keep', reason: 'no longer generated, but you edited it', text: c };
}

/** What to do with a file that is not ours and differs. */
export type Resolution = 'overwrite' | 'beside' | 'skip';

/** Whether an action waits for a decision: a file that we never wrote stands in the way. */
export function isForeign(action: FileAction): boolean {
  return action.action === 'conflict' && action.base === null;
}

/** The name under which `beside` writes. */
export function besidePath(path: string): string {
  return `${path}.new`;
}

/**
 * Carries out the decision for a foreign file (`isForeign`); `adopt` takes it as ours with edits, when a lock was lost.
 * @param rendered the text that was to stand there
 * @param beside what the lock and the disk hold under `besidePath`
 */
export function resolveForeign(
  action: FileAction,
  resolution: Resolution | 'adopt',
  rendered: string,
  beside: { readonly base: string | null; readonly current: string | null },
  merge: Merge,
): FileAction[] {
  if (resolution === 'overwrite')
    return [{ ...action, action: 'update', reason: 'overwritten, as you chose', text: rendered, base: rendered }];
  if (resolution === 'adopt') return [{ ...action, action: 'keep', reason: 'taken as yours, edited', base: rendered }];
  const left: FileAction = { ...action, action: 'keep', reason: 'not ours, left as it is' };
  if (resolution === 'skip') return [left];
  return [left, decide(besidePath(action.path), [beside.base, beside.current, rendered], merge)];
}
