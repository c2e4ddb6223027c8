import { endpointOf } from './address.ts';
import type { Registries } from './content.ts';
import { TimeOver, within } from './deadline.ts';
import { openDirect } from './direct.ts';
import { unreachable } from './faults.ts';
import type { Fetch, Http } from './http.ts';
import { type Keyring, noLogins } from './logins/login.ts';
import { fetchBlob, fetchManifest, findDigest, stored, type Visit } from './objects.ts';
import type { Mirrors } from './options.ts';
import type { ImageReference } from './reference.ts';
import { fetchReferrers } from './referrers.ts';
import { openSession } from './session.ts';
import { slotsPerHost } from './slots.ts';

export interface RegistryOptions {
  readonly mirrors?: Mirrors;
  /** Registries, with their ports, that plain HTTP is spoken to though they are not this machine. */
  readonly insecure?: ReadonlySet<string>;
  /** The user's logins; without them nobody is asked for one. */
  readonly keyring?: Keyring;
  /** How requests are made; without it, straight to the registry. */
  readonly fetch?: Fetch;
  /** Cancels everything; the lookups then reject with its reason. */
  readonly signal?: AbortSignal;
  /** Milliseconds for one request and for one lookup as a whole. */
  readonly requestTime?: number;
  readonly lookupTime?: number;
  /** Milliseconds before each further try; two of them make three tries. */
  readonly retryDelays?: readonly number[];
  readonly longestWait?: number;
  /** Called once for a registry that has not answered a lookup after some milliseconds. */
  readonly onSlow?: (label: string) => void;
  readonly slowAfter?: number;
}

const AT_ONCE = 4;

/**
 * Opens the registries of a run. Tokens are kept for its lifetime, and at most four lookups run at one host
 * at a time.
 */
export function openRegistries(options: RegistryOptions = {}): Registries {
  const inSlot = slotsPerHost(AT_ONCE);
  const session = openSession(options.keyring ?? noLogins);
  const watch = watchSlow(options);
  const { fetch = openDirect() } = options;
  const visit = async <Result>(image: ImageReference, task: (visit: Visit) => Promise<Result>): Promise<Result> => {
    const endpoint = endpointOf(image, options.mirrors ?? new Map(), options.insecure);
    const run = (signal: AbortSignal) => task({ image, endpoint, session, http: httpOf(fetch, options, signal) });
    const { lookupTime = 30_000, signal } = options;
    try {
      return await inSlot(endpoint.registry.host, () => watch(endpoint.label, () => within(lookupTime, signal, run)));
    } catch (error) {
      throw error instanceof TimeOver ? unreachable(endpoint.label, 'it takes too long', error) : error;
    }
  };
  return {
    resolve: (image) => visit(image, findDigest),
    manifest: async (image, name) => {
      const manifest = await visit(image, (place) => fetchManifest(name, place));
      return manifest && stored(manifest);
    },
    blob: (image, digest, maxBytes) => visit(image, (place) => fetchBlob(digest, maxBytes, place)),
    referrers: (image, digest, type) => visit(image, (place) => fetchReferrers(digest, type, place)),
  };
}

type Watch = <Result>(label: string, task: () => Promise<Result>) => Promise<Result>;

/** Tells of a task that takes its time; one that goes on in silence looks like one that hangs. */
function watchSlow({ onSlow, slowAfter = 2000 }: RegistryOptions): Watch {
  const told = new Set<string>();
  const tell = (label: string) => {
    if (!told.has(label)) onSlow?.(label);
    told.add(label);
  };
  return async (label, task) => {
    const timer = setTimeout(tell, slowAfter, label);
    try {
      return await task();
    } finally {
      clearTimeout(timer);
    }
  };
}

function httpOf(fetch: Fetch, options: RegistryOptions, signal: AbortSignal): Http {
  return {
    fetch,
    signal,
    requestTime: options.requestTime ?? 10_000,
    retryDelays: options.retryDelays ?? [1000, 3000],
    longestWait: options.longestWait ?? 10_000,
    insecure: options.insecure ?? new Set(),
  };
}
