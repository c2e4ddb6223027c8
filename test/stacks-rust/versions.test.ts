import { describe, expect, it, test } from 'vitest';
import { crate, detected, type Files, MAIN } from './helpers.ts';

const CARGO = { 'Cargo.toml': crate(), ...MAIN };
const channel = (text: string) => `[toolchain]\nchannel = "${text}"\ncomponents = ["clippy"]\n`;

describe('the Rust version', () => {
  test.each<[string, Files, string, string]>([
    ['nothing: the newest', {}, '1', 'default'],
    ['the toolchain file', { 'rust-toolchain.toml': channel('1.99') }, '1.99', 'rust-toolchain.toml channel'],
    ['with a patch', { 'rust-toolchain.toml': channel('1.99.1') }, '1.99', 'rust-toolchain.toml channel'],
    [
      'with a platform',
      { 'rust-toolchain.toml': channel('1.99.0-x86_64-unknown-linux-gnu') },
      '1.99',
      'rust-toolchain.toml channel',
    ],
    ['stable', { 'rust-toolchain.toml': channel('stable') }, '1', 'rust-toolchain.toml channel'],
    ['a toolchain file of one line', { 'rust-toolchain': '1.98.0\n' }, '1.98', 'rust-toolchain'],
    ['one with a comment', { 'rust-toolchain': '# as in CI\n1.98.0\n' }, '1.98', 'rust-toolchain'],
    ['one of TOML without an ending', { 'rust-toolchain': channel('1.98') }, '1.98', 'rust-toolchain channel'],
    [
      'the one without an ending first, as rustup does it',
      { 'rust-toolchain': '1.98', 'rust-toolchain.toml': channel('1.99') },
      '1.98',
      'rust-toolchain',
    ],
    ['asdf', { '.tool-versions': 'rust 1.99.0\n' }, '1.99', '.tool-versions:1'],
    ['mise', { 'mise.toml': '[tools]\nrust = "1.99"\n' }, '1.99', 'mise.toml tools.rust'],
    [
      'mise with a table',
      { 'mise.toml': '[tools]\nrust = { version = "1.99", profile = "minimal" }\n' },
      '1.99',
      'mise.toml tools.rust',
    ],
    ['mise: latest', { 'mise.toml': '[tools]\nrust = "latest"\n' }, '1', 'mise.toml tools.rust'],
    [
      'the toolchain file before asdf',
      { 'rust-toolchain.toml': channel('1.99'), '.tool-versions': 'rust 1.98.0\n' },
      '1.99',
      'rust-toolchain.toml channel',
    ],
    ['what is no version', { 'rust-toolchain.toml': channel('my-own') }, '1', 'default'],
    ['no channel', { 'rust-toolchain.toml': '[toolchain]\npath = "/opt/rust"\n' }, '1', 'default'],
    ['an empty file', { 'rust-toolchain': '\n' }, '1', 'default'],
    [
      'rust-version, which is a least one',
      { 'Cargo.toml': crate([], 'rust-version = "1.85"') },
      '1',
      'Cargo.toml rust-version',
    ],
    ['nightly', { 'rust-toolchain.toml': channel('nightly-2026-11-01') }, '1', 'rust-toolchain.toml channel'],
  ])('%s', (_, files, version, source) => {
    const { answers, from } = detected({ ...CARGO, ...files });
    expect([answers?.runtimeVersion, from('runtimeVersion')]).toEqual([version, source]);
  });

  it('may stand above the service', () => {
    const files = {
      'apps/shop/Cargo.toml': crate(),
      'apps/shop/src/main.rs': '',
      'rust-toolchain.toml': channel('1.99'),
    };
    const { answers, from } = detected(files, { service: 'apps/shop' });
    expect([answers?.runtimeVersion, from('runtimeVersion')]).toEqual(['1.99', 'rust-toolchain.toml channel']);
  });

  it('is the newest where the workspace says the least one', () => {
    const files = {
      'Cargo.toml': '[workspace]\nmembers = ["shop"]\n[workspace.package]\nrust-version = "1.90"\n',
      'shop/Cargo.toml': crate([], 'rust-version.workspace = true'),
      'shop/src/main.rs': '',
    };
    expect(detected(files, { service: 'shop' }).from('runtimeVersion')).toBe('Cargo.toml rust-version');
  });
});

describe('what to know of the version', () => {
  const notes = (text: string, files: Files = {}) =>
    detected({ ...CARGO, 'rust-toolchain.toml': channel(text), ...files }).notes;

  test.each([
    ['1.100', []],
    ['stable', []],
    [
      '1.93',
      [
        'rust-toolchain.toml channel asks for Rust 1.93, which gets no fixes any more: only the newest release does, now 1.100.',
      ],
    ],
    [
      '1.75',
      [
        'rust-toolchain.toml channel asks for Rust 1.75, which gets no fixes any more and has no image on Debian 13: the newest release builds it as well.',
      ],
    ],
    ['1.120', ['rust-toolchain.toml channel asks for Rust 1.120, which this tool does not know yet.']],
    [
      'nightly-2026-11-01',
      [
        'rust-toolchain.toml channel asks for nightly-2026-11-01, which no official image has: rustup brings it while the image is built, and no digest pins it.',
      ],
    ],
  ])('%s', (text, expected) => {
    expect(notes(text)).toEqual(expected);
  });

  it('names a day to be written where nightly is any day’s', () => {
    expect(notes('nightly')[0]).toContain('Name its day (nightly-2026-11-01)');
    expect(notes('beta')[0]).toContain('Name its day (beta-2026-11-01)');
  });

  it('is that Cargo refuses an older compiler than the package asks for', () => {
    const files = { 'Cargo.toml': crate([], 'rust-version = "1.99"') };
    expect(notes('1.98', files)).toContain(
      'Cargo.toml rust-version asks for Rust "1.99" or newer, and 1.98 builds it: Cargo will refuse.',
    );
    expect(notes('1.99', files).join()).not.toContain('Cargo will refuse');
    expect(detected({ ...CARGO, 'Cargo.toml': crate([], 'rust-version = "1.101"') }).notes).toEqual([
      'Cargo.toml rust-version asks for Rust "1.101" or newer, and 1.100 builds it: Cargo will refuse.',
    ]);
  });

  it('is that nightly needs rustup', () => {
    const files = { ...CARGO, 'rust-toolchain.toml': channel('nightly') };
    expect(() => detected(files, { base: 'hardened' })).toThrow(/has no rustup/);
    expect(detected(files, { base: 'slim' }).facts?.toolchain.channel).toBe('nightly');
  });
});

describe('musl', () => {
  test.each<[string, Files, boolean]>([
    ['no word of it', {}, false],
    [
      'a target of the toolchain file',
      { 'rust-toolchain.toml': '[toolchain]\nchannel = "stable"\ntargets = ["x86_64-unknown-linux-musl"]\n' },
      true,
    ],
    ['another target of it', { 'rust-toolchain.toml': '[toolchain]\ntargets = ["wasm32-unknown-unknown"]\n' }, false],
    [
      'the target of Cargo’s configuration',
      { '.cargo/config.toml': '[build]\ntarget = "aarch64-unknown-linux-musl"\n' },
      true,
    ],
    ['another target of it', { '.cargo/config.toml': '[build]\ntarget = "x86_64-unknown-linux-gnu"\n' }, false],
    ['an old name of the configuration', { '.cargo/config': '[build]\ntarget = "x86_64-unknown-linux-musl"\n' }, true],
  ])('%s: %s', (_, files, musl) => {
    expect(detected({ ...CARGO, ...files }).facts?.musl).toBe(musl);
  });
});
