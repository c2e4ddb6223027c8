import { homedir } from 'node:os';
import type { Registries } from './content.ts';
import { openKeyring } from './logins/keyring.ts';
import { openRegistries, type RegistryOptions } from './registry.ts';
import { openTransport } from './transport.ts';

export interface NetworkOptions extends RegistryOptions {
  readonly env: NodeJS.ProcessEnv;
  /** Certificates (PEM) that are trusted beside the usual ones. */
  readonly ca?: string | undefined;
}

/** Opens the registries of a run as this user reaches them: with the logins of Docker and Podman, by way of proxies. */
export function openNetwork({ env, ca, ...options }: NetworkOptions): Registries {
  const home = homedir();
  return openRegistries({ keyring: openKeyring({ env, home }), fetch: openTransport({ env, home, ca }), ...options });
}
