import { describe, expect, it, test } from 'vitest';
import type { Given } from '../../src/core/answers.ts';
import { detectGleam } from '../../src/stacks/gleam/detect.ts';
import { gleam } from '../../src/stacks/gleam/index.ts';
import { memoryProject } from '../helpers.ts';

type Files = Readonly<Record<string, string>>;

const MAIN = { 'src/shop.gleam': 'pub fn main() {\n  io.println("x")\n}\n' };
const toml = (dependencies: readonly string[] = [], ...top: string[]): Files => ({
  'gleam.toml': ['name = "shop"', ...top, '[dependencies]', ...dependencies, ''].join('\n'),
  ...MAIN,
});
const SERVER = toml(['mist = ">= 5.0.0"', 'wisp = ">= 2.0.0"']);
const LOCK = { 'manifest.toml': 'packages = []\n' };
const main = (...lines: string[]): Files => ({ 'src/shop.gleam': ['pub fn main() {', ...lines, '}', ''].join('\n') });

function detected(files: Files, given: Given = {}) {
  const found = detectGleam(memoryProject(files), given);
  const from = (what: string) => found?.detected.find((one) => one.what === what)?.from;
  return { found, facts: found?.facts, answers: found?.answers, from, notes: found?.notes ?? [] };
}

describe('the versions of Gleam and Erlang', () => {
  test.each<[string, Files, string, string, string]>([
    ['nothing', {}, '1.18.1', '28', 'default'],
    ['asdf', { '.tool-versions': 'gleam 1.14.0\nerlang 27.2\n' }, '1.14.0', '27', '.tool-versions:1'],
    ['mise', { 'mise.toml': '[tools]\ngleam = "1.17"\nerlang = "29"\n' }, '1.17.0', '29', 'mise.toml tools.gleam'],
    ['latest', { 'mise.toml': '[tools]\ngleam = "latest"\n' }, '1.18.1', '28', 'mise.toml tools.gleam'],
    ['gleam.toml', toml([], 'gleam = ">= 1.4.0"'), '1.18.1', '28', 'gleam.toml gleam'],
    ['gleam.toml with two bounds', toml([], 'gleam = ">= 1.4.0 and < 1.16.0"'), '1.15.2', '28', 'gleam.toml gleam'],
    ['gleam.toml that asks for more', toml([], 'gleam = ">= 1.30.0"'), '1.30.0', '28', 'gleam.toml gleam'],
    [
      'a pin before gleam.toml',
      { ...toml([], 'gleam = ">= 1.4.0"'), '.tool-versions': 'gleam 1.13.0\n' },
      '1.13.0',
      '28',
      '.tool-versions:1',
    ],
    ['an Erlang that is too old', { '.tool-versions': 'erlang 24.3\n' }, '1.18.1', '28', 'default'],
    ['what is no version', { '.tool-versions': 'gleam nightly\n' }, '1.18.1', '28', 'default'],
  ])('%s', (_, files, version, otp, source) => {
    const { answers, facts, from } = detected({ ...toml(), ...files });
    expect([answers?.runtimeVersion, facts?.otp, from('runtimeVersion')]).toEqual([version, otp, source]);
  });

  it('say what was not taken', () => {
    expect(detected({ ...toml(), '.tool-versions': 'gleam nightly\n' }).notes).toEqual([
      '.tool-versions:1 asks for Gleam "nightly", which is not a version; it is left out.',
    ]);
    expect(detected({ ...toml(), '.tool-versions': 'erlang 24.3\n' }).notes).toEqual([
      '.tool-versions:1 asks for Erlang/OTP "24.3": 28 is used.',
    ]);
  });

  it('are given whole, as the tags name them', () => {
    expect(detected(toml(), { runtimeVersion: '1.16.0' }).answers?.runtimeVersion).toBe('1.16.0');
    expect(() => detected(toml(), { runtimeVersion: '1.16' })).toThrow(/names no image of Gleam/);
  });
});

describe('what is a service', () => {
  test.each<[string, Files, boolean]>([
    ['a main', toml(), true],
    ['a library', { ...toml(), 'src/shop.gleam': 'pub fn add(a, b) { a + b }' }, false],
    ['a main of another module', { ...toml(), 'src/shop.gleam': '', 'src/tool.gleam': 'pub fn main() {}' }, false],
    ['JavaScript', toml([], 'target = "javascript"'), false],
    ['no name', { 'gleam.toml': '', ...MAIN }, false],
  ])('%s: %s', (_, files, is) => {
    const { found } = detected(files);
    expect(found ? gleam.isService(found) : false).toBe(is);
  });

  it('starts by what an export brings', () => {
    const { answers, from } = detected(toml());
    expect([answers?.start, from('start')]).toEqual([['/app/entrypoint.sh', 'run'], 'src/shop.gleam']);
  });

  it('says that JavaScript is another target', () => {
    expect(detected(toml([], 'target = "javascript"')).notes).toEqual([
      expect.stringMatching(/has JavaScript as its target/),
    ]);
  });

  it('is not looked for without a gleam.toml', () => {
    expect(detected(MAIN).found).toBeUndefined();
  });
});

describe('the port', () => {
  test.each<[string, Files, number | null, string]>([
    [
      'Mist',
      { ...SERVER, ...main('  mist.new(h) |> mist.bind("0.0.0.0") |> mist.port(8001) |> mist.start') },
      8001,
      'src/shop.gleam:2',
    ],
    ['Mist on its own', { ...SERVER, ...main('  mist.new(h) |> mist.bind("0.0.0.0") |> mist.start') }, 4000, 'default'],
    [
      'a default behind the variable',
      {
        ...SERVER,
        ...main('  let p = envoy.get("PORT")', '    |> result.try(int.parse)', '    |> result.unwrap(8002)'),
      },
      8002,
      'src/shop.gleam:2',
    ],
    ['a variable', { ...SERVER, ...main('  let port = 8003') }, 8003, 'src/shop.gleam:2'],
    ['a comment', { ...SERVER, ...main('  // mist.port(8004)') }, 4000, 'default'],
    ['an example of the environment', { ...SERVER, '.env.example': 'PORT=7070\n' }, 7070, '.env.example:1'],
    ['a worker', toml(['gleam_stdlib = ">= 0.44.0"']), null, 'the sources, which listen nowhere'],
  ])('%s', (_, files, port, source) => {
    const { answers, from } = detected(files);
    expect([answers?.port, from('port')]).toEqual([port, source]);
  });

  test.each<[string, boolean]>([
    ['mist.new(h) |> mist.port(8000) |> mist.start', true],
    ['mist.new(h) |> mist.bind("localhost") |> mist.start', true],
    ['mist.new(h) |> mist.bind("0.0.0.0") |> mist.start', false],
    ['mist.new(h) |> mist.bind("::") |> mist.start', false],
  ])('%s is for this machine only: %s', (line, noted) => {
    const { notes } = detected({ ...SERVER, ...LOCK, ...main(`  ${line}`) });
    expect(notes.some((note) => /listens on localhost/.test(note))).toBe(noted);
  });

  test.each<[string, string, string]>([
    ['a path', '["healthz"] -> ok()', '/healthz'],
    ['a path of two parts', '["api", "health"] -> ok()', '/api/health'],
    ['none', '["orders", id] -> ok()', '/'],
    ['not in a comment', '// ["healthz"] -> ok()', '/'],
    ['behind the marks of a comment', 'let a = "https://a" ["healthz"] -> ok()', '/healthz'],
  ])('has a health route: %s', (_, line, path) => {
    expect(detected({ ...SERVER, ...main(`  ${line}`) }).answers?.healthcheck).toBe(path);
  });

  it('goes with a framework', () => {
    expect(detected(SERVER).answers?.framework).toBe('wisp');
    expect(detected(toml(['mist = ">= 5.0.0"'])).answers?.framework).toBe('mist');
  });
});

describe('packages', () => {
  it('are missed a lock file', () => {
    expect(detected(toml(['gleam_stdlib = ">= 0.44.0"'])).notes).toEqual([
      expect.stringMatching(/there is no manifest\.toml/),
    ]);
    expect(detected(toml()).notes).toEqual([]);
  });

  it('that lie outside of the service make the root the context', () => {
    const files = {
      'server/gleam.toml': 'name = "shop"\n[dependencies]\nshared = { path = "../shared" }\n',
      'server/src/shop.gleam': MAIN['src/shop.gleam'],
      'shared/gleam.toml': 'name = "shared"\n',
    };
    const { facts } = detected(files, { service: 'server' });
    expect([facts?.context, facts?.folder, facts?.manifest.folders]).toEqual(['.', 'server', ['shared']]);
    const away = { ...files, 'server/gleam.toml': 'name = "shop"\n[dependencies]\nx = { path = "../../x" }\n' };
    expect(detected(away, { service: 'server' }).facts?.context).toBe('server');
  });

  it('that are written in Elixir take its image', () => {
    const mix = { ...toml(), 'manifest.toml': 'packages = [{ name = "jason", build_tools = ["mix"] }]\n' };
    expect(detected(mix).facts?.manifest.mix).toBe(true);
    expect(() => detected(mix, { base: 'alpine' })).toThrow(/has no Elixir/);
  });

  it.each(['distroless', 'chainguard', 'hardened'])('do not run on %s', (base) => {
    expect(() => detected(toml(), { base })).toThrow(/has no Erlang/);
  });
});
