import { splitReference } from '../dockerfile/reference.ts';
import type { Edit } from './edit.ts';
import type { Place } from './places.ts';

/** What to do with pins. */
export interface Policy {
  /** Give a digest to what has none. */
  readonly add: boolean;
  /** Move a digest to what its tag says now. */
  readonly move: boolean;
  /** An existing digest that cannot be compared with its tag is a fault. */
  readonly compare: boolean;
  /** What cannot get a digest is a warning. */
  readonly allowUnpinned: boolean;
}

/** What is known of an image's tag. */
export type Known = Answered | Remembered | Unanswered;

/** Its registry said so just now. */
interface Answered {
  readonly from: 'registry';
  readonly digest: string;
  readonly note?: string;
}

/** It was so once: good enough for an image without a digest, never a reason to move one. */
interface Remembered {
  readonly from: 'memory';
  readonly digest: string;
  readonly note: string;
  /** Why the registry was not asked, or gave no answer. */
  readonly fault: string | null;
}

interface Unanswered {
  readonly from: 'nowhere';
  readonly why: string;
  readonly failure: Failure;
  /** Whether the registry has no such image. */
  readonly missing: boolean;
}

/** What stands against an image: asking again is of no use, its signature is missing or not accepted, or it may pass. */
export type Failure = 'refused' | 'signature' | 'passing';

/** What happens to one place. */
export type State =
  | 'pinned' // it had no digest and gets one
  | 'moved' // its digest gives way to its tag's
  | 'current' // its digest is its tag's
  | 'behind' // its tag has another digest by now, and this run does not move it
  | 'kept' // it has a digest that no tag was compared with
  | 'unpinned' // it has no digest and gets none
  | 'held' // it would get another digest, had no other image of its file failed
  | 'failed'; // what should have been known is not

export interface Outcome {
  readonly place: Place;
  readonly state: State;
  /** The digest in the file. */
  readonly was: string | null;
  /** The digest that its tag has; null when it is not known. */
  readonly tagged: string | null;
  readonly notes: readonly string[];
  /** Why it has no answer, which is a fault of the run only with `failed`. */
  readonly failure: Failure | null;
}

/**
 * What happens to a place. A tag is never changed, and a digest without a tag is never touched: nothing says where it should
 * move (Renovate and Dependabot would take `latest` for it).
 */
export function decide(place: Place, known: Known | undefined, policy: Policy): Outcome {
  const { tag, digest: was } = splitReference(place.image);
  const notes = [...place.notes, ...tagNotes(tag, was)];
  const outcome = { place, was, tagged: null, notes, failure: null };
  if (was !== null && tag === null) return { ...outcome, state: 'kept' };
  if (was?.startsWith('sha512:'))
    return {
      ...outcome,
      state: 'kept',
      notes: [...notes, 'registries tell the sha256 of a tag, so its sha512 is not compared'],
    };
  if (known === undefined) return { ...outcome, state: was === null ? 'unpinned' : 'kept' };
  if (known.from === 'nowhere') return { ...outcome, ...unanswered(place, known, policy, notes) };
  if (known.from === 'memory' && was !== null) return { ...outcome, ...notCompared(known, policy, notes) };
  const told = { ...outcome, tagged: known.digest, notes: known.note === undefined ? notes : [...notes, known.note] };
  if (was === null) return { ...told, state: policy.add ? 'pinned' : 'unpinned' };
  if (was === known.digest) return { ...told, state: 'current' };
  return { ...told, state: policy.move ? 'moved' : 'behind' };
}

type Part = Pick<Outcome, 'state' | 'failure'>;

function notCompared({ fault }: Remembered, policy: Policy, notes: readonly string[]): Part & Pick<Outcome, 'notes'> {
  if (fault === null) return { state: 'kept', failure: null, notes: [...notes, 'not compared with its tag (offline)'] };
  return { state: needsTag(policy) ? 'failed' : 'kept', failure: 'passing', notes: [...notes, fault] };
}

function unanswered(place: Place, known: Unanswered, policy: Policy, notes: readonly string[]) {
  const { failure, missing, why } = known;
  const told = { failure, notes: [...notes, why] };
  if (splitReference(place.image).digest !== null)
    return { ...told, state: needsTag(policy) ? 'failed' : 'kept' } as const;
  if (missing && isBare(place.image))
    return { state: 'unpinned', failure, notes: [`${why}; if it is a build context of yours, all is well`] } as const;
  return { ...told, state: policy.allowUnpinned ? 'unpinned' : 'failed' } as const;
}

function needsTag({ move, compare }: Policy): boolean {
  return move || compare;
}

/** Whether the tag's registry has anything to say about a place under this policy. */
export function isAsked({ image }: Place, { add }: Policy): boolean {
  const { tag, digest } = splitReference(image);
  return digest === null ? add : tag !== null;
}

/** A single word can also be the name of a build context, which no registry has. */
function isBare(image: string): boolean {
  return !/[:/@]/.test(image);
}

function tagNotes(tag: string | null, digest: string | null): string[] {
  if (tag === null && digest === null)
    return ['no tag is written, so it is latest; write one, or no updater can move it'];
  if (tag === null) return ['no tag stands beside its digest, so nothing says where it should move'];
  return /^latest(?:-|$)/.test(tag) ? [`${tag} may become another major version`] : [];
}

/** A file is changed as a whole or not at all: half of its pins would be neither the old build nor the new one. */
export function heldTogether(outcomes: readonly Outcome[]): readonly Outcome[] {
  if (!outcomes.some(({ state }) => state === 'failed')) return outcomes;
  return outcomes.map((each) => (changes(each) ? { ...each, state: 'held' } : each));
}

/** Whether an outcome changes the file. */
export function changes({ state }: Pick<Outcome, 'state'>): boolean {
  return state === 'pinned' || state === 'moved';
}

/** The edits that these outcomes ask for. */
export function editsOf(outcomes: readonly Outcome[]): Edit[] {
  return outcomes
    .filter(changes)
    .map(({ place: { start, end, sign }, tagged }) => ({ start, end, text: sign + tagged }));
}
