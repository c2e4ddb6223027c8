import type { Three } from './three.ts';

/** A place that pins an image. */
interface Pin {
  readonly image: string;
  readonly digest: string;
  /** Where the digest stands in the text. */
  readonly at: number;
}

// what stands in front of an image's name in FROM, COPY --from=, --mount=from= and # syntax=
const BEFORE_NAME: ReadonlySet<string> = new Set([...' \t\n=@"\',']);

/**
 * Brings digests that only the user moved into the other two versions, also to places that are new: newer pins are never
 * turned back. Only for images that have one digest in all of a file.
 */
export function carryDigests({ base, yours, generated }: Three<string>): Three<string> {
  const [pins, newPins] = [readPins(base), readPins(generated)];
  const [old, now] = [byImage(pins), byImage(newPins)];
  const moved = new Map<string, string>();
  for (const [image, digest] of byImage(readPins(yours))) {
    const before = old.get(image);
    if (digest && before && digest !== before && now.get(image) === before) moved.set(image, digest);
  }
  if (moved.size === 0) return { base, yours, generated };
  return { base: move(base, pins, moved), yours, generated: move(generated, newPins, moved) };
}

function readPins(text: string): Pin[] {
  return [...text.matchAll(/@(sha256:[0-9a-f]{64})/g)].map(({ 1: digest = '', index }) => {
    let start = index;
    while (start > 0 && !BEFORE_NAME.has(text[start - 1] as string)) start--;
    return { image: text.slice(start, index), digest, at: index + 1 };
  });
}

/** Image → its digest; null when it has several. */
function byImage(pins: readonly Pin[]): Map<string, string | null> {
  const digests = new Map<string, string | null>();
  for (const { image, digest } of pins) {
    const known = digests.get(image);
    digests.set(image, known === undefined || known === digest ? digest : null);
  }
  return digests;
}

function move(text: string, pins: readonly Pin[], moved: ReadonlyMap<string, string>): string {
  let result = '';
  let done = 0;
  for (const { image, digest, at } of pins) {
    result += text.slice(done, at) + (moved.get(image) ?? digest);
    done = at + digest.length;
  }
  return result + text.slice(done);
}
