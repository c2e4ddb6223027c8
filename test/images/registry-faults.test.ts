import { describe, expect, test } from 'vitest';
import { type Answer, fakeRegistry, GOOD, INDEX, MANIFEST_BODY, type Seen } from './fake-registry.ts';
import { expectFault, look, onGet, QUICK, resolveDigest, typed, withToken } from './lookups.ts';

const always = (answer: Answer) => () => answer;
const realm = (url: string) => withToken(GOOD, 'hunter2-token', () => url);
const tokenAnswer = (answer: Answer) => (request: Seen, host: string) =>
  request.path === '/token' ? answer : withToken()(request, host);
const MIB = 1024 * 1024;

describe('a refusal is one clear line', () => {
  test.each<[string, (request: Seen, host: string) => Answer, string]>([
    [
      'not found',
      always({ status: 404, body: '{"errors":[{"code":"MANIFEST_UNKNOWN"}]}' }),
      'does not have 127.0.0.1:*/team/app:1 (status 404, MANIFEST_UNKNOWN)',
    ],
    ['401 for ever', always({ status: 401 }), 'to nobody without a login'],
    [
      '401 in spite of a token',
      (request, host) => (request.path === '/token' ? { body: '{"token":"t"}' } : withToken()(request, host)),
      'to nobody without a login',
    ],
    [
      'only Basic',
      always({ status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } }),
      'to nobody without a login',
    ],
    ['403', always({ status: 403 }), 'to nobody without a login'],
    ['teapot', always({ status: 418 }), 'answers with status 418'],
    ['a hostile error code', always({ status: 404, body: '{"errors":[{"code":"\\u001b[31mX"}]}' }), '(status 404)'],
    ['wrong digest', onGet({ ...GOOD, body: MANIFEST_BODY }), 'does not match the digest that it names'],
    ['two types', onGet(typed(INDEX, MANIFEST_BODY)), 'not an image manifest or index'],
    ['no JSON', onGet(typed(INDEX, '<html>')), 'is not a manifest'],
    ['a JSON list', onGet(typed(INDEX, '[]')), 'is not a manifest'],
    [
      'another kind of artefact',
      onGet(typed('application/json', '{"schemaVersion":2,"mediaType":"text/plain","manifests":[]}')),
      'not an image manifest or index',
    ],
    [
      'schema 1',
      onGet(typed('application/vnd.docker.distribution.manifest.v1+prettyjws', '{"schemaVersion":1}')),
      'of a version',
    ],
    ['a huge body', onGet(typed(INDEX, ' '.repeat(4 * MIB + 1))), 'larger than 4 MiB'],
    [
      'redirects for ever',
      (request) => ({ status: 302, headers: { location: `${request.path}x` } }),
      'more than 5 times',
    ],
    ['a redirect to nowhere', always({ status: 302, headers: { location: 'http://[' } }), 'cannot be read'],
    [
      'a redirect into this network',
      always({ status: 302, headers: { location: 'https://169.254.169.254/' } }),
      'inside this network',
    ],
    [
      'a redirect without TLS',
      always({ status: 302, headers: { location: 'http://registry.example.com/' } }),
      'not https',
    ],
    ['a realm at a link-local address', realm('https://169.254.169.254/token'), 'inside this network'],
    ['the same without TLS', realm('http://169.254.169.254/token'), 'not https'],
    ['a realm with a password', realm('https://u:hunter2@registry.example.com/token'), 'names a user'],
    ['a realm that is no address', realm('registry'), 'to nobody without a login'],
    [
      'a token server that redirects into this network',
      tokenAnswer({ status: 302, headers: { location: 'https://10.0.0.1/' } }),
      'inside this network',
    ],
    ['a token server that refuses', tokenAnswer({ status: 403 }), 'its token server answers with status 403'],
    ['a token that is no text', tokenAnswer({ body: '{"token":7}' }), 'without a usable token'],
    ['a token with a line break', tokenAnswer({ body: '{"token":"a\\nb"}' }), 'without a usable token'],
    ['a huge token', tokenAnswer({ body: JSON.stringify({ token: 'x'.repeat(MIB) }) }), 'without a usable token'],
  ])('%s', async (_, answer, message) => {
    const { resolved } = await look(answer);
    expectFault(resolved, 'registry', 2, message);
  });
});

describe('a passing fault exits with 75', () => {
  test.each<[string, (request: Seen, host: string) => Answer, string, number]>([
    ['a fault of the registry', always({ status: 503 }), 'a fault of its own (status 503)', 3],
    ['a rate limit', always({ status: 429, headers: { 'retry-after': '0' } }), 'limits how often', 3],
    [
      'a rate limit for longer than we wait',
      always({ status: 429, headers: { 'retry-after': '3600' } }),
      'limits how often',
      1,
    ],
    [
      'a rate limit until a day',
      always({ status: 429, headers: { 'retry-after': 'Wed, 01 Jan 2200 00:00:00 GMT' } }),
      'limits how often',
      1,
    ],
    [
      'a rate limit in the body',
      onGet({ status: 400, body: '{"errors":[{"code":"TOOMANYREQUESTS"}]}' }),
      'limits how often',
      2,
    ],
    [
      'a token server with a rate limit in the body',
      tokenAnswer({ status: 403, body: '{"errors":[{"code":"TOOMANYREQUESTS"}]}' }),
      'it limits how often it may be asked',
      2,
    ],
    ['a token server with a fault', tokenAnswer({ status: 500 }), 'it answers with status 500', 4],
  ])('%s', async (_, answer, message, calls) => {
    const { resolved, registry } = await look(answer);
    expectFault(resolved, 'registry-unreachable', 75, message);
    expect(registry.seen).toHaveLength(calls);
  });

  test('no answer in time', async () => {
    const started = performance.now();
    const { resolved } = await look(always({ ...GOOD, after: 5000 }), { requestTime: 50 });
    expectFault(resolved, 'registry-unreachable', 75, 'no answer within 0.05 s');
    expect(performance.now() - started).toBeLessThan(1000);
  });

  test('an answer that never ends', async () => {
    const { resolved } = await look(onGet({ ...GOOD, pause: 5000 }), { requestTime: 100 });
    expectFault(resolved, 'registry-unreachable', 75, 'no answer within 0.1 s');
  });

  test('a lookup that takes too long as a whole', async () => {
    const { resolved } = await look(always({ status: 503 }), { retryDelays: [5000], lookupTime: 50 });
    expectFault(resolved, 'registry-unreachable', 75, 'it takes too long');
  });

  test('nobody listens', async () => {
    const registry = await fakeRegistry(() => GOOD);
    await registry.close();
    const resolved = await resolveDigest(`${registry.host}/app`, QUICK).catch((error: unknown) => error);
    expectFault(resolved, 'registry-unreachable', 75, 'it refuses connections');
  });

  test.each([
    ['ENOTFOUND', 'its name is not known here'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'its certificate is not trusted'],
    ['ODD_CODE', 'the connection failed (ODD_CODE)'],
    ['hunter2', 'the connection failed'],
  ])('%s', async (code, message) => {
    const failing = async () => {
      throw new TypeError('fetch failed: hunter2', { cause: Object.assign(new Error('hunter2'), { code }) });
    };
    const resolved = await resolveDigest('node', { ...QUICK, fetch: failing }).catch((error: unknown) => error);
    expectFault(resolved, 'registry-unreachable', 75, `docker.io cannot be reached: ${message}`);
  });

  test.each<[string, Readonly<Record<string, string>>, string]>([
    ['nothing', {}, 'it limits how often it may be asked'],
    ['how long to wait', { 'retry-after': '47' }, 'asked; it asks to wait 47 s'],
    ['a long time to wait', { 'retry-after': '7000' }, 'asked; it asks to wait 117 minutes'],
    [
      'its limit, as Docker Hub does',
      {
        'ratelimit-limit': '100;w=21600',
        'ratelimit-remaining': '0;w=21600',
        'docker-ratelimit-source': '203.0.113.7',
        'retry-after': '21600',
      },
      'asked (100 requests in 6 hours, 0 left, counted for 203.0.113.7); it asks to wait 6 hours',
    ],
    ['an IPv6 network', { 'docker-ratelimit-source': '2001:db8::' }, 'asked (counted for 2001:db8::)'],
    ['nonsense', { 'ratelimit-limit': 'hunter2', 'docker-ratelimit-source': 'hunter2', 'retry-after': 'x' }, 'asked'],
  ])('a rate limit that says %s', async (_, headers, message) => {
    const { resolved } = await look(always({ status: 429, headers }), { retryDelays: [] });
    expectFault(resolved, 'registry-unreachable', 75, message);
    expect((resolved as Error).message.endsWith(message)).toBe(true);
  });

  test('a connection that breaks each time', async () => {
    const { resolved, registry } = await look(always({ broken: true }));
    expectFault(resolved, 'registry-unreachable', 75, 'the connection broke');
    expect(registry.seen).toHaveLength(3);
  });

  test('a connection that breaks is made again', async () => {
    let calls = 0;
    const { resolved } = await look(() => (++calls < 3 ? { broken: true } : GOOD));
    expect(resolved).toMatchObject({ kind: 'index' });
  });

  test('is tried again', async () => {
    let calls = 0;
    const { resolved } = await look(() => (++calls < 3 ? { status: 502 } : GOOD));
    expect(resolved).toMatchObject({ kind: 'index' });
  });
});
