import { type Dispatcher, EnvHttpProxyAgent, fetch } from 'undici';
import type { Fetch } from './http.ts';

/** By which proxy, past it to which hosts, and whom to trust. */
export interface ProxyOptions {
  readonly proxy: string;
  readonly noProxy: string;
  /** Every certificate authority that is trusted; undefined for those that Node trusts. */
  readonly ca: readonly string[] | undefined;
}

/** The way to registries through a proxy. */
export function openProxied({ proxy, noProxy, ca }: ProxyOptions): Fetch {
  const trust = ca && { ca: [...ca] };
  const dispatcher = new EnvHttpProxyAgent({
    ...{ httpProxy: proxy, httpsProxy: proxy, noProxy },
    // Plain HTTP is asked of the proxy itself, as everybody does: many let nothing but TLS through to the other side.
    proxyTunnel: false,
    ...(trust && { connect: trust, requestTls: trust, proxyTls: trust }),
  }).compose(keepConnections);
  return async (url, init) => fetch(url, { ...init, dispatcher });
}

/** undici ends a connection after each HEAD, for servers that answer it with a body: registries do not, and TLS is dear. */
const keepConnections: Dispatcher.DispatcherComposeInterceptor = (dispatch) => (options, handler) =>
  dispatch({ ...options, reset: false }, handler);
