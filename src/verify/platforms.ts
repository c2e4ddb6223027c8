import { isObject, type Json, stringAt } from '../core/project.ts';
import type { Registries } from '../images/content.ts';
import type { ImageReference } from '../images/reference.ts';
import { jsonObject } from './json.ts';
import { digestOf } from './sources.ts';

/** A platform's image with the attestation manifest that BuildKit put beside it in the index. */
export interface Attested {
  /** `linux/arm64/v8` */
  readonly platform: string;
  readonly attestation: string;
}

const TYPE = 'vnd.docker.reference.type';
const DIGEST = 'vnd.docker.reference.digest';
const PROVENANCE: readonly (string | undefined)[] = [
  'https://slsa.dev/provenance/v1',
  'https://slsa.dev/provenance/v0.2',
];
const MOST_PLATFORMS = 30;
const PLAIN: ReadonlySet<string> = new Set(['mediaType', 'manifests', 'digest', 'size', 'platform', 'annotations']);
const READ_KEYS: ReadonlySet<string> = new Set([...PLAIN].map((key) => key.toLowerCase()));

/**
 * The attestation manifest of every platform of an index, each proven to belong to its platform. Where one is missing or does
 * not belong, nothing can be said of the index: a builder would run what nobody signed.
 * @returns one sentence when that is so
 */
export async function attestedPlatforms(
  image: ImageReference,
  digest: string,
  registries: Registries,
): Promise<readonly Attested[] | string> {
  const index = await read(image, digest, registries);
  const entries = Array.isArray(index?.manifests) ? index.manifests.filter(isObject) : [];
  if ([index ?? {}, ...entries].some(isAmbiguous)) return 'its index is written so that programs read it differently';
  const platforms = entries.filter((entry) => !isBeside(entry));
  if (platforms.length === 0) return 'it is not an index, and only the platforms of one are signed';
  if (platforms.length > MOST_PLATFORMS) return `it has more than ${MOST_PLATFORMS} platforms`;
  const attested: Attested[] = [];
  for (const entry of platforms) {
    const platform = ['os', 'architecture', 'variant']
      .flatMap((key) => stringAt(entry, 'platform', key) ?? [])
      .join('/');
    const subject = stringAt(entry, 'digest') ?? '';
    const beside = entries.find(
      (each) =>
        stringAt(each, 'annotations', TYPE) === 'attestation-manifest' &&
        stringAt(each, 'annotations', DIGEST) === subject,
    );
    const attestation = stringAt(beside, 'digest');
    if (attestation === undefined) return `its ${platform} has no attestations`;
    const manifest = await read(image, attestation, registries);
    if (stringAt(manifest, 'subject', 'digest') !== subject)
      return `the attestations of its ${platform} do not say that they are about it`;
    if (!hasProvenance(manifest)) return `the attestations of its ${platform} do not say how it was built`;
    attested.push({ platform, attestation });
  }
  return attested;
}

/** Whether an entry is there for what it says about another: no builder takes it for an image. */
function isBeside(entry: Json): boolean {
  return ['os', 'architecture'].every((key) => stringAt(entry, 'platform', key) === 'unknown');
}

/** Go, which builders are written in, takes `Manifests` for `manifests`; what we read must be what they read. */
function isAmbiguous(json: Json): boolean {
  return Object.keys(json).some((key) => READ_KEYS.has(key.toLowerCase()) && !PLAIN.has(key));
}

async function read(image: ImageReference, digest: string, registries: Registries): Promise<Json | undefined> {
  const stored = await registries.manifest(image, digest);
  return stored !== undefined && digestOf(stored.body) === digest ? jsonObject(stored.body) : undefined;
}

function hasProvenance(manifest: Json | undefined): boolean {
  const layers: readonly unknown[] = Array.isArray(manifest?.layers) ? manifest.layers : [];
  return layers.some((layer) => PROVENANCE.includes(stringAt(layer, 'annotations', 'in-toto.io/predicate-type')));
}
