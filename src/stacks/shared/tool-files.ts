import { isObject, type Project, readToml, valueAt } from '../../core/project.ts';
import { inside } from './paths.ts';

/** Tools whose versions detection asks for. */
export type Tool =
  | 'node'
  | 'npm'
  | 'pnpm'
  | 'yarn'
  | 'bun'
  | 'python'
  | 'go'
  | 'rust'
  | 'java'
  | 'dotnet'
  | 'php'
  | 'ruby'
  | 'elixir'
  | 'erlang'
  | 'gleam'
  | 'deno'
  | 'hugo'
  | 'zola'
  | 'mdbook'
  | 'swift'
  | 'haskell'
  | 'crystal'
  | 'dart'
  | 'zig';

/** One tool's version as asdf's or mise's file asks for it. */
export interface ToolAsk {
  readonly tool: Tool;
  readonly value: string;
  readonly from: string;
}

const TOOL_BY_NAME: Readonly<Record<string, Tool>> = {
  node: 'node',
  nodejs: 'node',
  'core:node': 'node',
  npm: 'npm',
  'npm:npm': 'npm',
  pnpm: 'pnpm',
  'npm:pnpm': 'pnpm',
  'aqua:pnpm/pnpm': 'pnpm',
  yarn: 'yarn',
  bun: 'bun',
  'core:bun': 'bun',
  python: 'python',
  'core:python': 'python',
  go: 'go',
  golang: 'go',
  'core:go': 'go',
  rust: 'rust',
  'core:rust': 'rust',
  java: 'java',
  'core:java': 'java',
  dotnet: 'dotnet',
  'dotnet-core': 'dotnet',
  php: 'php',
  ruby: 'ruby',
  'core:ruby': 'ruby',
  elixir: 'elixir',
  'core:elixir': 'elixir',
  erlang: 'erlang',
  'core:erlang': 'erlang',
  gleam: 'gleam',
  'aqua:gleam-lang/gleam': 'gleam',
  deno: 'deno',
  'core:deno': 'deno',
  hugo: 'hugo',
  gohugo: 'hugo',
  'hugo-extended': 'hugo',
  'aqua:gohugoio/hugo': 'hugo',
  zola: 'zola',
  'aqua:getzola/zola': 'zola',
  mdbook: 'mdbook',
  'cargo:mdbook': 'mdbook',
  swift: 'swift',
  'core:swift': 'swift',
  ghc: 'haskell',
  haskell: 'haskell',
  crystal: 'crystal',
  dart: 'dart',
  zig: 'zig',
  'core:zig': 'zig',
};

const MISE_FILES = ['mise.toml', '.mise.toml', 'mise/config.toml', '.mise/config.toml', '.config/mise.toml'];

/** What `.tool-versions` (asdf, mise) and mise's own files ask for in one folder, in the order in which they count. */
export function toolAsks(project: Project, folder: string): ToolAsk[] {
  return [...asdfAsks(project, folder), ...MISE_FILES.flatMap((file) => miseAsks(project, inside(folder, file)))];
}

function asdfAsks(project: Project, folder: string): ToolAsk[] {
  const path = inside(folder, '.tool-versions');
  const lines = (project.text(path) ?? '').split('\n').slice(0, 1000);
  return lines.flatMap((line, index) => {
    const [name = '', value] = withoutComment(line).split(/\s+/);
    return ask(name, value, `${path}:${index + 1}`);
  });
}

function miseAsks(project: Project, path: string): ToolAsk[] {
  const tools = valueAt(readToml(project, path), 'tools');
  if (!isObject(tools)) return [];
  return Object.entries(tools).flatMap(([name, value]) => ask(name, miseVersion(value), `${path} tools.${name}`));
}

/** mise takes `"22"`, `["22", "20"]`, `{ version = "22" }` and arrays of tables; the first one is the default. */
function miseVersion(value: unknown): string | undefined {
  if (Array.isArray(value)) return miseVersion(value[0]);
  if (isObject(value)) return miseVersion(valueAt(value, 'version'));
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value.replace(/^prefix:/, '') : undefined;
}

function ask(name: string, value: string | undefined, from: string): ToolAsk[] {
  if (!Object.hasOwn(TOOL_BY_NAME, name) || value === undefined || value === '') return [];
  const tool = TOOL_BY_NAME[name];
  return tool ? [{ tool, value, from }] : [];
}

/** A line without its `#` comment and the blanks around it. */
export function withoutComment(line: string): string {
  const hash = line.indexOf('#');
  return (hash < 0 ? line : line.slice(0, hash)).trim();
}
