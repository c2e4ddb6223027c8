import { beforeAll, describe, expect, it } from 'vitest';
import type { Policy } from '../../src/verify/policies.ts';
import type { Trust } from '../../src/verify/trust.ts';
import { verifyImage } from '../../src/verify/verify.ts';
import { BUNDLE, type MemoryRegistry, SIMPLE_SIGNING } from './registry.ts';
import {
  type BundleJson,
  bundle,
  byIdentity,
  byKey,
  dsseEntry,
  entryJson,
  hashedRekord,
  IMAGE,
  layer,
  PUBLISHER,
  payloadFor,
  policy,
  published,
  putBundle,
  putReferrer,
  putTag,
  rekorAnnotation,
  type Simple,
  simple,
} from './signing.ts';
import { base64, certificatePem, pair, type Sigstore, signed, sigstore } from './sigstore.ts';

/** Two Sigstores that look the same from outside; only the first is trusted. `uncertified` has its certificates in no log. */
let from: Sigstore;
let other: Sigstore;
let uncertified: Sigstore;
const key = pair();
const MINUTE = 60_000;

beforeAll(async () => {
  [from, other, uncertified] = await Promise.all([sigstore(), sigstore(), sigstore(false)]);
});

const OTHER_DIGEST = `sha256:${'0'.repeat(64)}`;
const SIGNATURE = 'dev.cosignproject.cosign/signature';
const CERTIFICATE = 'dev.sigstore.cosign/certificate';
const REKOR = 'dev.sigstore.cosign/bundle';

async function expectRefused(registry: MemoryRegistry, digest: string, reason: RegExp, by = byIdentity, trust?: Trust) {
  const desk = { registries: registry, trust: trust ?? from.trust };
  const verdict = await verifyImage(IMAGE, digest, by, desk);
  expect(verdict).toMatchObject({ outcome: 'failed', unsigned: false, says: expect.stringMatching(reason) });
}

const rekor = (made: Simple) => JSON.parse(made.annotations[REKOR] ?? '');
const withRekor = (made: Simple, change: (kept: BundleJson) => void) => {
  const kept = rekor(made);
  change(kept);
  made.annotations[REKOR] = JSON.stringify(kept);
};
const flip = (text: string, at = 12) => {
  const bytes = Buffer.from(text, 'base64');
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return bytes.toString('base64');
};

describe('a simple signature without a key of its own', () => {
  type Row = [what: string, reason: RegExp, spoil: (made: Simple, digest: string) => void | Promise<void>];
  it.each<Row>([
    [
      'signature',
      /its log entry is about something else|does not fit/,
      ({ annotations }) => {
        annotations[SIGNATURE] = flip(annotations[SIGNATURE] ?? '', 20);
      },
    ],
    [
      'payload, for another image',
      /it is for another image/,
      (made) => {
        made.payload = payloadFor(OTHER_DIGEST);
      },
    ],
    [
      'payload, with something added',
      /its log entry is about something else/,
      (made) => {
        made.payload = Buffer.from(made.payload.toString().replace('"optional":null', '"optional":{"a":1}'));
      },
    ],
    [
      'payload, of another type',
      /not that of an image signature/,
      (made, digest) => {
        made.payload = payloadFor(digest, 'cosign container image attestation');
      },
    ],
    [
      'payload, no JSON',
      /its payload is not JSON/,
      (made) => {
        made.payload = Buffer.from('{');
      },
    ],
    ['time, moved', /not signed by a trusted log/, (made) => withRekor(made, (kept) => kept.Payload.integratedTime++)],
    ['log index', /not signed by a trusted log/, (made) => withRekor(made, (kept) => kept.Payload.logIndex++)],
    [
      'promise of the log',
      /not signed by a trusted log/,
      (made) =>
        withRekor(made, (kept) => {
          kept.SignedEntryTimestamp = flip(kept.SignedEntryTimestamp, 40);
        }),
    ],
    [
      'log',
      /not signed by a trusted log/,
      async (made) => {
        const logged = await other.log(JSON.parse(Buffer.from(rekor(made).Payload.body, 'base64').toString()));
        made.annotations[REKOR] = rekorAnnotation(logged);
      },
    ],
    [
      'log entry, left away',
      /nothing that is trusted says when/,
      ({ annotations }) => {
        delete annotations[REKOR];
      },
    ],
    [
      'log entry, of another signature',
      /log entry is about/,
      async (made) => {
        made.annotations[REKOR] = (await simple(OTHER_DIGEST, key, { from })).annotations[REKOR] ?? '';
      },
    ],
    [
      'log entry, about another key that fits',
      /its log entry is about another key/,
      async (made) => {
        const signature = Buffer.from(made.annotations[SIGNATURE] ?? '', 'base64');
        const pem = certificatePem(await from.certificate(pair(), PUBLISHER));
        made.annotations[REKOR] = rekorAnnotation(await from.log(hashedRekord(made.payload, signature, pem)));
      },
    ],
    [
      'log entry, of an unknown kind',
      /of a kind that is not understood/,
      async (made) => {
        made.annotations[REKOR] = rekorAnnotation(await from.log({ kind: 'alpine', apiVersion: '0.0.1', spec: {} }));
      },
    ],
    [
      'log entry, no JSON',
      /cannot be read|not understood/,
      (made) => {
        made.annotations[REKOR] = '{';
      },
    ],
    [
      'certificate, of another authority',
      /does not lead to the trust root/,
      async (made, digest) => Object.assign(made, await simple(digest, key, { from: other })),
    ],
    [
      'certificate, by another authority but logged by the trusted one',
      /does not lead to the trust root/,
      async (made, digest) => {
        const signature = signed(made.payload, key);
        const pem = certificatePem(await other.certificate(key, PUBLISHER));
        made.annotations = {
          [SIGNATURE]: base64(signature),
          [CERTIFICATE]: pem,
          [REKOR]: rekorAnnotation(await from.log(hashedRekord(payloadFor(digest), signature, pem))),
        };
      },
    ],
    [
      'certificate, of another key',
      /log entry is about another key/,
      async ({ annotations }) => {
        annotations[CERTIFICATE] = certificatePem(await from.certificate(pair(), PUBLISHER));
      },
    ],
    [
      'certificate, cut short',
      /cannot be read/,
      ({ annotations }) => {
        annotations[CERTIFICATE] = annotations[CERTIFICATE]?.replace(/.{40}\n-----END/, '\n-----END') ?? '';
      },
    ],
    [
      'certificate, left away',
      /it is by a key, not by the expected identity/,
      ({ annotations }) => {
        delete annotations[CERTIFICATE];
      },
    ],
    [
      'certificate, over when it signed',
      /was not valid when it signed/,
      async (made, digest) => Object.assign(made, await simple(digest, key, { from, later: 11 * MINUTE })),
    ],
    [
      'certificate, not valid yet when it signed',
      /was not valid when it signed/,
      async (made, digest) => Object.assign(made, await simple(digest, key, { from, later: -MINUTE })),
    ],
  ])('is refused for its %s', async (_, reason, spoil) => {
    const { registry, digest } = published();
    const made = await simple(digest, key, { from });
    await spoil(made, digest);
    putTag(registry, digest, made);
    await expectRefused(registry, digest, reason);
  });

  it('is refused when no log has its certificate', async () => {
    const { registry, digest } = published();
    putTag(registry, digest, await simple(digest, key, { from: uncertified }));
    await expectRefused(registry, digest, /does not lead to the trust root/, byIdentity, uncertified.trust);
  });
});

describe('an identity that only looks like the expected one', () => {
  const { identity, issuer } = PUBLISHER;
  it.each([
    ['with something before it', { identity: `https://evil.test/?${identity}`, issuer }],
    ['with something after it', { identity: `${identity}-evil`, issuer }],
    ['a part of it', { identity: identity.replace('@refs/heads/main', ''), issuer }],
    ['as a pattern would match it', { identity: identity.replaceAll('.', 'x'), issuer }],
    ['on another branch', { identity: identity.replace('main', 'evil'), issuer }],
    ['in another case', { identity: identity.toUpperCase(), issuer }],
    ['by another issuer', { identity, issuer: 'https://accounts.google.com' }],
    ['by an issuer with something after it', { identity, issuer: `${issuer}.evil.test` }],
    ['by an issuer that is the same in seven bits', { identity, issuer: issuer.replace('h', 'è') }],
    ['with a line break', { identity: `${identity}\n`, issuer }],
    ['with a zero', { identity: `${identity}\u0000.evil.test`, issuer }],
  ])('is refused %s', async (_, subject) => {
    const { registry, digest } = published();
    putTag(registry, digest, await simple(digest, key, { from, subject }));
    putBundle(registry, digest, await bundle(digest, key, { from, subject }));
    await expectRefused(registry, digest, /it is by|does not name exactly one signer/);
  });

  it('is refused where the policy is a pattern that would match it', async () => {
    const { registry, digest } = published();
    putTag(registry, digest, await simple(digest, key, { from }));
    await expectRefused(registry, digest, /it is by/, policy({ kind: 'identity', identity: 'https://.*', issuer }));
    await expectRefused(registry, digest, /it is by/, policy({ kind: 'identity', identity: '', issuer }));
  });
});

describe('a bundle without a key of its own', () => {
  type Row = [what: string, reason: RegExp, spoil: (json: BundleJson, digest: string) => unknown];
  const envelope = (json: BundleJson) => json.dsseEnvelope;
  const entry = (json: BundleJson) => json.verificationMaterial.tlogEntries[0];
  const fresh = async (json: BundleJson, digest: string, ...rest: [object?, object?]) => {
    const [keyless, statement] = rest;
    Object.assign(json, await bundle(digest, key, { from, ...keyless }, statement));
  };
  it.each<Row>([
    [
      'signature',
      /log entry is about something else|does not fit/,
      (json) => {
        envelope(json).signatures[0].sig = flip(envelope(json).signatures[0].sig, 20);
      },
    ],
    [
      'second signature',
      /cannot be read/,
      (json) => envelope(json).signatures.push({ sig: envelope(json).signatures[0].sig }),
    ],
    [
      'statement, for another image',
      /it is for another image/,
      async (json) => {
        envelope(json).payload = envelope(await bundle(OTHER_DIGEST, key, { from })).payload;
      },
    ],
    [
      'statement, with something added',
      /log entry is about something else/,
      (json) => {
        const text = Buffer.from(envelope(json).payload, 'base64').toString();
        envelope(json).payload = base64(text.replace('"predicate":{}', '"predicate":{"a":1}'));
      },
    ],
    ['statement, of another kind', /of an unknown kind/, (json, digest) => fresh(json, digest, {}, { type: 'x' })],
    [
      'statement, an SBOM',
      /a statement about the image, not a signature/,
      (json, digest) => fresh(json, digest, {}, { predicateType: 'https://spdx.dev/Document' }),
    ],
    [
      'type of what is signed',
      /not an in-toto statement/,
      (json, digest) => fresh(json, digest, {}, { payloadType: 'application/json' }),
    ],
    [
      'type of what is signed, changed afterwards',
      /not an in-toto statement/,
      (json) => {
        envelope(json).payloadType = 'application/json';
      },
    ],
    [
      'media type',
      /cannot be read/,
      (json) => {
        json.mediaType = 'application/json';
      },
    ],
    [
      'content, left away',
      /cannot be read/,
      (json) => {
        delete json.dsseEnvelope;
      },
    ],
    [
      'content, a bare signature',
      /it holds no statement/,
      (json) => {
        delete json.dsseEnvelope;
        json.messageSignature = { messageDigest: { algorithm: 'SHA2_256', digest: 'AAAA' }, signature: 'AAAA' };
      },
    ],
    [
      'log entries, left away',
      /nothing that is trusted says when/,
      (json) => {
        json.verificationMaterial.tlogEntries = [];
      },
    ],
    [
      'log entries, too many',
      /too many log entries/,
      (json) => {
        json.verificationMaterial.tlogEntries = Array.from({ length: 9 }, () => entry(json));
      },
    ],
    [
      'time, moved',
      /not signed by a trusted log/,
      (json) => {
        entry(json).integratedTime = String(Number(entry(json).integratedTime) + 1);
      },
    ],
    [
      'promise of the log',
      /not signed by a trusted log/,
      (json) => {
        const promise = entry(json).inclusionPromise;
        promise.signedEntryTimestamp = flip(promise.signedEntryTimestamp, 40);
      },
    ],
    [
      'promise of the log, left away: its time is not proven',
      /nothing that is trusted says when/,
      (json) => {
        delete entry(json).inclusionPromise;
      },
    ],
    [
      'proof of the log, left away',
      /cannot be read/,
      (json) => {
        delete entry(json).inclusionProof;
      },
    ],
    [
      'proof of the log, with another hash',
      /the proof that it is in the log is wrong/,
      (json) => {
        entry(json).inclusionProof.hashes = [base64(Buffer.alloc(32))];
      },
    ],
    [
      'proof of the log, with another root',
      /the proof that it is in the log is wrong/,
      (json) => {
        const { checkpoint } = entry(json).inclusionProof;
        const lines = checkpoint.envelope.split('\n');
        checkpoint.envelope = [...lines.slice(0, 2), base64(Buffer.alloc(32)), ...lines.slice(3)].join('\n');
      },
    ],
    [
      'proof of the log, of another log',
      /the proof that it is in the log is wrong/,
      async (json) => {
        const body = JSON.parse(Buffer.from(entry(json).canonicalizedBody, 'base64').toString());
        entry(json).inclusionProof = entryJson(await other.log(body), 'dsse').inclusionProof;
      },
    ],
    [
      'checkpoint, whose name is a pattern made to take years',
      /its log checkpoint is malformed/,
      (json) => {
        const { checkpoint } = entry(json).inclusionProof;
        checkpoint.envelope = checkpoint.envelope.replace('\u2014 rekor.test', '\u2014 ((.+)+)+((.+)+)+!');
      },
    ],
    [
      'body of the log entry',
      /log entry is/,
      async (json) => {
        entry(json).canonicalizedBody = entry(await bundle(OTHER_DIGEST, key, { from })).canonicalizedBody;
      },
    ],
    [
      'kind of the log entry',
      /of a kind that is not understood/,
      (json) => {
        entry(json).kindVersion.version = '0.0.9';
      },
    ],
    [
      'log entry, about another key',
      /about another key/,
      async (json) => {
        const payload = Buffer.from(envelope(json).payload, 'base64');
        const signature = Buffer.from(envelope(json).signatures[0].sig, 'base64');
        const logged = await from.log(dsseEntry(payload, signature, await from.certificate(pair(), PUBLISHER)));
        json.verificationMaterial.tlogEntries = [entryJson(logged, 'dsse')];
      },
    ],
    [
      'certificate, of another authority',
      /does not lead to the trust root/,
      (json, digest) => fresh(json, digest, { from: other }),
    ],
    [
      'certificate, over when it signed',
      /was not valid when it signed/,
      (json, digest) => fresh(json, digest, { later: 11 * MINUTE }),
    ],
    [
      'certificate, exchanged for a key',
      /it is by a key/,
      (json) => {
        json.verificationMaterial = { publicKey: { hint: 'x' } };
      },
    ],
  ])('is refused for its %s', async (_, reason, spoil) => {
    const { registry, digest } = published();
    const json = await bundle(digest, key, { from });
    await spoil(json, digest);
    putBundle(registry, digest, json);
    await expectRefused(registry, digest, reason);
  });
});

describe('a signature by key', () => {
  const rows: readonly [string, Policy, RegExp][] = [
    ['another key', byKey(pair()), /does not fit/],
    ['no key at all', byKey(), /no key is expected/],
    ['an identity', byIdentity, /it is by a key/],
  ];
  it.each(rows)('is refused where the policy wants %s', async (_, by, reason) => {
    const { registry, digest } = published();
    putTag(registry, digest, await simple(digest, key));
    putBundle(registry, digest, await bundle(digest, key));
    await expectRefused(registry, digest, reason, by);
  });

  it('is refused where a certificate stands in its place, though it is for the same key', async () => {
    const { registry, digest } = published();
    putTag(registry, digest, await simple(digest, key, { from }));
    await expectRefused(registry, digest, /it is by a certificate/, byKey(key));
  });

  it('is refused for what it says of a log when that is wrong, though it needs none', async () => {
    const { registry, digest } = published();
    const made = await simple(digest, key);
    const signature = Buffer.from(made.annotations[SIGNATURE] ?? '', 'base64');
    const pem = key.publicKey.export({ format: 'pem', type: 'spki' }).toString();
    made.annotations[REKOR] = rekorAnnotation(await other.log(hashedRekord(made.payload, signature, pem)));
    putTag(registry, digest, made);
    await expectRefused(registry, digest, /not signed by a trusted log/, byKey(key));
  });
});

describe('what a registry answers', () => {
  type Row = [what: string, reason: RegExp, spoil: (registry: MemoryRegistry, digest: string) => Promise<void> | void];
  const good = async (digest: string) => Buffer.from(JSON.stringify(await bundle(digest, key)));
  it.each<Row>([
    [
      'the signature of another image, replayed',
      /it is for another image/,
      async (registry, digest) => {
        putTag(registry, digest, await simple(OTHER_DIGEST, key));
        putBundle(registry, digest, await bundle(OTHER_DIGEST, key));
      },
    ],
    [
      'a manifest that refers to another image',
      /it refers to another image/,
      async (registry, digest) => {
        putReferrer(registry, digest, [layer(registry, await good(digest), BUNDLE)], BUNDLE, OTHER_DIGEST);
      },
    ],
    [
      'a blob other than the listed one',
      /it is not the one that is listed/,
      async (registry, digest) => {
        const listed = layer(registry, Buffer.from('{}'), BUNDLE);
        registry.blobs.set(listed.digest, await good(digest));
        putReferrer(registry, digest, [listed]);
      },
    ],
    [
      'a manifest other than the listed one',
      /it is not the one that is listed/,
      async (registry, digest) => {
        const own = putReferrer(registry, digest, [layer(registry, await good(digest), BUNDLE)]);
        const stored = registry.manifests.get(own);
        if (stored) registry.manifests.set(own, { ...stored, body: Buffer.concat([stored.body, Buffer.from(' ')]) });
      },
    ],
    [
      'a blob that is not there',
      /it is listed but not there/,
      async (registry, digest) => {
        const listed = layer(registry, await good(digest), BUNDLE);
        registry.blobs.clear();
        putReferrer(registry, digest, [listed]);
      },
    ],
    [
      'a manifest that is not there',
      /it is listed but not there/,
      async (registry, digest) => {
        registry.manifests.delete(putReferrer(registry, digest, [layer(registry, await good(digest), BUNDLE)]));
      },
    ],
    [
      'half a bundle',
      /cannot be read/,
      async (registry, digest) => {
        const bytes = await good(digest);
        putReferrer(registry, digest, [layer(registry, bytes.subarray(0, bytes.length / 2), BUNDLE)]);
      },
    ],
    [
      'a layer of another media type',
      /of a kind that is not understood/,
      async (registry, digest) => {
        putReferrer(registry, digest, [layer(registry, await good(digest), 'application/json')], BUNDLE);
      },
    ],
    [
      'a bundle as a simple signature',
      /cannot be read/,
      async (registry, digest) => {
        putReferrer(registry, digest, [layer(registry, await good(digest), SIMPLE_SIGNING)]);
      },
    ],
    [
      'a signature that says it is too large',
      /larger than 1 MiB/,
      async (registry, digest) => {
        putReferrer(registry, digest, [{ ...layer(registry, await good(digest), BUNDLE), size: 1024 * 1024 + 1 }]);
      },
    ],
    [
      'a signature that is too large',
      /larger than 1 MiB/,
      async (registry, digest) => {
        const bytes = Buffer.concat([await good(digest), Buffer.alloc(1024 * 1024, ' ')]);
        putReferrer(registry, digest, [{ ...layer(registry, bytes, BUNDLE), size: 100 }]);
      },
    ],
    [
      'a manifest of signatures that is none',
      /its manifest cannot be read/,
      (registry, digest) => {
        registry.put({ layers: 1 }, `${digest.replace(':', '-')}.sig`);
      },
    ],
    [
      'a digest that is a path',
      /its manifest cannot be read/,
      async (registry, digest) => {
        const listed = layer(registry, await good(digest), BUNDLE);
        putReferrer(registry, digest, [{ ...listed, digest: '../../../etc/passwd' }]);
      },
    ],
    [
      'too many signatures before the right one',
      /there are more than 50/,
      async (registry, digest) => {
        const wrong = await simple(digest, pair());
        putTag(registry, digest, ...Array.from({ length: 50 }, () => wrong), await simple(digest, key));
      },
    ],
  ])('%s', async (_, reason, spoil) => {
    const { registry, digest } = published();
    await spoil(registry, digest);
    await expectRefused(registry, digest, reason, byKey(key));
  });
});
