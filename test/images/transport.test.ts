import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openTransport, type TransportOptions } from '../../src/images/transport.ts';
import { type Certified, certificate } from './certificate.ts';
import { type FakeRegistry, fakeRegistry, GOOD, INDEX_BODY } from './fake-registry.ts';
import { expectFault, QUICK, resolveDigest } from './lookups.ts';

const authority = certificate('Test Authority');
const NAME = 'registry.test';
let home = '';
let port = 0;
let proxy: Server;
/** What went through the proxy: its target and what proved who asks for it. */
const passed: (readonly [target: string | undefined, authorization: string | undefined])[] = [];
const registries: FakeRegistry[] = [];

/** A proxy that leads every name to the registry of the test. */
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'home-'));
  proxy = createServer((request, response) => {
    passed.push([request.url, request.headers['proxy-authorization']]);
    response.writeHead(200, GOOD.headers).end();
  });
  proxy.on('connect', (request, socket, head) => {
    passed.push([request.url, request.headers['proxy-authorization']]);
    if (request.url?.startsWith('closed')) return socket.end('HTTP/1.1 403 hunter2\r\n\r\n');
    const to = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      to.write(head);
      to.pipe(socket).pipe(to);
    });
    to.on('error', () => socket.destroy());
    socket.on('error', () => to.destroy());
  });
  await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done));
});
afterEach(async () => {
  passed.length = 0;
  await Promise.all(registries.splice(0).map((each) => each.close()));
});
afterAll(() => {
  proxy.closeAllConnections();
  proxy.close();
  rmSync(home, { recursive: true, force: true });
});

async function serve(secure?: Certified): Promise<string> {
  const registry = await fakeRegistry(() => GOOD, secure);
  registries.push(registry);
  port = Number(registry.host.split(':')[1]);
  return registry.host;
}

const proxyUrl = (user = '') => `http://${user}127.0.0.1:${(proxy.address() as AddressInfo).port}`;

function lookUp(reference: string, options: Partial<TransportOptions> = {}, insecure: readonly string[] = []) {
  const fetch = openTransport({ env: {}, home, certificates: [], ...options });
  return resolveDigest(reference, { ...QUICK, fetch, insecure: new Set(insecure) }).catch((error: unknown) => error);
}

describe('certificates', () => {
  const leaf = () => certificate('leaf', [NAME, '127.0.0.1'], authority);
  const through = (options: Partial<TransportOptions> = {}) =>
    lookUp(`${NAME}/app:1`, { env: { https_proxy: proxyUrl() }, ...options });
  /** Without a proxy, at the registry's own address. */
  const straight = (host: string, ca?: string) =>
    resolveDigest('team/app:1', {
      ...QUICK,
      fetch: openTransport({ env: {}, home, certificates: [], ca }),
      mirrors: new Map([['docker.io', new URL(`https://${host}`)]]),
    }).catch((error: unknown) => error);

  test.each<[string, () => Certified, string]>([
    ['signed by itself', () => certificate('self', [NAME]), 'its certificate is not trusted'],
    ['of an unknown authority', leaf, 'its certificate is not trusted'],
    ['for another name', () => certificate('leaf', ['other.test'], authority), 'its certificate is for another name'],
    [
      'that has expired',
      () => certificate('leaf', [NAME], authority, '20200201000000Z'),
      'its certificate has expired',
    ],
  ])('%s are refused', async (what, secure, message) => {
    const host = await serve(secure());
    const ca = what === 'of an unknown authority' ? undefined : authority.cert;
    expectFault(await through({ ca }), 'registry-unreachable', 75, message);
    expectFault(await straight(host, ca), 'registry-unreachable', 75, 'its certificate');
    expect(registries.at(-1)?.seen).toEqual([]);
  });

  test('of an authority that the user names are trusted', async () => {
    const host = await serve(leaf());
    expect(await through({ ca: authority.cert })).toMatchObject({ kind: 'index' });
    expect(await straight(host, authority.cert)).toMatchObject({ kind: 'index' });
  });

  test('of a registry’s own folder are trusted, for this registry', async () => {
    await serve(leaf());
    const folder = join(home, 'certs.d');
    mkdirSync(join(folder, NAME), { recursive: true });
    writeFileSync(join(folder, NAME, 'ca.crt'), authority.cert);
    expect(await through({ certificates: [folder] })).toMatchObject({ kind: 'index' });
    const other = lookUp('other.test/app:1', { env: { https_proxy: proxyUrl() }, certificates: [folder] });
    expectFault(await other, 'registry-unreachable', 75, 'its certificate');
  });

  test.each(['docker', 'containers'])('of the user’s %s folder are looked for', async (tool) => {
    await serve(leaf());
    const config = mkdtempSync(join(home, 'config-'));
    mkdirSync(join(config, tool, 'certs.d', NAME), { recursive: true });
    writeFileSync(join(config, tool, 'certs.d', NAME, 'ca.crt'), authority.cert);
    const env = { https_proxy: proxyUrl(), XDG_CONFIG_HOME: config };
    const fetch = openTransport({ env, home });
    await expect(resolveDigest(`${NAME}/app:1`, { ...QUICK, fetch })).resolves.toMatchObject({ kind: 'index' });
  });

  test('are not what a registry without TLS has', async () => {
    await serve();
    const resolved = await through();
    expectFault(resolved, 'registry-unreachable', 75, 'TLS');
    expect(resolved).toMatchObject({ hint: expect.stringContaining('--insecure-registry') });
  });
});

describe('a proxy', () => {
  const secure = () => certificate('leaf', [NAME], authority);

  test.each(['https_proxy', 'HTTPS_PROXY'])('of %s is gone through', async (name) => {
    await serve(secure());
    const resolved = await lookUp(`${NAME}/app:1`, { env: { [name]: proxyUrl() }, ca: authority.cert });
    expect(resolved).toMatchObject({ kind: 'index' });
    expect(passed).toEqual([[`${NAME}:443`, undefined]]);
  });

  test('may want a login, which is its own', async () => {
    await serve(secure());
    await lookUp(`${NAME}/app:1`, { env: { https_proxy: proxyUrl('me:hunter2@') }, ca: authority.cert });
    expect(passed).toEqual([[`${NAME}:443`, `Basic ${Buffer.from('me:hunter2').toString('base64')}`]]);
  });

  test('is asked for what has no TLS, without a tunnel', async () => {
    const env = { HTTP_PROXY: proxyUrl() };
    expect(await lookUp(`${NAME}:5000/app:1`, { env }, [`${NAME}:5000`])).toMatchObject({ kind: 'index' });
    expect(passed).toEqual([[`http://${NAME}:5000/v2/app/manifests/1`, undefined]]);
  });

  test('of one protocol is not used for the other', async () => {
    await lookUp('127.0.0.1.invalid/app:1', { env: { http_proxy: proxyUrl() } });
    expect(passed).toEqual([]);
  });

  test('is never gone through to this machine', async () => {
    const host = await serve();
    expect(await lookUp(`${host}/app:1`, { env: { http_proxy: proxyUrl() } })).toMatchObject({ kind: 'index' });
    expect(passed).toEqual([]);
  });

  test('is passed by for the hosts of no_proxy', async () => {
    const env = { https_proxy: proxyUrl(), no_proxy: 'other.test, .invalid' };
    expectFault(await lookUp('registry.invalid/app:1', { env }), 'registry-unreachable', 75, 'name');
    expect(passed).toEqual([]);
  });

  test('that refuses is said to do so', async () => {
    const resolved = await lookUp('closed.test/app:1', { env: { https_proxy: proxyUrl('me:hunter2@') } });
    expectFault(resolved, 'registry-unreachable', 75, 'the proxy answers with status 403');
  });

  test.each(['hunter2', 'ftp://me:hunter2@127.0.0.1', 'http://me:hunter2@[/'])(
    'that is %j is refused without showing it',
    async (text) => {
      expectFault(
        await lookUp(`${NAME}/app:1`, { env: { HTTPS_PROXY: text } }),
        'usage',
        2,
        'HTTPS_PROXY is not an address of a proxy',
      );
    },
  );
});

test('one connection serves lookup after lookup: a digest takes one round trip, not a handshake', async () => {
  let connections = 0;
  // with the length that a HEAD says, as the specification of registries wants it
  const headers = { ...GOOD.headers, 'content-length': INDEX_BODY.length };
  const server = createServer((_, response) => response.writeHead(200, headers).end());
  server.on('connection', () => connections++);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port: own } = server.address() as AddressInfo;
  const transport = openTransport({ env: {}, home });
  for (let lookup = 0; lookup < 10; lookup++) {
    const response = await transport(new URL(`http://127.0.0.1:${own}/v2/a/manifests/${lookup}`), {
      ...{ method: 'HEAD', headers: {}, redirect: 'manual', signal: AbortSignal.timeout(10_000) },
    });
    expect(response.headers.get('docker-content-digest')).toBe(GOOD.headers?.['docker-content-digest']);
  }
  server.closeAllConnections();
  server.close();
  expect(connections).toBeLessThanOrEqual(2);
});

test('an answer that is too long is not read to its end, and a header that comes twice is no digest', async () => {
  let sent = 0;
  const server = createServer((request, response) => {
    if (request.method === 'HEAD') {
      response.setHeader(
        'docker-content-digest',
        [GOOD, GOOD].map(({ headers }) => headers?.['docker-content-digest'] ?? ''),
      );
      return response.setHeader('content-type', 'application/vnd.oci.image.index.v1+json').end();
    }
    const more = () => {
      while (!response.destroyed && response.write(Buffer.alloc(64 * 1024))) sent += 64 * 1024;
    };
    response.on('drain', more);
    more();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port: own } = server.address() as AddressInfo;
  const fetch = openTransport({ env: {}, home });
  const resolved = await resolveDigest(`127.0.0.1:${own}/a:1`, { ...QUICK, fetch }).catch((error: unknown) => error);
  expectFault(resolved, 'registry', 2, 'its manifest is larger than 4 MiB');
  server.closeAllConnections();
  server.close();
  expect(sent).toBeLessThan(64 * 1024 * 1024);
});
