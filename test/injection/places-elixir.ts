import type { Crafted, Place } from './project.ts';

const FILES = ['file', 'path', 'folder', 'release', 'start command', 'mix.exs'];
const HASH = 'a'.repeat(64);
const LOCK = `%{\n  "jason": {:hex, :jason, "1.4.4", "${HASH}", [:mix], [], "hexpm", "${HASH}"},\n}\n`;

/** A service whose mix.exs says further things in its project, with further files. */
function mix(project: string, files: Crafted['files'] = {}): Crafted {
  const lines = [
    'defmodule Shop.MixProject do',
    `  def project, do: [app: :shop, ${project} deps: deps()]`,
    '  def application, do: [mod: {Shop.Application, []}]',
    '  defp deps, do: [{:jason, "~> 1.4"}]',
    'end',
  ];
  const sources = { 'lib/shop.ex': '{Bandit, plug: Shop, port: 4000}\n' };
  return { files: { 'mix.exs': lines.join('\n'), 'mix.lock': LOCK, ...sources, ...files } };
}

/** A version that a file asks for; the harmless one is a real version. */
function version(name: string, craft: Place['craft']): Place {
  return { name, says: [name, 'Elixir'], harmless: '1.18.4', mark: '1', craft };
}

/** Everything of an Elixir project that can reach a file of ours. */
export const ELIXIR_PLACES: readonly Place[] = [
  version('.tool-versions for Elixir', (value) =>
    mix('', value === undefined ? {} : { '.tool-versions': `elixir ${value}\n` }),
  ),
  version('.elixir-version', (value) => mix('', value === undefined ? {} : { '.elixir-version': value })),
  version('the requirement of mix.exs', (value) => mix(value === undefined ? '' : `elixir: "${value}",`)),
  {
    name: 'the version of Erlang',
    says: ['Erlang'],
    harmless: '28.1',
    mark: '2',
    craft: (value) => mix('', value === undefined ? {} : { '.tool-versions': `erlang ${value}\n` }),
  },
  {
    name: 'the name of a release',
    says: FILES,
    harmless: 'harmless',
    // without a name that is one, it is asked for: nothing of it is written
    also: ['Not a name'],
    craft: (value) => mix(value === undefined ? '' : `releases: [${value}: [include_erts: true]],`),
  },
  {
    name: 'the release that was named',
    says: ['release', '--set', ...FILES],
    harmless: 'harmless',
    craft: (value) => ({
      ...mix(''),
      given: { start: ['/app/bin/shop', 'start'], ...(value === undefined ? {} : { set: { release: value } }) },
    }),
  },
  {
    name: 'a folder of a dependency',
    says: FILES,
    harmless: 'harmless',
    craft: (value) =>
      mix(
        value === undefined ? '' : `own: [path: "${value}"],`,
        value === undefined ? {} : { [`${value}/mix.exs`]: '' },
      ),
  },
  {
    name: 'a file that mix.exs reads',
    says: FILES,
    harmless: 'harmless',
    craft: (value) =>
      mix(value === undefined ? '' : `version: File.read!("${value}"),`, value === undefined ? {} : { [value]: '1' }),
  },
  {
    name: 'an imported configuration',
    says: FILES,
    harmless: 'harmless.exs',
    craft: (value) =>
      mix('', {
        'config/config.exs': value === undefined ? '' : `import_config "${value}"\n`,
        ...(value === undefined ? {} : { [`config/${value}`]: '' }),
      }),
  },
  {
    name: 'the folder of an umbrella',
    says: FILES,
    harmless: 'harmless',
    craft: (value) =>
      mix(
        value === undefined ? '' : `apps_path: "${value}",`,
        value === undefined ? {} : { [`${value}/a/mix.exs`]: 'x' },
      ),
  },
  {
    name: 'an application of an umbrella',
    says: FILES,
    harmless: 'harmless',
    craft: (value) =>
      mix('apps_path: "apps",', {
        'apps/A/mix.exs': '',
        ...(value === undefined ? {} : { [`apps/${value}/mix.exs`]: 'project: [app: :x]' }),
      }),
  },
  {
    name: 'a health route of Elixir',
    says: ['health'],
    harmless: '/health',
    mark: 'health',
    craft: (value) => mix('', { 'lib/router.ex': `get "${value ?? '/'}", HealthController, :show\n` }),
  },
  {
    name: 'a variable of the configuration',
    says: FILES,
    harmless: 'HARMLESS',
    craft: (value) => mix('', value === undefined ? {} : { 'config/runtime.exs': `System.fetch_env!("${value}")` }),
  },
];
