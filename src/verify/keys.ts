import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { UserError } from '../errors.ts';
import type { ExpectedSigner, PublicKey } from './policies.ts';
import { keyName, signerName } from './signer.ts';

export interface ReadKey {
  readonly key: KeyObject;
  /** SHA-256 of its DER form, in hexadecimal. */
  readonly fingerprint: string;
}

/**
 * Reads a public key from its PEM text.
 * @throws UserError `bad-input` that names it; also for a private key, which has no place in a policy
 */
export function readKey({ name, pem }: PublicKey): ReadKey {
  if (/PRIVATE KEY/.test(pem)) {
    throw new UserError('bad-input', `${name} is a private key`, 'Name the public one: cosign.pub.');
  }
  try {
    const key = createPublicKey(pem);
    return { key, fingerprint: fingerprintOf(key) };
  } catch (cause) {
    throw new UserError('bad-input', `${name} is not a public key in PEM form`, undefined, { cause });
  }
}

/** SHA-256 of a key's DER form, in hexadecimal. */
function fingerprintOf(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ format: 'der', type: 'spki' }))
    .digest('hex');
}

/** The names of all signers that would do (`Proof.signer`). */
export function expectedSigners(expected: ExpectedSigner): string[] {
  if (expected.kind !== 'key') return [signerName(expected)];
  return expected.keys.map((each) => keyName(readKey(each).fingerprint));
}
