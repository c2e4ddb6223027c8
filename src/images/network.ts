import { homedir } from 'node:os';
import type { Registries } from './content.ts';
import type { Fetch } from './http.ts';
import { openKeyring } from './logins/keyring.ts';
import { openRegistries, type RegistryOptions } from './registry.ts';

export interface NetworkOptions extends RegistryOptions {
  readonly env: NodeJS.ProcessEnv;
  /** Certificates (PEM) that are trusted beside the usual ones. */
  readonly ca?: string | undefined;
}

/** Opens the registries of a run as this user reaches them: with the logins of Docker and Podman, by way of proxies. */
export function openNetwork({ env, ca, ...options }: NetworkOptions): Registries {
  const home = homedir();
  let transport: Promise<Fetch> | undefined;
  const fetch: Fetch = async (url, init) => {
    // The largest package of all is loaded when the first request is sent.
    transport ??= import('./transport.ts').then(({ openTransport }) => openTransport({ env, home, ca }));
    return (await transport)(url, init);
  };
  return openRegistries({ keyring: openKeyring({ env, home }), fetch, ...options });
}
