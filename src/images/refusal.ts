import { UserError } from '../errors.ts';
import { unreachable } from './faults.ts';
import type { Reply } from './http.ts';
import { errorCode, isPassing } from './reply.ts';

/** The error for an answer that is a refusal. */
export function refusal(reply: Reply, label: string, asked: string): UserError {
  const code = errorCode(reply);
  const said = `status ${reply.status}${code === undefined ? '' : `, ${code}`}`;
  if (reply.status === 429 || code === 'TOOMANYREQUESTS')
    return unreachable(label, 'it limits how often it may be asked');
  if (isPassing(reply)) return unreachable(label, `it has a fault of its own (${said})`);
  if (reply.status === 404) return new UserError('registry', `${label} does not have ${asked} (${said})`);
  if (reply.status === 401 || reply.status === 403) {
    const message = `${label} gives ${asked} to nobody without a login, or does not have it (${said})`;
    const hint =
      'Registry logins are not read yet: write the digest into the reference (image:tag@sha256:…), or use --offline.';
    return new UserError('registry', message, hint);
  }
  return new UserError('registry', `${label}, asked for ${asked}, answers with ${said}`);
}
