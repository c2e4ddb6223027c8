import { describe, expect, test } from 'vitest';
import type { Credential, Found, Keyring } from '../../src/images/logins/login.ts';
import { parseReference } from '../../src/images/reference.ts';
import { openRegistries } from '../../src/images/registry.ts';
import { type Answer, GOOD, type Seen } from './fake-registry.ts';
import { expectFault, look, QUICK, start } from './lookups.ts';

const SECRET = 'hunter2';
const PASSWORD: Credential = { kind: 'password', user: 'me', password: SECRET };
const IDENTITY: Credential = { kind: 'identity', token: SECRET };
const BASIC = `Basic ${Buffer.from(`me:${SECRET}`).toString('base64')}`;

/** A keyring that counts how often it was searched. */
function ring(credential: Credential | undefined, more: { costly?: boolean; named?: boolean; notes?: string[] } = {}) {
  const { costly = false, named = true, notes = [] } = more;
  const places: string[] = [];
  const found: Found = { login: credential && { credential, from: 'the test' }, notes };
  const keyring: Keyring = ({ host, repository }) => ({
    ...{ costly, named },
    find: async () => {
      places.push(`${host.replace(/:\d+$/, '')}/${repository}`);
      return found;
    },
  });
  return { keyring, places };
}

interface Rules {
  /** What the registry asks for. */
  readonly challenge?: (host: string) => string;
  /** Who may read: by the Authorization header. */
  readonly reads?: (authorization: string | undefined) => boolean;
  /** What the token server says. */
  readonly token?: (request: Seen) => Answer;
  /** What the registry says to those that may not read. */
  readonly refusal?: Answer;
}

const tokenOf = (token: string): Answer => ({ body: JSON.stringify({ token }) });
const toToken = (host: string) => `Bearer realm="http://${host}/token",service="s"`;

/** A token server that gives `mine` to the login and `anyone` to nobody; only `mine` may read. */
const CLOSED: Rules = {
  reads: (authorization) => authorization === 'Bearer mine',
  token: ({ authorization }) => (authorization === BASIC ? tokenOf('mine') : tokenOf('anyone')),
};

const answerBy =
  ({ challenge = toToken, reads = () => false, token = () => ({ status: 403 }), refusal = {} }: Rules) =>
  (request: Seen, host: string): Answer => {
    if (request.path === '/token') return token(request);
    if (reads(request.authorization)) return GOOD;
    return { status: 401, headers: { 'www-authenticate': challenge(host) }, ...refusal };
  };

/** The Authorization headers, in the order of the requests. */
const said = (seen: readonly Seen[]) =>
  seen.map(({ path, authorization = '-' }) => `${path === '/token' ? 'token ' : ''}${authorization}`);

describe('a login that a file holds', () => {
  test('is sent to the token server when the registry asks, and to nobody else', async () => {
    const { keyring, places } = ring(PASSWORD);
    const { resolved, registry } = await look(answerBy(CLOSED), { keyring });
    expect(resolved).toMatchObject({ kind: 'index' });
    expect(said(registry.seen)).toEqual(['-', `token ${BASIC}`, 'Bearer mine']);
    expect(places).toEqual(['127.0.0.1/team/app']);
  });

  test('is not looked up when nobody asks for it', async () => {
    const { keyring, places } = ring(PASSWORD);
    const { registry } = await look(() => GOOD, { keyring });
    expect(said(registry.seen)).toEqual(['-']);
    expect(places).toEqual([]);
  });

  test('is sent as it is where a password is wanted', async () => {
    const rules = { challenge: () => 'Basic realm="x"', reads: (sent?: string) => sent === BASIC };
    const { resolved, registry } = await look(answerBy(rules), ring(PASSWORD));
    expect(resolved).toMatchObject({ kind: 'index' });
    expect(said(registry.seen)).toEqual(['-', BASIC]);
  });

  test('is the registry’s own token', async () => {
    const { resolved, registry } = await look(answerBy(CLOSED), ring({ kind: 'bearer', token: 'mine' }));
    expect(resolved).toMatchObject({ kind: 'index' });
    expect(said(registry.seen)).toEqual(['-', 'Bearer mine']);
  });

  test.each<[string, Answer]>([
    ['404', { status: 404 }],
    ['403', { status: 403 }],
  ])('is offered where the registry hides what it has behind %s', async (_, refusal) => {
    const open = answerBy(CLOSED);
    const { keyring, places } = ring(PASSWORD);
    const { resolved, registry } = await look(
      (request, host) =>
        request.path === '/v2/team/app/manifests/1' && !request.authorization ? refusal : open(request, host),
      { keyring },
    );
    expect(resolved).toMatchObject({ kind: 'index' });
    expect(registry.seen.map(({ path }) => path).slice(0, 3)).toEqual(['/v2/team/app/manifests/1', '/v2/', '/token']);
    expect(places).toHaveLength(1);
  });

  test('that is wrong is said to be, by where it comes from', async () => {
    const { resolved, registry } = await look(answerBy({ token: () => ({ status: 401 }) }), ring(PASSWORD));
    expectFault(resolved, 'registry', 2, 'refuses the login from the test for 127.0.0.1:*/team/app:1');
    expect(resolved).toMatchObject({ hint: expect.stringContaining('Log in again with docker login 127.0.0.1') });
    expect(registry.seen).toHaveLength(2);
  });

  test.each<[string, Rules]>([
    ['a password', { challenge: () => 'Basic realm="x"' }],
    ['a token', { token: () => tokenOf('t') }],
  ])('that may not read is sent once as %s', async (_, rules) => {
    const { resolved, registry } = await look(answerBy(rules), ring(PASSWORD));
    expectFault(resolved, 'registry', 2, 'refuses the login from the test');
    expect(registry.seen.filter(({ path }) => path !== '/token')).toHaveLength(2);
  });
});

describe('a login that only a helper knows', () => {
  test('is not asked for what anyone may read', async () => {
    const { keyring, places } = ring(PASSWORD, { costly: true, named: false });
    const rules = { token: () => tokenOf('anyone'), reads: (sent?: string) => sent === 'Bearer anyone' };
    const { resolved, registry } = await look(answerBy(rules), { keyring });
    expect(resolved).toMatchObject({ kind: 'index' });
    expect(said(registry.seen)).toEqual(['-', 'token -', 'Bearer anyone']);
    expect(places).toEqual([]);
  });

  test('is asked when anyone may not read', async () => {
    const { resolved, registry } = await look(answerBy(CLOSED), ring(PASSWORD, { costly: true }));
    expect(resolved).toMatchObject({ kind: 'index' });
    expect(said(registry.seen)).toEqual(['-', 'token -', 'Bearer anyone', `token ${BASIC}`, 'Bearer mine']);
  });

  test('is asked when there is no token for anyone', async () => {
    const token = ({ authorization }: Seen) => (authorization === BASIC ? tokenOf('mine') : { status: 401 });
    const { resolved, registry } = await look(answerBy({ ...CLOSED, token }), ring(PASSWORD, { costly: true }));
    expect(resolved).toMatchObject({ kind: 'index' });
    expect(said(registry.seen)).toEqual(['-', 'token -', `token ${BASIC}`, 'Bearer mine']);
  });

  test('is asked at once where a password is wanted, and by the next repository of a closed host', async () => {
    const rules = { challenge: () => 'Basic realm="x"', reads: (sent?: string) => sent === BASIC };
    expect((await look(answerBy(rules), ring(PASSWORD, { costly: true }))).resolved).toMatchObject({ kind: 'index' });
    const registry = await start(answerBy(CLOSED));
    const { resolve } = openRegistries({ ...QUICK, ...ring(PASSWORD, { costly: true }) });
    await resolve(parseReference(`${registry.host}/team/one:1`));
    const before = registry.seen.length;
    await resolve(parseReference(`${registry.host}/team/two:1`));
    expect(said(registry.seen.slice(before))).toEqual(['-', `token ${BASIC}`, 'Bearer mine']);
  });

  test('that is none is noted in the hint', async () => {
    const notes = ['docker-credential-desktop is not installed (named in ~/.docker/config.json)'];
    const rules = { token: () => tokenOf('anyone') };
    const { resolved, registry } = await look(answerBy(rules), ring(undefined, { costly: true, notes }));
    expectFault(resolved, 'registry', 2, 'to nobody without a login');
    expect(resolved).toMatchObject({
      hint: expect.stringMatching(/^docker-credential-desktop is not installed .*; log in with/),
    });
    expect(said(registry.seen)).toEqual(['-', 'token -', 'Bearer anyone']);
  });

  test('is searched once by lookups at the same time', async () => {
    const { keyring, places } = ring(PASSWORD, { costly: true });
    const registry = await start((request, host) => ({ ...answerBy(CLOSED)(request, host), after: 5 }));
    const { resolve } = openRegistries({ ...QUICK, keyring });
    await Promise.all(['1', '2', '3'].map((tag) => resolve(parseReference(`${registry.host}/team/app:${tag}`))));
    expect(places).toHaveLength(1);
    expect(registry.seen.filter(({ path }) => path === '/token')).toHaveLength(2);
  });
});

describe('an identity token', () => {
  const form = ({ method, body }: Seen) => method === 'POST' && new URLSearchParams(body);

  test('is posted to the token server', async () => {
    const token = (request: Seen) => (form(request) ? tokenOf('mine') : { status: 400 });
    const { resolved, registry } = await look(answerBy({ ...CLOSED, token }), ring(IDENTITY));
    expect(resolved).toMatchObject({ kind: 'index' });
    expect(said(registry.seen)).toEqual(['-', 'token -', 'Bearer mine']);
    expect(registry.seen[1]?.query.size).toBe(0);
    expect(Object.fromEntries(form(registry.seen[1] as Seen) || [])).toEqual({
      grant_type: 'refresh_token',
      refresh_token: SECRET,
      client_id: 'create-secure-dockerfile',
      service: 's',
      scope: 'repository:team/app:pull',
    });
  });

  test.each([404, 405])('is sent as a password where posting is answered with %i', async (status) => {
    const pair = `Basic ${Buffer.from(`<token>:${SECRET}`).toString('base64')}`;
    const token = ({ method, authorization }: Seen) =>
      method === 'POST' ? { status } : authorization === pair ? tokenOf('mine') : { status: 401 };
    const { resolved } = await look(answerBy({ ...CLOSED, token }), ring(IDENTITY));
    expect(resolved).toMatchObject({ kind: 'index' });
  });

  test('follows no redirect', async () => {
    const elsewhere = await start(() => tokenOf('mine'));
    const token = () => ({ status: 307, headers: { location: `http://${elsewhere.host}/token` } });
    const { resolved } = await look(answerBy({ token }), ring(IDENTITY));
    expectFault(resolved, 'registry', 2, 'redirects to an address that is refused: it would be sent a login');
    expect(elsewhere.seen).toEqual([]);
  });

  test('that is refused is said to be', async () => {
    const { resolved } = await look(answerBy({ token: () => ({ status: 401, body: SECRET }) }), ring(IDENTITY));
    expectFault(resolved, 'registry', 2, 'refuses the login from the test');
  });
});

describe('a secret stays', () => {
  test('behind when the token server redirects to another host', async () => {
    const elsewhere = await start(() => tokenOf('anyone'));
    const token = () => ({ status: 302, headers: { location: `http://${elsewhere.host}/token` } });
    await look(answerBy({ ...CLOSED, token }), ring(PASSWORD));
    expect(elsewhere.seen.map(({ authorization }) => authorization)).toEqual([undefined]);
  });

  test('behind when the registry redirects a password to another host', async () => {
    const store = await start(() => GOOD);
    const answer = (request: Seen): Answer =>
      request.authorization === BASIC
        ? { status: 307, headers: { location: `http://${store.host}/x` } }
        : { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } };
    const { resolved } = await look(answer, ring(PASSWORD));
    expect(resolved).toMatchObject({ kind: 'index' });
    expect(store.seen.map(({ authorization }) => authorization)).toEqual([undefined]);
  });

  test('unasked for when a host that we were redirected to wants a password', async () => {
    const store = await start(() => ({ status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } }));
    const { keyring, places } = ring(PASSWORD);
    const { resolved } = await look(() => ({ status: 307, headers: { location: `http://${store.host}/x` } }), {
      keyring,
    });
    expectFault(resolved, 'registry', 2, 'to nobody without a login');
    expect({ places, sent: said(store.seen) }).toEqual({ places: [], sent: ['-'] });
  });

  test('unsent to a token server that must not be asked', async () => {
    const challenge = () => 'Bearer realm="https://169.254.169.254/token"';
    const { resolved, registry } = await look(answerBy({ challenge }), ring(PASSWORD));
    expectFault(resolved, 'registry', 2, 'names a token server that is refused: it lies inside this network');
    expect(said(registry.seen)).toEqual(['-']);
  });

  test('with its own registry: a mirror is asked for its own login', async () => {
    const registry = await start(answerBy({ challenge: () => 'Basic realm="x"' }));
    const { keyring, places } = ring(undefined);
    const mirrors = new Map([['docker.io', new URL(`http://${registry.host}/hub/`)]]);
    const { resolve } = openRegistries({ ...QUICK, keyring, mirrors });
    await resolve(parseReference('node:24')).catch(() => {});
    expect(places).toEqual(['127.0.0.1/hub/library/node']);
  });
});

test('a token for a repository behind a mirror’s path is for that path', async () => {
  const rules = { token: () => tokenOf('t'), reads: (sent?: string) => sent === 'Bearer t' };
  const registry = await start(answerBy(rules));
  const mirrors = new Map([['docker.io', new URL(`http://${registry.host}/hub`)]]);
  await openRegistries({ ...QUICK, mirrors }).resolve(parseReference('node:24'));
  expect(registry.seen[1]?.query.get('scope')).toBe('repository:hub/library/node:pull');
});
