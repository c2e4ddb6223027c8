import { beforeAll, describe, expect, it } from 'vitest';
import { verifyImage } from '../../src/verify/verify.ts';
import {
  type BundleJson,
  bundle,
  byIdentity,
  byKey,
  dsseEntry,
  entryJson,
  IMAGE,
  published,
  putBundle,
} from './signing.ts';
import { base64, hash, pair, publicPem, type Sigstore, sigstore } from './sigstore.ts';

/** Bundles of the second generation of Rekor: no promise and no time of the log, a timestamp authority's instead. */

let from: Sigstore;
let other: Sigstore;
const key = pair();

beforeAll(async () => {
  [from, other] = await Promise.all([sigstore(), sigstore()]);
});

async function second(digest: string, stamper = from): Promise<BundleJson> {
  const json = await bundle(digest, key, { from });
  const material = json.verificationMaterial;
  const signature = Buffer.from(json.dsseEnvelope.signatures[0].sig, 'base64');
  const payload = Buffer.from(json.dsseEnvelope.payload, 'base64');
  const verifier = {
    x509Certificate: { rawBytes: material.certificate.rawBytes },
    keyDetails: 'PKIX_ECDSA_P256_SHA_256',
  };
  const entry = {
    ...{ apiVersion: '0.0.2', kind: 'dsse' },
    spec: {
      dsseV002: {
        payloadHash: { algorithm: 'SHA2_256', digest: base64(hash(payload)) },
        signatures: [{ content: base64(signature), verifier }],
      },
    },
  };
  const { inclusionPromise: _, ...logged } = entryJson(await from.log(entry), 'dsse');
  material.tlogEntries = [{ ...logged, integratedTime: '0', kindVersion: { kind: 'dsse', version: '0.0.2' } }];
  const signedTimestamp = base64(await stamper.timestamp(signature));
  material.timestampVerificationData = { rfc3161Timestamps: [{ signedTimestamp }] };
  return json;
}

async function verdict(spoil: (json: BundleJson) => unknown = () => {}, stamper?: Sigstore) {
  const { registry, digest } = published();
  const json = await second(digest, stamper);
  await spoil(json);
  putBundle(registry, digest, json);
  return verifyImage(IMAGE, digest, byIdentity, { registries: registry, trust: from.trust });
}

describe('a bundle of the second Rekor', () => {
  it('is accepted, with the time of the timestamp authority', async () => {
    expect(await verdict()).toMatchObject({ outcome: 'verified', loggedAt: expect.stringMatching(/^20\d\d-/) });
  });

  it.each<[what: string, reason: RegExp, spoil: (json: BundleJson) => unknown]>([
    [
      'no timestamp',
      /nothing that is trusted says when/,
      ({ verificationMaterial }) => {
        verificationMaterial.timestampVerificationData = {};
      },
    ],
    [
      "the log's own time in its place, which nobody signed",
      /nothing that is trusted says when/,
      ({ verificationMaterial }) => {
        verificationMaterial.timestampVerificationData = {};
        verificationMaterial.tlogEntries[0].integratedTime = String(Math.floor(Date.now() / 1000));
      },
    ],
    [
      'the timestamp of another signature',
      /nothing that is trusted says when/,
      async ({ verificationMaterial }) => {
        const signedTimestamp = base64(await from.timestamp(Buffer.from('another')));
        verificationMaterial.timestampVerificationData = { rfc3161Timestamps: [{ signedTimestamp }] };
      },
    ],
    [
      'a timestamp that cannot be read',
      /cannot be read/,
      ({ verificationMaterial }) => {
        verificationMaterial.timestampVerificationData = { rfc3161Timestamps: [{ signedTimestamp: 'AAAA' }] };
      },
    ],
    [
      'too many timestamps',
      /too many log entries/,
      ({ verificationMaterial }) => {
        const [timestamp] = verificationMaterial.timestampVerificationData.rfc3161Timestamps;
        verificationMaterial.timestampVerificationData.rfc3161Timestamps = Array(9).fill(timestamp);
      },
    ],
    [
      'no proof of the log',
      /cannot be read/,
      ({ verificationMaterial }) => {
        delete verificationMaterial.tlogEntries[0].inclusionProof;
      },
    ],
  ])('is refused with %s', async (_, reason, spoil) => {
    expect(await verdict(spoil)).toMatchObject({ outcome: 'failed', says: expect.stringMatching(reason) });
  });

  it('is refused with a timestamp of another authority', async () => {
    expect(await verdict(undefined, other)).toMatchObject({
      outcome: 'failed',
      says: expect.stringMatching(/nothing that is trusted/),
    });
  });
});

describe('a signature by key that is also in a log', () => {
  it('is accepted, with the time of the log', async () => {
    const { registry, digest } = published();
    const json = await bundle(digest, key);
    const payload = Buffer.from(json.dsseEnvelope.payload, 'base64');
    const signature = Buffer.from(json.dsseEnvelope.signatures[0].sig, 'base64');
    const entry = dsseEntry(payload, signature, Buffer.alloc(0));
    Object.assign(entry.spec.signatures[0] ?? {}, { verifier: base64(publicPem(key)) });
    json.verificationMaterial.tlogEntries = [entryJson(await from.log(entry), 'dsse')];
    putBundle(registry, digest, json);
    const policy = byKey(key);
    expect(await verifyImage(IMAGE, digest, policy, { registries: registry, trust: from.trust })).toMatchObject({
      ...{ outcome: 'verified', how: 'key', loggedAt: expect.stringMatching(/^20/), logIndex: expect.any(String) },
    });
  });
});
