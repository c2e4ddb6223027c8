import semver from 'semver';
import { folderOf, inside, relativeTo, resolveInside } from '../shared/paths.ts';
import type { FrameworkInput } from './framework.ts';
import { type Command, option } from './frameworks/support/commands.ts';
import { compilerFolders } from './tsconfig.ts';

/** How a compiler's command names its output: one file, or a folder and what becomes of a source's path in it. */
interface Compiler {
  readonly tool: string;
  readonly file?: readonly string[];
  readonly folder: readonly string[];
  readonly place: (input: FrameworkInput, command: Command, source: string) => Placed | undefined;
}

/** A path below the service's folder, or one below the folder that the command writes to. */
type Placed = { readonly path: string } | { readonly below: string };

/** In the order in which a build script's commands are looked for. */
export const COMPILERS: readonly Compiler[] = [
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

function typescript(input: FrameworkInput, { rest }: Command, source: string): Placed | undefined {
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
function swc({ manifest }: FrameworkInput, { rest }: Command, source: string): Placed {
  const range = manifest.devDependencies['@swc/cli'] ?? manifest.dependencies['@swc/cli'] ?? '*';
  const old = semver.validRange(range) !== null && !semver.intersects(range, '>=0.3.0');
  const strips = old || rest.includes('--strip-leading-paths');
  return { below: jsName(strips ? withoutTop(source) : source) };
}

/** One entry lands at the folder's top; several keep their paths below the folder that they share. */
function esbuild(_: FrameworkInput, { rest }: Command, source: string): Placed | undefined {
  const entries = rest.filter((word) => !word.startsWith('-') && /\.[cm]?[jt]sx?$/.test(word));
  if (entries.length > 1 || /[*?]/.test(entries[0] ?? '')) return undefined;
  const extension = option(rest, '--out-extension:.js');
  const name = baseName(entries[0] ?? source).replace(/\.[cm]?[jt]sx?$/, extension ?? '.js');
  return { below: name };
}

function bundled(_: FrameworkInput, __: Command, source: string): Placed {
  return { below: baseName(source).replace(/\.[cm]?[jt]sx?$/, '.js') };
}

/** tsup writes CommonJS unless told; the extension follows from the manifest's `type`. */
function tsup({ manifest }: FrameworkInput, { rest }: Command, source: string): Placed {
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
