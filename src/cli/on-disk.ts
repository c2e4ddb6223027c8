import { hasMarkers } from '../core/merge.ts';
import type { FileAction } from '../core/plan.ts';
import type { Pin } from '../core/stack.ts';
import type { State } from '../core/state.ts';
import { pinnedReferences, withDigests } from '../dockerfile/digests.ts';
import { isOurDockerfile } from '../dockerfile/file-names.ts';
import type { WrittenPin } from '../images/adopt.ts';
import { familiar, type ImageReference, readReference } from '../images/reference.ts';
import type { ReadCurrent } from './files.ts';
import type { Images } from './pinning.ts';

/** Our Dockerfiles as they stand on disk, for a run that may have other digests. */
export interface OnDisk {
  readonly written: readonly WrittenPin[];
  /**
   * The state and the files as they would be, had the last run and everyone since used these digests: so a digest is no edit,
   * and conflicts with none.
   */
  readonly withPins: (images: Pick<Images, 'pins' | 'moving'>) => { readonly state: State; readonly read: ReadCurrent };
  /** What is to happen to the file as it really is. */
  readonly asOnDisk: (action: FileAction) => FileAction;
}

/** One of our Dockerfiles. */
interface Own {
  readonly path: string;
  readonly base: string;
  readonly text: string;
  /** Which of the lock's references a text in it stands for; undefined when nobody can tell. */
  readonly meaning: (written: string) => string | undefined;
}

/**
 * Reads the Dockerfiles that this run answers for.
 * @param owned paths that the lock says this run's services wrote
 */
export function readOnDisk(owned: readonly string[], state: State, read: ReadCurrent): OnDisk {
  const files = owned
    .filter((path) => isOurDockerfile(path.replace(/\.new$/, '')))
    .flatMap((path): Own[] => {
      const [base, text] = [state.files.get(path), read(path)];
      if (base === undefined || text === null || hasMarkers(text)) return [];
      return [{ path, base, text, meaning: meaningIn(base, state.pins) }];
    });
  const written = files.flatMap(writtenIn);
  return {
    written,
    withPins: (images) => withPins(files, digestsOf(images, written), state, read),
    asOnDisk: (action) => onDisk(action, files.find(({ path }) => path === action.path)?.text),
  };
}

/** A text with a tag stands for that tag; one without (`--pin-style digest`, `latest`) for what we last wrote there. */
function meaningIn(base: string, lock: readonly Pin[]): Own['meaning'] {
  const lockedAs = (image: ImageReference) =>
    lock.find((pin) => pin.digest === image.digest && nameOf(readReference(pin.reference)) === nameOf(image))
      ?.reference;
  const bare = pinnedReferences(base)
    .flatMap((text) => readReference(text) ?? [])
    .filter(({ tag }) => tag === null);
  return (text) => {
    const image = readReference(text);
    if (image === undefined) return undefined;
    if (image.tag !== null) return familiar({ ...image, digest: null });
    const [only, ...others] = new Set(bare.filter((each) => nameOf(each) === nameOf(image)).map(lockedAs));
    // two tags without a tag in sight: a digest that we do not know could be of either
    return lockedAs(image) ?? (others.length === 0 ? only : undefined);
  };
}

function nameOf(image: ImageReference | undefined): string | undefined {
  return image && familiar({ ...image, tag: null, digest: null });
}

function writtenIn({ path, base, text, meaning }: Own): WrittenPin[] {
  const pinsOf = (source: string) =>
    pinnedReferences(source).flatMap((written) => {
      const [reference, digest] = [meaning(written), readReference(written)?.digest ?? ''];
      return reference !== undefined && digest.startsWith('sha256:') ? [{ reference, digest }] : [];
    });
  const ours = new Set(pinsOf(base).map(({ reference, digest }) => `${reference}@${digest}`));
  return pinsOf(text).map((pin) => ({ ...pin, file: path, ours: ours.has(`${pin.reference}@${pin.digest}`) }));
}

/** The digests of this run. An image that it no longer names keeps the one on disk, for its lines are going anyway. */
function digestsOf({ pins, moving }: Pick<Images, 'pins' | 'moving'>, written: readonly WrittenPin[]) {
  const known = moving.flatMap(({ reference, digest }) => (digest === null ? [] : [[reference, digest] as const]));
  const named = new Set(pins.map(({ reference }) => reference));
  const left = written.filter(
    (place) => !named.has(place.reference) && written.every((each) => isConsistent(each, place)),
  );
  return new Map([...left.map(({ reference, digest }) => [reference, digest] as const), ...known]);
}

function isConsistent(one: WrittenPin, other: WrittenPin): boolean {
  return one.reference !== other.reference || one.digest === other.digest;
}

function withPins(files: readonly Own[], digests: ReadonlyMap<string, string>, state: State, read: ReadCurrent) {
  const bases = new Map(state.files);
  const texts = new Map<string, string>();
  for (const { path, base, text, meaning } of files) {
    const digestOf = (written: string) => digests.get(meaning(written) ?? '');
    bases.set(path, withDigests(base, digestOf));
    texts.set(path, withDigests(text, digestOf));
  }
  return { state: { ...state, files: bases }, read: (path: string) => texts.get(path) ?? read(path) };
}

/** Plans are made from the file with this run's digests: where nothing else happens to it, the digests are what happens. */
function onDisk(action: FileAction, text: string | undefined): FileAction {
  if (text === undefined || text === action.current) return action;
  const untouched = action.text === action.current;
  if (!untouched) return { ...action, current: text };
  const moves = action.action === 'keep' && action.base !== null;
  return moves
    ? { ...action, action: 'update', reason: 'newer digests', current: text }
    : { ...action, text, current: text };
}
