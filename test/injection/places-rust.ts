import type { Crafted, Place } from './project.ts';

const FILES = ['file', 'path', 'folder', '.cargo/config.toml', 'start command', 'program', 'Cargo.toml'];
const PACKAGE = '[package]\nname = "api"\nversion = "0.1.0"\n';
const MAIN = 'fn main() { axum::serve(listener, app); }\n';

/** A service with Axum, with more lines in its manifest and more files. */
function service(lines = '', files: Crafted['files'] = {}, given: Crafted['given'] = {}): Crafted {
  const texts = { 'Cargo.toml': `${PACKAGE}[dependencies]\naxum = "1"\n${lines}`, 'src/main.rs': MAIN, ...files };
  return { files: texts, given };
}

/** A Cargo.lock with further lines in its one package. */
function lock(lines: string): string {
  return `version = 4\n\n[[package]]\nname = "axum"\nversion = "1.0.0"\n${lines}`;
}

/** A line of TOML with a value as its text, or none. */
function line(key: string, value: string | undefined): string {
  return value === undefined ? '' : `${key} = ${JSON.stringify(value)}\n`;
}

/** A version that a file asks for; the harmless one is a real version. */
function version(name: string, craft: Place['craft']): Place {
  return { name: `Rust: ${name}`, says: [name, 'Cargo.toml'], harmless: '1.99', mark: '1', craft };
}

/** Everything of a Rust project that can reach a file of ours. */
export const RUST_PLACES: readonly Place[] = [
  version('rust-toolchain', (value) => service('', value === undefined ? {} : { 'rust-toolchain': value })),
  version('rust-toolchain.toml', (value) =>
    service('', { 'rust-toolchain.toml': `[toolchain]\n${line('channel', value)}` }),
  ),
  {
    name: 'Rust: nightly',
    says: ['rust-toolchain.toml'],
    harmless: '2026-11-01',
    also: ['x'],
    craft: (value) =>
      service('', { 'rust-toolchain.toml': `[toolchain]\n${line('channel', value && `nightly-${value}`)}` }),
  },
  version('rust-version', (value) => ({
    files: { 'Cargo.toml': `${PACKAGE}${line('rust-version', value)}`, 'src/main.rs': MAIN },
  })),
  {
    name: 'the name of a package of Rust',
    says: FILES,
    harmless: 'harmless',
    craft: (value) => ({
      files: { 'Cargo.toml': `[package]\n${line('name', value ?? 'api')}`, 'src/main.rs': MAIN },
    }),
  },
  {
    name: 'the name of a program of Rust',
    says: FILES,
    harmless: 'harmless',
    craft: (value) => service(value === undefined ? '' : `[[bin]]\n${line('name', value)}path = "src/main.rs"\n`),
  },
  {
    name: 'the file of a program of Rust',
    says: FILES,
    harmless: 'harmless',
    craft: (value) => ({
      files: { 'Cargo.toml': PACKAGE, [value === undefined ? 'src/main.rs' : `src/bin/${value}.rs`]: MAIN },
    }),
  },
  {
    name: 'the answer set, the program of Rust',
    says: ['bin'],
    harmless: 'api',
    craft: (value) => service('', {}, value === undefined ? {} : { set: { bin: value } }),
  },
  {
    name: 'the answer set, the features of Rust',
    says: ['features'],
    harmless: 'harmless',
    also: [''],
    craft: (value) =>
      service('[features]\nharmless = []\n', {}, value === undefined ? {} : { set: { features: value } }),
  },
  {
    name: 'a feature that a program of Rust needs',
    says: FILES,
    harmless: 'harmless',
    craft: (value) =>
      service(
        `[[bin]]\nname = "api"\npath = "src/main.rs"\nrequired-features = [${value === undefined ? '' : JSON.stringify(value)}]\n`,
      ),
  },
  {
    name: 'the answer set, the files of Rust',
    says: ['files', ...FILES],
    harmless: 'harmless',
    craft: (value) => service('', {}, value === undefined ? {} : { set: { files: value } }),
  },
  {
    name: 'a folder that a program of Rust serves',
    says: FILES,
    harmless: 'harmless',
    craft: (value) =>
      service(
        '',
        value === undefined ? {} : { 'src/web.rs': `ServeDir::new("${value}")`, [`${value}/index.html`]: '' },
      ),
  },
  {
    name: 'a member of a workspace of Rust',
    says: FILES,
    harmless: 'harmless',
    craft: (value) => ({
      files: {
        'Cargo.toml': `[workspace]\nmembers = [${JSON.stringify(value ?? 'api')}]\n`,
        [`${value ?? 'api'}/Cargo.toml`]: PACKAGE,
        [`${value ?? 'api'}/src/main.rs`]: MAIN,
        'other/Cargo.toml': PACKAGE,
      },
    }),
  },
  {
    name: 'the folder of vendored packages of Rust',
    says: FILES,
    harmless: 'harmless',
    craft: (value) =>
      service('', {
        'Cargo.lock': lock(''),
        '.cargo/config.toml': `[source.crates-io]\nreplace-with = "a"\n[source.a]\n${line('directory', value)}`,
      }),
  },
  {
    name: 'a repository of Rust by ssh',
    says: ['repository'],
    harmless: 'harmless.example.com',
    also: ['!'],
    craft: (value) =>
      service('', {
        'Cargo.lock': lock(value === undefined ? '' : `source = "git+ssh://git@${value}/shop/money.git#0123"\n`),
      }),
  },
  {
    name: 'a package in a lock of Rust',
    says: FILES,
    harmless: 'openssl-sys',
    craft: (value) =>
      service('', {
        'Cargo.lock': `${lock('')}\n[[package]]\nname = "tokio"\n[[package]]\nname = "${value ?? 'idle'}"\n`,
      }),
  },
  {
    name: 'a health route of Rust',
    says: ['health'],
    harmless: '/health',
    mark: 'health',
    craft: (value) =>
      service('', { 'src/web.rs': `Router::new().route("${value ?? '/'}", get(ok))` }, { base: 'alpine' }),
  },
];
