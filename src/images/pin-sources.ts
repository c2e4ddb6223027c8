import type { Pin, Signature } from '../core/stack.ts';
import { type Adoption, type Decision, decide, isUndecided } from './adopt.ts';
import { catalogueDigest } from './catalogue.ts';
import type { ResolveDigest, Resolved } from './lookup.ts';
import { DOCKER_HUB, familiar, type ImageReference, parseReference, tagOf } from './reference.ts';

/** Where digests may come from, in the order in which they are asked. */
export interface PinSources {
  /** The pins of the last run. */
  readonly lock: readonly Pin[];
  /** The images whose digests somebody changed in our files. */
  readonly adoptions?: ReadonlyMap<string, Adoption>;
  /** No network: the lock, then the catalogue. */
  readonly offline: boolean;
  /** An image without a digest is a warning instead of an error. */
  readonly allowUnpinned: boolean;
  /** Ask the registry even for images that the lock has. */
  readonly refresh: boolean;
  /** The day (UTC) of the run: `2026-11-23`. */
  readonly today: string;
  readonly resolve: ResolveDigest;
  /** What to do about an image that is nowhere, where somebody knows more than its name. */
  readonly advice?: ((reference: string) => string | undefined) | undefined;
}

/** A digest for an image, and what is to be said about it. */
export interface Found {
  readonly pin: Pin;
  readonly warning?: string;
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
  const reference = lockKey(image);
  const entry = lock.find((pin) => pin.reference === reference && pin.digest !== null);
  return entry && { ...entry, source: 'lock' };
}

/** The digest that somebody put into our files, as far as it needs no registry. */
export function adoptedPin(image: ImageReference, sources: PinSources): Found | undefined {
  const adoption = sources.adoptions?.get(lockKey(image));
  if (adoption === undefined) return undefined;
  return adopted(image, adoption, decide(adoption, undefined), sources);
}

/** Whether the digests that somebody put into our files differ among each other, so that a registry has to be asked. */
export function needsRegistry(image: ImageReference, { adoptions }: PinSources): boolean {
  const adoption = adoptions?.get(lockKey(image));
  return adoption !== undefined && isUndecided(adoption);
}

/** The registry's digest, or the one on disk or in the lock that it may not turn back. */
export function newestPin(image: ImageReference, resolved: Resolved, sources: PinSources): Found {
  const adoption = sources.adoptions?.get(lockKey(image));
  if (adoption !== undefined) {
    const decision = decide(adoption, resolved.digest);
    const kept = decision.digest === resolved.digest ? undefined : adopted(image, adoption, decision, sources);
    return kept ?? { pin: registryPin(image, resolved, sources), warning: decision.note };
  }
  const locked = lockPin(image, sources);
  if (!locked?.superseded?.includes(resolved.digest)) return { pin: registryPin(image, resolved, sources) };
  const warning = `${locked.reference} keeps its digest of ${locked.resolvedAt}: the registry only has the one before it`;
  return { pin: locked, warning };
}

function adopted(
  image: ImageReference,
  { superseded }: Adoption,
  { digest, note }: Decision,
  sources: PinSources,
): Found | undefined {
  const pin = digest === null ? undefined : manualPin({ ...image, tag: tagOf(image), digest }, sources);
  return pin && { pin: superseded.length > 0 ? { ...pin, superseded } : pin, warning: note };
}

function lockKey(image: ImageReference): string {
  return familiar({ ...image, tag: tagOf(image), digest: null });
}

/** What the registry just said. */
export function registryPin(
  image: ImageReference,
  { digest, kind }: Resolved,
  { today }: Pick<PinSources, 'today'>,
): Pin {
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

function pinOf(
  image: ImageReference,
  rest: Omit<Pin, 'reference' | 'signature' | 'signer'>,
  signature: Signature,
): Pin {
  const official = image.registry === DOCKER_HUB && image.repository.startsWith('library/');
  const reference = familiar({ ...image, tag: tagOf(image), digest: null });
  return { reference, ...rest, signature: official ? 'not-signed-by-publisher' : signature, signer: null };
}
