import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../errors.ts';
import { refusedTarget } from './address.ts';
import { within } from './deadline.ts';
import { connectionFault, isBroken } from './faults.ts';

/** The part of `fetch` that is used here: Node's, undici's and a test's all fit. */
export type Fetch = (
  url: URL,
  init: {
    readonly method: Ask['method'];
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
    readonly redirect: 'manual';
    readonly signal: AbortSignal;
  },
) => Promise<Fetched>;

/** The part of a `Response`. */
interface Fetched {
  readonly status: number;
  readonly headers: Pick<Headers, 'get'>;
  readonly body: (AsyncIterable<Uint8Array> & { cancel(): Promise<void> }) | null;
}

/** How the requests of one lookup are made. */
export interface Http {
  readonly fetch: Fetch;
  /** Aborts when the lookup as a whole has taken too long (`TimeOver`), or with another reason when the user cancels. */
  readonly signal: AbortSignal;
  /** Milliseconds for one request, from connecting to the end of its answer. */
  readonly requestTime: number;
  /** Milliseconds before each further try after a passing fault. */
  readonly retryDelays: readonly number[];
  /** A registry that wants us to wait for more milliseconds is not waited for. */
  readonly longestWait: number;
  /** Hosts that plain HTTP is spoken to though they are not this machine. */
  readonly insecure: ReadonlySet<string>;
}

export interface Ask {
  readonly method: 'GET' | 'HEAD' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** Of a POST; it holds a secret, so no redirect is followed with it. */
  readonly body?: string;
  /** The registry's own address, which decides what it may send us to. */
  readonly registry: URL;
  /** Who is asked, in the words of a message. */
  readonly label: string;
  readonly maxBytes: number;
}

export interface Reply {
  readonly status: number;
  readonly headers: Pick<Headers, 'get'>;
  /** Where the answer came from, after redirects. */
  readonly url: URL;
  /** Null when it is longer than `maxBytes`. */
  readonly body: Buffer | null;
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const RETRIED: ReadonlySet<number> = new Set([408, 429, 499, 500, 502, 503, 504, 522]);
const MAX_REDIRECTS = 5;

/**
 * Sends a request, follows redirects, tries again when the answer is a passing fault (and gives back the last one).
 * @throws UserError `registry-unreachable` when no answer comes, `registry` for a redirect that must not be followed; the
 *   signal's reason when it aborted
 */
export async function send(ask: Ask, http: Http): Promise<Reply> {
  for (let tries = 0; ; tries++) {
    const reply = await timed(ask, http);
    const broken = reply instanceof UserError;
    const delay = broken || RETRIED.has(reply.status) ? http.retryDelays[tries] : undefined;
    if (delay === undefined) {
      if (broken) throw reply;
      return reply;
    }
    const wait = (broken ? undefined : retryAfter(reply.headers)) ?? delay * (1 + Math.random() / 4);
    if (wait > http.longestWait && !broken) return reply;
    await sleep(wait, undefined, { signal: http.signal });
  }
}

/** The milliseconds that a `Retry-After` header asks for, or undefined. */
export function retryAfter(headers: Reply['headers']): number | undefined {
  const text = headers.get('retry-after')?.trim() ?? '';
  if (/^[0-9]{1,9}$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(date - Date.now(), 0);
}

/**
 * One try; turns what fetch throws into the user's words. That the lookup's signal aborted is its owner's to say.
 * @returns an error for a connection that broke, which may hold when it is made again
 */
async function timed(ask: Ask, http: Http): Promise<Reply | UserError> {
  try {
    return await within(http.requestTime, http.signal, (signal) => once(ask, http, signal));
  } catch (error) {
    if (error instanceof UserError || http.signal.aborted) throw error;
    const fault = connectionFault(ask.label, error, http.requestTime);
    if (isBroken(error)) return fault;
    throw fault;
  }
}

async function once(ask: Ask, http: Http, signal: AbortSignal): Promise<Reply> {
  let { url, headers } = ask;
  for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
    const { method, body } = ask;
    const init = { method, headers, redirect: 'manual', signal, ...(body !== undefined && { body }) } as const;
    const response = await http.fetch(url, init);
    const location = REDIRECTS.has(response.status) ? response.headers.get('location') : null;
    if (location === null) {
      return { status: response.status, headers: response.headers, url, body: await readBody(response, ask.maxBytes) };
    }
    await response.body?.cancel();
    const target = redirectTarget(location, url, ask, http.insecure);
    // A token is for the host that asked for it; once dropped it stays dropped, wherever the chain leads.
    if (target.origin !== url.origin) headers = withoutAuthorization(headers);
    url = target;
  }
  throw new UserError('registry', `${ask.label} redirects more than ${MAX_REDIRECTS} times`);
}

function redirectTarget(location: string, from: URL, ask: Ask, insecure: ReadonlySet<string>): URL {
  const problem = (why: string) =>
    new UserError('registry', `${ask.label} redirects to an address that is refused: ${why}`);
  if (ask.body !== undefined) throw problem('it would be sent a login');
  if (!URL.canParse(location, from.href)) throw problem('it cannot be read');
  const target = new URL(location, from);
  const refused = refusedTarget(target, ask.registry, insecure);
  if (refused !== undefined) throw problem(refused);
  return target;
}

function withoutAuthorization(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'authorization'));
}

async function readBody(response: Fetched, maxBytes: number): Promise<Buffer | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    // Leaving the loop cancels the stream.
    if (size > maxBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
