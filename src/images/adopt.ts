import type { Pin } from '../core/stack.ts';

/** A digest that stands in one of our files under an image's tag. */
export interface WrittenPin {
  /** The familiar reference with its tag, as pins spell it. */
  readonly reference: string;
  readonly digest: string;
  /** The file, as people know it. */
  readonly file: string;
  /** Whether this tool wrote it there; if not, a bot or a person did. */
  readonly ours: boolean;
}

/** An image whose digest somebody changed in our files. */
export interface Adoption {
  readonly reference: string;
  /** Where it stands: `Dockerfile and api.Dockerfile`. */
  readonly files: string;
  /** The digests that somebody wrote, each once, in the order of the files. */
  readonly digests: readonly [string, ...string[]];
  /** Whether places with another digest were left. */
  readonly mixed: boolean;
  /** What it took the place of and what that took the place of: a registry that gives one of these lags behind. */
  readonly superseded: readonly string[];
}

/** So many digests back a mirror may lag. */
const REMEMBERED = 8;

/**
 * The images whose digests on disk are neither what we wrote there nor what the lock has.
 * @param written the digests in the files that this run answers for, never in others
 * @param lock the pins of the last run
 */
export function adoptions(written: readonly WrittenPin[], lock: readonly Pin[]): ReadonlyMap<string, Adoption> {
  const references = new Set(written.map(({ reference }) => reference));
  return new Map([...references].flatMap((reference) => adoption(reference, written, lock) ?? []).map(byReference));
}

function adoption(reference: string, written: readonly WrittenPin[], lock: readonly Pin[]): Adoption | undefined {
  const places = written.filter((place) => place.reference === reference);
  const locked = lock.find((pin) => pin.reference === reference);
  const theirs = places.filter(({ ours, digest }) => !ours && digest !== locked?.digest);
  const [first, ...others] = new Set(theirs.map(({ digest }) => digest));
  if (first === undefined) return undefined;
  const before = [...(locked?.superseded ?? []), ...(locked?.digest ? [locked.digest] : [])];
  return {
    reference,
    files: [...new Set(theirs.map(({ file }) => file))].join(' and '),
    digests: [first, ...others],
    mixed: places.length > theirs.length,
    superseded: before.slice(-REMEMBERED),
  };
}

function byReference(found: Adoption): [string, Adoption] {
  return [found.reference, found];
}

/** Whether only the registry can say which digest is meant, because somebody wrote several. */
export function isUndecided({ digests }: Adoption): boolean {
  return digests.length > 1;
}

/** What becomes of a digest on disk: whether it stays, and the sentence that says so. */
export interface Decision {
  readonly digest: string | null;
  readonly note: string;
}

/**
 * Decides between the digest on disk and the registry's. The one on disk stays, unless the registry has one that is new: one
 * that the lock had before is not, for mirrors lag behind.
 * @param registry what the registry says; undefined when it is not asked or is silent
 * @returns null as digest where the registry's is taken
 */
export function decide(adoption: Adoption, registry: string | undefined): Decision {
  const { reference, files, digests, superseded, mixed } = adoption;
  const [first] = digests;
  const short = `${first.slice(0, 19)}…`;
  if (isUndecided(adoption)) {
    const several = `${reference} stands in ${files} with several digests that the lock does not have`;
    if (registry === undefined) return { digest: first, note: `${several}; all become the first, ${short}` };
    return { digest: null, note: `${several}; all become what the registry has now` };
  }
  const all = mixed ? `; all places of ${reference} now have it` : '';
  if (registry === undefined || registry === first)
    return { digest: first, note: `${reference} keeps the digest ${short} that was put into ${files}${all}` };
  if (superseded.includes(registry))
    return {
      digest: first,
      note: `${reference} keeps the digest ${short} that was put into ${files}: the registry only has the one before it${all}`,
    };
  return { digest: null, note: `${reference} moves past the digest ${short} that was put into ${files}` };
}
