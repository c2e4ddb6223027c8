import type { SignatureRules } from '../core/signatures.ts';
import type { Dialect, Pin } from '../core/stack.ts';
import { adoptions, type WrittenPin } from '../images/adopt.ts';
import { type Registries, rewrite } from '../images/options.ts';
import { pinImages, pinnedImages } from '../images/pin.ts';
import { pinKey } from '../images/pin-sources.ts';
import { registriesLater } from './network.ts';
import type { Flags } from './options.ts';
import { checkPins } from './signatures.ts';

/** The images of a run, pinned. */
export interface Images {
  readonly pins: readonly Pin[];
  /** Those of images that are named by their tag alone: their digests move, also where a file has another one. */
  readonly moving: readonly Pin[];
  readonly warnings: readonly string[];
  /** The text that stands in FROM for a reference of a stack. */
  readonly image: (reference: string) => string;
}

/** Where the digests of one run come from. */
export interface PinningInputs {
  readonly flags: Pick<Flags, 'offline' | 'allowUnpinned' | 'refresh' | 'network'>;
  readonly registries: Registries;
  /** Who must have signed what, and where the keys are. */
  readonly signatures: SignatureRules;
  readonly readFile: (path: string) => string | undefined;
  readonly lock: readonly Pin[];
  /** The digests in our files as they stand on disk. */
  readonly written: readonly WrittenPin[];
  readonly today: string;
  readonly pinStyle: Dialect['pinStyle'];
  /** What to do about an image that is nowhere. */
  readonly advice: (reference: string) => string | undefined;
}

/** Finds a digest for every image that the services name (images/pin.ts says in which order), and who signed it. */
export async function pinAll(references: readonly string[], sources: PinningInputs): Promise<Images> {
  const { flags, registries, lock, written, today, pinStyle, readFile } = sources;
  const named = references.map((reference) => rewrite(reference, registries));
  const askedFor = new Map(references.map((reference, index) => [named[index], reference]));
  const { offline, allowUnpinned, refresh } = flags;
  const network = registriesLater(flags.network);
  const found = await pinImages(named, {
    ...{ offline, allowUnpinned, today, refresh, resolve: async (image) => (await network()).resolve(image) },
    advice: (reference) => sources.advice(askedFor.get(reference) ?? reference),
    adoptions: adoptions(written, lock),
    // the catalogue stood in for a registry: where one can be asked, it is
    lock: offline ? lock : lock.filter(({ source }) => source !== 'catalogue'),
  });
  const { pins, warnings } = await checkPins(found.pins, {
    ...{ flags, rules: sources.signatures, readFile, registries: network },
  });
  const image = pinnedImages(pins, pinStyle);
  const byTag = new Set(named.map(pinKey));
  return {
    ...{ pins, warnings: [...found.warnings, ...warnings] },
    moving: pins.filter(({ reference }) => byTag.has(reference)),
    image: (reference) => image(rewrite(reference, registries)),
  };
}
