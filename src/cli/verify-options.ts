import { UserError } from '../errors.ts';
import { type ExpectedSigner, POLICY_IDS, type Policy, shippedPolicy } from '../verify/policies.ts';
import { oneOf } from './flag-values.ts';
import { type Network, readNetwork } from './network.ts';
import type { RawVerifyFlags } from './verify-flags.ts';

/** The flags of `verify`, checked. */
export interface VerifyOptions {
  /** The policy that the flags ask for, for every image; undefined where each image's own holds. */
  readonly policy: Policy | undefined;
  /** The path of a `trusted_root.json`, or undefined for the shipped one. */
  readonly trustedRoot: string | undefined;
  readonly network: Network;
  readonly json: boolean;
}

/**
 * Checks the flags of `verify`.
 * @param readFile the text of a file anywhere on this machine, for --key
 * @throws UserError `usage` that names the flag and what it takes
 */
export function verifyOptions(
  raw: RawVerifyFlags,
  env: NodeJS.ProcessEnv,
  readFile: (path: string) => string,
): VerifyOptions {
  return {
    policy: policyOf(raw, readFile),
    trustedRoot: raw.trustedRoot,
    network: readNetwork(raw, env),
    json: raw.json === true,
  };
}

function policyOf({ policy, key, identity, issuer }: RawVerifyFlags, readFile: (path: string) => string) {
  const ways = [policy, key, identity ?? issuer].filter((way) => way !== undefined);
  if (ways.length > 1) throw new UserError('usage', '--policy, --key and --identity exclude each other');
  if (policy !== undefined) return shippedPolicy(oneOf('--policy', policy, POLICY_IDS));
  if (key !== undefined) {
    return own({ kind: 'key', keys: key.map((path) => ({ name: path, pem: readFile(path) })) }, 'the key of --key');
  }
  if ((identity === undefined) !== (issuer === undefined)) {
    const hint = 'Who signs is an identity and the service that vouches for it: both are compared to the letter.';
    throw new UserError('usage', '--identity and --issuer go together', hint);
  }
  if (identity === undefined || issuer === undefined) return undefined;
  return own({ kind: 'identity', identity, issuer }, 'the identity of --identity');
}

function own(signer: ExpectedSigner, publisher: string): Policy {
  return { id: 'flags', prefix: '', publisher, level: 'require', origin: 'own', signer, first: 'referrers' };
}
