import { objectUrl } from './address.ts';
import type { Descriptor } from './content.ts';
import type { Reply } from './http.ts';
import { contentType, MAX_MANIFEST_BYTES } from './manifest.ts';
import { fetchManifest, namedIn, problemIn, refusedIn, type Visit } from './objects.ts';
import { jsonObject } from './reply.ts';

const INDEX = 'application/vnd.oci.image.index.v1+json';

/** "sha256-" or "sha512-" and 64 digits: the specification cuts longer digests. */
const LONGEST_TAG = 71;

/** A list of more pages is a registry's fault, or somebody's attempt to keep us busy. */
const MAX_PAGES = 20;

/** Statuses of registries that do not know the referrers API. */
const NO_API: ReadonlySet<number> = new Set([400, 404, 405, 406, 501]);

/**
 * What refers to a manifest: by the referrers API, page after page, or by the tag `sha256-…` that stands in for it (OCI
 * distribution 1.1). The filter is applied here whether the registry did (`OCI-Filters-Applied`) or not.
 */
export async function fetchReferrers(
  digest: string,
  artifactType: string | undefined,
  visit: Visit,
): Promise<readonly Descriptor[]> {
  const found = (await fromApi(digest, artifactType, visit)) ?? (await fromTag(digest, visit));
  return artifactType === undefined ? found : found.filter((each) => each.artifactType === artifactType);
}

async function fromApi(digest: string, artifactType: string | undefined, visit: Visit) {
  const { endpoint, session, http } = visit;
  const asked = `what refers to ${namedIn(visit, digest)}`;
  const problem = problemIn(visit, asked);
  const found: Descriptor[] = [];
  let url: URL | undefined = objectUrl(endpoint, 'referrers', digest);
  if (artifactType !== undefined) url.searchParams.set('artifactType', artifactType);
  const path = url.pathname;
  for (let page = 0; url !== undefined; page++) {
    if (page === MAX_PAGES) throw problem(`its list has more than ${MAX_PAGES} pages`);
    const request = { method: 'GET', endpoint, url, accept: INDEX, maxBytes: MAX_MANIFEST_BYTES, what: asked } as const;
    const answered = await session(request, http);
    const reply: Reply = answered.reply;
    if (page === 0 && !knowsApi(reply)) return undefined;
    if (reply.status !== 200) throw refusedIn(visit, asked, answered);
    const descriptors = readDescriptors(jsonObject(reply.body)?.manifests);
    if (descriptors === undefined) throw problem('its list cannot be read');
    found.push(...descriptors);
    url = nextPage(reply, url);
    if (url !== undefined && (url.origin !== endpoint.registry.origin || url.pathname !== path))
      throw problem('the next page of its list lies elsewhere');
  }
  return found;
}

/** Some that do not know the API answer every path with a page for people. */
function knowsApi(reply: Reply): boolean {
  return reply.status === 200 ? contentType(reply) === INDEX : !NO_API.has(reply.status);
}

async function fromTag(digest: string, visit: Visit): Promise<readonly Descriptor[]> {
  const tag = digest.replace(':', '-').slice(0, LONGEST_TAG);
  const index = await fetchManifest(tag, visit);
  if (index === undefined) return [];
  const descriptors = index.kind === 'index' ? readDescriptors(index.json.manifests) : undefined;
  if (descriptors === undefined)
    throw problemIn(visit, namedIn(visit, tag))('it is no list of what refers to a manifest');
  return descriptors;
}

/** The address in `Link: <…>; rel="next"`, or undefined on the last page. */
function nextPage(reply: Reply, from: URL): URL | undefined {
  const [, target] = /<([^<>]{1,2000})>\s*;[^<]*\brel="?next\b/.exec(reply.headers.get('link') ?? '') ?? [];
  return target !== undefined && URL.canParse(target, from.href) ? new URL(target, from) : undefined;
}

/** The descriptors of an index, or undefined when one of them is none: a list is not taken in part. */
function readDescriptors(list: unknown): readonly Descriptor[] | undefined {
  if (!Array.isArray(list)) return undefined;
  const descriptors = list.map(readDescriptor);
  return descriptors.every((each) => each !== undefined) ? descriptors : undefined;
}

function readDescriptor(entry: unknown): Descriptor | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined;
  const { mediaType, digest, size, artifactType, annotations } = entry as Record<keyof Descriptor, unknown>;
  if (typeof mediaType !== 'string' || typeof digest !== 'string' || !Number.isSafeInteger(size)) return undefined;
  if (!/^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/.test(digest)) return undefined;
  return {
    ...{ mediaType, digest, size: Number(size) },
    ...(typeof artifactType === 'string' && { artifactType }),
    annotations: readAnnotations(annotations),
  };
}

function readAnnotations(value: unknown): Readonly<Record<string, string>> {
  const entries: [string, unknown][] = Object.entries(typeof value === 'object' && value !== null ? value : {});
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
