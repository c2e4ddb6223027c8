import { UserError } from '../errors.ts';
import { type Endpoint, manifestEndpoint } from './address.ts';
import { parseChallenges } from './challenge.ts';
import { TimeOver, within } from './deadline.ts';
import { unreachable } from './faults.ts';
import { type Http, type Reply, send } from './http.ts';
import type { ResolveDigest, Resolved } from './lookup.ts';
import { ACCEPT, MAX_MANIFEST_BYTES, resolvedFromBody, resolvedFromHead } from './manifest.ts';
import type { Mirrors } from './options.ts';
import { familiar, type ImageReference, parseReference } from './reference.ts';
import { errorCode, isPassing } from './reply.ts';
import { slotsPerHost } from './slots.ts';
import { anonymousToken } from './token.ts';

export interface RegistryOptions {
  readonly mirrors?: Mirrors;
  readonly fetch?: typeof fetch;
  /** Cancels everything; the lookups then reject with its reason. */
  readonly signal?: AbortSignal;
  /** Milliseconds for one request and for one lookup as a whole. */
  readonly requestTime?: number;
  readonly lookupTime?: number;
  /** Milliseconds before each further try; two of them make three tries. */
  readonly retryDelays?: readonly number[];
  readonly longestWait?: number;
}

const AT_ONCE = 4;

/** Statuses with which some registries refuse a HEAD although a GET works. */
const GET_MAY_WORK: ReadonlySet<number> = new Set([200, 400, 404, 405, 501]);

/**
 * Makes a function that asks registries for digests, without a login. Tokens are kept for its lifetime, and at most four
 * lookups run at one host at a time.
 */
export function registryResolver(options: RegistryOptions = {}): ResolveDigest {
  const inSlot = slotsPerHost(AT_ONCE);
  const tokens = new Map<string, Promise<string>>();
  return async (image) => {
    const endpoint = manifestEndpoint(image, options.mirrors ?? new Map());
    const task = (signal: AbortSignal) => lookUp({ image, endpoint, tokens, http: httpOf(options, signal) });
    try {
      return await inSlot(endpoint.url.host, () => within(options.lookupTime ?? 30_000, options.signal, task));
    } catch (error) {
      throw error instanceof TimeOver ? unreachable(endpoint.label, 'it takes too long', error) : error;
    }
  };
}

/** Asks for one image's digest; see `registryResolver`. */
export async function resolveDigest(reference: string, options: RegistryOptions = {}): Promise<Resolved> {
  return registryResolver(options)(parseReference(reference));
}

interface Lookup {
  readonly image: ImageReference;
  readonly endpoint: Endpoint;
  readonly tokens: Map<string, Promise<string>>;
  readonly http: Http;
}

function httpOf(options: RegistryOptions, signal: AbortSignal): Http {
  return {
    fetch: options.fetch ?? fetch,
    signal,
    requestTime: options.requestTime ?? 10_000,
    retryDelays: options.retryDelays ?? [1000, 3000],
    longestWait: options.longestWait ?? 10_000,
  };
}

/** HEAD first: Docker Hub counts each GET of a manifest as a pull. A digest that is given is only believed by its bytes. */
async function lookUp(lookup: Lookup): Promise<Resolved> {
  const { image, endpoint } = lookup;
  if (image.digest === null) {
    const head = await authorised('HEAD', lookup);
    const resolved = resolvedFromHead(head);
    if (resolved !== undefined) return resolved;
    if (!GET_MAY_WORK.has(head.status)) throw refusal(head, lookup);
  }
  const reply = await authorised('GET', lookup);
  if (reply.status !== 200) throw refusal(reply, lookup);
  const problem = (what: string) =>
    new UserError('registry', `${endpoint.label}, asked for ${familiar(image)}: ${what}`);
  return resolvedFromBody(reply, image.digest, problem);
}

/** Sends the request; when a token is wanted, fetches one and sends it once more. */
async function authorised(method: 'GET' | 'HEAD', lookup: Lookup): Promise<Reply> {
  const { image, endpoint, tokens, http } = lookup;
  const key = `${endpoint.url.origin} ${image.repository}`;
  const known = tokens.get(key);
  const reply = await ask(method, lookup, await known);
  // A host that we were redirected to has no say in which token the registry gets.
  if (reply.status !== 401 || reply.url.origin !== endpoint.url.origin) return reply;
  const challenge = parseChallenges(reply.headers.get('www-authenticate') ?? '').find(
    ({ scheme }) => scheme === 'bearer',
  );
  if (challenge === undefined) return reply;
  if (tokens.get(key) === known) {
    const request = { challenge, repository: image.repository, registry: endpoint.url, label: endpoint.label };
    tokens.set(key, anonymousToken(request, http));
  }
  try {
    return await ask(method, lookup, await tokens.get(key));
  } catch (error) {
    tokens.delete(key);
    throw error;
  }
}

function ask(method: 'GET' | 'HEAD', { endpoint, http }: Lookup, token: string | undefined): Promise<Reply> {
  const common = { accept: ACCEPT, 'accept-encoding': 'identity', 'user-agent': 'create-secure-dockerfile' };
  const headers = token === undefined ? common : { ...common, authorization: `Bearer ${token}` };
  const { url, label } = endpoint;
  return send({ method, url, headers, registry: url, label, maxBytes: MAX_MANIFEST_BYTES }, http);
}

function refusal(reply: Reply, { image, endpoint: { label } }: Lookup): UserError {
  const code = errorCode(reply);
  const said = `status ${reply.status}${code === undefined ? '' : `, ${code}`}`;
  if (reply.status === 429 || code === 'TOOMANYREQUESTS')
    return unreachable(label, 'it limits how often it may be asked');
  if (isPassing(reply)) return unreachable(label, `it has a fault of its own (${said})`);
  if (reply.status === 404) return new UserError('registry', `${label} does not have ${familiar(image)} (${said})`);
  if (reply.status === 401 || reply.status === 403) {
    const message = `${label} gives ${familiar(image)} to nobody without a login, or does not have it (${said})`;
    const hint =
      'Registry logins are not read yet: write the digest into the reference (image:tag@sha256:…), or use --offline.';
    return new UserError('registry', message, hint);
  }
  return new UserError('registry', `${label}, asked for ${familiar(image)}, answers with ${said}`);
}
