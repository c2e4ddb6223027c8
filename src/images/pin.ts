import type { Dialect, Pin } from '../core/stack.ts';
import { UserError } from '../errors.ts';
import { catalogueWarning } from './catalogue.ts';
import { type Answer, askRegistries } from './lookup.ts';
import {
  adoptedPin,
  cataloguePin,
  type Found,
  lockPin,
  manualPin,
  needsRegistry,
  newestPin,
  noPin,
  type PinSources,
  pinKey,
} from './pin-sources.ts';
import { familiar, type ImageReference, parseReference } from './reference.ts';

export type { PinSources } from './pin-sources.ts';

export interface Pinned {
  /** One for each image, in the order of the references, repetitions left out. */
  readonly pins: Pin[];
  /** One sentence each. */
  readonly warnings: string[];
}

/**
 * Finds a digest for every image: the reference's own, else one that somebody put into our files (adopt.ts), else the lock's, else
 * the registry's; the catalogue's only offline or when the registry cannot be reached.
 * @throws UserError `bad-input` for what is no reference; `unpinned` when offline and no one has a digest;
 *   `registry-unreachable` when the network failed and no one has; `registry` when the registry refused
 */
export async function pinImages(references: readonly string[], sources: PinSources): Promise<Pinned> {
  const images = new Map(references.map((text) => [pinKey(text), parseReference(text)]));
  const known = new Map([...images.values()].map((image) => [image, knownPin(image, sources)]));
  const open = [...images.values()].filter((image) => known.get(image) === undefined);
  const answers = await (sources.offline ? undefined : askRegistries(open, sources.resolve));
  const found = [...images.values()].map((image) => known.get(image) ?? answered(image, answers?.get(image), sources));
  return { pins: found.map(({ pin }) => pin), warnings: found.flatMap(({ warning }) => warning ?? []) };
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
    const { signature, signer } = undecided ? before : pin;
    return { ...before, kind: pin.kind, signature, signer };
  });
}

/**
 * The text that stands in FROM and `--from`: with `digest`, or where the tag is `latest`, the tag is left out, without a digest only the tag is there.
 * @throws UserError `bad-input` when the pin, which may come from a lock that others wrote, is no image and digest
 */
export function pinnedText(pin: Pin, style: Dialect['pinStyle']): string {
  const image = parseReference(pin.digest === null ? pin.reference : `${pin.reference}@${pin.digest}`);
  const bare = pin.digest !== null && (style === 'digest' || movesAlways(image));
  return familiar(bare ? { ...image, tag: null } : image);
}

/** `latest` and `latest-dev` (all that Chainguard gives away) say nothing that the digest does not, and checkers refuse them. */
function movesAlways({ tag }: ImageReference): boolean {
  return tag !== null && /^latest(-|$)/.test(tag);
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

/** What needs no registry. */
function knownPin(image: ImageReference, sources: PinSources): Found | undefined {
  const own = manualPin(image, sources);
  if (own !== undefined) return { pin: own };
  if (!sources.offline && (sources.refresh || needsRegistry(image, sources))) return undefined;
  const locked = lockPin(image, sources);
  return adoptedPin(image, sources) ?? (locked && { pin: locked });
}

/** What the registry said, or what takes its place; `answer` is undefined when it was not asked. */
function answered(image: ImageReference, answer: Answer | undefined, sources: PinSources): Found {
  if (answer !== undefined && 'digest' in answer) return newestPin(image, answer, sources);
  const fault = answer?.error;
  const passing = fault === undefined || fault.code === 'registry-unreachable';
  const found = passing ? withoutRegistry(image, fault, sources) : undefined;
  if (found !== undefined) return found;
  const error = passing ? notPinned(image, fault, sources) : advised(image, fault, sources);
  if (!sources.allowUnpinned) throw error;
  return { pin: noPin(image, sources), warning: `${familiar(image)} stays without a digest: ${error.message}` };
}

/** With `refresh` the lock was passed over; when the registry stays silent it is still better than the catalogue. */
function withoutRegistry(image: ImageReference, fault: UserError | undefined, sources: PinSources): Found | undefined {
  const why = fault === undefined ? '' : `${fault.message}. `;
  const adopted = adoptedPin(image, sources);
  if (adopted) return { ...adopted, warning: why + (adopted.warning ?? '') };
  const locked = lockPin(image, sources);
  if (locked) return { pin: locked, warning: `${why}${locked.reference} keeps its digest of ${locked.resolvedAt}` };
  const pin = cataloguePin(image);
  return pin && { pin, warning: why + catalogueWarning(pin.reference, pin.resolvedAt, sources.today) };
}

/** A refusal that leaves open what to do, and what whoever named the image says to it. */
function advised(image: ImageReference, fault: UserError, { advice }: PinSources): UserError {
  const hint = fault.hint ?? advice?.(familiar(image));
  return hint === fault.hint ? fault : new UserError(fault.code, fault.message, hint, { cause: fault });
}

function notPinned(image: ImageReference, fault: UserError | undefined, sources: PinSources): UserError {
  const nobody = `${familiar(image)} has no digest in the lock or the built-in catalogue`;
  const advice = 'write the digest into the reference (image:tag@sha256:…), or give --allow-unpinned.';
  if (fault === undefined) {
    const more = sources.advice?.(familiar(image));
    return new UserError(
      'unpinned',
      `${nobody}, and --offline asks no registry`,
      `${more ? `${more} Or run` : 'Run'} once without --offline, ${advice}`,
    );
  }
  return new UserError(fault.code, `${nobody}, and ${fault.message}`, `Try again later, ${advice}`, { cause: fault });
}
