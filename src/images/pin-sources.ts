import type { Pin, Signature } from '../core/stack.ts';
import { catalogueDigest } from './catalogue.ts';
import type { ResolveDigest, Resolved } from './lookup.ts';
import { DOCKER_HUB, familiar, type ImageReference, parseReference, tagOf } from './reference.ts';

/** Where digests may come from, in the order in which they are asked (design.md, flags). */
export interface PinSources {
  /** The pins of the last run. */
  readonly lock: readonly Pin[];
  /** No network: the lock, then the catalogue. */
  readonly offline: boolean;
  /** An image without a digest is a warning instead of an error. */
  readonly allowUnpinned: boolean;
  /** Ask the registry even for images that the lock has. */
  readonly refresh: boolean;
  /** The day (UTC) of the run: `2026-11-23`. */
  readonly today: string;
  readonly resolve: ResolveDigest;
}

/** One spelling for one image: familiar, the tag spelled out. */
export function pinKey(text: string): string {
  const image = parseReference(text);
  return familiar({ ...image, tag: tagOf(image) });
}

/** A digest that somebody wrote is taken as it is; that it is an index's is assumed, as updaters write no other. */
export function manualPin(image: ImageReference, { offline, today }: PinSources): Pin | undefined {
  if (image.digest === null) return undefined;
  const rest = { digest: image.digest, kind: 'index', source: 'manual', resolvedAt: today } as const;
  return pinOf(image, rest, offline ? 'skipped-offline' : 'not-checked');
}

/** The lock's pin, whatever its source was. */
export function lockPin(image: ImageReference, { lock }: PinSources): Pin | undefined {
  const reference = familiar({ ...image, tag: tagOf(image), digest: null });
  const entry = lock.find((pin) => pin.reference === reference && pin.digest !== null);
  return entry && { ...entry, source: 'lock' };
}

/** What the registry just said. */
export function registryPin(image: ImageReference, { digest, kind }: Resolved, { today }: PinSources): Pin {
  return pinOf(image, { digest, kind, source: 'registry', resolvedAt: today }, 'not-checked');
}

/** The catalogue's pin, dated by the day on which the digest was seen. */
export function cataloguePin(image: ImageReference): Pin | undefined {
  const entry = catalogueDigest(image);
  if (entry === undefined) return undefined;
  const { digest, kind, observed } = entry;
  return pinOf(image, { digest, kind, source: 'catalogue', resolvedAt: observed }, 'skipped-offline');
}

/** The pin of an image that nobody has a digest for (`--allow-unpinned`). */
export function noPin(image: ImageReference, { today }: PinSources): Pin {
  return pinOf(image, { digest: null, kind: 'index', source: 'manual', resolvedAt: today }, 'not-checked');
}

function pinOf(image: ImageReference, rest: Omit<Pin, 'reference' | 'signature'>, signature: Signature): Pin {
  const official = image.registry === DOCKER_HUB && image.repository.startsWith('library/');
  const reference = familiar({ ...image, tag: tagOf(image), digest: null });
  return { reference, ...rest, signature: official ? 'not-signed-by-publisher' : signature };
}
