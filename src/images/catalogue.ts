import { CATALOGUE } from './catalogue-data.ts';
import { canonical, type ImageReference, parseReference, tagOf } from './reference.ts';

/** A digest that was once seen under a tag. */
export interface CatalogueEntry {
  /** The familiar reference with its tag. */
  readonly reference: string;
  readonly digest: string;
  readonly kind: 'index' | 'manifest';
  /** The day on which it was seen: `2026-10-09`. */
  readonly observed: string;
  /**
   * `resolved`: the registry itself said so (`npm run catalogue`). Seen in public material: `high`, dated and in several
   * places, or at the publisher's; `medium`, in one; `low`, a rolling tag.
   */
  readonly confidence: 'resolved' | 'high' | 'medium' | 'low';
}

/** After this many days a tag of a maintained image has surely moved on. */
export const STALE_DAYS = 45;

const DAY = 86_400_000;

/** The catalogue's entry for an image by tag, or undefined. A reference without a tag is looked up as `latest`. */
export function catalogueDigest(reference: string | ImageReference): CatalogueEntry | undefined {
  const image = typeof reference === 'string' ? parseReference(reference) : reference;
  return entries().get(canonical({ ...image, tag: tagOf(image), digest: null }));
}

/** Whether a digest that was seen on a day is too old to ship. */
export function isStale(observed: string, today: string): boolean {
  return daysBetween(observed, today) > STALE_DAYS;
}

/** Whole days from one day to another (`2026-11-23`), negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY);
}

/**
 * What to tell the user when an entry is used.
 * @param observed the entry's day
 * @param today the day (UTC) of the run: `2026-11-23`
 */
export function catalogueWarning(reference: string, observed: string, today: string): string {
  const age = daysBetween(observed, today);
  const seen = `${reference} is pinned from the built-in catalogue, seen on ${observed}`;
  if (!isStale(observed, today)) return `${seen}; run update with a network to refresh it`;
  return `${seen}, ${age} days ago: it lacks the security fixes since then, so run update with a network before you ship it`;
}

let byCanonical: ReadonlyMap<string, CatalogueEntry> | undefined;

function entries(): ReadonlyMap<string, CatalogueEntry> {
  byCanonical ??= new Map(CATALOGUE.map((entry) => [canonical(parseReference(entry.reference)), entry]));
  return byCanonical;
}
