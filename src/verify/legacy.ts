import { createHash, X509Certificate } from 'node:crypto';
import { type Bundle, bundleFromJSON } from '@sigstore/bundle';
import { type Json, stringAt, valueAt } from '../core/project.ts';
import { jsonObject } from './json.ts';
import type { SimpleSigning } from './signature.ts';

const SIGNATURE = 'dev.cosignproject.cosign/signature';
const CERTIFICATE = 'dev.sigstore.cosign/certificate';
const REKOR = 'dev.sigstore.cosign/bundle';
const TIMESTAMP = 'dev.sigstore.cosign/rfc3161timestamp';

/**
 * A simple signature in the shape that the library checks. The chain in its annotations is left out: what a certificate leads
 * to is for the trust root to say.
 * @returns undefined when its annotations are not what cosign writes
 */
export function bundleOfLegacy({ payload, annotations }: SimpleSigning): Bundle | undefined {
  try {
    const pem = annotations[CERTIFICATE];
    const certificate = pem === undefined ? undefined : new X509Certificate(pem).raw.toString('base64');
    return bundleFromJSON({
      mediaType: 'application/vnd.dev.sigstore.bundle+json;version=0.1',
      verificationMaterial: {
        ...(certificate === undefined
          ? { publicKey: { hint: '' } }
          : { x509CertificateChain: { certificates: [{ rawBytes: certificate }] } }),
        tlogEntries: REKOR in annotations ? [logEntry(annotations[REKOR] ?? '')] : [],
        timestampVerificationData: {
          rfc3161Timestamps: TIMESTAMP in annotations ? [timestamp(annotations[TIMESTAMP] ?? '')] : [],
        },
      },
      messageSignature: {
        messageDigest: { algorithm: 'SHA2_256', digest: createHash('sha256').update(payload).digest('base64') },
        signature: annotations[SIGNATURE] ?? '',
      },
    });
  } catch {
    return undefined;
  }
}

/** The answer of Rekor that cosign kept, as an entry of a bundle. */
function logEntry(text: string): Json {
  const kept = jsonObject(Buffer.from(text));
  const body = stringAt(kept, 'Payload', 'body') ?? '';
  const entry = jsonObject(Buffer.from(body, 'base64'));
  return {
    logIndex: String(valueAt(kept, 'Payload', 'logIndex')),
    logId: { keyId: Buffer.from(stringAt(kept, 'Payload', 'logID') ?? '', 'hex').toString('base64') },
    kindVersion: { kind: stringAt(entry, 'kind') ?? '', version: stringAt(entry, 'apiVersion') ?? '' },
    integratedTime: String(valueAt(kept, 'Payload', 'integratedTime')),
    inclusionPromise: { signedEntryTimestamp: stringAt(kept, 'SignedEntryTimestamp') ?? '' },
    canonicalizedBody: body,
  };
}

function timestamp(text: string): Json {
  return { signedTimestamp: stringAt(jsonObject(Buffer.from(text)), 'SignedRFC3161Timestamp') ?? '' };
}
