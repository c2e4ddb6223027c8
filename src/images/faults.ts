import { UserError } from '../errors.ts';
import { TimeOver } from './deadline.ts';

interface Words {
  readonly why: string;
  readonly hint?: string;
}

const CERTIFICATE: Words = {
  why: 'its certificate is not trusted',
  hint: "Where a proxy opens TLS or the registry's authority is your own, give its certificate with --ca FILE (or NODE_EXTRA_CA_CERTS).",
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
  ['UND_ERR_PRX_TLS', { why: 'there is no TLS connection to the proxy' }],
  [
    'EPROTO',
    { why: 'it does not speak TLS as it should', hint: 'A registry without TLS is named by --insecure-registry HOST.' },
  ],
  [
    'ERR_SSL_WRONG_VERSION_NUMBER',
    { why: 'it does not speak TLS', hint: 'A registry without TLS is named by --insecure-registry HOST.' },
  ],
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
  const causes = causesOf(error);
  const refused = causes.map(({ message }) => /^Proxy response \(([0-9]{3})\)/.exec(message)?.[1]).find(Boolean);
  if (refused !== undefined) return unreachable(label, `the proxy answers with status ${refused}`, error);
  const code = firstCode(causes);
  const words = WORDS.get(code ?? '') ?? { why: `the connection failed${code === undefined ? '' : ` (${code})`}` };
  return unreachable(label, words.why, error, words.hint);
}

const BROKEN: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);

/** Whether a connection that was there broke: unlike one that cannot be made, the next may hold. */
export function isBroken(error: unknown): boolean {
  return BROKEN.has(firstCode(causesOf(error)) ?? '');
}

const DEEPEST = 5;

/** An error and what lies below it: undici wraps what happened, more than once behind a proxy. */
function causesOf(error: unknown): Error[] {
  const causes: Error[] = [];
  for (let each = error; each instanceof Error && causes.length < DEEPEST; each = each.cause) causes.push(each);
  return causes;
}

function firstCode(causes: readonly Error[]): string | undefined {
  return causes.map(codeOf).find((each) => each !== undefined);
}

function codeOf(error: Error): string | undefined {
  if (!('code' in error)) return undefined;
  return typeof error.code === 'string' && /^[A-Z0-9_]{1,50}$/.test(error.code) ? error.code : undefined;
}
