import { type Bundle, bundleFromJSON } from '@sigstore/bundle';
import { subjectOf } from './certificate.ts';
import { checkCryptography } from './cryptography.ts';
import { jsonObject } from './json.ts';
import { readKey } from './keys.ts';
import { bundleOfLegacy } from './legacy.ts';
import type { ExpectedSigner } from './policies.ts';
import type { Proof, Refusal, Signature } from './signature.ts';
import { keyName, signerName, signerProblem } from './signer.ts';
import { payloadProblem } from './simple-signing.ts';
import { statementProblem } from './statement.ts';
import type { Trust } from './trust.ts';

type Keyless = Exclude<ExpectedSigner, { kind: 'key' }>;
type WithKeys = Extract<ExpectedSigner, { kind: 'key' }>;

/**
 * Checks one signature from end to end: that it is for this digest, that the cryptography holds, and that it is by the
 * expected signer. Whatever it is made of, what cannot be read is refused.
 */
export function checkSignature(
  signature: Signature,
  digest: string,
  expected: ExpectedSigner,
  trust: Trust,
): Proof | Refusal {
  const bundle = signature.form === 'bundle' ? readBundle(signature.bytes) : bundleOfLegacy(signature);
  if (bundle === undefined) return { refused: 'it cannot be read' };
  const problem = contentProblem(signature, bundle, digest);
  if (problem !== undefined) return { refused: problem };
  return expected.kind === 'key'
    ? checkWithKeys(signature, bundle, expected, trust)
    : checkKeyless(signature, bundle, expected, trust);
}

function checkKeyless(signature: Signature, bundle: Bundle, expected: Keyless, trust: Trust): Proof | Refusal {
  if (isByKey(bundle)) return { refused: 'it is by a key, not by the expected identity' };
  const checked = checkCryptography(bundle, artifactOf(signature), trust, null);
  if ('refused' in checked) return checked;
  const { extensions, ...times } = checked;
  const problem = signerProblem(subjectOf(extensions), expected);
  if (problem !== undefined) return { refused: problem };
  return { signer: signerName(expected), how: 'keyless', where: signature.where, ...times };
}

function checkWithKeys(signature: Signature, bundle: Bundle, expected: WithKeys, trust: Trust): Proof | Refusal {
  if (!isByKey(bundle)) return { refused: 'it is by a certificate, not by the expected key' };
  let refusal: Refusal = { refused: 'no key is expected' };
  for (const each of expected.keys) {
    const { key, fingerprint } = readKey(each);
    const checked = checkCryptography(bundle, artifactOf(signature), trust, key);
    if (!('refused' in checked)) {
      const { loggedAt, logIndex } = checked;
      return { signer: keyName(fingerprint), how: 'key', where: signature.where, loggedAt, logIndex };
    }
    refusal = checked;
  }
  return refusal;
}

function isByKey({ verificationMaterial }: Bundle): boolean {
  return verificationMaterial.content.$case === 'publicKey';
}

function artifactOf(signature: Signature): Buffer | undefined {
  return signature.form === 'simple-signing' ? signature.payload : undefined;
}

function readBundle(bytes: Buffer): Bundle | undefined {
  try {
    return bundleFromJSON(jsonObject(bytes));
  } catch {
    return undefined;
  }
}

/** What it signs must say that it is for this digest: the payload in the older form, the statement in the newer. */
function contentProblem(signature: Signature, { content }: Bundle, digest: string): string | undefined {
  if (signature.form === 'simple-signing') return payloadProblem(signature.payload, digest);
  if (content.$case !== 'dsseEnvelope') return 'it holds no statement';
  return statementProblem(content.dsseEnvelope.payloadType, content.dsseEnvelope.payload, digest);
}
