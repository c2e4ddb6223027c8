import { describe, expect, test } from 'vitest';
import { parseReference } from '../../src/images/reference.ts';
import { openRegistries } from '../../src/images/registry.ts';
import { type Answer, GOOD, INDEX, INDEX_BODY, MANIFEST, MANIFEST_BODY, type Seen, sha256 } from './fake-registry.ts';
import { look, onGet, QUICK, resolveDigest, start, typed, withToken } from './lookups.ts';

describe('a digest is found', () => {
  test.each<[string, (request: Seen, host: string) => Answer, string, string, string]>([
    ['by HEAD', () => GOOD, 'HEAD', 'index', INDEX_BODY],
    [
      'by HEAD, of a manifest',
      () => ({
        headers: { 'content-type': `${MANIFEST}; charset=utf-8`, 'docker-content-digest': sha256(MANIFEST_BODY) },
      }),
      'HEAD',
      'manifest',
      MANIFEST_BODY,
    ],
    ['when HEAD names no digest', () => typed(INDEX, INDEX_BODY), 'HEAD GET', 'index', INDEX_BODY],
    [
      'when HEAD names nonsense',
      onGet(GOOD, { headers: { 'content-type': INDEX, 'docker-content-digest': 'sha256:zz' } }),
      'HEAD GET',
      'index',
      INDEX_BODY,
    ],
    [
      'when HEAD names no type',
      onGet(GOOD, { headers: { 'docker-content-digest': sha256(INDEX_BODY) } }),
      'HEAD GET',
      'index',
      INDEX_BODY,
    ],
    ['when HEAD is refused', onGet(GOOD), 'HEAD GET', 'index', INDEX_BODY],
    ['when HEAD finds nothing', onGet(GOOD, { status: 404 }), 'HEAD GET', 'index', INDEX_BODY],
    [
      'by GET, the type in the body only',
      onGet(typed('application/json', MANIFEST_BODY)),
      'HEAD GET',
      'manifest',
      MANIFEST_BODY,
    ],
    [
      'by GET, the type in the header only',
      onGet(typed(MANIFEST, '{"schemaVersion":2}')),
      'HEAD GET',
      'manifest',
      '{"schemaVersion":2}',
    ],
    [
      'by GET, the type nowhere',
      onGet(typed('application/json', '{"schemaVersion":2,"manifests":[]}')),
      'HEAD GET',
      'index',
      '{"schemaVersion":2,"manifests":[]}',
    ],
  ])('%s', async (_, answer, calls, kind, body) => {
    const outcome = await look(answer);
    expect(outcome.resolved).toEqual({ digest: sha256(body), kind });
    expect(outcome.calls).toBe(calls);
  });

  test('with an Accept header that names the four types and no wildcard', async () => {
    const { registry } = await look(() => GOOD);
    const types = registry.seen[0]?.accept?.split(', ') ?? [];
    expect(types).toHaveLength(4);
    expect(types).toContain(INDEX);
    expect(registry.seen[0]?.path).toBe('/v2/team/app/manifests/1');
  });

  test('by GET and its own bytes when the reference has a digest', async () => {
    const registry = await start(() => GOOD);
    const digest = sha256(INDEX_BODY);
    await expect(resolveDigest(`${registry.host}/team/app@${digest}`, QUICK)).resolves.toEqual({
      digest,
      kind: 'index',
    });
    const other = resolveDigest(`${registry.host}/team/app@${sha256('other')}`, QUICK);
    await expect(other).rejects.toMatchObject({
      code: 'registry',
      message: expect.stringContaining('not the one of that digest'),
    });
    expect(registry.seen.map(({ method }) => method)).toEqual(['GET', 'GET']);
  });

  test('at a mirror, below its path', async () => {
    const registry = await start(() => GOOD);
    const mirrors = new Map([['docker.io', new URL(`http://${registry.host}/hub/`)]]);
    await resolveDigest('node:24-trixie-slim', { ...QUICK, mirrors });
    expect(registry.seen[0]?.path).toBe('/v2/hub/library/node/manifests/24-trixie-slim');
  });
});

describe('a token', () => {
  test('is fetched once for a repository, to pull only', async () => {
    const registry = await start(withToken());
    const resolve = openRegistries(QUICK).resolve;
    for (const tag of ['1', '2']) await resolve(parseReference(`${registry.host}/team/app:${tag}`));
    const [first, token, second, third, ...more] = registry.seen;
    expect(first?.authorization).toBeUndefined();
    expect(token?.path).toBe('/token');
    expect(token?.authorization).toBeUndefined();
    expect(token?.query.get('service')).toBe('fake, with comma');
    expect(token?.query.get('scope')).toBe('repository:team/app:pull');
    expect([second, third].map((request) => request?.authorization)).toEqual(Array(2).fill('Bearer hunter2-token'));
    expect(more).toEqual([]);
  });

  test('is shared by lookups at the same time', async () => {
    const registry = await start((request, host) => ({ ...withToken()(request, host), after: 10 }));
    const resolve = openRegistries(QUICK).resolve;
    await Promise.all(['1', '2', '3'].map((tag) => resolve(parseReference(`${registry.host}/team/app:${tag}`))));
    expect(registry.seen.filter(({ path }) => path === '/token')).toHaveLength(1);
  });

  test('is asked for again after a fault', async () => {
    let asked = 0;
    const registry = await start((request, host) =>
      request.path === '/token' && ++asked === 1 ? { status: 403 } : withToken()(request, host),
    );
    const resolve = openRegistries(QUICK).resolve;
    const image = parseReference(`${registry.host}/team/app:1`);
    await expect(resolve(image)).rejects.toMatchObject({ code: 'registry' });
    await expect(resolve(image)).resolves.toMatchObject({ kind: 'index' });
  });

  test('is replaced when the registry no longer takes it', async () => {
    let current = 'one';
    const registry = await start((request, host) => withToken(GOOD, current)(request, host));
    const resolve = openRegistries(QUICK).resolve;
    const image = parseReference(`${registry.host}/team/app:1`);
    await resolve(image);
    current = 'two';
    await expect(resolve(image)).resolves.toMatchObject({ kind: 'index' });
    expect(registry.seen.filter(({ path }) => path === '/token')).toHaveLength(2);
  });

  test('may be called access_token', async () => {
    const answer = withToken();
    const { resolved } = await look((request, host) =>
      request.path === '/token' ? { body: '{"access_token":"hunter2-token"}' } : answer(request, host),
    );
    expect(resolved).toMatchObject({ kind: 'index' });
  });

  test('stays behind when the registry redirects to another host', async () => {
    const store = await start(() => GOOD);
    const redirect = { status: 307, headers: { location: `http://${store.host}/blob?signed=1` } };
    const { resolved } = await look(withToken(redirect));
    expect(resolved).toMatchObject({ kind: 'index' });
    expect(store.seen.map(({ path, authorization }) => `${path} ${authorization}`)).toEqual(['/blob undefined']);
  });

  test('goes along when the registry redirects within itself', async () => {
    const token = withToken();
    const { resolved } = await look((request, host) => {
      const answer = token(request, host);
      return answer === GOOD && request.path !== '/moved' ? { status: 302, headers: { location: '/moved' } } : answer;
    });
    expect(resolved).toMatchObject({ kind: 'index' });
  });

  test('is not fetched for a host that we were redirected to', async () => {
    const store = await start(withToken());
    const { resolved } = await look(() => ({ status: 307, headers: { location: `http://${store.host}/blob` } }));
    expect(resolved).toMatchObject({ code: 'registry' });
    expect(store.seen.map(({ path }) => path)).toEqual(['/blob']);
  });
});

test('a cancelled run rejects with its own reason', async () => {
  const registry = await start(() => ({ ...GOOD, after: 5000 }));
  const cancel = new AbortController();
  const pending = resolveDigest(`${registry.host}/app`, { ...QUICK, signal: cancel.signal });
  setTimeout(() => cancel.abort(new Error('cancelled by hand')), 20);
  await expect(pending).rejects.toThrow('cancelled by hand');
});

test('at most four requests run at one host', async () => {
  const registry = await start(() => ({ ...GOOD, after: 10 }));
  const resolve = openRegistries(QUICK).resolve;
  await Promise.all([...Array(12).keys()].map((n) => resolve(parseReference(`${registry.host}/app${n}`))));
  expect(registry.seen).toHaveLength(12);
  expect(registry.most()).toBe(4);
});
