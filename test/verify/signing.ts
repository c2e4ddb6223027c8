import type { KeyPairKeyObjectResult } from 'node:crypto';
import type { Descriptor } from '../../src/images/content.ts';
import type { Policy } from '../../src/verify/policies.ts';
import {
  BUNDLE,
  COSIGN,
  IMAGE,
  INDEX,
  MANIFEST,
  type MemoryRegistry,
  memoryRegistry,
  SIMPLE_SIGNING,
} from './registry.ts';
import {
  base64,
  certificatePem,
  hash,
  type Logged,
  publicPem,
  type Sigstore,
  type Subject,
  signed,
} from './sigstore.ts';

export const PUBLISHER: Subject = {
  identity: 'https://github.com/team/app/.github/workflows/release.yaml@refs/heads/main',
  issuer: 'https://token.actions.githubusercontent.com',
};

export const policy = (signer: Policy['signer'], level: Policy['level'] = 'require'): Policy => ({
  ...{ id: 'team', prefix: 'registry.test/team', publisher: 'the team', level, origin: 'own', signer, first: 'tag' },
});
export const byIdentity = policy({ kind: 'identity', ...PUBLISHER });
export const byKey = (...keys: readonly KeyPairKeyObjectResult[]) =>
  policy({ kind: 'key', keys: keys.map((key, index) => ({ name: `key ${index}`, pem: publicPem(key) })) });

/** An image in a registry of its own, not signed. */
export function published(): { readonly registry: MemoryRegistry; readonly digest: string } {
  const registry = memoryRegistry();
  const digest = registry.put({ schemaVersion: 2, mediaType: INDEX, manifests: [], for: Math.random() }, '1');
  return { registry, digest };
}

/** Everything that a simple signature is made of, before it is put together: what a row of the matrix may spoil. */
export interface Simple {
  payload: Buffer;
  annotations: Record<string, string>;
}

export const payloadFor = (digest: string, type = 'cosign container image signature') =>
  Buffer.from(
    JSON.stringify({
      critical: { identity: { 'docker-reference': '' }, image: { 'docker-manifest-digest': digest }, type },
      optional: null,
    }),
  );

/** Signs as `cosign sign` did up to version 2: with a key alone, or without one by certificate and log. */
export async function simple(
  digest: string,
  key: KeyPairKeyObjectResult,
  keyless?: { readonly from: Sigstore; readonly subject?: Subject; readonly later?: number },
  payload = payloadFor(digest),
): Promise<Simple> {
  const signature = signed(payload, key);
  const annotations: Record<string, string> = { 'dev.cosignproject.cosign/signature': base64(signature) };
  if (keyless) {
    const pem = certificatePem(await keyless.from.certificate(key, keyless.subject ?? PUBLISHER));
    annotations['dev.sigstore.cosign/certificate'] = pem;
    const logged = await keyless.from.log(hashedRekord(payload, signature, pem), keyless.later);
    annotations['dev.sigstore.cosign/bundle'] = rekorAnnotation(logged);
  }
  return { payload, annotations };
}

export const hashedRekord = (payload: Buffer, signature: Buffer, pem: string) => ({
  ...{ apiVersion: '0.0.1', kind: 'hashedrekord' },
  spec: {
    data: { hash: { algorithm: 'sha256', value: hash(payload).toString('hex') } },
    signature: { content: base64(signature), publicKey: { content: base64(pem) } },
  },
});

export const rekorAnnotation = ({ body, integratedTime, logIndex, logID, verification }: Logged) =>
  JSON.stringify({
    SignedEntryTimestamp: verification.signedEntryTimestamp,
    Payload: { body, integratedTime, logIndex, logID },
  });

/** A layer of a signature's manifest. */
export function layer(registry: MemoryRegistry, bytes: Buffer, mediaType: string, annotations = {}): Descriptor {
  return { ...registry.putBlob(bytes), mediaType, annotations };
}

/** Puts simple signatures under the tag `sha256-….sig`. */
export function putTag(registry: MemoryRegistry, digest: string, ...signatures: readonly Simple[]): void {
  const layers = signatures.map(({ payload, annotations }) => layer(registry, payload, SIMPLE_SIGNING, annotations));
  registry.put({ schemaVersion: 2, mediaType: MANIFEST, layers }, `${digest.replace(':', '-')}.sig`);
}

/** Puts a signature's manifest that refers to a digest, and lists it. */
export function putReferrer(
  registry: MemoryRegistry,
  digest: string,
  layers: readonly Descriptor[],
  artifactType = layers[0]?.mediaType === BUNDLE ? BUNDLE : COSIGN,
  subject = digest,
): string {
  const manifest = { schemaVersion: 2, mediaType: MANIFEST, artifactType, layers, subject: { digest: subject } };
  const own = registry.put(manifest);
  const descriptor = { mediaType: MANIFEST, digest: own, size: 1, artifactType, annotations: {} };
  registry.listed.set(digest, [...(registry.listed.get(digest) ?? []), descriptor]);
  return own;
}

/** A bundle as JSON, before it is put together. */
// biome-ignore lint/suspicious/noExplicitAny: the rows of the matrix reach into every corner of it
export type BundleJson = any;

export interface Statement {
  readonly payloadType?: string;
  readonly predicateType?: string;
  readonly type?: string;
}

/** Signs as `cosign sign` does since version 3: an in-toto statement in a Sigstore bundle. */
export async function bundle(
  digest: string,
  key: KeyPairKeyObjectResult,
  keyless?: { readonly from: Sigstore; readonly subject?: Subject; readonly later?: number },
  { payloadType = 'application/vnd.in-toto+json', predicateType, type }: Statement = {},
): Promise<BundleJson> {
  const payload = Buffer.from(
    JSON.stringify({
      _type: type ?? 'https://in-toto.io/Statement/v1',
      subject: [{ digest: { sha256: digest.replace('sha256:', '') }, annotations: {} }],
      predicateType: predicateType ?? 'https://sigstore.dev/cosign/sign/v1',
      predicate: {},
    }),
  );
  const encoded = Buffer.concat([
    Buffer.from(`DSSEv1 ${payloadType.length} ${payloadType} ${payload.length} `),
    payload,
  ]);
  const signature = signed(encoded, key);
  const certificate = keyless && (await keyless.from.certificate(key, keyless.subject ?? PUBLISHER));
  return {
    mediaType: BUNDLE,
    verificationMaterial: {
      ...(certificate
        ? { certificate: { rawBytes: base64(certificate) } }
        : { publicKey: { hint: base64(hash(Buffer.from(publicPem(key)))) } }),
      ...(keyless &&
        certificate && {
          tlogEntries: [
            entryJson(await keyless.from.log(dsseEntry(payload, signature, certificate), keyless.later), 'dsse'),
          ],
        }),
    },
    dsseEnvelope: { payload: base64(payload), payloadType, signatures: [{ sig: base64(signature) }] },
  };
}

export const dsseEntry = (payload: Buffer, signature: Buffer, certificate: Buffer) => ({
  ...{ apiVersion: '0.0.1', kind: 'dsse' },
  spec: {
    envelopeHash: { algorithm: 'sha256', value: hash(payload).toString('hex') },
    payloadHash: { algorithm: 'sha256', value: hash(payload).toString('hex') },
    signatures: [{ signature: base64(signature), verifier: base64(certificatePem(certificate)) }],
  },
});

export function entryJson({ body, integratedTime, logID, logIndex, verification }: Logged, kind: string): BundleJson {
  const { inclusionProof, signedEntryTimestamp } = verification;
  return {
    logIndex: String(logIndex),
    logId: { keyId: Buffer.from(logID, 'hex').toString('base64') },
    kindVersion: { kind, version: '0.0.1' },
    integratedTime: String(integratedTime),
    inclusionPromise: { signedEntryTimestamp },
    inclusionProof: {
      logIndex: String(inclusionProof.logIndex),
      rootHash: Buffer.from(inclusionProof.rootHash, 'hex').toString('base64'),
      treeSize: String(inclusionProof.treeSize),
      hashes: inclusionProof.hashes,
      checkpoint: { envelope: inclusionProof.checkpoint },
    },
    canonicalizedBody: body,
  };
}

/** Puts a bundle beside a digest. */
export function putBundle(registry: MemoryRegistry, digest: string, json: BundleJson): void {
  putReferrer(registry, digest, [layer(registry, Buffer.from(JSON.stringify(json)), BUNDLE)]);
}

export { IMAGE };
