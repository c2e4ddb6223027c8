import { createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import type { Bundle } from '@sigstore/bundle';
import { type Json, valueAt } from '../core/project.ts';
import { jsonObject } from './json.ts';

type Entry = Bundle['verificationMaterial']['tlogEntries'][number];

/** Where an entry of each kind keeps the key, in PEM (first generation of the log) or DER (second). */
const KEY_AT: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'hashedrekord 0.0.1': [['spec', 'signature', 'publicKey', 'content']],
  'dsse 0.0.1': [['spec', 'signatures', '0', 'verifier']],
  'intoto 0.0.2': [['spec', 'content', 'envelope', 'signatures', '0', 'publicKey']],
  'hashedrekord 0.0.2': second(['spec', 'hashedRekordV002', 'signature', 'verifier']),
  'dsse 0.0.2': second(['spec', 'dsseV002', 'signatures', '0', 'verifier']),
};

/** The name before a signature of a checkpoint; the library uses it as a pattern, and somebody else wrote it. */
const CHECKPOINT_NAME = /^[A-Za-z0-9./:_-]{1,200}$/;

/**
 * What is wrong with an entry of a transparency log beside what the library looks at, or undefined: that the entry is about
 * this key and not about another that happens to fit the signature, and that its checkpoint can be read without harm.
 */
export function entryProblem(entry: Entry, key: KeyObject): string | undefined {
  const envelope = entry.inclusionProof?.checkpoint?.envelope ?? '';
  const names = [...envelope.matchAll(/\u2014 (\S+) \S+\n/g)].map((match) => match[1] ?? '');
  if (!names.every((name) => CHECKPOINT_NAME.test(name))) return 'its log checkpoint is malformed';
  const body = jsonObject(entry.canonicalizedBody);
  const logged = body && loggedKey(body, `${entry.kindVersion.kind} ${entry.kindVersion.version}`);
  if (logged === undefined) return 'its log entry is of a kind that is not understood';
  return logged.equals(key) ? undefined : 'its log entry is about another key';
}

function loggedKey(body: Json, kind: string): KeyObject | undefined {
  const paths = Object.hasOwn(KEY_AT, kind) ? (KEY_AT[kind] ?? []) : [];
  for (const path of paths) {
    const found = listed(body, path);
    if (typeof found === 'string') return readKey(Buffer.from(found, 'base64'));
  }
  return undefined;
}

/** The value at a path whose numbers are places in lists. */
function listed(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return value;
  return listed(Array.isArray(value) ? value[Number(key)] : valueAt(value, key), rest);
}

function readKey(bytes: Buffer): KeyObject | undefined {
  const isPem = bytes.subarray(0, 11).toString('latin1') === '-----BEGIN ';
  for (const read of [
    () => new X509Certificate(bytes).publicKey,
    () => (isPem ? createPublicKey(bytes) : createPublicKey({ key: bytes, format: 'der', type: 'spki' })),
  ]) {
    try {
      return read();
    } catch {
      // it is the other of the two
    }
  }
  return undefined;
}

function second(at: readonly string[]): readonly (readonly string[])[] {
  return [
    [...at, 'x509Certificate', 'rawBytes'],
    [...at, 'publicKey', 'rawBytes'],
  ];
}
