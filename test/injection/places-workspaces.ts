import { parseConfig } from '../../src/core/config.ts';
import type { Crafted, Place } from './project.ts';

interface Names {
  readonly service?: string | undefined;
  readonly serviceName?: string | undefined;
  readonly library?: string | undefined;
  readonly libraryName?: string | undefined;
  /** What the service calls the library. */
  readonly dependency?: string | undefined;
}

const MANAGERS: Readonly<Record<string, Crafted['files']>> = {
  npm: { 'package-lock.json': { lockfileVersion: 3 } },
  pnpm: { 'pnpm-lock.yaml': "lockfileVersion: '9.0'\n", 'pnpm-workspace.yaml': 'packages: ["apps/*", "packages/*"]\n' },
  'Yarn 1': { 'yarn.lock': '# yarn lockfile v1\n' },
  'Yarn 4': { 'yarn.lock': '__metadata:\n  version: 8\n', '.yarnrc.yml': 'nodeLinker: node-modules\n' },
  Bun: { 'bun.lock': '{ "lockfileVersion": 1 }' },
};

function workspace(lock: Crafted['files'], names: Names): Crafted {
  const {
    service = 'apps/api',
    serviceName = 'api',
    library = 'packages/db',
    libraryName = 'db',
    dependency = libraryName,
  } = names;
  // as the saved answers hold it: a path that leads elsewhere is refused there
  parseConfig(JSON.stringify({ services: { [service]: {} } }));
  return {
    given: { service },
    files: {
      ...lock,
      'package.json': { name: 'acme', workspaces: ['apps/*', 'packages/*'] },
      [`${service}/package.json`]: {
        name: serviceName,
        scripts: { build: 'tsc --outDir dist', start: 'node dist/server.js' },
        dependencies: { express: '^5.1.0', [dependency]: 'workspace:*' },
      },
      [`${library}/package.json`]: {
        name: libraryName,
        main: 'dist/index.js',
        scripts: { build: 'tsc --outDir dist' },
      },
      [`${library}/src/index.ts`]: '',
    },
  };
}

const below = (folder: string, value: string | undefined) => (value === undefined ? undefined : `${folder}/${value}`);

interface Kind {
  readonly what: string;
  readonly says: readonly string[];
  readonly craft: (value: string | undefined) => Names;
  readonly also?: readonly string[];
}

/** A folder below a folder is no member any more; a dependency of another name is none of the library. */
const KINDS: readonly Kind[] = [
  {
    what: 'the service’s folder',
    says: ['--service', 'services', 'folder', 'path', 'file'],
    craft: (value) => ({ service: below('apps', value) }),
    also: ['harmless/harmless'],
  },
  { what: 'the service’s name', says: ['name'], craft: (value) => ({ serviceName: value }) },
  {
    what: 'a library’s folder',
    says: ['folder', 'path'],
    craft: (value) => ({ library: below('packages', value) }),
    also: ['harmless/harmless'],
  },
  {
    what: 'a library’s name',
    says: ['name'],
    craft: (value) => ({ libraryName: value, ...(value === 'another' && { dependency: 'db' }) }),
    also: ['another'],
  },
];

/** Names and folders of the members of a workspace. */
export const WORKSPACE_PLACES: readonly Place[] = Object.entries(MANAGERS).flatMap(([manager, lock]) =>
  KINDS.map(({ what, says, craft, also = [] }) => ({
    name: `${what}, ${manager}`,
    says,
    harmless: 'harmless',
    also,
    // npm alone takes members by their folders
    ...(manager === 'npm' && what === 'the service’s name' && { ignored: true as const }),
    craft: (value) => workspace(lock, craft(value)),
  })),
);
