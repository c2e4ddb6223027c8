import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openKeyring } from '../../../src/images/logins/keyring.ts';

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'home-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const SIGNAL = new AbortController().signal;
const entry = (user: string) => ({ auth: Buffer.from(`${user}:hunter2`).toString('base64') });
const auths = (user: string, key = 'a.test') => JSON.stringify({ auths: { [key]: entry(user) } });

function put(path: string, text: string, mode = 0o600): string {
  const file = join(home, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text, { mode });
  return file;
}

/** A credential helper in a folder of its own, which logs what it was called with. */
function helper(name: string, body: string): string {
  const file = put(`bin/docker-credential-${name}`, `#!/bin/sh\necho "$@ <$(cat)>" >> ${home}/called\n${body}\n`);
  chmodSync(file, 0o700);
  return dirname(file);
}

const called = () => (existsSync(join(home, 'called')) ? readFileSync(join(home, 'called'), 'utf8') : '');
const answer = (user: string, secret = 'hunter2') =>
  `echo '{"ServerURL":"x","Username":"${user}","Secret":"${secret}"}'`;

async function find(env: NodeJS.ProcessEnv = {}, host = 'a.test', repository = 'team/app', helperTime = 5000) {
  const PATH = [join(home, 'bin'), '/bin', '/usr/bin'].join(delimiter);
  const prospect = openKeyring({ env: { PATH, ...env }, home, helperTime })({ host, repository });
  const { login, notes } = await prospect.find(SIGNAL);
  const user = login?.credential.kind === 'password' ? login.credential.user : login?.credential.kind;
  return { user, from: login?.from, notes, costly: prospect.costly, named: prospect.named };
}

describe('logins are looked up', () => {
  test('nowhere without a file', async () => {
    expect(await find()).toEqual({ user: undefined, from: undefined, notes: [], costly: false, named: false });
  });

  test.each<[string, string, (file: string) => NodeJS.ProcessEnv, string]>([
    ['Docker', '.docker/config.json', () => ({}), '~/.docker/config.json'],
    ['DOCKER_CONFIG', 'elsewhere/config.json', (file) => ({ DOCKER_CONFIG: dirname(file) }), '~/elsewhere/config.json'],
    ['REGISTRY_AUTH_FILE', 'my.json', (file) => ({ REGISTRY_AUTH_FILE: file }), '~/my.json'],
    [
      'Podman',
      'run/containers/auth.json',
      () => ({ XDG_RUNTIME_DIR: join(home, 'run') }),
      '~/run/containers/auth.json',
    ],
    ['Podman, kept', '.config/containers/auth.json', () => ({}), '~/.config/containers/auth.json'],
    [
      'XDG_CONFIG_HOME',
      'c/containers/auth.json',
      () => ({ XDG_CONFIG_HOME: join(home, 'c') }),
      '~/c/containers/auth.json',
    ],
  ])('in the file of %s', async (_, path, env, from) => {
    expect(await find(env(put(path, auths('me'))))).toMatchObject({ user: 'me', from, named: true, costly: false });
  });

  test('in DOCKER_AUTH_CONFIG first, and last where DOCKER_AUTH_ORDER says so', async () => {
    put('.docker/config.json', auths('file'));
    const env = { DOCKER_AUTH_CONFIG: auths('variable') };
    expect(await find(env)).toMatchObject({ user: 'variable', from: 'DOCKER_AUTH_CONFIG' });
    expect(await find({ ...env, DOCKER_AUTH_ORDER: 'config,env' })).toMatchObject({ user: 'file' });
    expect(await find({ ...env, DOCKER_AUTH_ORDER: 'env,config' })).toMatchObject({ user: 'variable' });
  });

  test('in Docker’s file before Podman’s', async () => {
    put('.config/containers/auth.json', auths('podman'));
    put('.docker/config.json', auths('docker'));
    expect(await find()).toMatchObject({ user: 'docker' });
    put('.docker/config.json', auths('docker', 'b.test'));
    expect(await find()).toMatchObject({ user: 'podman' });
  });

  test.each([
    ['no JSON', '{"auths": hunter2', '~/.docker/config.json holds no JSON that can be used'],
    ['too large', ' '.repeat(4 * 1024 * 1024 + 1), '~/.docker/config.json is too large to be read'],
  ])('past a file that is %s, which is noted', async (_, text, note) => {
    put('.docker/config.json', text);
    put('.config/containers/auth.json', auths('podman'));
    expect(await find()).toMatchObject({ user: 'podman', notes: [note] });
  });

  test('past a folder in the place of a file', async () => {
    put('.docker/config.json/x', '');
    expect(await find()).toMatchObject({ user: undefined, notes: ['~/.docker/config.json cannot be read'] });
  });
});

describe.skipIf(process.platform === 'win32')('a credential helper', () => {
  const store = (name: string, more: object = {}) =>
    put('.docker/config.json', JSON.stringify({ credsStore: name, ...more }));

  test('is asked for the registry by its name, on its input', async () => {
    helper('store', answer('me'));
    store('store');
    expect(await find()).toEqual({
      user: 'me',
      from: 'docker-credential-store',
      notes: [],
      costly: true,
      named: false,
    });
    expect(called()).toBe('get <a.test>\n');
  });

  test('knows Docker Hub by an address', async () => {
    helper('store', answer('me'));
    store('store');
    await find({}, 'docker.io');
    expect(called()).toBe('get <https://index.docker.io/v1/>\n');
  });

  test('of a registry comes before the one for all, and before entries', async () => {
    helper('one', answer('one'));
    helper('all', answer('all'));
    store('all', { credHelpers: { 'a.test': 'one' }, auths: { 'a.test': entry('entry') } });
    expect(await find()).toMatchObject({ user: 'one', named: true, costly: true });
    expect(await find({}, 'b.test')).toMatchObject({ user: 'all', named: false });
  });

  test('that has nothing gives way to an entry', async () => {
    helper('store', "echo 'credentials not found in native keychain'; exit 1");
    store('store', { auths: { 'a.test': entry('entry') } });
    expect(await find()).toMatchObject({ user: 'entry', notes: [] });
    expect(await find({}, 'b.test')).toMatchObject({ user: undefined, notes: [] });
  });

  test('may give an identity token', async () => {
    helper('store', answer('<token>'));
    store('store');
    expect(await find()).toMatchObject({ user: 'identity' });
  });

  test('is asked once for a registry, and only when a login is wanted', async () => {
    helper('store', answer('me'));
    store('store');
    const keyring = openKeyring({ env: { PATH: `${join(home, 'bin')}:/bin:/usr/bin` }, home });
    const prospects = ['team/app', 'team/other'].map((repository) => keyring({ host: 'a.test', repository }));
    expect(called()).toBe('');
    await Promise.all(prospects.map((prospect) => prospect.find(SIGNAL)));
    expect(called()).toBe('get <a.test>\n');
  });

  test('runs in the home folder, whatever the project holds', async () => {
    helper('store', `pwd > ${home}/place; ${answer('me')}`);
    store('store');
    await find();
    expect(readFileSync(join(home, 'place'), 'utf8').trim()).toBe(home);
  });

  test.each<[string, string, string]>([
    ['fails', 'echo hunter2; echo hunter2 >&2; exit 1', 'docker-credential-store failed'],
    ['says something else', 'echo hunter2', 'docker-credential-store gave an answer that cannot be read'],
    ['says null', 'echo null', 'docker-credential-store gave an answer that cannot be read'],
    [
      'says no text',
      `echo '{"Username":"me","Secret":7}'`,
      'docker-credential-store gave an answer that cannot be read',
    ],
    ['never answers', 'sleep 20', 'docker-credential-store did not answer'],
    ['talks for ever', 'while :; do echo hunter2hunter2hunter2hunter2; done', 'docker-credential-store did not answer'],
    ['reads nothing and dies', 'kill -9 $$', 'docker-credential-store failed'],
  ])('that %s is noted without its words', async (_, body, note) => {
    helper('store', body);
    store('store');
    const started = performance.now();
    const found = await find({}, 'a.test', 'team/app', body.startsWith('sleep') ? 100 : 5000);
    expect(found).toMatchObject({ user: undefined, notes: [`${note} (named in ~/.docker/config.json)`] });
    expect(performance.now() - started).toBeLessThan(5000);
  });

  test('that is not there is noted', async () => {
    store('gone');
    const notes = ['docker-credential-gone is not installed (named in ~/.docker/config.json)'];
    expect(await find()).toMatchObject({ user: undefined, notes });
  });

  test.each(['../evil', 'a b', 'a;touch x', '/bin/sh', 'a/b', '$(x)', 'x'.repeat(65)])(
    'named %j is not run',
    async (name) => {
      store(name);
      const notes = ['the name of a credential helper cannot be used (named in ~/.docker/config.json)'];
      expect(await find()).toMatchObject({ user: undefined, notes });
    },
  );

  test('is not taken from a folder that is relative to the project', async () => {
    const folder = helper('store', answer('me'));
    store('store');
    const before = process.cwd();
    process.chdir(dirname(folder));
    try {
      for (const path of ['bin', '', '.', './bin']) {
        expect(await find({ PATH: `${path}${delimiter}/nowhere` })).toMatchObject({ user: undefined });
      }
    } finally {
      process.chdir(before);
    }
    expect(called()).toBe('');
  });

  test('is left when the run is cancelled', async () => {
    helper('store', 'sleep 20');
    store('store');
    const cancel = new AbortController();
    const env = { PATH: `${join(home, 'bin')}:/bin:/usr/bin` };
    const pending = openKeyring({ env, home })({ host: 'a.test', repository: 'x' }).find(cancel.signal);
    setTimeout(() => cancel.abort(new Error('cancelled by hand')), 50);
    await expect(pending).rejects.toThrow('cancelled by hand');
  });
});
