import type { FlagRow } from './flag-table.ts';
import { NETWORK_FLAGS, type RawNetwork } from './network-flags.ts';

/** The flags of `verify`. */
export const VERIFY_FLAGS: readonly FlagRow[] = [
  ['--policy <name>', 'check as an image of this publisher: distroless, chainguard, docker-hardened …'],
  ['--key <file>', 'the public key that must have signed (repeatable: one of them)', 'several'],
  ['--identity <name>', 'who must have signed without a key: the name in the certificate, to the letter'],
  ['--issuer <url>', 'the service that vouched for that name'],
  ['--trusted-root <file>', 'a Sigstore trusted root in the place of the public one'],
  ...NETWORK_FLAGS,
  ['--json', 'for machines'],
];

/** The same as commander hands them over. */
export interface RawVerifyFlags extends RawNetwork {
  readonly policy?: string;
  readonly key?: readonly string[];
  readonly identity?: string;
  readonly issuer?: string;
  readonly trustedRoot?: string;
  readonly json?: boolean;
}
