import { createHash } from 'node:crypto';
import type { UserError } from '../errors.ts';
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

/** What a HEAD says, or undefined when it does not say enough and the manifest itself is needed. */
export function resolvedFromHead(reply: Reply): Resolved | undefined {
  const digest = digestHeader(reply);
  const kind = KINDS.get(contentType(reply));
  return reply.status === 200 && digest !== undefined && kind !== undefined ? { digest, kind } : undefined;
}

/**
 * The digest and kind of a manifest, from its own bytes.
 * @param expected the digest that was asked for, or null
 * @param problem makes the error from what is wrong
 * @throws UserError `registry` for what is no manifest or not the one that was asked for
 */
export function resolvedFromBody(
  reply: Reply,
  expected: string | null,
  problem: (what: string) => UserError,
): Resolved {
  if (reply.body === null) throw problem('its manifest is larger than 4 MiB');
  const digest = digestOf(reply.body, expected);
  const named = digestHeader(reply);
  if (expected !== null && digest !== expected) throw problem('its manifest is not the one of that digest');
  if (named !== undefined && digest.startsWith('sha256:') && named !== digest) {
    throw problem('its manifest does not match the digest that it names');
  }
  const manifest = jsonObject(reply.body);
  if (manifest === undefined) throw problem('its answer is not a manifest');
  if (manifest.schemaVersion !== 2) throw problem('its manifest is of a version that nobody uses any more');
  const kind = kindOf(manifest, contentType(reply));
  if (kind === undefined) throw problem('its answer is not an image manifest or index');
  return { digest, kind };
}

/** The type stands in the body, the header or, in old manifests, in neither; where it stands in both they must agree. */
function kindOf(manifest: Record<string, unknown>, header: string): Resolved['kind'] | undefined {
  const { mediaType } = manifest;
  if (typeof mediaType === 'string') {
    return KINDS.has(header) && header !== mediaType ? undefined : KINDS.get(mediaType);
  }
  if (KINDS.has(header)) return KINDS.get(header);
  if (Array.isArray(manifest.manifests)) return 'index';
  return typeof manifest.config === 'object' && manifest.config !== null ? 'manifest' : undefined;
}

function digestOf(body: Buffer, expected: string | null): string {
  const algorithm = expected?.startsWith('sha512:') ? 'sha512' : 'sha256';
  return `${algorithm}:${createHash(algorithm).update(body).digest('hex')}`;
}

function digestHeader(reply: Reply): string | undefined {
  const digest = reply.headers.get('docker-content-digest') ?? '';
  return /^sha256:[0-9a-f]{64}$/.test(digest) ? digest : undefined;
}

function contentType(reply: Reply): string {
  return String((reply.headers.get('content-type') ?? '').split(';')[0])
    .trim()
    .toLowerCase();
}
