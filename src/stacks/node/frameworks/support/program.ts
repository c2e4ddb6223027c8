import { posix } from 'node:path';
import { readJson, stringAt } from '../../../../core/project.ts';
import { inside } from '../../../shared/paths.ts';
import type { FrameworkInput, Output, Shape } from '../../framework.ts';
import { type Command, commandsOf, option, positional, splitScript } from './commands.ts';
import { existing, literal, readConfig, safeFolder, safeFolderBelow } from './config.ts';
import { ownServer } from './own-server.ts';
import { asTheyAre, server } from './shape.ts';

/** A compiler or bundler: how its command says where it writes, and where it writes when nothing says it. */
interface Compiler {
  readonly tool: string;
  readonly folder: readonly string[];
  readonly file?: readonly string[];
  readonly config?: readonly [file: string, ...settings: string[]];
  readonly fallback?: string;
}

const COMPILERS: readonly Compiler[] = [
  { tool: 'tsup', folder: ['--out-dir', '-d'], config: ['tsup.config', 'outDir'], fallback: 'dist' },
  { tool: 'tsdown', folder: ['--out-dir', '-d'], config: ['tsdown.config', 'outDir'], fallback: 'dist' },
  { tool: 'esbuild', folder: ['--outdir'], file: ['--outfile'] },
  { tool: 'swc', folder: ['--out-dir', '-d'], file: ['--out-file', '-o'] },
  { tool: 'babel', folder: ['--out-dir', '-d'], file: ['--out-file', '-o'] },
  { tool: 'webpack', folder: ['--output-path', '-o'], config: ['webpack.config', 'output.path'], fallback: 'dist' },
  { tool: 'rspack', folder: ['--output-path', '-o'], config: ['rspack.config', 'output.path'], fallback: 'dist' },
  { tool: 'rollup', folder: ['--dir', '-d'], file: ['--file', '-o'], config: ['rollup.config', 'output.dir'] },
  {
    tool: 'rolldown',
    folder: ['--dir', '-d'],
    file: ['--file', '-o'],
    config: ['rolldown.config', 'output.dir'],
    fallback: 'dist',
  },
  { tool: 'ncc build', folder: ['--out', '-o'], fallback: 'dist' },
  { tool: 'bun build', folder: ['--outdir'], file: ['--outfile'] },
  { tool: 'vite build', folder: ['--outDir'], config: ['vite.config', 'build.outDir'], fallback: 'dist' },
  { tool: 'unbuild', folder: [], fallback: 'dist' },
  { tool: 'pkgroll', folder: ['--dist', '-d'], fallback: 'dist' },
  { tool: 'rslib build', folder: ['--dist-path'], fallback: 'dist' },
  { tool: 'microbundle', folder: ['--output', '-o'], fallback: 'dist' },
  { tool: 'tsc', folder: ['--outDir'] },
  { tool: 'tsgo', folder: ['--outDir'] },
];

/** Scripts that compile for something else than a start: `test`, `typecheck`, `dev`. */
const NOT_SHIPPED = /^(?:dev|watch|test|lint|type|check|pre|post|storybook|docs|bench|e2e)/;

/**
 * Whether a library serves in production: it is among the dependencies, or bundled from the development ones into a server that
 * the project starts. Tests and mocks use these libraries too.
 */
export function serves(input: FrameworkInput, name: string): boolean {
  return Object.hasOwn(input.manifest.dependencies, name) || ownServer(input) !== undefined;
}

/** Folders beside the compiled ones that such programs read while they run. */
const READ_AT_RUN_TIME = [
  'public',
  'views',
  'static',
  'assets',
  'templates',
  'emails',
  'locales',
  'i18n',
  'config',
  'migrations',
  'drizzle',
];

/** A program without a framework that builds it: what its own scripts compile, started as its own scripts start it. */
export function program(input: FrameworkInput, parts: Partial<Shape> = {}): Shape {
  const compiled = findCompiled(input);
  const build = compiled?.script ?? (Object.hasOwn(input.manifest.scripts, 'build') ? 'build' : null);
  const { path } = input.manifest;
  return server(input, {
    build,
    outputs: programOutputs(input, build, compiled?.folder),
    start: null,
    port: 3000,
    ...parts,
    from: {
      ...(build === null ? {} : { build: `${path} scripts.${build}` }),
      ...(compiled ? { outputs: compiled.from } : {}),
      ...parts.from,
    },
  });
}

function programOutputs(input: FrameworkInput, build: string | null, folder: string | undefined): Output[] {
  if (build === null || folder === undefined || folder.startsWith('..')) return asTheyAre('.');
  const started = startedFile(input);
  const apart = started !== undefined && !started.startsWith(`${folder}/`);
  if (apart) return asTheyAre('.');
  const top = folder.split('/')[0];
  return asTheyAre(folder, ...existing(input, ...READ_AT_RUN_TIME.filter((name) => name !== top)));
}

/** The script that compiles and the folder that it writes, as far as options and config files say it. */
export function findCompiled(
  input: FrameworkInput,
): { script: string; folder: string | undefined; from: string } | undefined {
  for (const compiler of COMPILERS) {
    for (const command of commandsOf(input.manifest, compiler.tool)) {
      if (
        NOT_SHIPPED.test(command.script) ||
        command.rest.includes('--noEmit') ||
        /^start(?!:prod)/.test(command.script)
      )
        continue;
      const script = Object.hasOwn(input.manifest.scripts, 'build') ? 'build' : command.script;
      return { script, ...writtenFolder(input, compiler, command) };
    }
  }
  return undefined;
}

function writtenFolder(input: FrameworkInput, compiler: Compiler, { script, rest }: Command) {
  const file = option(rest, ...(compiler.file ?? []));
  const said = option(rest, ...compiler.folder) ?? (file === undefined ? undefined : posix.dirname(file));
  if (said !== undefined) return { folder: safeFolder(input, said), from: `${input.manifest.path} scripts.${script}` };
  if (compiler.tool === 'tsc' || compiler.tool === 'tsgo') return typescriptFolder(input, rest);
  const config = compiler.config ? readConfig(input, compiler.config[0]) : undefined;
  const folder = safeFolder(input, literal(config, ...(compiler.config?.slice(1) ?? [])));
  return folder ? { folder, from: config?.path ?? 'default' } : { folder: compiler.fallback, from: 'default' };
}

function typescriptFolder(input: FrameworkInput, rest: readonly string[]) {
  const named = option(rest, '-p', '--project', '-b', '--build') ?? positional(rest) ?? 'tsconfig.json';
  const path = named.endsWith('.json') ? named : posix.join(named, 'tsconfig.json');
  return { folder: outDirOf(input, path), from: path };
}

/** `outDir` of a tsconfig, of what it extends inside the project, or undefined when it compiles beside the sources. */
export function outDirOf(input: FrameworkInput, path: string, depth = 0): string | undefined {
  const relative = safeFolder(input, path);
  const json =
    relative === undefined || depth > 5 ? undefined : readJson(input.project, inside(input.service, relative));
  if (!json || relative === undefined) return undefined;
  const outDir = stringAt(json, 'compilerOptions', 'outDir');
  if (outDir !== undefined) return safeFolderBelow(input, posix.dirname(relative), withoutConfigDir(outDir));
  const parents = (Array.isArray(json.extends) ? json.extends : [json.extends]).filter(
    (name) => typeof name === 'string',
  );
  const parent = parents.findLast((name) => name.startsWith('.'));
  if (parent === undefined) return undefined;
  const next = posix.join(posix.dirname(relative), parent.endsWith('.json') ? parent : `${parent}.json`);
  return outDirOf(input, next, depth + 1);
}

function withoutConfigDir(path: string): string {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: TypeScript's own placeholder
  return path.replace('${configDir}', '.');
}

const START_SCRIPTS = ['start:prod', 'start:production', 'start', 'serve'];

/** The file that the start scripts run, as they say it; a light look that only tells built from unbuilt. */
function startedFile({ manifest }: FrameworkInput): string | undefined {
  for (const name of START_SCRIPTS) {
    const script = Object.hasOwn(manifest.scripts, name) ? manifest.scripts[name] : undefined;
    const words = splitScript(script ?? '').flat();
    const file = words.find((word) => /^[\w@.-][\w@./-]*\.[cm]?[jt]s$/.test(word) && !word.includes('node_modules'));
    if (file !== undefined) return posix.normalize(file);
  }
  return undefined;
}
