import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tls from 'node:tls';
import { UserError } from '../errors.ts';
import { openDirect } from './direct.ts';
import type { Fetch } from './http.ts';
import { isLoopback } from './options.ts';
import type { ProxyOptions } from './proxied.ts';
import { wrongRegistry } from './reference.ts';

export interface TransportOptions {
  readonly env: NodeJS.ProcessEnv;
  /** The user's home folder. */
  readonly home: string;
  /** Certificates (PEM) that are trusted everywhere, beside those that Node trusts. */
  readonly ca?: string | undefined;
  /** Folders with a folder for each registry that has certificates of its own. */
  readonly certificates?: readonly string[];
}

/**
 * A `fetch` that goes through the proxies of http_proxy, https_proxy and no_proxy (but never to this machine), and trusts the
 * certificate authorities that Docker and Podman were told to trust for a registry. Node 20's own knows neither.
 */
export function openTransport(options: TransportOptions): Fetch {
  const { env, ca } = options;
  const folders = options.certificates ?? certificateFolders(options);
  const ways = new Map<string, Fetch>();
  const wayTo = ({ protocol, host }: URL) => {
    const way = ways.get(`${protocol}${host}`);
    if (way !== undefined) return way;
    const extra = [...(ca === undefined ? [] : [ca]), ...certificatesFor(host, folders)];
    const proxy = isLoopback(host) ? '' : proxyIn(env, `${protocol.slice(0, -1)}_proxy`);
    const trusted = extra.length === 0 ? undefined : [...usualCertificates(env), ...extra];
    const made = proxy === '' ? openDirect(trusted) : throughProxy({ proxy, noProxy: noProxyIn(env), ca: trusted });
    ways.set(`${protocol}${host}`, made);
    return made;
  };
  return async (url, init) => wayTo(url)(url, init);
}

/** The largest package of all is loaded when there is a proxy. */
function throughProxy(options: ProxyOptions): Fetch {
  const opened = import('./proxied.ts').then(({ openProxied }) => openProxied(options));
  return async (url, init) => (await opened)(url, init);
}

/** A proxy's address; that it cannot be used is said without it, for it may hold a password. */
function proxyIn(env: NodeJS.ProcessEnv, name: string): string {
  const [found, text] = env[name] !== undefined ? [name, env[name]] : [name.toUpperCase(), env[name.toUpperCase()]];
  if (text === undefined || text === '') return '';
  if (URL.canParse(text) && /^(?:https?|socks5?):$/.test(new URL(text).protocol)) return text;
  throw new UserError('usage', `${found} is not an address of a proxy`, 'Write it as http://HOST:PORT.');
}

function noProxyIn({ no_proxy, NO_PROXY }: NodeJS.ProcessEnv): string {
  return no_proxy ?? NO_PROXY ?? '';
}

/** What Node trusts by itself: naming certificates takes the place of these, so they have to be named as well. */
function usualCertificates(env: NodeJS.ProcessEnv): readonly string[] {
  // Newer than the oldest Node that this runs on; it knows NODE_EXTRA_CA_CERTS and the system's own.
  if ('getCACertificates' in tls && typeof tls.getCACertificates === 'function')
    return tls.getCACertificates('default');
  const file = env.NODE_EXTRA_CA_CERTS;
  return [...tls.rootCertificates, ...(file ? readCertificates(file) : [])];
}

function certificateFolders({ env, home }: TransportOptions): readonly string[] {
  const config = env.XDG_CONFIG_HOME || join(home, '.config');
  const users = ['docker', 'containers'].map((tool) => join(config, tool, 'certs.d'));
  return ['/etc/docker/certs.d', '/etc/containers/certs.d', ...users];
}

/** The certificates that stand in a registry's folder. */
function certificatesFor(host: string, folders: readonly string[]): readonly string[] {
  if (wrongRegistry(host) !== undefined) return [];
  return folders
    .map((folder) => join(folder, host))
    .flatMap((folder) => namesIn(folder).flatMap((name) => readCertificates(join(folder, name))));
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.crt'))
      .sort();
  } catch {
    return [];
  }
}

function readCertificates(path: string): readonly string[] {
  try {
    return [readFileSync(path, 'utf8')];
  } catch {
    // As Node does with NODE_EXTRA_CA_CERTS: without it, the registry's certificate is refused, and that is said.
    return [];
  }
}
