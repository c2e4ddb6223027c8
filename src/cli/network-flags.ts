/** How registries are reached, as commander hands it over; network.ts checks it. */
export interface RawNetwork {
  readonly mirror?: readonly string[];
  readonly insecureRegistry?: readonly string[];
  readonly ca?: string;
  readonly quiet?: boolean;
}

/** The flags for the help. */
export const NETWORK_FLAGS = [
  ['--mirror <host=url>', 'ask another registry for the digests of HOST (repeatable)', 'several'],
  ['--ca <file>', 'trust the certificate authorities in FILE (PEM) too, for registries and proxies'],
  ['--insecure-registry <host>', 'speak plain HTTP to HOST, which has no TLS (repeatable)', 'several'],
] as const satisfies readonly (readonly [flag: string, says: string, several?: 'several'])[];
