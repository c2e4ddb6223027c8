import { UserError } from '../errors.ts';
import { type Endpoint, objectUrl } from './address.ts';
import type { Stored } from './content.ts';
import type { Http } from './http.ts';
import type { Resolved } from './lookup.ts';
import { ACCEPT, digestOf, MAX_MANIFEST_BYTES, type Manifest, readManifest, resolvedFromHead } from './manifest.ts';
import { familiar, type ImageReference, registryName, tagOf } from './reference.ts';
import { refusal } from './refusal.ts';
import type { Answered, Session } from './session.ts';
import { shown } from './text.ts';

/** One visit to a registry for one image: whom to ask, and how. */
export interface Visit {
  readonly image: ImageReference;
  readonly endpoint: Endpoint;
  readonly session: Session;
  readonly http: Http;
}

const TAG_OR_DIGEST = /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128}|[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})$/;

/** Statuses with which some registries refuse a HEAD although a GET works. */
const GET_MAY_WORK: ReadonlySet<number> = new Set([200, 400, 404, 405, 501]);

/** HEAD first: Docker Hub counts each GET of a manifest as a pull. A digest that is given is only believed by its bytes. */
export async function findDigest(visit: Visit): Promise<Resolved> {
  const { image } = visit;
  if (image.digest === null) {
    const head = await askManifest('HEAD', String(tagOf(image)), visit);
    const resolved = resolvedFromHead(head.reply);
    if (resolved !== undefined) return resolved;
    if (!GET_MAY_WORK.has(head.reply.status)) throw refusedIn(visit, familiar(image), head);
  }
  const answered = await askManifest('GET', String(image.digest ?? tagOf(image)), visit);
  const { reply } = answered;
  if (reply.status !== 200) throw refusedIn(visit, familiar(image), answered);
  const { digest, kind } = readManifest(reply, image.digest, problemIn(visit, familiar(image)));
  return { digest, kind };
}

/** The manifest under a tag or digest; undefined when there is none. */
export async function fetchManifest(tagOrDigest: string, visit: Visit): Promise<Manifest | undefined> {
  checkName(tagOrDigest, visit);
  const asked = namedIn(visit, tagOrDigest);
  const answered = await askManifest('GET', tagOrDigest, visit);
  const { reply } = answered;
  if (reply.status === 404) return undefined;
  if (reply.status !== 200) throw refusedIn(visit, asked, answered);
  return readManifest(reply, isDigest(tagOrDigest) ? tagOrDigest : null, problemIn(visit, asked));
}

/** A blob, its bytes hashed; undefined when there is none. */
export async function fetchBlob(digest: string, maxBytes: number, visit: Visit): Promise<Buffer | undefined> {
  const { endpoint, session, http } = visit;
  checkName(digest, visit);
  const asked = namedIn(visit, digest);
  const url = objectUrl(endpoint, 'blobs', digest);
  const answered = await session({ method: 'GET', endpoint, url, accept: '*/*', maxBytes, what: asked }, http);
  const { reply } = answered;
  if (reply.status === 404) return undefined;
  if (reply.status !== 200) throw refusedIn(visit, asked, answered);
  if (reply.body === null) throw problemIn(visit, asked)(`it is larger than ${maxBytes} bytes`);
  if (digestOf(reply.body, digest) !== digest) throw problemIn(visit, asked)('its bytes are not those of that digest');
  return reply.body;
}

/** A manifest as a plain stored object. */
export function stored({ digest, mediaType, body }: Manifest): Stored {
  return { digest, mediaType, body };
}

/** Makes the error for an answer that cannot be used. */
export function problemIn({ endpoint }: Visit, asked: string): (what: string) => UserError {
  return (what) => new UserError('registry', `${endpoint.label}, asked for ${asked}: ${what}`);
}

/** The error for an answer that is a refusal. */
export function refusedIn({ endpoint }: Visit, asked: string, { reply, found }: Answered): UserError {
  const host = registryName(endpoint.registry.host);
  return refusal(reply, { label: endpoint.label, host, what: asked, found });
}

/** Another object of the image's repository, as a reference. */
export function namedIn({ image }: Visit, tagOrDigest: string): string {
  const named = isDigest(tagOrDigest) ? { tag: null, digest: tagOrDigest } : { tag: tagOrDigest, digest: null };
  return familiar({ ...image, ...named });
}

/** Names come from lists that others wrote: what is neither a tag nor a digest must not become a part of an address. */
function checkName(name: string, visit: Visit): void {
  if (!TAG_OR_DIGEST.test(name)) throw problemIn(visit, familiar(visit.image))(`${shown(name)} is no tag or digest`);
}

function isDigest(name: string): boolean {
  return name.includes(':');
}

function askManifest(method: 'GET' | 'HEAD', name: string, visit: Visit): Promise<Answered> {
  const { endpoint, session, http } = visit;
  const [url, what] = [objectUrl(endpoint, 'manifests', name), namedIn(visit, name)];
  return session({ method, endpoint, url, accept: ACCEPT, maxBytes: MAX_MANIFEST_BYTES, what }, http);
}
