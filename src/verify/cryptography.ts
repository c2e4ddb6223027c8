import { type KeyObject, X509Certificate } from 'node:crypto';
import type { Bundle } from '@sigstore/bundle';
import { type SignedEntity, toSignedEntity, VerificationError, Verifier } from '@sigstore/verify';
import type { Extension } from './certificate.ts';
import { entryProblem } from './log-entry.ts';
import type { Refusal } from './signature.ts';
import type { Trust } from './trust.ts';

/** For certificates the library's own, one of each: without a time nothing says that a certificate was valid when it signed. */
const WITH_CERTIFICATE = { tlogThreshold: 1, timestampThreshold: 1, ctlogThreshold: 1 };
/** A key needs no time. What a log or a timestamp authority says is checked all the same where it is there. */
const WITH_KEY = { tlogThreshold: 0, timestampThreshold: 0, ctlogThreshold: 0 };

/** So many log entries and timestamps at most: each costs time, and one of each is all that is needed. */
const MOST_WITNESSES = 8;

const WORDS: Readonly<Record<string, string>> = {
  CERTIFICATE_ERROR: 'its certificate does not lead to the trust root, or was not valid when it signed',
  SIGNATURE_ERROR: 'it does not fit the key and what was signed',
  TIMESTAMP_ERROR: 'nothing that is trusted says when it was made',
  TLOG_BODY_ERROR: 'its log entry is about something else',
  TLOG_ERROR: 'it is in no transparency log',
  TLOG_INCLUSION_PROMISE_ERROR: 'its log entry is not signed by a trusted log',
  TLOG_INCLUSION_PROOF_ERROR: 'the proof that it is in the log is wrong',
  TLOG_MISSING_INCLUSION_ERROR: 'nothing proves that it is in the log',
};

/** What a bundle proves once its cryptography holds. */
export interface Checked {
  /** Of the certificate; empty for a key. */
  readonly extensions: readonly Extension[];
  readonly loggedAt: string | null;
  readonly logIndex: string | null;
}

/**
 * The library's check, after ours of what it takes on trust. It throws for nothing that stands in the bundle.
 * @param artifact what was signed, where the bundle does not hold it
 * @param key the expected key; null where a certificate of the bundle has to name the signer
 */
export function checkCryptography(
  bundle: Bundle,
  artifact: Buffer | undefined,
  trust: Trust,
  key: KeyObject | null,
): Checked | Refusal {
  const { tlogEntries, timestampVerificationData } = bundle.verificationMaterial;
  const timestamps = timestampVerificationData?.rfc3161Timestamps ?? [];
  if (Math.max(tlogEntries.length, timestamps.length) > MOST_WITNESSES)
    return { refused: 'it has too many log entries' };
  try {
    const signingKey = key ?? certificateOf(bundle).publicKey;
    for (const entry of tlogEntries) {
      const problem = entryProblem(entry, signingKey);
      if (problem !== undefined) return { refused: problem };
    }
    const entity = toSignedEntity(bundle, artifact);
    const publicKey = () => ({ publicKey: signingKey, validFor: () => true });
    const signer = new Verifier({ ...trust, publicKey }, key === null ? WITH_CERTIFICATE : WITH_KEY).verify(entity);
    const extensions = (signer.identity?.oids ?? []).map(({ oid, value }) => ({ oid: oid?.id.join('.') ?? '', value }));
    return { extensions, loggedAt: timeOf(entity), logIndex: tlogEntries[0]?.logIndex ?? null };
  } catch (error) {
    return { refused: (error instanceof VerificationError && WORDS[String(error.code)]) || 'it cannot be read' };
  }
}

function certificateOf({ verificationMaterial: { content } }: Bundle): X509Certificate {
  switch (content.$case) {
    case 'certificate':
      return new X509Certificate(content.certificate.rawBytes);
    case 'x509CertificateChain':
      return new X509Certificate(content.x509CertificateChain.certificates[0]?.rawBytes ?? '');
    case 'publicKey':
      throw new Error('it has no certificate');
  }
}

/** The time that the check went by: a log's only where the log signed it. */
function timeOf({ timestamps }: SignedEntity): string | null {
  for (const time of timestamps) {
    if (time.$case === 'timestamp-authority') return time.timestamp.signingTime.toISOString();
    if (time.tlogEntry.inclusionPromise) return new Date(Number(time.tlogEntry.integratedTime) * 1000).toISOString();
  }
  return null;
}
