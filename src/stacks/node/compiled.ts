import semver from 'semver';
import type { Project } from '../../core/project.ts';
import type { Manifest } from '../shared/javascript/manifest.ts';
import { folderOf, inside, relativeTo, resolveInside } from '../shared/paths.ts';
import { type Command, commandsOf, option } from './frameworks/support/commands.ts';
import { findCompiled } from './frameworks/support/program.ts';
import { compilerFolders } from './tsconfig.ts';

/** What one source becomes once the service is built. */
export interface CompiledFile {
  /** Relative to the service's folder: `dist/index.js`. */
  readonly path: string;
  readonly from: string;
}

interface Input {
  readonly project: Project;
  readonly service: string;
  readonly manifest: Manifest;
}

/** How a compiler's command names its output: one file, or a folder and what becomes of a source's path in it. */
interface Compiler {
  readonly tool: string;
  readonly file?: readonly string[];
  readonly folder: readonly string[];
  readonly place: (input: Input, command: Command, source: string) => Placed | undefined;
}

/** A path below the service's folder, or one below the folder that the command writes to. */
type Placed = { readonly path: string } | { readonly below: string };

const COMPILERS: readonly Compiler[] = [
  { tool: 'tsc', folder: ['--outDir'], place: typescript },
  { tool: 'tsgo', folder: ['--outDir'], place: typescript },
  { tool: 'swc', file: ['--out-file', '-o'], folder: ['--out-dir', '-d'], place: swc },
  {
    tool: 'babel',
    file: ['--out-file', '-o'],
    folder: ['--out-dir', '-d'],
    place: (_, __, source) => ({ below: jsName(withoutTop(source)) }),
  },
  { tool: 'esbuild', file: ['--outfile'], folder: ['--outdir'], place: esbuild },
  { tool: 'bun build', file: ['--outfile'], folder: ['--outdir'], place: bundled },
  { tool: 'ncc build', folder: ['--out', '-o'], place: () => ({ below: 'index.js' }) },
  { tool: 'tsup', folder: ['--out-dir', '-d'], place: tsup },
  {
    tool: 'tsdown',
    folder: ['--out-dir', '-d'],
    place: (_, __, source) => ({ below: baseName(source).replace(/\.[cm]?[jt]sx?$/, '.mjs') }),
  },
  { tool: 'webpack', folder: ['--output-path', '-o'], place: () => ({ below: 'main.js' }) },
  { tool: 'rollup', file: ['--file', '-o'], folder: ['--dir', '-d'], place: bundled },
];

const WATCHES = /^(?:-w|--watch|--noEmit|--emitDeclarationOnly)$/;

/**
 * The file that a build script makes of a source, from the compiler's options and config.
 * @param source relative to the service's folder: `src/index.ts`
 * @returns undefined when no build script compiles, or when its output cannot be told
 */
export function compiledFile(input: Input, source: string): CompiledFile | undefined {
  const compiled = findCompiled(input);
  for (const compiler of COMPILERS) {
    for (const command of commandsOf(input.manifest, compiler.tool)) {
      if (!isBuild(command)) continue;
      const from = `${input.manifest.path} scripts.${command.script}`;
      const file = option(command.rest, ...(compiler.file ?? []));
      if (file !== undefined) return safe(file, from);
      const placed = compiler.place(input, command, source);
      if (!placed) continue;
      if ('path' in placed) return safe(placed.path, from);
      const folder = option(command.rest, ...compiler.folder) ?? compiled?.folder;
      return folder === undefined
        ? undefined
        : (mainInside(input, folder, placed.below) ?? safe(`${folder}/${placed.below}`, from));
    }
  }
  return undefined;
}

function isBuild({ script, rest }: Command): boolean {
  return (
    !rest.some((word) => WATCHES.test(word)) &&
    !/^(?:dev|watch|test|lint|type|check|pre(?!build)|post|docs)/.test(script) &&
    !/^start(?!:prod)/.test(script)
  );
}

/** `main` is written for what the build leaves: of two names in the folder it is the surer one. */
function mainInside({ manifest }: Input, folder: string, guessed: string): CompiledFile | undefined {
  const main = manifest.main === undefined ? undefined : resolveInside('.', manifest.main);
  const below = main === undefined ? undefined : relativeTo(resolveInside('.', folder) ?? folder, main);
  if (main === undefined || below === undefined || below === guessed || !/\.[cm]?js$/.test(main)) return undefined;
  return { path: main, from: `${manifest.path} main` };
}

function safe(path: string, from: string): CompiledFile | undefined {
  const resolved = resolveInside('.', path);
  return resolved === undefined || resolved === '.' ? undefined : { path: resolved, from };
}

function typescript(input: Input, { rest }: Command, source: string): Placed | undefined {
  const { project, service, manifest } = input;
  const named =
    option(rest, '-p', '--project', '-b', '--build') ?? rest.find((word) => word.endsWith('.json')) ?? 'tsconfig.json';
  const config = resolveInside(service, named.endsWith('.json') ? named : `${named}/tsconfig.json`);
  const folders = config === undefined ? undefined : compilerFolders(project, config, manifest);
  if (!folders) return undefined;
  const outDir = option(rest, '--outDir');
  const rootDir = resolveInside(service, option(rest, '--rootDir') ?? '/') ?? folders.rootDir;
  const below = relativeTo(rootDir, inside(service, source));
  if (below === undefined) return undefined;
  const out = outDir === undefined ? folders.outDir : resolveInside(service, outDir);
  const path = out === undefined ? undefined : relativeTo(service, inside(out, jsName(below)));
  return path === undefined ? undefined : { path };
}

/** From 0.3 on @swc/cli keeps the source folder's name in the output, unless it is told to strip it. */
function swc({ manifest }: Input, { rest }: Command, source: string): Placed {
  const range = manifest.devDependencies['@swc/cli'] ?? manifest.dependencies['@swc/cli'] ?? '*';
  const old = semver.validRange(range) !== null && !semver.intersects(range, '>=0.3.0');
  const strips = old || rest.includes('--strip-leading-paths');
  return { below: jsName(strips ? withoutTop(source) : source) };
}

/** One entry lands at the folder's top; several keep their paths below the folder that they share. */
function esbuild(_: Input, { rest }: Command, source: string): Placed | undefined {
  const entries = rest.filter((word) => !word.startsWith('-') && /\.[cm]?[jt]sx?$/.test(word));
  if (entries.length > 1 || /[*?]/.test(entries[0] ?? '')) return undefined;
  const extension = option(rest, '--out-extension:.js');
  const name = baseName(entries[0] ?? source).replace(/\.[cm]?[jt]sx?$/, extension ?? '.js');
  return { below: name };
}

function bundled(_: Input, __: Command, source: string): Placed {
  return { below: baseName(source).replace(/\.[cm]?[jt]sx?$/, '.js') };
}

/** tsup writes CommonJS unless told; the extension follows from the manifest's `type`. */
function tsup({ manifest }: Input, { rest }: Command, source: string): Placed {
  const esm = /\besm\b/.test(option(rest, '--format') ?? '') && !/\bcjs\b/.test(option(rest, '--format') ?? '');
  const module = manifest.type === 'module';
  const extension = esm === module ? '.js' : esm ? '.mjs' : '.cjs';
  return { below: baseName(source).replace(/\.[cm]?[jt]sx?$/, extension) };
}

function jsName(path: string): string {
  return path.replace(/\.([cm]?)[jt]sx?$/, '.$1js');
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function withoutTop(path: string): string {
  return folderOf(path) === '.' ? path : path.slice(path.indexOf('/') + 1);
}
