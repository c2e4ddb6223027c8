import { TrustedRoot } from '@sigstore/protobuf-specs';
import { type TrustMaterial, toTrustMaterial } from '@sigstore/verify';
import { UserError } from '../errors.ts';
import { jsonObject } from './json.ts';
import { TRUSTED_ROOT } from './trusted-root-data.ts';

/** The day on which the shipped trust root was last seen unchanged: it is that of @sigstore/tuf 5.0.1 (TUF root 16) too. */
export const TRUSTED_ROOT_DATE = '2026-11-05';

/** Whose certificates, logs and timestamps count. Keys come from the policy, so there are none in it. */
export type Trust = Omit<TrustMaterial, 'publicKey'>;

/** The public Sigstore instance. It needs no network, and so no one who could answer in its place. */
export function shippedTrust(): Trust {
  return trustOf(TRUSTED_ROOT, 'the shipped trust root');
}

/**
 * Reads a `trusted_root.json`, such as `cosign trusted-root create` writes.
 * @param name of the file, for errors
 * @throws UserError `bad-input` for anything else
 */
export function trustOf(text: string, name: string): Trust {
  const json = jsonObject(Buffer.from(text));
  const problem = (cause?: unknown) =>
    new UserError('bad-input', `${name} is not a Sigstore trusted root`, 'cosign trusted-root create writes one.', {
      cause,
    });
  if (json === undefined || !Array.isArray(json.certificateAuthorities) || !Array.isArray(json.tlogs)) throw problem();
  try {
    return toTrustMaterial(TrustedRoot.fromJSON(json));
  } catch (cause) {
    throw problem(cause);
  }
}
