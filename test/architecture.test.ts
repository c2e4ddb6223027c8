import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { describe, expect, it } from 'vitest';

interface Source {
  readonly path: string;
  readonly text: string;
  /** The modules that it imports: paths below src/, or names of packages and of Node's modules. */
  readonly imports: readonly string[];
}

const IMPORT = /^(?:import|export)\b[^;'"=]*\bfrom '([^'\n]+)'|^import '([^'\n]+)'|\bimport\('([^'\n]+)'\)/gm;

function imported(path: string, text: string): string[] {
  const names = [...text.matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
  return names.map((name) => (name.startsWith('.') ? join(dirname(path), name) : name));
}

/** The sources below a folder; what lies outside src/ has paths as src/ sees them: `../test/helpers.ts`. */
function sourcesBelow(folder: string): readonly Source[] {
  const root = new URL(`../src/${folder}`, import.meta.url);
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts') && !/(?:^|\/)(?:project|expected|node_modules)\//.test(path))
    .sort()
    .map((path) => {
      const text = readFileSync(new URL(path, root), 'utf8');
      return { path: `${folder}${path}`, text, imports: imported(`${folder}${path}`, text) };
    });
}

const sources = sourcesBelow('');
/** What becomes the program and what builds it, and with the tests all that may use a part. */
const program = [...sources, ...sourcesBelow('../build/')];
const everywhere = [...program, ...sourcesBelow('../test/'), ...sourcesBelow('../bench/')];
/** Where the program and the library begin. */
const ENTRIES: readonly string[] = ['cli.ts', 'index.ts'];
/** Who imports a file of src/. */
function usersOf(path: string, all: readonly Source[]): readonly Source[] {
  return all.filter((user) => user.imports.some((name) => name === path || name === `../src/${path}`));
}

/** What each layer may import; a layer is a folder, and the longest that fits counts. */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  'errors.ts': [],
  'core/': ['core/', 'errors.ts'],
  'dockerfile/': ['dockerfile/', 'core/', 'errors.ts'],
  'merge/': ['merge/', 'dockerfile/', 'core/', 'errors.ts'],
  'stacks/': ['stacks/', 'core/', 'images/bases.ts', 'images/support.ts', 'images/reference.ts', 'errors.ts'],
  'audit/': ['audit/', 'dockerfile/', 'core/', 'images/reference.ts', 'errors.ts'],
  'foreign/': ['foreign/', 'audit/', 'dockerfile/', 'core/', 'images/reference.ts', 'errors.ts'],
  'images/': ['images/', 'core/', 'errors.ts'],
  'verify/': ['verify/', 'images/content.ts', 'images/reference.ts', 'core/', 'errors.ts'],
  'pin/': ['pin/', 'dockerfile/', 'core/', 'images/text.ts', 'errors.ts'],
  'io/': ['io/', 'core/', 'errors.ts'],
  'cli/': [
    'cli/',
    'io/',
    'verify/',
    'images/',
    'stacks/',
    'foreign/',
    'audit/',
    'pin/',
    'merge/',
    'dockerfile/',
    'core/',
    'errors.ts',
  ],
  'index.ts': ['io/', 'images/', 'stacks/', 'audit/', 'merge/', 'dockerfile/', 'core/', 'errors.ts'],
  'cli.ts': ['cli/', 'errors.ts'],
};

/**
 * What a stack offers to others; everything else of its folder is its own, and what several need lies in stacks/shared/.
 * A front end is Node's to install and build, whichever stack's image it ends up in.
 */
const OFFERED: readonly string[] = ['stacks/node/front-end/index.ts'];

/** Whose folder below stacks/ a path lies in: `go`, `shared`; undefined for the list of stacks and all that is no stack's. */
function stackOf(path: string): string | undefined {
  return /^stacks\/([^/]+)\//.exec(path)?.[1];
}

/** Pure: no file system, network, process or clock. In images/ that are the parts that only know about names and data. */
const PURE =
  /^(?:core|stacks|dockerfile|foreign|audit|merge|pin)\/|^verify\/(?:json|policies|certificate|signature|signer|simple-signing|statement|trusted-root-data)\.ts$|^images\/(?:logins\/(?:auth-file|login)|reference|catalogue|catalogue-data|adopt|pin|pin-sources|support|support-data|bases|options|text)\.ts$|^errors\.ts$/;
const LIBRARIES: readonly string[] = [
  'node:path',
  'handlebars',
  'jsonc-parser',
  'node-diff3',
  'sax',
  'semver',
  'shell-quote',
  'smol-toml',
  'yaml',
];
const IMPURE =
  /\bprocess\.|\bconsole\.|\bDate\.now\(|\bnew Date\(\s*\)|\bperformance\.|\bfetch\(|\bMath\.random\(|\bsetTimeout\(/;

const isPackage = (name: string) => !sources.some(({ path }) => path === name) && !name.endsWith('.ts');
// what stands in strings, for other programs to run, is no code of ours; names of modules are
const code = (text: string) =>
  text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g, (match) =>
    /^['"`][\w:]+['"`]$/.test(match) ? match : '',
  );

describe('the reader of imports', () => {
  it('sees every form', () => {
    const text = `import a from './a.ts';\nimport type { B } from '../b.ts';\nexport * from './c.ts';\nimport 'd';\nconst e = await import('node:e');\nimport {\n  f,\n} from 'f';\n`;
    expect(imported('x/y.ts', text)).toEqual(['x/a.ts', 'b.ts', 'x/c.ts', 'd', 'node:e', 'f']);
  });

  it('finds the sources', () => {
    expect(sources.length).toBeGreaterThan(100);
    expect(sources.flatMap(({ imports }) => imports).length).toBeGreaterThan(300);
  });
});

describe('architecture', () => {
  it('has dependencies that point inwards', () => {
    const wrong = sources.flatMap(({ path, imports }) => {
      const layer = Object.keys(LAYERS).find((each) => path.startsWith(each));
      const allowed = LAYERS[layer ?? ''] ?? [];
      return imports
        .filter((name) => !isPackage(name) && !allowed.some((each) => name.startsWith(each)))
        .map((name) => `${path} imports ${name}`);
    });
    expect(wrong).toEqual([]);
  });

  it('keeps stacks apart: each knows the shared parts and itself, and the list alone knows them all', () => {
    const wrong = sources
      .filter(({ path }) => path !== 'stacks/index.ts')
      .flatMap(({ path, imports }) =>
        imports
          .filter((name) => ![undefined, 'shared', stackOf(path)].includes(stackOf(name)) && !OFFERED.includes(name))
          .map((name) => `${path} imports ${name}`),
      );
    expect(wrong).toEqual([]);
    expect(
      OFFERED.filter((path) => usersOf(path, sources).every((user) => stackOf(user.path) === stackOf(path))),
    ).toEqual([]);
  });

  it('imports only what is there', () => {
    const wrong = sources.flatMap(({ path, imports }) =>
      imports.filter((name) => name.endsWith('.ts') && isPackageMissing(name)).map((name) => `${path} imports ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  it('keeps its inside pure', () => {
    const pure = sources.filter(({ path }) => PURE.test(path));
    const imports = pure.flatMap(({ path, imports }) =>
      imports.filter((name) => isPackage(name) && !LIBRARIES.includes(name)).map((name) => `${path} imports ${name}`),
    );
    const calls = pure.filter(({ text }) => IMPURE.test(code(text))).map(({ path }) => path);
    expect({ imports, calls }).toEqual({ imports: [], calls: [] });
  });

  it.each<[string, RegExp, readonly string[]]>([
    ['prompts', /\bfrom 'prompts'/, ['cli/ask.ts']],
    ['commander', /\bfrom 'commander'/, ['cli/commands.ts', 'cli/flag-table.ts', 'cli/program.ts']],
    ['writing to the terminal', /\bconsole\.|process\.std(?:out|err)\.write|\bstream\.write\(/, ['cli/print.ts']],
    ['leaving at once', /\bprocess\.exit\(/, ['cli.ts']],
    ['the exit code', /\bprocess\.exitCode\b/, ['cli.ts']],
    ['running other programs', /\bchild_process\b/, ['images/logins/helper.ts']],
    ['evaluating text', /\beval\(|\bnew Function\(|\bnode:vm\b/, []],
  ])('keeps %s in its place', (_, pattern, places) => {
    const found = sources.filter(({ text }) => pattern.test(code(text))).map(({ path }) => path);
    expect(found).toEqual(places);
  });

  it('exports only what somebody imports, and keeps no file for its tests alone', () => {
    const idle = sources.flatMap(({ path, text }) => {
      const users = usersOf(path, everywhere);
      return [...text.matchAll(/^export (?:async )?(?:function\*?|const|class) (\w+)/gm)]
        .filter(([, name]) => !users.some((user) => new RegExp(`\\b${name}\\b`).test(user.text)))
        .map(([, name]) => `${path} exports ${name}`);
    });
    const unused = sources.filter(({ path }) => !ENTRIES.includes(path) && usersOf(path, program).length === 0);
    expect({ idle, unused: unused.map(({ path }) => path) }).toEqual({ idle: [], unused: [] });
  });

  it('has files that can be read in one go', () => {
    const long = sources
      .filter(({ path }) => !path.endsWith('-data.ts'))
      .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
      .filter(({ lines }) => lines > 250);
    expect(long).toEqual([]);
  });
});

function isPackageMissing(name: string): boolean {
  return !sources.some(({ path }) => path === name);
}
