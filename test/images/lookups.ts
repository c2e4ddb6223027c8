import { afterEach, expect } from 'vitest';
import { UserError } from '../../src/errors.ts';
import type { Resolved } from '../../src/images/lookup.ts';
import { parseReference } from '../../src/images/reference.ts';
import { openRegistries, type RegistryOptions } from '../../src/images/registry.ts';
import { type Answer, type FakeRegistry, fakeRegistry, GOOD, type Seen } from './fake-registry.ts';

const running: FakeRegistry[] = [];

export async function start(answer: (request: Seen, host: string) => Answer): Promise<FakeRegistry> {
  const registry = await fakeRegistry(answer);
  running.push(registry);
  return registry;
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((registry) => registry.close()));
});

export const QUICK: RegistryOptions = { retryDelays: [1, 1], requestTime: 2000 };

/** Asks for one image's digest in a run of its own. */
export async function resolveDigest(reference: string, options: RegistryOptions = {}): Promise<Resolved> {
  return openRegistries(options).resolve(parseReference(reference));
}

/** What a lookup of `team/app:1` at a registry that answers so comes to. */
export async function look(answer: (request: Seen, host: string) => Answer, options: RegistryOptions = {}) {
  const registry = await start(answer);
  const resolved = await resolveDigest(`${registry.host}/team/app:1`, { ...QUICK, ...options }).catch(
    (error: unknown) => error,
  );
  return { registry, resolved, calls: registry.seen.map(({ method }) => method).join(' ') };
}

export const onGet =
  (get: Answer, head: Answer = { status: 405 }) =>
  (request: Seen) =>
    request.method === 'GET' ? get : head;
export const typed = (type: string, body: string): Answer => ({ headers: { 'content-type': type }, body });

/** A registry that wants a token for everything, and its token server beside it. */
export function withToken(
  good: Answer = GOOD,
  token = 'hunter2-token',
  realm = (host: string) => `http://${host}/token`,
) {
  return (request: Seen, host: string): Answer => {
    if (request.path === '/token') return { body: JSON.stringify({ token }) };
    if (request.authorization === `Bearer ${token}`) return good;
    const challenge = `Basic realm="x", Bearer realm="${realm(host)}",service="fake, with comma",scope="repository:team/app:pull,push"`;
    return { status: 401, headers: { 'www-authenticate': challenge } };
  };
}

/** The line has the text (`*` stands for a port), fits on a terminal, and holds none of the secrets that these tests plant. */
export function expectFault(error: unknown, code: string, exitCode: number, text: string) {
  expect(error).toBeInstanceOf(UserError);
  const { message, hint = '', ...fault } = error as UserError;
  expect({ ...fault, exitCode: (error as UserError).exitCode }).toMatchObject({ code, exitCode });
  expect(message.replace(/127\.0\.0\.1:[0-9]+/g, '127.0.0.1:*')).toContain(text);
  expect(`${message} ${hint}`).toMatch(/^[\x20-\x7e…]{1,400}$/);
  expect(`${message} ${hint}`).not.toContain('hunter2');
}
