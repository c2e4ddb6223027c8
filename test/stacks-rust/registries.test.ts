import { describe, expect, it, test } from 'vitest';
import { crate, detected, type Files, lock, MAIN } from './helpers.ts';

const LOCKED = { 'Cargo.toml': crate(['tokio']), ...MAIN, 'Cargo.lock': lock('shop', 'tokio') };
const from = (address: string) =>
  `${lock('shop')}\n[[package]]\nname = "money"\nversion = "1.0.0"\nsource = "git+${address}#0123456789"\n`;

describe('the secrets of a fetch', () => {
  test.each<[string, Files, string[]]>([
    ['packages of a registry', LOCKED, ['cargo_credentials']],
    ['no lock', { 'Cargo.toml': crate(['tokio']), ...MAIN }, ['cargo_credentials']],
    ['no dependencies', { 'Cargo.toml': crate(), ...MAIN, 'Cargo.lock': lock('shop') }, []],
    [
      'a repository',
      { ...LOCKED, 'Cargo.lock': from('https://git.example.com/money.git?rev=1') },
      ['cargo_credentials', 'netrc'],
    ],
    [
      'a repository by ssh, which cannot do without',
      { ...LOCKED, 'Cargo.lock': from('ssh://git@git.example.com/shop/money.git') },
      ['cargo_credentials', 'netrc!'],
    ],
    [
      'vendored sources',
      {
        ...LOCKED,
        '.cargo/config.toml':
          '[source.crates-io]\nreplace-with = "vendored-sources"\n[source.vendored-sources]\ndirectory = "vendor"\n',
      },
      [],
    ],
  ])('%s', (_, files, ids) => {
    const { found } = detected(files);
    expect(found?.secrets.map(({ id, required }) => (required ? `${id}!` : id))).toEqual(ids);
  });

  it('are told apart for hosts that are named by ssh', () => {
    const { facts, notes } = detected({ ...LOCKED, 'Cargo.lock': from('ssh://git@git.example.com/shop/money.git') });
    expect(facts?.registries.sshHosts).toEqual(['git.example.com']);
    expect(notes).toEqual([
      'Cargo.lock names repositories at git.example.com by ssh: the build asks for them over https, with the secret netrc.',
    ]);
  });

  it('are named for a registry of the user’s own', () => {
    const config = '[registries.shop-internal]\nindex = "sparse+https://registry.example.com/index/"\n';
    expect(detected({ ...LOCKED, '.cargo/config.toml': config }).notes).toEqual([
      'The registry shop-internal may want a token (CARGO_REGISTRIES_SHOP_INTERNAL_TOKEN): builds get it by the secret cargo_credentials, never by a variable.',
    ]);
  });
});

describe('a credential in a file', () => {
  test.each<[string, Files, string]>([
    [
      'a token of the configuration',
      { '.cargo/config.toml': '[registry]\ntoken = "hunter2hunter2"\n' },
      '.cargo/config.toml:2',
    ],
    [
      'a token of an old configuration',
      { '.cargo/config': '[registries.a]\n\ntoken = "hunter2"\n' },
      '.cargo/config:3',
    ],
    [
      'Cargo’s own file for it',
      { '.cargo/credentials.toml': '[registry]\ntoken = "hunter2"\n' },
      '.cargo/credentials.toml:2',
    ],
    [
      'an address of the configuration',
      { '.cargo/config.toml': '[source.a]\nregistry = "https://me:hunter2@registry.example.com/index"\n' },
      '.cargo/config.toml:2',
    ],
    [
      'an address of a dependency',
      { 'Cargo.toml': `${crate()}money = { git = "https://hunter2@git.example.com/m.git" }\n` },
      'Cargo.toml:5',
    ],
    ['an address of the lock', { 'Cargo.lock': from('https://hunter2@git.example.com/m.git') }, 'Cargo.lock:10'],
  ])('%s', (_, files, place) => {
    const { notes, found } = detected({ ...LOCKED, ...files });
    expect(notes.filter((note) => note.includes('holds a credential'))).toEqual([
      `${place} holds a credential: revoke it, take it out of the file and its history, and give it to builds as a secret.${/credentials/.test(place) ? '' : ' Until then the build gets the file as it is.'}`,
    ]);
    expect(JSON.stringify([notes, found?.detected])).not.toContain('hunter2');
    expect(found?.secrets[0]?.required).toBe(true);
  });

  it.each(['token = ""', 'index = "sparse+https://registry.example.com/"', '# token = "x"'])('is not %s', (line) => {
    const { notes } = detected({ ...LOCKED, '.cargo/config.toml': `[registry]\n${line}\n` });
    expect(notes.join()).not.toContain('credential:');
  });
});

describe('vendored sources', () => {
  const source = (...lines: string[]) => ({ ...LOCKED, '.cargo/config.toml': `${lines.join('\n')}\n` });
  const replace = ['[source.crates-io]', 'replace-with = "vendored"'];

  test.each<[string, Files, string | null]>([
    ['a folder', source(...replace, '[source.vendored]', 'directory = "vendor"'), 'vendor'],
    [
      'over another source',
      source(...replace, '[source.vendored]', 'replace-with = "b"', '[source.b]', 'directory = "third_party/crates"'),
      'third_party/crates',
    ],
    ['a mirror', source(...replace, '[source.vendored]', 'registry = "https://registry.example.com"'), null],
    ['a folder outside', source(...replace, '[source.vendored]', 'directory = "/opt/vendor"'), null],
    ['a folder above', source(...replace, '[source.vendored]', 'directory = "a/../../vendor"'), null],
    ['a circle', source(...replace, '[source.vendored]', 'replace-with = "vendored"'), null],
    ['nothing', LOCKED, null],
  ])('%s', (_, files, folder) => {
    expect(detected(files).facts?.config.vendored).toBe(folder);
  });
});

describe('a missing lock', () => {
  it('is named', () => {
    expect(detected({ 'Cargo.toml': crate(['tokio']), ...MAIN }).notes).toEqual([
      'There is no Cargo.lock: run cargo generate-lockfile, or nothing holds the packages to what you tested.',
    ]);
  });

  it('is none where nothing is depended on', () => {
    expect(detected({ 'Cargo.toml': crate(), ...MAIN }).notes).toEqual([]);
  });

  it('is looked for where the workspace is', () => {
    const files = {
      'Cargo.toml': '[workspace]\nmembers = ["api"]\n',
      'api/Cargo.toml': crate(['tokio']),
      'api/src/main.rs': '',
    };
    expect(detected(files, { service: 'api' }).notes[0]).toContain('There is no Cargo.lock');
    expect(detected({ ...files, 'Cargo.lock': lock('shop', 'tokio') }, { service: 'api' }).notes).toEqual([]);
  });
});
