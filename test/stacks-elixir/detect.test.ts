import { describe, expect, it, test } from 'vitest';
import type { Given } from '../../src/core/answers.ts';
import { detectElixir } from '../../src/stacks/elixir/detect.ts';
import { elixir } from '../../src/stacks/elixir/index.ts';
import { memoryProject } from '../helpers.ts';

type Files = Readonly<Record<string, string>>;

interface Mix {
  readonly project?: readonly string[];
  readonly deps?: readonly string[];
  readonly aliases?: readonly string[];
  readonly mod?: boolean;
}

/** A mix.exs as mix itself writes it, with further lines. */
function mix({ project = [], deps = [], aliases = [], mod = true }: Mix = {}): Files {
  const text = [
    'defmodule Shop.MixProject do',
    '  use Mix.Project',
    '  def project do',
    `    [${['app: :shop', 'version: "0.1.0"', ...project, 'deps: deps()'].join(', ')}]`,
    '  end',
    `  def application, do: [${mod ? 'mod: {Shop.Application, []}, ' : ''}extra_applications: [:logger]]`,
    `  defp deps, do: [${deps.join(', ')}]`,
    '  defp aliases do',
    '    [',
    ...aliases.map((alias) => `      ${alias},`),
    '    ]',
    '  end',
    'end',
  ];
  return { 'mix.exs': text.join('\n') };
}

const HASH = 'a'.repeat(64);
const hex = (name: string, repository = 'hexpm') =>
  `  "${name}": {:hex, :${name}, "1.0.0", "${HASH}", [:mix], [], "${repository}", "${HASH}"},`;
const lock = (...lines: string[]): Files => ({ 'mix.lock': ['%{', ...lines, '}', ''].join('\n') });
const PHOENIX = { ...mix({ deps: ['{:phoenix, "~> 1.8"}'] }), ...lock(hex('phoenix')) };

function detected(files: Files, given: Given = {}) {
  const found = detectElixir(memoryProject(files), given);
  const from = (what: string) => found?.detected.find((one) => one.what === what)?.from;
  return { found, facts: found?.facts, answers: found?.answers, from, notes: found?.notes ?? [] };
}

describe('the versions of Elixir and Erlang', () => {
  test.each<[string, Files, string, string]>([
    ['nothing', {}, '1.20-otp-29', 'default'],
    ['asdf', { '.tool-versions': 'erlang 27.3.4\nelixir 1.18.4\n' }, '1.18-otp-27', '.tool-versions:2'],
    [
      'asdf with the OTP in one word',
      { '.tool-versions': 'elixir 1.18.4-otp-26\n' },
      '1.18-otp-26',
      '.tool-versions:1',
    ],
    ['asdf with both', { '.tool-versions': 'elixir 1.18.4-otp-27\nerlang 28.1\n' }, '1.18-otp-28', '.tool-versions:1'],
    ['mise', { 'mise.toml': '[tools]\nelixir = "1.19"\nerlang = "28"\n' }, '1.19-otp-28', 'mise.toml tools.elixir'],
    ['.elixir-version', { '.elixir-version': '1.17.3\n' }, '1.17-otp-27', '.elixir-version'],
    ['.exenv-version', { '.exenv-version': '1.19.2\n' }, '1.19-otp-28', '.exenv-version'],
    [
      'a buildpack',
      { 'elixir_buildpack.config': 'elixir_version=1.18.4\nerlang_version=27.2\n' },
      '1.18-otp-27',
      'elixir_buildpack.config elixir_version',
    ],
    ['mix.exs', mix({ project: ['elixir: "~> 1.15"'] }), '1.20-otp-29', 'mix.exs elixir'],
    ['mix.exs with a patch', mix({ project: ['elixir: "~> 1.18.2"'] }), '1.18-otp-27', 'mix.exs elixir'],
    [
      'mix.exs with two bounds',
      mix({ project: ['elixir: ">= 1.15.0 and < 1.19.0"'] }),
      '1.18-otp-27',
      'mix.exs elixir',
    ],
    ['mix.exs with an or', mix({ project: ['elixir: "~> 1.16.0 or ~> 1.17.0"'] }), '1.17-otp-27', 'mix.exs elixir'],
    ['mix.exs with an exact one', mix({ project: ['elixir: "1.19.5"'] }), '1.19-otp-28', 'mix.exs elixir'],
    [
      'a pin before mix.exs',
      { ...mix({ project: ['elixir: "~> 1.18"'] }), '.tool-versions': 'elixir 1.19.0\n' },
      '1.19-otp-28',
      '.tool-versions:1',
    ],
    ['a line that ended', { '.tool-versions': 'elixir 1.14.5\n' }, '1.14-otp-26', '.tool-versions:1'],
    ['a line without an image', { '.tool-versions': 'elixir 1.11.4\n' }, '1.16-otp-26', '.tool-versions:1'],
    ['a newer line', { '.tool-versions': 'elixir 1.23.0\n' }, '1.20-otp-29', '.tool-versions:1'],
    ['latest', { 'mise.toml': '[tools]\nelixir = "latest"\n' }, '1.20-otp-29', 'mise.toml tools.elixir'],
    ['what is no version', { '.tool-versions': 'elixir ref:abc\n' }, '1.20-otp-29', 'default'],
  ])('%s', (_, files, version, source) => {
    const { answers, from } = detected({ ...mix(), ...files });
    expect([answers?.runtimeVersion, from('runtimeVersion')]).toEqual([version, source]);
  });

  test.each<[string, RegExp]>([
    ['elixir 1.14.5', /1\.14 gets no security fixes any more/],
    ['elixir 1.11.4', /for which there is no image that this tool knows: 1\.16 is used/],
    ['elixir 1.23.0', /for which there is no image that this tool knows: 1\.20 is used/],
    ['elixir 1.18.4\nerlang 29.0', /asks for Erlang\/OTP "29\.0", which images of this Elixir do not have: 27 is used/],
    ['elixir ref:abc', /asks for Elixir "ref:abc", which is not a version/],
  ])('%s: says so', (tools, note) => {
    expect(detected({ ...mix(), '.tool-versions': tools }).notes).toEqual([expect.stringMatching(note)]);
  });

  it('are given as the tags name them', () => {
    expect(detected(mix(), { runtimeVersion: '1.19-otp-27' }).answers?.runtimeVersion).toBe('1.19-otp-27');
    expect(() => detected(mix(), { runtimeVersion: '1.19' })).toThrow(/names no image of Elixir/);
  });
});

describe('the release', () => {
  test.each<[string, Files, string | undefined, string | undefined]>([
    ['the application', mix(), '/app/bin/shop start', 'mix.exs app'],
    [
      'the one under releases',
      mix({ project: ['releases: [market: [include_erts: true]]'] }),
      '/app/bin/market start',
      'mix.exs releases',
    ],
    [
      'releases in a function',
      {
        'mix.exs': `${mix({ project: ['releases: releases()'] })['mix.exs']}\n  defp releases do\n    [\n      market: [steps: [:assemble]]\n    ]\n  end`,
      },
      '/app/bin/market start',
      'mix.exs releases',
    ],
    [
      'what Phoenix adds',
      { ...mix(), 'rel/overlays/bin/server': '#!/bin/sh' },
      '/app/bin/server',
      'rel/overlays/bin/server',
    ],
    ['several', mix({ project: ['releases: [market: [], worker: []]'] }), undefined, undefined],
    ['none of an umbrella', { 'mix.exs': 'def project, do: [apps_path: "apps", deps: []]' }, undefined, undefined],
  ])('%s', (_, files, start, source) => {
    const { answers, from } = detected(files);
    expect([answers?.start?.join(' '), from('start')]).toEqual([start, source]);
  });

  it('is asked for where there are several, and named by its setting', () => {
    const several = mix({ project: ['releases: [market: [], worker: []]'] });
    expect(detected(several).notes).toEqual([
      'There are several releases: market, worker. Name one with --set release=market.',
    ]);
    expect(detected(several, { set: { release: 'worker' } }).answers?.start).toEqual(['/app/bin/worker', 'start']);
    expect(detected(several, { set: { release: '../x' } }).answers?.start).toBeUndefined();
  });

  test.each<[string, Files, boolean]>([
    ['an application', mix(), true],
    ['a library', mix({ mod: false }), false],
    ['Phoenix', { ...PHOENIX, ...mix({ mod: false, deps: ['{:phoenix, "~> 1.8"}'] }) }, true],
    ['an umbrella', { 'mix.exs': 'def project, do: [apps_path: "apps", releases: [shop: []]]' }, true],
  ])('%s is a service: %s', (_, files, is) => {
    const { found } = detected(files);
    expect(found && elixir.isService(found)).toBe(is);
  });

  it('is the umbrella’s, and not its applications’', () => {
    const files = { 'mix.exs': 'def project, do: [apps_path: "apps"]', 'apps/shop/mix.exs': mix()['mix.exs'] ?? '' };
    const { found, notes } = detected(files, { service: 'apps/shop' });
    expect(found && elixir.isService(found)).toBe(false);
    expect(notes).toEqual([
      'apps/shop/mix.exs is an application of an umbrella: the umbrella’s root makes the release.'.replace('’', "'"),
    ]);
  });

  it('is not looked for without a mix.exs', () => {
    expect(detected({ 'lib/x.ex': '' }).found).toBeUndefined();
  });
});

describe('the port', () => {
  const source = (path: string, text: string) => ({ ...PHOENIX, [path]: text });

  test.each<[string, Files, number | null, string]>([
    ['Phoenix', PHOENIX, 4000, 'default'],
    [
      'a default beside the variable',
      source('config/runtime.exs', 'port = System.get_env("PORT", "4080")'),
      4080,
      'config/runtime.exs:1',
    ],
    [
      'a default behind it',
      source('config/runtime.exs', 'String.to_integer(System.get_env("PORT") || "4081")'),
      4081,
      'config/runtime.exs:1',
    ],
    ['not what the outside sees', source('config/runtime.exs', 'url: [host: host, port: 443]'), 4000, 'default'],
    ['not that of development', source('config/dev.exs', 'http: [port: 4999]'), 4000, 'default'],
    [
      'Bandit',
      { ...mix({ deps: ['{:bandit, "~> 1.5"}'] }), 'lib/app.ex': '{Bandit, plug: R, port: 4001}' },
      4001,
      'lib/app.ex:1',
    ],
    [
      'Cowboy',
      { ...mix({ deps: ['{:plug_cowboy, "~> 2.7"}'] }), 'lib/app.ex': '{Plug.Cowboy, options: [port: 4002]}' },
      4002,
      'lib/app.ex:1',
    ],
    ['a socket', { ...mix(), 'lib/x.ex': ':gen_tcp.listen(4003, [])' }, 4003, 'lib/x.ex:1'],
    ['a comment', source('lib/x.ex', '# port: 4999'), 4000, 'default'],
    ['an example of the environment', { ...PHOENIX, '.env.example': 'PORT=4070\n' }, 4070, '.env.example:1'],
    ['a worker', { ...mix(), 'lib/x.ex': 'use GenServer' }, null, 'the sources, which listen nowhere'],
  ])('%s', (_, files, port, from) => {
    const found = detected(files);
    expect([found.answers?.port, found.from('port')]).toEqual([port, from]);
  });

  test.each<[string, string, string]>([
    ['a route', 'get "/healthz", HealthController, :show', '/healthz'],
    ['with brackets', 'get("/health", HealthController, :show)', '/health'],
    ['of Plug', 'get "/ping" do', '/ping'],
    ['below a scope', 'scope "/api", ShopWeb do\n  get "/health", HealthController, :show', '/api/health'],
    ['below the scope of all', 'scope "/", ShopWeb do\n  get "/healthz", HealthController, :show', '/healthz'],
    ['none', 'get "/orders", OrderController, :index', '/'],
    ['not in a comment', '# get "/healthz", HealthController, :show', '/'],
    ['not in the documentation', '@moduledoc """\n    get "/healthz", HealthController, :show\n"""', '/'],
    ['not below a scope in a comment', '# scope "/api"\nget "/healthz", HealthController, :show', '/healthz'],
    ['behind the mark of a comment', 'plug X, at: "#"; get "/healthz", HealthController, :show', '/healthz'],
  ])('has a health route: %s', (_, text, path) => {
    expect(detected({ ...PHOENIX, 'lib/shop_web/router.ex': text }).answers?.healthcheck).toBe(path);
  });
});

describe('packages', () => {
  test.each<[string, Files, boolean, boolean]>([
    ['none', mix(), false, false],
    ['of Hex', { ...mix({ deps: ['{:jason, "~> 1.4"}'] }), ...lock(hex('jason')) }, true, false],
    [
      'of an organisation, by the lock',
      { ...mix({ deps: ['{:prices, "~> 1.0"}'] }), ...lock(hex('prices', 'hexpm:acme')) },
      true,
      true,
    ],
    ['of an organisation, by mix.exs', mix({ deps: ['{:prices, "~> 1.0", organization: "acme"}'] }), true, true],
    [
      'of a repository of its own',
      { ...mix({ deps: ['{:oban_pro, "~> 1.5", repo: "oban"}'] }), ...lock(hex('oban_pro', 'oban')) },
      true,
      true,
    ],
  ])('%s: fetched %s, with a key %s', (_, files, fetched, required) => {
    const { facts, found } = detected(files);
    expect([facts?.fetches, found?.secrets.some((secret) => secret.required)]).toEqual([fetched, required]);
    expect(found?.secrets.map(({ id }) => id)).toEqual(fetched ? ['hex_config'] : []);
  });

  test.each<[string, Files, RegExp]>([
    ['no lock file', mix({ deps: ['{:jason, "~> 1.4"}'] }), /there is no mix\.lock: run mix deps\.get and commit it/],
    [
      'git over SSH',
      { ...mix(), ...lock('  "x": {:git, "git@github.com:acme/x.git", "abc", []},') },
      /fetches x over SSH/,
    ],
    [
      'a key',
      { ...mix(), ...lock(hex('prices', 'hexpm:acme')) },
      /Packages come from hexpm:acme: builds get its key by the secret hex_config/,
    ],
    [
      'a credential in an address',
      mix({ deps: ['{:x, git: "https://me:token@git.example.com/x.git"}'] }),
      /^mix\.exs:7 holds a credential/,
    ],
    [
      'a key of the configuration',
      { ...mix(), 'config/prod.exs': 'import Config\nconfig :shop, secret_key_base: "abcdefghijklmnop"' },
      /^config\/prod\.exs:2 holds a credential/,
    ],
    [
      'a variable at run time',
      { ...mix(), 'config/runtime.exs': 'System.fetch_env!("DATABASE_URL")\nSystem.get_env("A") || raise "x"' },
      /config\/runtime\.exs needs DATABASE_URL, A: give them to the container/,
    ],
    [
      'a variable at build time',
      { ...mix(), 'config/prod.exs': 'System.fetch_env!("API_URL")' },
      /config\/prod\.exs asks for API_URL while it is compiled/,
    ],
    ['migrations', { ...mix(), 'rel/overlays/bin/migrate': '' }, /--entrypoint \/app\/bin\/migrate/],
    ['a cluster', { ...mix(), ...lock(hex('libcluster')) }, /RELEASE_DISTRIBUTION=name/],
  ])('%s is said', (_, files, note) => {
    expect(detected(files).notes).toEqual(expect.arrayContaining([expect.stringMatching(note)]));
  });

  it('are compiled with the configuration that compiling reads, and with what mix.exs reads', () => {
    const files = {
      ...mix({ project: ['version: File.read!("VERSION")'], deps: ['{:jason, "~> 1.4"}', '{:own, path: "libs/own"}'] }),
      ...lock(hex('jason')),
      VERSION: '1',
      'config/config.exs': 'import_config "quantum.exs"\nimport_config "#{config_env()}.exs"',
      'config/quantum.exs': '',
      'config/prod.exs': '',
      'config/dev.exs': '',
      'config/runtime.exs': '',
      'libs/own/mix.exs': '',
    };
    expect(detected(files).facts?.manifests).toEqual([
      ...['mix.exs', 'VERSION', 'mix.lock', 'config/config.exs', 'config/prod.exs', 'config/quantum.exs', 'libs/own'],
    ]);
  });

  it('of an umbrella are those of all its applications', () => {
    const files = {
      'mix.exs': 'def project, do: [apps_path: "apps", releases: [shop: []], deps: []]',
      'apps/shop/mix.exs': mix({ deps: ['{:jason, "~> 1.4"}'] })['mix.exs'] ?? '',
      'apps/web/mix.exs': mix()['mix.exs'] ?? '',
      'apps/notes.md': '',
      ...lock(hex('jason')),
    };
    const { facts } = detected(files);
    expect(facts?.manifests).toEqual(['mix.exs', 'apps/shop/mix.exs', 'apps/web/mix.exs', 'mix.lock']);
    expect(facts?.fetches).toBe(true);
  });

  it('that lie outside of the service make the root the context', () => {
    const files = {
      'api/mix.exs': mix({ deps: ['{:own, path: "../libs/own"}'] })['mix.exs'] ?? '',
      'libs/own/mix.exs': '',
    };
    const { facts } = detected(files, { service: 'api' });
    expect([facts?.context, facts?.folder, facts?.manifests]).toEqual(['.', 'api', []]);
    expect(detected({ 'api/mix.exs': mix()['mix.exs'] ?? '' }, { service: 'api' }).facts?.context).toBe('api');
  });
});

describe('assets', () => {
  const own = ['"assets.setup": ["esbuild.install"]', '"assets.deploy": ["esbuild shop --minify", "phx.digest"]'];
  const phoenix = (aliases: readonly string[]) => mix({ deps: ['{:phoenix, "~> 1.8"}'], aliases });
  const npm = { 'assets/package.json': '{"dependencies": {"topbar": "3"}}', 'assets/package-lock.json': '{}' };

  test.each<[string, Files, readonly string[], readonly string[], string | null]>([
    ['none', phoenix([]), [], [], null],
    ['by mix', phoenix(own), ['assets.setup'], ['assets.deploy'], null],
    [
      'by mix, as before Phoenix 1.7: nothing fetches what builds them',
      mix({
        deps: ['{:esbuild, "~> 0.4", runtime: Mix.env() == :dev}', '{:dart_sass, "~> 0.5"}'],
        aliases: [own[1] ?? ''],
      }),
      ['esbuild.install --if-missing', 'sass.install --if-missing'],
      ['assets.deploy'],
      null,
    ],
    ['by aliases on one line', phoenix([own.join(', ')]), ['assets.setup'], ['assets.deploy'], null],
    ['with packages of npm', { ...phoenix(own), ...npm }, ['assets.setup'], ['assets.deploy'], 'package-lock.json'],
    [
      'locked by Yarn',
      { ...phoenix(own), 'assets/package.json': '{"dependencies": {"x": "1"}}', 'assets/yarn.lock': '' },
      ['assets.setup'],
      ['assets.deploy'],
      'yarn.lock',
    ],
    [
      'by a script of npm',
      { ...phoenix([]), 'assets/package.json': '{"scripts": {"deploy": "webpack"}}', 'assets/package-lock.json': '{}' },
      [],
      ['phx.digest'],
      'package-lock.json',
    ],
    [
      'a package.json for the editor',
      { ...phoenix(own), 'assets/package.json': '{"private": true}' },
      ['assets.setup'],
      ['assets.deploy'],
      null,
    ],
  ])('%s', (_, files, setup, deploy, locked) => {
    const assets = detected(files).facts?.assets;
    expect([assets?.setup, assets?.deploy, assets?.node?.lock ?? null]).toEqual([setup, deploy, locked]);
  });

  it('of an umbrella are its applications’', () => {
    const files = {
      'mix.exs': 'def project, do: [apps_path: "apps", releases: [shop: []]]',
      'apps/web/mix.exs': phoenix(own)['mix.exs'] ?? '',
    };
    expect(detected(files).facts?.assets.deploy).toEqual(['cmd --app shop mix assets.deploy']);
  });

  it('are no service of their own', () => {
    expect(detected({ ...phoenix(own), ...npm }).found?.includes).toEqual(['assets']);
  });

  it('say what cannot be locked', () => {
    const pnpm = { 'assets/package.json': '{"dependencies": {"x": "1"}}', 'assets/pnpm-lock.yaml': '' };
    expect(detected({ ...phoenix(own), ...pnpm }).notes).toContainEqual(expect.stringMatching(/is locked by pnpm/));
    const none = { 'assets/package.json': '{"dependencies": {"x": "1"}}' };
    expect(detected({ ...phoenix(own), ...none }).notes).toContainEqual(expect.stringMatching(/has no lock file/));
  });
});

describe('the base', () => {
  it.each(['distroless', 'chainguard', 'hardened'])('is not %s, which has no shell', (base) => {
    expect(() => detected(mix(), { base })).toThrow(/has no shell, and a shell script starts a release/);
  });

  it('is not Alpine where something has to be compiled or fetched from git', () => {
    expect(detected(mix(), { base: 'alpine' }).found).toBeDefined();
    expect(() => detected({ ...mix(), ...lock(hex('bcrypt_elixir')) }, { base: 'alpine' })).toThrow(
      /bcrypt_elixir needs one/,
    );
    const git = lock('  "x": {:git, "https://git.example.com/x.git", "abc", []},');
    expect(() => detected({ ...mix(), ...git }, { base: 'alpine' })).toThrow(/a dependency from git needs one/);
  });
});

it('hands over no variable of the system, and none of a comment', () => {
  const text = '# System.fetch_env!("OLD_KEY")\nSystem.fetch_env!("HOME")\nSystem.fetch_env!("SHOP_KEY")\n';
  const found = detectElixir(memoryProject({ ...PHOENIX, 'config/runtime.exs': text }), {});
  expect(found?.variables).toEqual(['SHOP_KEY']);
});
