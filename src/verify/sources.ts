import { createHash } from 'node:crypto';
import { isObject, stringAt, valueAt } from '../core/project.ts';
import { UserError } from '../errors.ts';
import type { Descriptor, Registries, Stored } from '../images/content.ts';
import type { ImageReference } from '../images/reference.ts';
import { jsonObject } from './json.ts';
import type { Policy } from './policies.ts';
import type { Refusal, Signature, Where } from './signature.ts';

const SIMPLE_SIGNING = 'application/vnd.dev.cosign.simplesigning.v1+json';
const BUNDLE = 'application/vnd.dev.sigstore.bundle.v0.3+json';
const COSIGN = 'application/vnd.dev.cosign.artifact.sig.v1+json';
/** Other things that refer to an image: they are passed over without being fetched. cosign lists its own as "empty". */
const MAY_BE: ReadonlySet<string | undefined> = new Set([
  BUNDLE,
  COSIGN,
  'application/vnd.oci.empty.v1+json',
  undefined,
]);
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';

/** No signature, and nothing it is made of, is larger. */
const MAX_BYTES = 1024 * 1024;
/** So many signatures are looked at; who signs an image more often than that wants to hide something, or our time. */
const MOST_SIGNATURES = 50;

interface Place {
  readonly image: ImageReference;
  readonly digest: string;
  readonly registries: Registries;
}

/**
 * The signatures of a digest, one after the other, fetched only when the ones before did not do; what cannot be taken for
 * one is given with the reason. Both places are looked at, the one first where the publisher keeps them.
 */
export async function* signaturesOf(place: Place, first: Policy['first']): AsyncGenerator<Signature | Refusal> {
  const places = first === 'tag' ? [fromTag, fromReferrers] : [fromReferrers, fromTag];
  let count = 0;
  for (const look of places) {
    for await (const each of look(place)) {
      if (++count > MOST_SIGNATURES) {
        yield { refused: `there are more than ${MOST_SIGNATURES}` };
        return;
      }
      yield each;
    }
  }
}

/** cosign's older place: the tag `sha256-….sig`, whose manifest has a layer for each signature. */
async function* fromTag(place: Place): AsyncGenerator<Signature | Refusal> {
  const { image, digest, registries } = place;
  const stored = await asked(() => registries.manifest(image, `${digest.replace(':', '-')}.sig`));
  if (stored !== undefined) yield* 'refused' in stored ? [stored] : fromManifest(place, stored, 'the .sig tag');
}

/** What refers to the digest by OCI 1.1, in both forms of cosign. */
async function* fromReferrers(place: Place): AsyncGenerator<Signature | Refusal> {
  const { image, digest, registries } = place;
  const listed = await asked(() => registries.referrers(image, digest));
  if ('refused' in listed) return yield listed;
  for (const descriptor of listed) {
    if (!MAY_BE.has(descriptor.artifactType)) continue;
    const stored = await asked(() => registries.manifest(image, descriptor.digest));
    if (stored === undefined) yield { refused: 'it is listed but not there' };
    else if ('refused' in stored) yield stored;
    else if (digestOf(stored.body) !== descriptor.digest) yield { refused: 'it is not the one that is listed' };
    else if (isSignature(stored)) {
      const subject = stringAt(jsonObject(stored.body), 'subject', 'digest');
      if (subject !== digest) yield { refused: 'it refers to another image' };
      else yield* fromManifest(place, stored, 'the referrers');
    }
  }
}

function isSignature({ body }: Stored): boolean {
  const json = jsonObject(body);
  const types = [stringAt(json, 'artifactType'), stringAt(json, 'config', 'mediaType')];
  return types.includes(BUNDLE) || types.includes(COSIGN);
}

async function* fromManifest(place: Place, stored: Stored, where: Where): AsyncGenerator<Signature | Refusal> {
  const json = jsonObject(stored.body);
  if (stored.mediaType !== MANIFEST || json === undefined || !Array.isArray(json.layers)) {
    yield { refused: 'its manifest cannot be read' };
    return;
  }
  for (const layer of json.layers) yield await fromLayer(place, layer, where);
}

async function fromLayer({ image, registries }: Place, layer: unknown, where: Where): Promise<Signature | Refusal> {
  const { mediaType, digest, size, annotations } = layerOf(layer);
  if (mediaType !== SIMPLE_SIGNING && mediaType !== BUNDLE)
    return { refused: 'it is of a kind that is not understood' };
  if (!/^sha256:[0-9a-f]{64}$/.test(digest)) return { refused: 'its manifest cannot be read' };
  if (size > MAX_BYTES) return { refused: 'it is larger than 1 MiB' };
  const bytes = await asked(() => registries.blob(image, digest, MAX_BYTES));
  if (bytes === undefined) return { refused: 'it is listed but not there' };
  if ('refused' in bytes) return bytes;
  if (bytes.length > MAX_BYTES) return { refused: 'it is larger than 1 MiB' };
  if (digestOf(bytes) !== digest) return { refused: 'it is not the one that is listed' };
  return mediaType === BUNDLE
    ? { form: 'bundle', where, bytes }
    : { form: 'simple-signing', where, payload: bytes, annotations };
}

/** An answer that cannot be used spoils the signature that it was to be, not those beside it. A passing fault ends the check. */
async function asked<Answer>(ask: () => Promise<Answer>): Promise<Answer | Refusal> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof UserError && error.code === 'registry') return { refused: error.message };
    throw error;
  }
}

/** A descriptor of somebody else's manifest. */
function layerOf(layer: unknown): Descriptor {
  const size = valueAt(layer, 'size');
  const annotations = valueAt(layer, 'annotations');
  const texts = Object.entries(isObject(annotations) ? annotations : {}).filter(([, text]) => typeof text === 'string');
  return {
    mediaType: stringAt(layer, 'mediaType') ?? '',
    digest: stringAt(layer, 'digest') ?? '',
    size: typeof size === 'number' ? size : 0,
    annotations: Object.fromEntries(texts) as Record<string, string>, // the others were left out
  };
}

/** The digest that bytes really have. */
export function digestOf(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
