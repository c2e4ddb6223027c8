import type { Dialect, Pin, Signature } from '../core/stack.ts';
import { UserError } from '../errors.ts';
import { catalogueDigest, catalogueWarning } from './catalogue.ts';
import { type Answer, askRegistries, type ResolveDigest } from './lookup.ts';
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

export interface Pinned {
  /** One for each image, in the order of the references, repetitions left out. */
  readonly pins: Pin[];
  /** One sentence each. */
  readonly warnings: string[];
}

/**
 * Finds a digest for every image: the reference's own, else the lock's, else the registry's; the catalogue's only offline or
 * when the registry cannot be reached.
 * @throws UserError `bad-input` for what is no reference; `unpinned` when offline and no one has a digest;
 *   `registry-unreachable` when the network failed and no one has; `registry` when the registry refused
 */
export async function pinImages(references: readonly string[], sources: PinSources): Promise<Pinned> {
  const images = new Map(references.map((text) => [pinKey(text), parseReference(text)]));
  const known = new Map([...images].map(([key, image]) => [key, manualPin(image, sources) ?? lockPin(image, sources)]));
  const open = [...images].filter(([key]) => known.get(key) === undefined).map(([, image]) => image);
  const answers = await (sources.offline ? undefined : askRegistries(open, sources.resolve));
  const pins: Pin[] = [];
  const warnings: string[] = [];
  for (const [key, image] of images) {
    const found = known.get(key) ?? answered(image, answers?.get(image), sources);
    pins.push('pin' in found ? found.pin : found);
    if ('warning' in found) warnings.push(found.warning);
  }
  return { pins, warnings };
}

/**
 * What goes into the lock for this run's pins: an unchanged digest keeps the day and source of the run that found it, so that
 * a run that changes nothing leaves the same bytes.
 */
export function pinsForLock(pins: readonly Pin[], lock: readonly Pin[]): Pin[] {
  return pins.map((pin) => {
    const before = lock.find((entry) => entry.reference === pin.reference && entry.digest === pin.digest);
    if (before === undefined || (pin.source !== 'lock' && pin.source !== before.source)) return pin;
    const undecided = pin.signature === 'not-checked' || pin.signature === 'skipped-offline';
    return { ...before, kind: pin.kind, signature: undecided ? before.signature : pin.signature };
  });
}

/**
 * The text that stands in FROM and `--from`: with `digest` the tag is left out, without a digest only the tag is there.
 * @throws UserError `bad-input` when the pin, which may come from a lock that others wrote, is no image and digest
 */
export function pinnedText(pin: Pin, style: Dialect['pinStyle']): string {
  const image = parseReference(pin.digest === null ? pin.reference : `${pin.reference}@${pin.digest}`);
  return familiar(style === 'digest' && pin.digest !== null ? { ...image, tag: null } : image);
}

/**
 * The `image` function of a Spec.
 * @returns a function that throws a plain Error (our bug) for an image that was never pinned
 */
export function pinnedImages(pins: readonly Pin[], style: Dialect['pinStyle']): (reference: string) => string {
  const texts = new Map(pins.map((pin) => [pin.reference, pinnedText(pin, style)]));
  const byDigest = new Map(pins.map((pin) => [`${pin.reference}@${pin.digest}`, pinnedText(pin, style)]));
  return (reference) => {
    const text = byDigest.get(pinKey(reference)) ?? texts.get(pinKey(reference));
    if (text === undefined) throw new Error(`the image ${reference} was not pinned`);
    return text;
  };
}

/** One spelling for one image: familiar, the tag spelled out. */
function pinKey(text: string): string {
  const image = parseReference(text);
  return familiar({ ...image, tag: tagOf(image) });
}

function pinOf(image: ImageReference, rest: Omit<Pin, 'reference' | 'signature'>, signature: Signature): Pin {
  const official = image.registry === DOCKER_HUB && image.repository.startsWith('library/');
  const reference = familiar({ ...image, tag: tagOf(image), digest: null });
  return { reference, ...rest, signature: official ? 'not-signed-by-publisher' : signature };
}

/** A digest that somebody wrote is taken as it is; that it is an index's is assumed, as updaters write no other. */
function manualPin(image: ImageReference, { offline, today }: PinSources): Pin | undefined {
  if (image.digest === null) return undefined;
  const rest = { digest: image.digest, kind: 'index', source: 'manual', resolvedAt: today } as const;
  return pinOf(image, rest, offline ? 'skipped-offline' : 'not-checked');
}

function lockPin(image: ImageReference, { refresh, offline, lock }: PinSources): Pin | undefined {
  return refresh && !offline ? undefined : fromLock(image, lock);
}

function fromLock(image: ImageReference, lock: readonly Pin[]): Pin | undefined {
  const reference = familiar({ ...image, tag: tagOf(image), digest: null });
  const entry = lock.find((pin) => pin.reference === reference && pin.digest !== null);
  return entry && { ...entry, source: 'lock' };
}

type Found = { readonly pin: Pin; readonly warning: string };

/** A pin for what the registry said, or for its silence; `answer` is undefined when it was not asked. */
function answered(image: ImageReference, answer: Answer | undefined, sources: PinSources): Pin | Found {
  if (answer !== undefined && 'digest' in answer) {
    const rest = { digest: answer.digest, kind: answer.kind, source: 'registry', resolvedAt: sources.today } as const;
    return pinOf(image, rest, 'not-checked');
  }
  const passing = answer === undefined || answer.error.code === 'registry-unreachable';
  const found = passing
    ? (afterFault(image, answer?.error, sources) ?? fromCatalogue(image, answer?.error, sources))
    : undefined;
  if (found !== undefined) return found;
  const error = answer === undefined ? notPinned(image) : named(image, answer.error);
  if (!sources.allowUnpinned) throw error;
  const rest = { digest: null, kind: 'index', source: 'manual', resolvedAt: sources.today } as const;
  return {
    pin: pinOf(image, rest, 'not-checked'),
    warning: `${familiar(image)} stays without a digest: ${error.message}`,
  };
}

/** With `refresh` the lock was passed over; it is better than the catalogue when the registry stays silent. */
function afterFault(image: ImageReference, error: UserError | undefined, { lock }: PinSources): Found | undefined {
  const pin = error && fromLock(image, lock);
  return pin && { pin, warning: `${pin.reference} keeps its digest of ${pin.resolvedAt}: ${error.message}` };
}

function fromCatalogue(image: ImageReference, error: UserError | undefined, { today }: PinSources): Found | undefined {
  const entry = catalogueDigest(image);
  if (entry === undefined) return undefined;
  const rest = { digest: entry.digest, kind: entry.kind, source: 'catalogue', resolvedAt: entry.observed } as const;
  const why = error === undefined ? '' : `${error.message}. `;
  return { pin: pinOf(image, rest, 'skipped-offline'), warning: why + catalogueWarning(entry, today) };
}

/** A registry's silence is an error of the registry; the user must hear which image it is about. */
function named(image: ImageReference, error: UserError): UserError {
  if (error.code !== 'registry-unreachable') return error;
  return new UserError(error.code, `${familiar(image)} cannot be pinned: ${error.message}`, error.hint, {
    cause: error,
  });
}

function notPinned(image: ImageReference): UserError {
  const message = `${familiar(image)} has no digest in the lock or the catalogue, and --offline asks no registry`;
  const hint =
    'Run once without --offline, write the digest into the reference (image:tag@sha256:…), or give --allow-unpinned.';
  return new UserError('unpinned', message, hint);
}
