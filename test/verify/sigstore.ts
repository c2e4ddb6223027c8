import { createHash, generateKeyPairSync, type KeyPairKeyObjectResult, randomInt, sign } from 'node:crypto';
import { initializeCA, initializeCTLog, initializeTLog, initializeTSA } from '@sigstore/mock';
import { type Trust, trustOf } from '../../src/verify/trust.ts';

/** A Sigstore of our own: a certificate authority, its log, Rekor and a timestamp authority, with keys made on the spot. */
export interface Sigstore {
  readonly trust: Trust;
  /** `trusted_root.json` of it. */
  readonly trustedRoot: string;
  /** A certificate for a key, as Fulcio gives it for ten minutes. */
  certificate(key: KeyPairKeyObjectResult, subject: Subject): Promise<Buffer>;
  /** Rekor's answer for an entry, `later` milliseconds from now. */
  log(entry: object, later?: number): Promise<Logged>;
  timestamp(signature: Buffer): Promise<Buffer>;
}

export interface Subject {
  readonly identity: string;
  readonly issuer: string;
  /** More extensions, by the last number of their object identifiers. */
  readonly texts?: Readonly<Record<number, string>>;
}

export interface Logged {
  readonly body: string;
  readonly integratedTime: number;
  readonly logID: string;
  readonly logIndex: number;
  readonly verification: {
    readonly signedEntryTimestamp: string;
    readonly inclusionProof: {
      readonly logIndex: number;
      readonly treeSize: number;
      readonly rootHash: string;
      readonly hashes: readonly string[];
      readonly checkpoint: string;
    };
  };
}

const REKOR = 'https://rekor.test';
const FULCIO = '1.3.6.1.4.1.57264.1.';
const SINCE = { start: '2020-01-01T00:00:00Z' };
const SHA256 = '2.16.840.1.101.3.4.2.1';

export const pair = (namedCurve = 'prime256v1') => generateKeyPairSync('ec', { namedCurve });
export const base64 = (bytes: ArrayBufferView | string) => Buffer.from(bytes as Buffer).toString('base64');
export const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest();
export const publicPem = ({ publicKey }: KeyPairKeyObjectResult) =>
  publicKey.export({ format: 'pem', type: 'spki' }).toString();
export const signed = (bytes: Buffer, { privateKey }: KeyPairKeyObjectResult) => sign('sha256', bytes, privateKey);
export const certificatePem = (der: Buffer) =>
  `-----BEGIN CERTIFICATE-----\n${base64(der)}\n-----END CERTIFICATE-----\n`;

/** @param certified whether its certificates are in a transparency log, as Fulcio's are */
export async function sigstore(certified = true): Promise<Sigstore> {
  const rekorKeys = pair();
  const ctlog = await initializeCTLog(pair());
  const ca = await initializeCA(pair('secp384r1'), certified ? ctlog : undefined);
  const tsaKeys = pair('secp384r1');
  const tsa = await initializeTSA(tsaKeys);
  const rekor = await initializeTLog(REKOR, rekorKeys);
  const log = (baseUrl: string, key: Buffer) => ({
    baseUrl,
    hashAlgorithm: 'SHA2_256',
    publicKey: { rawBytes: base64(key), keyDetails: 'PKIX_ECDSA_P256_SHA_256', validFor: SINCE },
    logId: { keyId: base64(hash(key)) },
  });
  const authority = (certificates: readonly ArrayBufferView[]) => ({
    subject: { organization: 'test', commonName: 'test' },
    uri: 'https://test',
    certChain: { certificates: certificates.map((rawBytes) => ({ rawBytes: base64(rawBytes) })) },
    validFor: SINCE,
  });
  const trustedRoot = JSON.stringify({
    mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
    tlogs: [log(REKOR, rekor.publicKey)],
    certificateAuthorities: [authority([ca.rootCertificate])],
    ctlogs: [log('https://ctfe.test', ctlog.publicKey)],
    timestampAuthorities: [authority([tsa.intCertificate, tsa.rootCertificate])],
  });
  return {
    trustedRoot,
    trust: trustOf(trustedRoot, 'test'),
    async certificate(key, { identity, issuer, texts = {} }) {
      const extensions = Object.entries({ 8: issuer, ...texts }).map(([number, value]) => ({
        oid: FULCIO + number,
        value,
      }));
      const publicKey = key.publicKey.export({ format: 'der', type: 'spki' });
      return Buffer.from((await ca.issueCertificate({ publicKey, subjectAltName: identity, extensions })) as Buffer);
    },
    async log(entry, later = 0) {
      const at = await initializeTLog(REKOR, rekorKeys, new Date(Date.now() + later));
      return Object.values(await at.log(entry))[0] as unknown as Logged;
    },
    async timestamp(signature) {
      const artifactHash = hash(signature);
      const request = { artifactHash, hashAlgorithmOID: SHA256, nonce: randomInt(1e9), policyOID: '1.2.3.4.1' };
      // whole seconds, as real ones give: the library does not read every fraction
      const at = await initializeTSA(tsaKeys, new Date(Math.ceil(Date.now() / 1000) * 1000));
      return Buffer.from((await at.timestamp(request)) as Buffer);
    },
  };
}
