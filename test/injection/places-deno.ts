import type { Crafted, Place } from './project.ts';

const PROGRAM = { 'main.ts': "Deno.serve(() => new Response('ok'));\n" };
const FILES = ['file', 'path', 'folder', 'start command', 'deno.json', 'task'];

/** A service whose deno.json says further things, locked. */
function deno(json: Readonly<Record<string, unknown>>, files: Crafted['files'] = {}): Crafted {
  const imports = { hono: 'npm:hono@4' };
  const lock = { version: '5', specifiers: { 'npm:hono@4': '4.1.0' }, npm: { 'hono@4.1.0': {} } };
  return {
    files: {
      'deno.json': JSON.stringify({ imports, ...json }),
      'deno.lock': JSON.stringify({ ...lock, workspace: { dependencies: ['npm:hono@4'] } }),
      ...PROGRAM,
      ...files,
    },
  };
}

/** The same with a task that starts it. */
function started(command: string): Crafted {
  return deno({ tasks: { start: command } });
}

/** A version that a file asks for; the harmless one is a real version. */
function version(name: string, craft: Place['craft']): Place {
  return { name, says: [name, 'Deno', 'package.json'], harmless: '2.8.3', mark: '2', craft };
}

/** Everything of a Deno project that can reach a file of ours. */
export const DENO_PLACES: readonly Place[] = [
  version('.dvmrc', (value) => deno({}, value === undefined ? {} : { '.dvmrc': value })),
  version('.deno-version', (value) => deno({}, value === undefined ? {} : { '.deno-version': value })),
  version('engines.deno', (value) =>
    deno({}, { 'package.json': JSON.stringify(value === undefined ? {} : { engines: { deno: value } }) }),
  ),
  {
    name: 'the module that a task runs',
    says: FILES,
    harmless: './harmless.ts',
    mark: 'harmless',
    words: true,
    commands: true,
    also: ['npm:harmless'],
    craft: (value) => started(`deno run -N ${value ?? 'main.ts'}`),
  },
  {
    name: 'a permission of a task',
    also: ['harmless || false'],
    says: FILES,
    harmless: 'harmless.example.com',
    mark: 'harmless',
    words: true,
    commands: true,
    craft: (value) => started(`deno run --allow-net${value === undefined ? '' : `=${value}`} main.ts`),
  },
  {
    name: 'the import map of a task',
    says: FILES,
    harmless: 'harmless.json',
    words: true,
    commands: true,
    craft: (value) => started(`deno run -N --import-map ${value ?? 'map.json'} main.ts`),
  },
  {
    name: 'the port of deno serve',
    also: ['8081 || false'],
    says: FILES,
    harmless: '8081',
    mark: '8',
    words: true,
    commands: true,
    craft: (value) => started(`deno serve --port ${value ?? '8081'} main.ts`),
  },
  {
    name: 'an argument of a task',
    says: FILES,
    harmless: 'harmless',
    words: true,
    commands: true,
    craft: (value) => started(`deno run -N main.ts ${value ?? ''}`),
  },
  {
    name: 'a variable of a task',
    says: ['variable', 'value of LEVEL', ...FILES],
    harmless: 'harmless',
    words: true,
    commands: true,
    craft: (value) => started(`${value === undefined ? '' : `LEVEL=${value} `}deno run -N main.ts`),
  },
  {
    name: 'the folder that a task changes to',
    also: ['../outside'],
    says: FILES,
    harmless: 'harmless',
    words: true,
    commands: true,
    craft: (value) => started(`cd ${value ?? 'x'} && deno run -N main.ts`),
  },
  {
    name: 'the name of a task',
    says: FILES,
    harmless: 'harmless',
    words: true,
    commands: true,
    craft: (value) => ({
      ...deno({ tasks: { start: `deno task ${JSON.stringify(value ?? 'x')}`, [value ?? 'x']: 'deno run -N main.ts' } }),
    }),
  },
  {
    name: 'a member of a workspace of Deno',
    says: FILES,
    harmless: 'harmless',
    craft: (value) =>
      deno(
        { workspace: value === undefined ? ['x'] : ['x', value] },
        { 'x/deno.json': '{}', ...(value === undefined ? {} : { [`${value}/deno.json`]: '{}' }) },
      ),
  },
  {
    name: 'the lock file of Deno',
    also: ['../outside.lock'],
    says: FILES,
    harmless: 'harmless.lock',
    mark: 'harmless',
    craft: (value) =>
      deno(value === undefined ? {} : { lock: value }, value === undefined ? {} : { [value]: '{"version": "5"}' }),
  },
  {
    name: 'an import map',
    says: FILES,
    harmless: 'harmless.json',
    mark: 'harmless',
    craft: (value) =>
      deno(value === undefined ? {} : { importMap: value }, value === undefined ? {} : { [value]: '{"imports": {}}' }),
  },
  {
    name: 'a dependency of Deno',
    says: FILES,
    harmless: 'npm:harmless',
    ignored: true,
    mark: 'harmless',
    craft: (value) => deno(value === undefined ? {} : { imports: { hono: 'npm:hono@4', x: value } }),
  },
  {
    name: 'a health route of Deno',
    says: ['health'],
    harmless: '/health',
    mark: 'health',
    craft: (value) => deno({}, { 'main.ts': `Deno.serve(route);\nif (url.pathname === "${value ?? '/'}") ok();\n` }),
  },
];
