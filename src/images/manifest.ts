import { createHash } from 'node:crypto';
import type { UserError } from '../errors.ts';
import type { Stored } from './content.ts';
import type { Reply } from './http.ts';
import type { Resolved } from './lookup.ts';
import { jsonObject } from './reply.ts';

const KINDS: ReadonlyMap<string, Resolved['kind']> = new Map([
  ['application/vnd.oci.image.index.v1+json', 'index'],
  ['application/vnd.docker.distribution.manifest.list.v2+json', 'index'],
  ['application/vnd.oci.image.manifest.v1+json', 'manifest'],
  ['application/vnd.docker.distribution.manifest.v2+json', 'manifest'],
]);

/** Every type by name and never a wildcard: without the index types some registries answer with one platform's manifest. */
export const ACCEPT = [...KINDS.keys()].join(', ');

export const MAX_MANIFEST_BYTES = 4 * 1024 * 1024;

/** A manifest whose bytes and type were checked. */
export interface Manifest extends Stored {
  readonly kind: Resolved['kind'];
  readonly json: Readonly<Record<string, unknown>>;
}

/** What a HEAD says, or undefined when it does not say enough and the manifest itself is needed. */
export function resolvedFromHead(reply: Reply): Resolved | undefined {
  const digest = digestHeader(reply);
  const kind = KINDS.get(contentType(reply));
  return reply.status === 200 && digest !== undefined && kind !== undefined ? { digest, kind } : undefined;
}

/**
 * A manifest with its digest and kind, from its own bytes.
 * @param expected the digest that was asked for, or null
 * @param problem makes the error from what is wrong
 * @throws UserError `registry` for what is no manifest or not the one that was asked for
 */
export function readManifest(reply: Reply, expected: string | null, problem: (what: string) => UserError): Manifest {
  const { body } = reply;
  if (body === null) throw problem('its manifest is larger than 4 MiB');
  const digest = digestOf(body, expected);
  const named = digestHeader(reply);
  if (expected !== null && digest !== expected) throw problem('its manifest is not the one of that digest');
  if (named !== undefined && digest.startsWith('sha256:') && named !== digest) {
    throw problem('its manifest does not match the digest that it names');
  }
  const json = jsonObject(body);
  if (json === undefined) throw problem('its answer is not a manifest');
  if (json.schemaVersion !== 2) throw problem('its manifest is of a version that nobody uses any more');
  const mediaType = typeOf(json, contentType(reply));
  const kind = KINDS.get(mediaType ?? '');
  if (mediaType === undefined || kind === undefined) throw problem('its answer is not an image manifest or index');
  return { digest, mediaType, body, kind, json };
}

/** The digest of some bytes, with the algorithm of another one (else sha256). */
export function digestOf(body: Buffer, like: string | null): string {
  const algorithm = like?.startsWith('sha512:') ? 'sha512' : 'sha256';
  return `${algorithm}:${createHash(algorithm).update(body).digest('hex')}`;
}

/** In lower case and without parameters. */
export function contentType(reply: Reply): string {
  return String((reply.headers.get('content-type') ?? '').split(';')[0])
    .trim()
    .toLowerCase();
}

/** The type stands in the body, the header or, in old manifests, in neither; where it stands in both they must agree. */
function typeOf(manifest: Record<string, unknown>, header: string): string | undefined {
  const { mediaType } = manifest;
  if (typeof mediaType === 'string') return KINDS.has(header) && header !== mediaType ? undefined : mediaType;
  if (KINDS.has(header)) return header;
  if (Array.isArray(manifest.manifests)) return 'application/vnd.oci.image.index.v1+json';
  const isManifest = typeof manifest.config === 'object' && manifest.config !== null;
  return isManifest ? 'application/vnd.oci.image.manifest.v1+json' : undefined;
}

function digestHeader(reply: Reply): string | undefined {
  const digest = reply.headers.get('docker-content-digest') ?? '';
  return /^sha256:[0-9a-f]{64}$/.test(digest) ? digest : undefined;
}
