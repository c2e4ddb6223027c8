import type { FlagRow } from './flag-table.ts';

/** The flags of every command that asks registries. */
export const NETWORK_FLAGS: readonly FlagRow[] = [
  ['--mirror <host=url>', 'ask another registry for the digests of HOST (repeatable)', 'several'],
  ['--ca <file>', 'trust the certificate authorities in FILE (PEM) too, for registries and proxies'],
  ['--insecure-registry <host>', 'speak plain HTTP to HOST, which has no TLS (repeatable)', 'several'],
];

/** The same as commander hands them over; network.ts checks them. */
export interface RawNetwork {
  readonly mirror?: readonly string[];
  readonly insecureRegistry?: readonly string[];
  readonly ca?: string;
  readonly quiet?: boolean;
}
