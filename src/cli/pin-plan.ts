import { EXIT, type UserError } from '../errors.ts';
import { type Support, supportOf } from '../images/support.ts';
import { withContexts } from '../pin/contexts.ts';
import { changes, decide, editsOf, type Failure, heldTogether, isAsked, type Outcome } from '../pin/decide.ts';
import { withDigests } from '../pin/edit.ts';
import { placesIn } from '../pin/files.ts';
import type { Left, Place } from '../pin/places.ts';
import { type Runtime, runtimesOf } from '../pin/runtime.ts';
import type { PinFile } from './pin-files.ts';
import { kindsOf, knownSince, type Learnt, learn, type Sources } from './pin-lookup.ts';
import type { PinOptions } from './pin-options.ts';

/** One image of a file with all that is reported of it. */
export interface PinnedImage extends Outcome {
  readonly source: Learnt['source'];
  readonly kind: Learnt['kind'];
  /** Since when the digest that was in the file is known. */
  readonly age: { readonly since: string; readonly days: number } | undefined;
  readonly support: readonly (Runtime & { readonly support: Support })[];
}

/** A file with its new text; the same text when nothing is to be changed, or when an image failed. */
export interface PinnedFile {
  readonly file: PinFile;
  readonly images: readonly PinnedImage[];
  readonly left: readonly Left[];
  readonly after: string;
}

/** What `pin` would do to all files: every image is asked for once, however many places name it. */
export async function planPins(all: readonly PinFile[], options: PinOptions, sources: Sources): Promise<PinnedFile[]> {
  const { policy } = options;
  const files = withContexts(all);
  const places = files.flatMap((file) => file.places.filter((place) => isAsked(place, policy)));
  const learnt = await learn(
    places.map(({ image }) => image),
    sources,
  );
  const decided = files.map((file) => ({
    file,
    outcomes: heldTogether(file.places.map((place) => decide(place, learnt.get(place.image)?.known, policy))),
  }));
  const leaving = decided.flatMap(({ outcomes }) =>
    outcomes.filter(({ was, tagged }) => was !== null && tagged !== null && was !== tagged),
  );
  const old = leaving.map(({ place }) => place.image);
  const kinds = await kindsOf([...new Set(old)], sources);
  return decided.map(({ file, outcomes }) => ({
    file,
    images: outcomes.map((outcome) => describe(outcome, learnt.get(outcome.place.image), kinds, sources)),
    left: file.left,
    after: textAfter(file, outcomes),
  }));
}

function describe(
  outcome: Outcome,
  learnt: Learnt | undefined,
  kinds: Awaited<ReturnType<typeof kindsOf>>,
  sources: Sources,
): PinnedImage {
  const { place, was, state } = outcome;
  const old = kinds.get(place.image);
  const note = learnt?.kind === 'manifest' ? undefined : oldNote(old ?? null, state);
  return {
    ...outcome,
    notes: note === undefined ? outcome.notes : [...outcome.notes, note],
    source: learnt?.source ?? null,
    kind: learnt?.kind ?? null,
    age: was === null ? undefined : knownSince(place.image, was, sources),
    support: runtimesOf(place.image).map((each) => ({
      ...each,
      support: supportOf(each.product, each.version, sources.today),
    })),
  };
}

function oldNote(kind: 'index' | 'manifest' | 'gone' | null, state: Outcome['state']): string | undefined {
  if (kind === 'gone') return 'its old digest is no longer at the registry';
  if (kind !== 'manifest') return undefined;
  return state === 'moved'
    ? 'it was pinned to one platform, and is now to all of them'
    : 'it is pinned to one platform; --update pins all of them';
}

function textAfter(file: PinFile, outcomes: readonly Outcome[]): string {
  const after = withDigests(file.text, editsOf(outcomes));
  if (after !== file.text) checkResult(file, outcomes, after);
  return after;
}

/** Reads the new text as the old one was read: the same images must be there, each with the digest that was meant. */
function checkResult(file: PinFile, outcomes: readonly Outcome[], after: string): void {
  const at = new Map(outcomes.map((outcome) => [outcome.place.start, outcome]));
  const meant = placesIn(file.name, file.text).places.map((place) => {
    const outcome = at.get(place.start);
    return outcome && changes(outcome) ? withDigestOf(place, outcome.tagged) : place.image;
  });
  const found = placesIn(file.name, after).places.map(({ image }) => image);
  if (meant.join('\n') !== found.join('\n')) throw new Error(`${file.name} would not name the images that were meant`);
}

function withDigestOf({ image }: Place, digest: string | null): string {
  const [name = ''] = image.split('@', 1);
  return digest === null ? name : `${name}@${digest}`;
}

/** The same when it could not be written after all. */
export function heldBack({ file, images, left }: PinnedFile): PinnedFile {
  const held = images.map((each): PinnedImage => (changes(each) ? { ...each, state: 'held' } : each));
  return { file, images: held, left, after: file.text };
}

const EXIT_OF: Readonly<Record<Failure, number>> = {
  refused: EXIT.cannotRun,
  signature: EXIT.findings,
  passing: EXIT.passingFault,
};

/**
 * The exit code. Faults come first, as they do for `verify`: what is refused, a signature that is missing, what may pass; then
 * what is not pinned.
 */
export function exitOf(
  files: readonly PinnedFile[],
  errors: readonly UserError[],
  { check, policy }: PinOptions,
): number {
  const images = files.flatMap((file) => file.images);
  const failed = images.flatMap(({ state, failure }) => (state === 'failed' && failure ? EXIT_OF[failure] : []));
  const faults = new Set([...errors.map(({ exitCode }) => exitCode), ...failed]);
  const worst = [EXIT.cannotRun, EXIT.findings, EXIT.passingFault].find((code) => faults.has(code));
  if (worst !== undefined) return worst;
  const open = policy.add && !policy.allowUnpinned;
  const unpinned =
    open &&
    (files.some(({ left }) => left.some(({ fine }) => !fine)) || images.some(({ state }) => state === 'unpinned'));
  const drift = check && images.some((image) => changes(image) || image.state === 'behind');
  return unpinned || drift ? EXIT.findings : EXIT.clean;
}
