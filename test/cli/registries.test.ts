import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { certificate } from '../images/certificate.ts';
import { type Answer, type FakeRegistry, fakeRegistry, GOOD, type Seen } from '../images/fake-registry.ts';
import { builtCli, everything, folder, type Result, removeFolders } from './helpers.ts';

const SECRET = 'hunter2';
const BASIC = `Basic ${Buffer.from(`me:${SECRET}`).toString('base64')}`;
const MANIFEST = '/library/node/manifests/';
const running: FakeRegistry[] = [];
let cli = '';

beforeAll(() => {
  cli = builtCli();
}, 120_000);
afterEach(async () => {
  removeFolders();
  await Promise.all(running.splice(0).map((registry) => registry.close()));
});

async function start(answer: (request: Seen, host: string) => Answer, secure?: { key: string; cert: string }) {
  const registry = await fakeRegistry(answer, secure);
  running.push(registry);
  return registry;
}

/** The built program as a process of its own, with a home and no variables but these. */
function launch(root: string, words: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, [cli, '--yes', ...words], { cwd: root, env: { PATH, HOME: root, ...env } });
  const texts = { out: '', err: '' };
  child.stdout.on('data', (text) => {
    texts.out += text;
  });
  child.stderr.on('data', (text) => {
    texts.err += text;
  });
  const ended = new Promise<Result>((done) => child.on('close', (code) => done({ code: code ?? -1, ...texts })));
  return { child, ended };
}

const login = (host: string) => ({ auths: { [host]: { auth: Buffer.from(`me:${SECRET}`).toString('base64') } } });
const asked = (registry: FakeRegistry) =>
  registry.seen.map(({ method, authorization = '-' }) => `${method} ${authorization}`);
const closed: Answer = { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } };
const withPassword = ({ path, authorization }: Seen) =>
  path.includes(MANIFEST) && authorization === BASIC ? GOOD : closed;

/** A credential helper in a folder of its own beside the project; gives back the variables with which it is found. */
function helper(root: string, body: string): Record<string, string> {
  const bin = join(root, '.bin');
  mkdirSync(join(root, '.docker'), { recursive: true });
  mkdirSync(bin);
  writeFileSync(join(root, '.docker/config.json'), JSON.stringify({ credsStore: 'test' }));
  writeFileSync(join(bin, 'docker-credential-test'), `#!/bin/sh\ncat > /dev/null\n${body}\n`);
  chmodSync(join(bin, 'docker-credential-test'), 0o700);
  return { PATH: `${bin}:${process.env.PATH ?? ''}` };
}

describe('a registry with a password', () => {
  it('gives digests to whom Docker knows', async () => {
    const registry = await start(withPassword);
    const env = { DOCKER_AUTH_CONFIG: JSON.stringify(login(registry.host)) };
    const { code, out, err } = await launch(folder(), ['--json', '--mirror', `docker.io=http://${registry.host}`], env)
      .ended;
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(out).pins[0]).toMatchObject({ source: 'registry', kind: 'index' });
    expect(asked(registry)).toEqual(['HEAD -', `HEAD ${BASIC}`]);
  });

  it.skipIf(process.platform === 'win32')('gives digests to whom a credential helper knows', async () => {
    const registry = await start(withPassword);
    const root = folder();
    const env = helper(root, `echo '{"Username":"me","Secret":"${SECRET}"}'`);
    const { code, out } = await launch(root, ['--json', '--mirror', `docker.io=http://${registry.host}`], env).ended;
    expect({ code, out: out.includes(SECRET) }).toEqual({ code: 0, out: false });
    expect(asked(registry)).toEqual(['HEAD -', `HEAD ${BASIC}`]);
  });

  it('stays closed to others, in one line that says what to do', async () => {
    const registry = await start(() => closed);
    const root = folder();
    const before = everything(root);
    const { code, out, err } = await launch(root, ['--registry', `docker.io=${registry.host}`]).ended;
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err.split('\n')).toEqual([
      expect.stringMatching(/^error .* to nobody without a login, or does not have it \(status 401\)$/),
      expect.stringMatching(/^ {2}Log in with docker login 127\.0\.0\.1:\d+ \(or podman login /),
      '',
    ]);
    expect(everything(root)).toEqual(before);
  });
});

describe('no secret is shown', () => {
  const echo = ({ authorization = '' }: Seen) => ({
    body: `${authorization} ${SECRET}`,
    headers: { 'x-echo': SECRET },
  });
  const challenged = (request: Seen, host: string, challenge: string, then: Answer): Answer =>
    request.path === '/token' || request.authorization
      ? { ...echo(request), ...then }
      : { status: 401, headers: { 'www-authenticate': challenge.replace('HOST', host) } };
  const BEARER = 'Bearer realm="http://HOST/token"';

  it.each<[string, string, Answer]>([
    ['a refused password', 'Basic realm="hunter2"', { status: 401 }],
    ['a refused login', BEARER, { status: 401 }],
    ['a token server that answers nonsense', BEARER, { body: SECRET }],
    ['a token server with a fault', BEARER, { status: 500 }],
    [
      'a token server that sends elsewhere',
      BEARER,
      { status: 302, headers: { location: `https://u:${SECRET}@169.254.169.254/` } },
    ],
    ['a token server with a password in its name', `Bearer realm="https://u:${SECRET}@registry.test/"`, {}],
    [
      'a redirect of a password',
      'Basic realm="x"',
      { status: 307, headers: { location: `http://registry.test/${SECRET}` } },
    ],
    [
      'a rate limit',
      'Basic realm="x"',
      { status: 429, headers: { 'retry-after': '3600', 'docker-ratelimit-source': SECRET, 'ratelimit-limit': SECRET } },
    ],
    [
      'an error code',
      'Basic realm="x"',
      { status: 403, body: JSON.stringify({ errors: [{ code: `${SECRET}`, message: SECRET }] }) },
    ],
    ['a wrong manifest', 'Basic realm="x"', { body: SECRET }],
  ])('with %s', async (_, challenge, then) => {
    const registry = await start((request, host) => challenged(request, host, challenge, then));
    const root = folder();
    const before = everything(root);
    const env = { DOCKER_AUTH_CONFIG: JSON.stringify(login(registry.host)) };
    const { code, out, err } = await launch(root, ['--registry', `docker.io=${registry.host}`], env).ended;
    expect([2, 75]).toContain(code);
    expect(out).toBe('');
    expect(err).toMatch(/^(?:Waiting for [^\n]+\n)?error [^\n]+\n(?: {2}[^\n]+\n)?$/);
    for (const secret of [SECRET, BASIC.slice(6)]) expect(err).not.toContain(secret);
    expect(everything(root)).toEqual(before);
  });

  it.skipIf(process.platform === 'win32')('with a credential helper that shouts it', async () => {
    const registry = await start(() => closed);
    const root = folder();
    const env = helper(root, `echo ${SECRET}; echo ${SECRET} >&2; exit 1`);
    const { code, out, err } = await launch(root, ['--registry', `docker.io=${registry.host}`], env).ended;
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('docker-credential-test failed');
    expect(err).not.toContain(SECRET);
  });

  it('with a login file that is damaged', async () => {
    const registry = await start(() => closed);
    const env = { DOCKER_AUTH_CONFIG: `{"auths": ${SECRET}` };
    const { code, err } = await launch(folder(), ['--registry', `docker.io=${registry.host}`], env).ended;
    expect(code).toBe(2);
    expect(err).toContain('DOCKER_AUTH_CONFIG holds no JSON that can be used; log in with');
    expect(err).not.toContain(SECRET);
  });
});

describe('--ca', () => {
  const authority = certificate('Test Authority');
  const leaf = certificate('leaf', ['127.0.0.1', 'localhost'], authority);

  it('makes a registry of one’s own trusted', async () => {
    const registry = await start(() => GOOD, leaf);
    const root = folder();
    writeFileSync(join(root, '.ca.pem'), authority.cert);
    const mirror = ['--json', '--mirror', `docker.io=https://${registry.host}`];
    expect((await launch(root, [...mirror, '--ca', '.ca.pem']).ended).code).toBe(0);
    const untrusted = await launch(root, mirror).ended;
    expect(JSON.parse(untrusted.out).pins[0]).toMatchObject({ source: 'catalogue' });
    const extra = await launch(root, mirror, { NODE_EXTRA_CA_CERTS: join(root, '.ca.pem') }).ended;
    expect(JSON.parse(extra.out).pins[0]).toMatchObject({ source: 'registry' });
  });

  it.each<[string, string | undefined, RegExp]>([
    ['is not there', undefined, /^error Cannot read \.ca\.pem/],
    ['holds none', 'hunter2', /^error \.ca\.pem holds no certificate/],
    [
      'holds a damaged one',
      authority.cert.replace(/\n.{20}/, '\nAAAAAAAAAAAAAAAAAAAA'),
      /^error certificate 1 in \.ca\.pem cannot be read/,
    ],
  ])('is refused when the file %s', async (_, text, message) => {
    const root = folder();
    if (text !== undefined) writeFileSync(join(root, '.ca.pem'), text);
    const { code, err } = await launch(root, ['--offline', '--json', '--ca', '.ca.pem']).ended;
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });
});

describe('a registry that takes its time', () => {
  it('is named on stderr after two seconds, once, and not with --quiet', async () => {
    const registry = await start(() => ({ ...GOOD, after: 2500 }));
    const words = ['--json', '--mirror', `docker.io=http://${registry.host}`];
    const [usual, quiet] = await Promise.all([
      launch(folder(), words).ended,
      launch(folder(), [...words, '--quiet']).ended,
    ]);
    expect(usual).toMatchObject({ code: 0, err: `Waiting for docker.io (asked at ${registry.host}) …\n` });
    expect(quiet).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(usual.out).pins[0]).toMatchObject({ source: 'registry' });
  }, 20_000);

  it.skipIf(process.platform === 'win32').each<[string, Answer, string]>([
    ['the registry', { ...GOOD, after: 60_000 }, 'exit 1'],
    ['a body', { ...GOOD, headers: {}, pause: 60_000 }, 'exit 1'],
    ['a registry that wants us to wait', { status: 429, headers: { 'retry-after': '9' } }, 'exit 1'],
    ['a credential helper', closed, `touch started; exec sleep 60`],
  ])(
    'is left at once by Ctrl-C: %s',
    async (what, answer, body) => {
      const registry = await start(() => answer);
      const root = folder();
      const env = helper(root, body);
      const before = everything(root);
      const { child, ended } = launch(root, ['--mirror', `docker.io=http://${registry.host}`], env);
      await expect.poll(() => registry.seen.length, { timeout: 20_000 }).toBeGreaterThan(0);
      if (what === 'a credential helper')
        await expect.poll(() => existsSync(join(root, 'started')), { timeout: 9_000, interval: 20 }).toBe(true);
      const pressed = performance.now();
      child.kill('SIGINT');
      expect(await ended).toEqual({ code: 130, out: '', err: 'Cancelled; nothing was written.\n' });
      expect(performance.now() - pressed).toBeLessThan(2000);
      expect(everything(root).filter((line) => !line.startsWith('started '))).toEqual(before);
    },
    40_000,
  );
});
