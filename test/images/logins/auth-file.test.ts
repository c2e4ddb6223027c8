import { describe, expect, test } from 'vitest';
import { entryFor, parseAuthFile } from '../../../src/images/logins/auth-file.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const auth = (name: string) => ({ auth: base64(`${name}:hunter2`) });

/** The user whose login a file has for a place. */
function userFor(auths: object, host: string, repository = 'team/app'): string | undefined {
  const file = parseAuthFile(JSON.stringify({ auths }));
  const credential = file && entryFor(file, { host, repository })?.credential;
  return credential?.kind === 'password' ? credential.user : credential?.kind;
}

describe('an entry is for', () => {
  test.each([
    ['registry.example.com', 'registry.example.com'],
    ['REGISTRY.example.com', 'registry.example.com'],
    ['https://registry.example.com', 'registry.example.com'],
    ['https://registry.example.com/v2/', 'registry.example.com'],
    ['http://registry.example.com:5000/', 'registry.example.com:5000'],
    ['registry.example.com/v1/', 'registry.example.com'],
    ['https://registry.example.com/some/path', 'registry.example.com'],
    ['127.0.0.1:5001', '127.0.0.1:5001'],
    ['https://index.docker.io/v1/', 'docker.io'],
    ['index.docker.io', 'docker.io'],
    ['docker.io', 'docker.io'],
    ['registry-1.docker.io', 'docker.io'],
    ['registry.example.com/team', 'registry.example.com'],
    ['registry.example.com/team/app', 'registry.example.com'],
  ])('%s at %s', (key, host) => {
    expect(userFor({ [key]: auth('me') }, host)).toBe('me');
  });

  test.each([
    ['registry.example.com', 'registry.example.com.evil.test'],
    ['registry.example.com', 'evil-registry.example.com'],
    ['registry.example.com', 'example.com'],
    ['registry.example.com', 'registry.example.com:8443'],
    ['registry.example.com:8443', 'registry.example.com'],
    ['https://index.docker.io/v1/', 'index.docker.io.evil.test'],
    ['evil.test/docker.io', 'docker.io'],
    ['registry.example.com/tea', 'registry.example.com'],
    ['registry.example.com/team/app/x', 'registry.example.com'],
    ['registry.example.com/other', 'registry.example.com'],
    ['', 'registry.example.com'],
  ])('%s and not for %s', (key, host) => {
    expect(userFor({ [key]: auth('me') }, host)).toBeUndefined();
  });

  test('the longest path that holds the repository', () => {
    const auths = { 'a.test': auth('host'), 'a.test/team': auth('team'), 'a.test/team/app': auth('app') };
    expect(userFor(auths, 'a.test', 'team/app')).toBe('app');
    expect(userFor(auths, 'a.test', 'team/app/part')).toBe('app');
    expect(userFor(auths, 'a.test', 'team/apple')).toBe('team');
    expect(userFor(auths, 'a.test', 'teams/app')).toBe('host');
  });
});

describe('a credential', () => {
  const credential = (entry: unknown) =>
    parseAuthFile(JSON.stringify({ auths: { 'a.test': entry } }))?.entries[0]?.credential;
  const password = (user: string, secret: string) => ({ kind: 'password', user, password: secret });

  test.each([
    ['auth', auth('me'), password('me', 'hunter2')],
    ['a password with colons', { auth: base64('me:a:b:') }, password('me', 'a:b:')],
    ['one that is padded', { auth: base64('me:hunter2\0\0') }, password('me', 'hunter2')],
    ['not in ASCII', { auth: base64('mé:ß') }, password('mé', 'ß')],
    ['in two fields', { username: 'me', password: 'hunter2' }, password('me', 'hunter2')],
    ['an identity token', { ...auth('me'), identitytoken: 'hunter2' }, { kind: 'identity', token: 'hunter2' }],
    ['the same by its user', { auth: base64('<token>:hunter2') }, { kind: 'identity', token: 'hunter2' }],
    ['a registry token', { registrytoken: 'hunter2' }, { kind: 'bearer', token: 'hunter2' }],
  ])('is read: %s', (_, entry, expected) => {
    expect(credential(entry)).toEqual(expected);
  });

  test.each([
    [{}],
    [null],
    [7],
    [{ auth: '' }],
    [{ auth: base64('no colon') }],
    [{ auth: base64('me:') }],
    [{ auth: 7 }],
  ])('is not made of %j', (entry) => {
    expect(credential(entry)).toBeUndefined();
  });
});

describe('a file', () => {
  test('names its helpers', () => {
    const text = JSON.stringify({
      credsStore: 'desktop',
      credHelpers: { 'https://A.test/': 'gcr', 'index.docker.io': 'pass', 'b.test': 7 },
    });
    const file = parseAuthFile(`\uFEFF${text}`);
    expect(file?.store).toBe('desktop');
    expect([...(file?.helpers ?? [])]).toEqual([
      ['a.test', 'gcr'],
      ['docker.io', 'pass'],
    ]);
  });

  test.each(['', 'hunter2', '[]', 'null', '"x"', '{"auths"'])('that is %j is none', (text) => {
    expect(parseAuthFile(text)).toBeUndefined();
  });

  test.each(['{}', '{"auths":7}', '{"auths":null,"credHelpers":[]}', '{"credsStore":""}'])(
    'that is %s has no login',
    (text) => {
      expect(parseAuthFile(text)).toMatchObject({ entries: [], store: undefined });
    },
  );
});
