import { describe, expect, it, test } from 'vitest';
import { isService } from '../../src/stacks/rust/detect.ts';
import { crate, detected, type Files, MAIN } from './helpers.ts';

const BIN = (name: string, more = '') => `[[bin]]\nname = "${name}"\n${more}\n`;

describe('the program', () => {
  test.each<[string, Files, string, string]>([
    ['src/main.rs, named after the package', { 'Cargo.toml': crate(), ...MAIN }, 'shop', 'src/main.rs'],
    [
      'one that the manifest names another way',
      { 'Cargo.toml': crate() + BIN('api', 'path = "src/main.rs"'), ...MAIN },
      'api',
      'Cargo.toml [[bin]]',
    ],
    [
      'the only one of src/bin',
      { 'Cargo.toml': crate(), 'src/bin/api.rs': '', 'src/lib.rs': '' },
      'api',
      'src/bin/api.rs',
    ],
    ['one in a folder of src/bin', { 'Cargo.toml': crate(), 'src/bin/api/main.rs': '' }, 'api', 'src/bin/api/main.rs'],
    [
      'the one that cargo run starts',
      { 'Cargo.toml': crate([], 'default-run = "api"'), 'src/bin/api.rs': '', 'src/bin/b.rs': '' },
      'api',
      'src/bin/api.rs',
    ],
    [
      'src/main.rs before the others',
      { 'Cargo.toml': crate(), ...MAIN, 'src/bin/migrate.rs': '' },
      'shop',
      'src/main.rs',
    ],
    [
      'default-run before src/main.rs',
      { 'Cargo.toml': crate([], 'default-run = "api"'), ...MAIN, 'src/bin/api.rs': '' },
      'api',
      'src/bin/api.rs',
    ],
    [
      'a path that starts with a dot',
      { 'Cargo.toml': crate() + BIN('api', 'path = "./src/main.rs"'), ...MAIN },
      'api',
      'Cargo.toml [[bin]]',
    ],
    [
      'not those that Cargo does not look for',
      { 'Cargo.toml': crate([], 'autobins = false') + BIN('api', 'path = "src/api.rs"'), ...MAIN },
      'api',
      'Cargo.toml [[bin]]',
    ],
    [
      'one whose name has a dash',
      { 'Cargo.toml': crate().replace('shop', 'web-shop'), ...MAIN },
      'web-shop',
      'src/main.rs',
    ],
  ])('%s', (_, files, name, source) => {
    const { answers, from } = detected(files);
    expect([answers?.set?.bin, answers?.start, from('start')]).toEqual([name, [`/app/${name}`], source]);
  });

  const several = { 'Cargo.toml': crate(), 'src/bin/api.rs': '', 'src/bin/worker.rs': '' };

  it('is asked for when there are several', () => {
    const { answers, notes } = detected(several);
    expect(answers?.start).toBeUndefined();
    expect(notes).toEqual(['There are several programs: api, worker. Name one with --set bin=api.']);
  });

  it('is the one that was named', () => {
    expect(detected(several, { set: { bin: 'worker' } }).answers?.start).toEqual(['/app/worker']);
  });

  it.each(['none', '../x', 'a b', '', '--help'])('is no %j', (name) => {
    expect(() => detected(several, { set: { bin: name } })).toThrow(/is no program of the package/);
  });

  it('has no name that is none', () => {
    const files = { 'Cargo.toml': crate() + BIN('a;b', 'path = "x.rs"'), ...MAIN };
    expect(detected(files).facts?.programs.map(({ name }) => name)).toEqual(['shop']);
  });

  it('is missing in a library', () => {
    const { found } = detected({ 'Cargo.toml': crate(), 'src/lib.rs': '' });
    expect(found && isService(found.facts)).toBe(false);
  });

  it('is not looked for without a manifest, and not in a site of WebAssembly', () => {
    expect(detected(MAIN).found).toBeUndefined();
    expect(detected({ 'Cargo.toml': crate(), ...MAIN, 'Trunk.toml': '' }).found).toBeUndefined();
  });

  it('is none that cargo-leptos builds', () => {
    const files = {
      'Cargo.toml': `${crate(['leptos', 'axum'])}[package.metadata.leptos]\noutput-name = "x"\n`,
      ...MAIN,
    };
    expect(() => detected(files)).toThrow(/cargo-leptos/);
  });

  test.each([
    ['a server', ['axum'], 'shop', true],
    ['a worker', ['tokio'], 'shop', true],
    ['a desktop application', ['tauri'], 'shop', false],
    ['a helper of the build', [], 'xtask', false],
  ])('makes a service of %s: %s', (_, dependencies, name, service) => {
    const { found } = detected({ 'Cargo.toml': crate(dependencies).replace('shop', name), ...MAIN });
    expect(found && isService(found.facts)).toBe(service);
  });
});

describe('a workspace', () => {
  const member = (name: string, ...lines: string[]) => crate([], ...lines).replace('shop', name);
  const files = {
    'Cargo.toml': '[workspace]\nmembers = ["apps/*", "libs/money"]\nexclude = ["apps/old"]\n',
    'apps/api/Cargo.toml': member('api'),
    'apps/api/src/main.rs': '',
    'apps/worker/Cargo.toml': member('worker'),
    'apps/worker/src/main.rs': '',
    'apps/old/Cargo.toml': member('old'),
    'apps/old/src/main.rs': '',
    'libs/money/Cargo.toml': member('money'),
    'libs/money/src/lib.rs': '',
  };

  it('is the context of its members', () => {
    const { facts, from, answers } = detected(files, { service: 'apps/api' });
    expect([facts?.context, facts?.cargo.root.folder, from('workspace')]).toEqual(['.', '.', 'Cargo.toml']);
    expect(answers?.start).toEqual(['/app/api']);
  });

  it('is none for a package that it leaves out', () => {
    expect(detected(files, { service: 'apps/old' }).facts?.context).toBe('apps/old');
  });

  it('has the programs of its members to choose from, when it is no package itself', () => {
    const { facts, notes, found } = detected(files);
    expect(facts?.programs.map(({ name }) => name)).toEqual(['api', 'worker']);
    expect(notes).toEqual(['There are several programs: api, worker. Name one with --set bin=api.']);
    expect(found && isService(found.facts)).toBe(false);
    expect(detected(files, { set: { bin: 'worker' } }).from('start')).toBe('apps/worker/src/main.rs');
  });

  it('has those of its default members, when it names them', () => {
    const some = { ...files, 'Cargo.toml': `${files['Cargo.toml']}default-members = ["apps/worker"]\n` };
    expect(detected(some).answers?.start).toEqual(['/app/worker']);
  });

  it('may be a package itself', () => {
    const root = { ...files, 'Cargo.toml': `${crate()}[workspace]\nmembers = ["apps/*"]\n`, ...MAIN };
    const { facts, answers } = detected(root);
    expect([answers?.start, facts?.context]).toEqual([['/app/shop'], '.']);
  });

  it('may lie below the root of the project', () => {
    const below = Object.fromEntries(Object.entries(files).map(([path, text]) => [`backend/${path}`, text]));
    const { facts } = detected(below, { service: 'backend/apps/api' });
    expect([facts?.context, facts?.cargo.root.folder]).toEqual(['.', 'backend']);
  });

  it('may be named by the package', () => {
    const named = {
      'tools/Cargo.toml': '[workspace]\nmembers = ["../api"]\n',
      'api/Cargo.toml': crate([], 'workspace = "../tools"'),
      'api/src/main.rs': '',
    };
    expect(detected(named, { service: 'api' }).facts?.cargo.root.path).toBe('tools/Cargo.toml');
  });

  it('is not needed for a dependency beside the package, which makes the root the context all the same', () => {
    const beside = {
      'api/Cargo.toml': `${crate()}money = { path = "../money" }\n`,
      'api/src/main.rs': '',
      'money/Cargo.toml': member('money'),
    };
    expect(detected(beside, { service: 'api' }).facts?.context).toBe('.');
  });

  it('does not leave the project', () => {
    const outside = { 'Cargo.toml': `${crate()}money = { path = "../money" }\n`, ...MAIN };
    expect(detected(outside).facts?.cargo.outside).toEqual([]);
  });
});

describe('features', () => {
  const cargo = `${crate()}\nsqlx = { version = "0.8", optional = true }\n[features]\ndefault = []\nmetrics = []\n`;
  const files = { 'Cargo.toml': cargo, ...MAIN };

  it('are the default ones when nothing is said', () => {
    expect(detected(files).facts?.features).toEqual({ names: [], usual: true });
  });

  it('are the named ones, without the default ones if so', () => {
    const given = { set: { features: 'metrics, sqlx,tokio/full', defaultFeatures: 'no' } };
    expect(detected(files, given).facts?.features).toEqual({ names: ['metrics', 'sqlx', 'tokio/full'], usual: false });
  });

  it('are those that a program needs', () => {
    const needed = {
      'Cargo.toml': cargo + BIN('api', 'path = "src/main.rs"\nrequired-features = ["metrics"]'),
      ...MAIN,
    };
    expect(detected(needed).facts?.features.names).toEqual(['metrics']);
  });

  it.each(['nothing', 'a b', '--release', 'metrics;x', '$(id)'])('are not %j', (name) => {
    expect(() => detected(files, { set: { features: name } })).toThrow(/has no feature/);
  });

  it('are left out by no, and by nothing else', () => {
    expect(() => detected(files, { set: { defaultFeatures: 'false' } })).toThrow(/neither yes nor no/);
  });
});
