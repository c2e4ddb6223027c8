import { isDigest, splitReference } from '../dockerfile/reference.ts';

/** What kind of file names the images. */
export type FileKind = 'dockerfile' | 'compose' | 'bake' | 'kubernetes';

/** A place that names an image to be fetched, and where in the file its digest stands or is to stand. */
export interface Place {
  /** `FROM`, `COPY --from`, `RUN --mount`, `# syntax`, `ARG BASE`, `image`, `contexts` … */
  readonly where: string;
  readonly line: number;
  /** The whole reference, variables replaced by the defaults of the file. */
  readonly image: string;
  /** Offsets of the digest with its `@`; both the same where there is none yet. */
  readonly start: number;
  readonly end: number;
  /** Empty where a variable holds the digest alone and the `@` stands elsewhere. */
  readonly sign: '@' | '';
  readonly notes: readonly string[];
}

/** A place that names an image and is left alone. */
export interface Left {
  readonly where: string;
  readonly line: number;
  /** What is written there. */
  readonly text: string;
  readonly why: string;
  /** There is nothing to pin: something else takes its place in the build. */
  readonly fine?: true;
}

/** All that a file names, in its order. */
export interface Places {
  readonly kind: FileKind;
  readonly places: readonly Place[];
  readonly left: readonly Left[];
  /** The build contexts that it declares: a build takes them in the place of images of the same name. */
  readonly contexts: readonly string[];
}

/** A word of a file without its outer quotes. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Where in a message a place is: everything but the image. */
export type Spot = Pick<Place, 'where' | 'line'>;

/**
 * The place whose reference ends at an offset of the file.
 * @param image the reference, variables replaced
 * @param end where its last character stands, or its digest's
 */
export function placeAt(file: string, image: string, end: number, spot: Spot, notes: readonly string[]): Place | Left {
  const left = (why: string): Left => ({ ...spot, text: image, why });
  const { digest } = splitReference(image);
  if (file[end - 1] !== image.at(-1)) return left('it is written with quotes or escapes');
  if (digest === null) return { ...spot, image, start: end, end, sign: '@', notes };
  if (!isDigest(digest)) return left('what stands behind its @ is no digest');
  const start = end - digest.length;
  if (file.slice(start, end) !== digest) return left('its digest does not stand in one piece');
  return file[start - 1] === '@'
    ? { ...spot, image, start: start - 1, end, sign: '@', notes }
    : { ...spot, image, start, end, sign: '', notes };
}

/** Sorts what was found by kind, each place once: several lines may take their image from one variable. */
export function sorted(kind: FileKind, found: readonly (Place | Left)[], contexts: readonly string[] = []): Places {
  const places = new Map<number, Place>();
  const left: Left[] = [];
  for (const each of found) {
    if ('why' in each) left.push(each);
    else if (!places.has(each.start)) places.set(each.start, each);
  }
  return { kind, places: [...places.values()].sort((a, b) => a.start - b.start), left, contexts };
}

/** The same reference without its digest. */
export function withoutDigest(image: string): string {
  const at = image.indexOf('@');
  return at === -1 ? image : image.slice(0, at);
}
