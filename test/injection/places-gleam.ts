import type { Crafted, Place } from './project.ts';

const FILES = ['file', 'path', 'folder', 'gleam.toml'];

/** A service whose gleam.toml says further things, with further files. */
function gleam(top: string, dependencies = '', files: Crafted['files'] = {}): Crafted {
  const lines = ['name = "shop"', top, '[dependencies]', 'mist = ">= 5.0.0"', dependencies];
  const main = 'pub fn main() {\n  mist.new(h) |> mist.bind("0.0.0.0") |> mist.port(8000) |> mist.start\n}\n';
  return {
    files: { 'gleam.toml': lines.join('\n'), 'manifest.toml': 'packages = []\n', 'src/shop.gleam': main, ...files },
  };
}

/** Everything of a Gleam project that can reach a file of ours. */
export const GLEAM_PLACES: readonly Place[] = [
  {
    name: 'the requirement of gleam.toml',
    says: ['Gleam', 'gleam.toml'],
    harmless: '1.17.0',
    mark: '1',
    craft: (value) => gleam(value === undefined ? '' : `gleam = ${JSON.stringify(value)}`),
  },
  {
    name: '.tool-versions for Gleam',
    says: ['Gleam'],
    harmless: '1.17.0',
    mark: '1',
    craft: (value) => gleam('', '', value === undefined ? {} : { '.tool-versions': `gleam ${value}\n` }),
  },
  {
    name: 'the name in gleam.toml',
    says: FILES,
    harmless: 'harmless',
    craft: (value) => ({
      ...gleam('', '', {
        'gleam.toml': `name = ${JSON.stringify(value ?? 'shop')}\n[dependencies]\nmist = ">= 5.0.0"\n`,
        [`src/${value ?? 'shop'}.gleam`]: 'pub fn main() {}',
      }),
      given: { start: ['/app/entrypoint.sh', 'run'] },
    }),
  },
  {
    name: 'a folder of a dependency of Gleam',
    says: FILES,
    harmless: 'harmless',
    craft: (value) => gleam('', value === undefined ? '' : `own = { path = ${JSON.stringify(value)} }`),
  },
  {
    name: 'a health route of Gleam',
    says: ['health'],
    harmless: 'health',
    craft: (value) => gleam('', '', { 'src/router.gleam': `["${value ?? ''}"] -> ok()\n` }),
  },
];
