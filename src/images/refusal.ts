import { UserError } from '../errors.ts';
import { unreachable } from './faults.ts';
import { type Reply, retryAfter } from './http.ts';
import type { Found } from './logins/login.ts';
import { errorCode, isPassing } from './reply.ts';

/** What was asked, of whom, and as whom. */
export interface Asked {
  /** The registry in the words of a message, and the host that a login is for. */
  readonly label: string;
  readonly host: string;
  /** The object in the words of a message. */
  readonly what: string;
  /** Undefined when no login was looked for. */
  readonly found: Found | undefined;
}

/** The error for an answer that is a refusal. */
export function refusal(reply: Reply, asked: Asked): UserError {
  const { label, what } = asked;
  const code = errorCode(reply);
  const said = `status ${reply.status}${code === undefined ? '' : `, ${code}`}`;
  if (reply.status === 429 || code === 'TOOMANYREQUESTS') return rateLimited(reply, label);
  if (isPassing(reply)) return unreachable(label, `it has a fault of its own (${said})`);
  if (reply.status === 404) return new UserError('registry', `${label} does not have ${what} (${said})`);
  if (reply.status === 401 || reply.status === 403) return noAccess(said, asked);
  return new UserError('registry', `${label}, asked for ${what}, answers with ${said}`);
}

/** The error for a place that is closed to whoever we are. */
export function noAccess(said: string, { label, host, what, found }: Asked): UserError {
  const logIn = `docker login ${host} (or podman login ${host})`;
  const byHand = 'write the digest into the reference (image:tag@sha256:…)';
  if (found?.login !== undefined) {
    const message = `${label} refuses the login from ${found.login.from} for ${what}, or does not have it (${said})`;
    return new UserError('registry', message, `Log in again with ${logIn}, or ${byHand}.`);
  }
  const notes = (found?.notes ?? []).map((note) => `${note}; `).join('');
  const message = `${label} gives ${what} to nobody without a login, or does not have it (${said})`;
  return new UserError('registry', message, `${notes}${notes === '' ? 'Log' : 'log'} in with ${logIn}, or ${byHand}.`);
}

/** The error for a rate limit, with what the registry says about it. */
export function rateLimited({ headers }: Reply, label: string): UserError {
  const [limit, left] = ['ratelimit-limit', 'ratelimit-remaining'].map((name) => headers.get(name) ?? '');
  const [, most, seconds] = /^([0-9]{1,9})(?:;w=([0-9]{1,9}))?$/.exec(limit ?? '') ?? [];
  const [, rest] = /^([0-9]{1,9})(?:;|$)/.exec(left ?? '') ?? [];
  const every = seconds === undefined ? '' : ` in ${duration(Number(seconds))}`;
  const [source] = /^[0-9a-f.:]{3,45}$/i.exec(headers.get('docker-ratelimit-source') ?? '') ?? [];
  const details = [
    ...(most === undefined ? [] : [`${most} requests${every}, ${rest ?? 0} left`]),
    ...(source === undefined ? [] : [`counted for ${source}`]),
  ].join(', ');
  const wait = retryAfter(headers);
  const again = wait === undefined ? '' : `; it asks to wait ${duration(Math.ceil(wait / 1000))}`;
  return unreachable(label, `it limits how often it may be asked${details && ` (${details})`}${again}`);
}

function duration(seconds: number): string {
  if (seconds > 7200) return `${Math.round(seconds / 3600)} hours`;
  return seconds > 120 ? `${Math.round(seconds / 60)} minutes` : `${seconds} s`;
}
