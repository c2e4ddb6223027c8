import { UserError } from '../errors.ts';
import { TimeOver } from './deadline.ts';

interface Words {
  readonly why: string;
  readonly hint?: string;
}

const CERTIFICATE: Words = {
  why: 'its certificate is not trusted',
  hint: "Where a proxy opens TLS, set NODE_EXTRA_CA_CERTS to its certificate authority's file.",
};

/** Codes of Node, OpenSSL and undici. */
const WORDS: ReadonlyMap<string, Words> = new Map([
  ['ENOTFOUND', { why: 'its name is not known here' }],
  ['EAI_AGAIN', { why: 'its name cannot be looked up now' }],
  ['ECONNREFUSED', { why: 'it refuses connections' }],
  ['ECONNRESET', { why: 'the connection broke' }],
  ['UND_ERR_SOCKET', { why: 'the connection broke' }],
  ['EPIPE', { why: 'the connection broke' }],
  ['ETIMEDOUT', { why: 'it does not answer' }],
  ['UND_ERR_CONNECT_TIMEOUT', { why: 'it does not answer' }],
  ['EHOSTUNREACH', { why: 'there is no way to it' }],
  ['ENETUNREACH', { why: 'there is no network' }],
  ['CERT_HAS_EXPIRED', { why: 'its certificate has expired' }],
  ['ERR_TLS_CERT_ALTNAME_INVALID', { why: 'its certificate is for another name' }],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', CERTIFICATE],
  ['SELF_SIGNED_CERT_IN_CHAIN', CERTIFICATE],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', CERTIFICATE],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', CERTIFICATE],
]);

/** The error for a registry that gives no answer, or none now: trying again may help. */
export function unreachable(label: string, why: string, cause?: unknown, hint?: string): UserError {
  const advice = hint ?? 'Try again later, or give --offline to use the lock and the built-in catalogue.';
  return new UserError('registry-unreachable', `${label} cannot be reached: ${why}`, advice, { cause });
}

/** Says in words what fetch threw. Its own messages are left out: they may hold what was sent. */
export function connectionFault(label: string, error: unknown, requestTime: number): UserError {
  if (error instanceof TimeOver) {
    return unreachable(label, `no answer within ${requestTime / 1000} s`, error);
  }
  const code = codeOf(error) ?? codeOf(error instanceof Error ? error.cause : undefined);
  const words = WORDS.get(code ?? '') ?? { why: `the connection failed${code === undefined ? '' : ` (${code})`}` };
  return unreachable(label, words.why, error, words.hint);
}

function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' && /^[A-Z0-9_]{1,50}$/.test(error.code) ? error.code : undefined;
}
