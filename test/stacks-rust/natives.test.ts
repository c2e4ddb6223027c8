import { describe, expect, it, test } from 'vitest';
import { crate, detected, type Files, lock, MAIN } from './helpers.ts';

const CARGO = { 'Cargo.toml': crate(['tokio']), ...MAIN };
const locked = (...packages: string[]): Files => ({ ...CARGO, 'Cargo.lock': lock('shop', 'tokio', ...packages) });

describe('what C libraries and tools the packages need', () => {
  test.each<[string, string[], string[], string[], string]>([
    ['pure Rust', ['serde'], [], [], 'distroless'],
    ['ring, which compiles by itself', ['ring:cc', 'cc'], [], [], 'distroless'],
    ['aws-lc, which does without cmake', ['aws-lc-sys:cmake', 'cmake'], [], [], 'distroless'],
    ['OpenSSL', ['openssl-sys'], ['libssl-dev=3.5.*', 'pkg-config=1.8.*'], [], 'distroless'],
    ['OpenSSL that it builds itself', ['openssl-sys', 'openssl-src'], ['make=4.4.*', 'perl=5.40.*'], [], 'distroless'],
    ['PostgreSQL', ['pq-sys'], ['libpq-dev=17.*', 'pkg-config=1.8.*'], ['libpq5=17.*'], 'slim'],
    ['PostgreSQL that it builds itself', ['pq-sys', 'pq-src'], [], [], 'distroless'],
    ['SQLite of its own', ['libsqlite3-sys:cc', 'cc'], [], [], 'distroless'],
    [
      'SQLite of the system',
      ['libsqlite3-sys:vcpkg'],
      ['libsqlite3-dev=3.46.*', 'pkg-config=1.8.*'],
      ['libsqlite3-0=3.46.*'],
      'slim',
    ],
    [
      'MySQL',
      ['mysqlclient-sys'],
      ['default-libmysqlclient-dev=1.1.*', 'pkg-config=1.8.*'],
      ['libmariadb3=1:11.8.*'],
      'slim',
    ],
    ['jemalloc', ['tikv-jemalloc-sys'], ['make=4.4.*'], [], 'distroless'],
    ['protocol buffers', ['prost-build'], ['libprotobuf-dev=3.21.*', 'protobuf-compiler=3.21.*'], [], 'distroless'],
    ['protocol buffers without protoc', ['prost-build', 'protox'], [], [], 'distroless'],
    ['bindings that clang makes', ['clang-sys'], ['libclang-dev=1:19.*'], [], 'distroless'],
    ['cmake', ['libz-ng-sys:cmake', 'cmake'], ['cmake=3.31.*', 'g++=4:14.*', 'make=4.4.*'], [], 'distroless'],
    ['C++', ['link-cplusplus'], ['g++=4:14.*'], [], 'distroless'],
    ['RocksDB', ['librocksdb-sys'], ['g++=4:14.*', 'libclang-dev=1:19.*', 'make=4.4.*'], [], 'distroless'],
    ['an assembler', ['nasm-rs'], ['nasm=2.16.*'], [], 'distroless'],
    [
      'several',
      ['openssl-sys', 'tikv-jemalloc-sys'],
      ['libssl-dev=3.5.*', 'make=4.4.*', 'pkg-config=1.8.*'],
      [],
      'distroless',
    ],
  ])('%s', (_, packages, build, runtime, base) => {
    const { facts, answers } = detected(locked(...packages));
    expect([facts?.natives.build, facts?.natives.runtime, answers?.base]).toEqual([build, runtime, base]);
  });

  it('is not known without a lock', () => {
    expect(detected({ 'Cargo.toml': crate(['openssl-sys']), ...MAIN }).facts?.natives.build).toEqual([]);
  });

  it('is said with the lock', () => {
    expect(detected(locked('openssl-sys')).from('natives')).toBe('Cargo.lock');
    expect(detected(locked()).from('natives')).toBeUndefined();
  });
});

describe('a base that lacks what the packages need', () => {
  test.each([
    ['alpine', 'openssl-sys', '--base alpine does not go with openssl-sys, which needs libssl-dev, pkg-config'],
    [
      'alpine',
      'prost-build',
      '--base alpine does not go with prost-build, which needs libprotobuf-dev, protobuf-compiler',
    ],
    ['chainguard', 'openssl-sys', '--base chainguard does not go with openssl-sys, whose OpenSSL it lacks'],
    ['hardened', 'openssl-sys', '--base hardened does not go with openssl-sys, whose OpenSSL it lacks'],
    ['distroless', 'pq-sys', '--base distroless does not go with pq-sys, whose library libpq5 it lacks'],
    ['chainguard', 'pq-sys', '--base chainguard does not go with pq-sys, whose library libpq5 it lacks'],
    ['hardened', 'link-cplusplus', '--base hardened does not go with link-cplusplus, whose C++ library it lacks'],
  ])('%s, %s', (base, crate, message) => {
    expect(() => detected(locked(crate), { base })).toThrow(message);
  });

  it.each(['slim', 'distroless'])('is not %s for OpenSSL', (base) => {
    expect(detected(locked('openssl-sys'), { base }).found).toBeDefined();
  });

  it('is each with musl, for what the compiler needs is not there', () => {
    const musl = { ...locked('openssl-sys'), '.cargo/config.toml': '[build]\ntarget = "x86_64-unknown-linux-musl"\n' };
    expect(() => detected(musl)).toThrow('A program linked with musl does not go with openssl-sys');
  });

  it('may be one of the user’s own', () => {
    expect(detected(locked('pq-sys'), { base: 'registry.example.com/base:1' }).found).toBeDefined();
  });
});

describe('what Cargo’s configuration asks for', () => {
  const config = (text: string) => detected({ ...locked(), '.cargo/config.toml': text }).facts;

  test.each<[string, string, string[]]>([
    [
      'mold behind clang',
      '[target.x86_64-unknown-linux-gnu]\nlinker = "clang"\nrustflags = ["-C", "link-arg=-fuse-ld=mold"]\n',
      ['clang=1:19.*', 'mold=2.37.*'],
    ],
    ['mold by its path', '[build]\nrustflags = ["-C", "link-arg=-fuse-ld=/usr/bin/mold"]\n', ['mold=2.37.*']],
    ['lld', `[target.'cfg(target_os = "linux")']\nrustflags = ["-Clink-arg=-fuse-ld=lld"]\n`, ['lld=1:19.*']],
    ['lld of another system', '[target.aarch64-apple-darwin]\nrustflags = ["-C", "link-arg=-fuse-ld=lld"]\n', []],
    ['the usual linker', '[target.x86_64-unknown-linux-gnu]\nlinker = "gcc"\n', []],
    ['other flags', '[build]\nrustflags = ["-C", "target-cpu=x86-64-v3"]\n', []],
  ])('%s', (_, text, packages) => {
    expect(config(text)?.natives.build).toEqual(packages);
  });

  it('is no cache of compiled code, which the image has not', () => {
    expect(config('[build]\nrustc-wrapper = "sccache"\n')?.config.wrapped).toBe(true);
    expect(config('[build]\njobs = 2\n')?.config.wrapped).toBe(false);
  });
});

describe('queries that SQLx checks', () => {
  const source = { 'src/main.rs': 'sqlx::query!("select 1")' };

  test.each<[string, Files, boolean]>([
    ['prepared', { '.sqlx/query-1.json': '{}' }, true],
    ['prepared by an older version', { 'sqlx-data.json': '{}' }, true],
    ['not prepared', {}, false],
  ])('%s: %s', (_, files, offline) => {
    expect(detected({ ...locked('sqlx'), ...files }).facts?.sqlxOffline).toBe(offline);
  });

  it('need a file in place of a database', () => {
    const note =
      'src/main.rs has queries that are checked against a database, and the build has none: run cargo sqlx prepare and commit .sqlx.';
    expect(detected({ ...locked('sqlx'), ...source }).notes).toEqual([note]);
    expect(detected({ ...locked('sqlx'), ...source, '.sqlx/a.json': '' }).notes).toEqual([]);
    expect(detected(locked('sqlx')).notes).toEqual([]);
  });

  it('may be prepared for the whole workspace', () => {
    const files = {
      'Cargo.toml': '[workspace]\nmembers = ["api"]\n',
      'Cargo.lock': lock('shop', 'sqlx'),
      'api/Cargo.toml': crate(['sqlx']),
      'api/src/main.rs': '',
      '.sqlx/a.json': '',
    };
    expect(detected(files, { service: 'api' }).facts?.sqlxOffline).toBe(true);
  });
});
