import semver from 'semver';
import { nameMatcher } from '../../core/glob.ts';
import { type Json, type Project, readJson, stringAt, stringsIn, valueAt } from '../../core/project.ts';
import type { Manifest } from '../shared/javascript/manifest.ts';
import { folderOf, inside, relativeTo, resolveInside } from '../shared/paths.ts';

/** Where TypeScript takes sources from and puts what it compiles; paths are from the project's root. */
export interface CompilerFolders {
  readonly rootDir: string;
  /** The same folder when it compiles beside the sources. */
  readonly outDir: string;
}

const MOST_EXTENDS = 6;
const MOST_SOURCES = 2_000;
const MOST_FOLDERS = 500;
const SOURCE = /(?<!\.d)\.[cm]?tsx?$/;

/**
 * Reads a tsconfig and what it extends inside the project.
 * @param path from the project's root
 * @returns undefined when it is not there, or compiles nothing (`noEmit`)
 */
export function compilerFolders(project: Project, path: string, manifest: Manifest): CompilerFolders | undefined {
  const chain = extendsChain(project, path);
  const [own] = chain;
  if (!own || optionOf(chain, 'noEmit')?.value === true || optionOf(chain, 'emitDeclarationOnly')?.value === true)
    return undefined;
  const folder = folderOf(path);
  const explicit = folderOption(chain, 'rootDir', folder);
  const composite = optionOf(chain, 'composite')?.value === true;
  const inferred = composite || fixedRootDir(manifest) ? folder : (commonFolder(project, folder, chain) ?? folder);
  const rootDir = explicit ?? inferred;
  return { rootDir, outDir: folderOption(chain, 'outDir', folder) ?? rootDir };
}

/** From TypeScript 6 on the default `rootDir` is the tsconfig's own folder, before it was the sources' common one. */
function fixedRootDir(manifest: Manifest): boolean {
  const range = manifest.devDependencies.typescript ?? manifest.dependencies.typescript ?? '';
  const lowest = range.length <= 100 && semver.validRange(range) !== null ? semver.minVersion(range) : null;
  return lowest !== null && lowest.major >= 6;
}

interface Config {
  readonly path: string;
  readonly json: Json;
}

/** The config and those that it extends, nearest first; packages' configs hold no folders and are passed over. */
function extendsChain(project: Project, path: string): Config[] {
  const chain: Config[] = [];
  const todo = [path];
  for (let next = todo.shift(); next !== undefined && chain.length < MOST_EXTENDS; next = todo.shift()) {
    const here = project.has(next) ? next : `${next}.json`;
    const json = readJson(project, here);
    if (!json || chain.some((config) => config.path === here)) continue;
    chain.push({ path: here, json });
    const parents = Array.isArray(json.extends) ? json.extends.toReversed() : [json.extends];
    for (const parent of parents) {
      if (typeof parent !== 'string' || !parent.startsWith('.')) continue;
      const target = resolveInside(folderOf(here), parent);
      if (target) todo.push(target);
    }
  }
  return chain;
}

function optionOf(chain: readonly Config[], name: string): { value: unknown; from: string } | undefined {
  for (const { path, json } of chain) {
    const value = valueAt(json, 'compilerOptions', name);
    if (value !== undefined) return { value, from: path };
  }
  return undefined;
}

/** A folder is relative to the file that names it; `${configDir}` to the one that is built. */
function folderOption(chain: readonly Config[], name: string, own: string): string | undefined {
  const option = optionOf(chain, name);
  if (typeof option?.value !== 'string') return undefined;
  const template = /^\$\{configDir\}\/?(.*)$/.exec(option.value);
  return template ? resolveInside(own, template[1] || '.') : resolveInside(folderOf(option.from), option.value);
}

/** The deepest folder that holds every source which the config includes. */
function commonFolder(project: Project, folder: string, chain: readonly Config[]): string | undefined {
  const json = chain.find((config) => config.json.include !== undefined || config.json.files !== undefined)?.json;
  const included = [...stringsIn(json?.include), ...stringsIn(json?.files)];
  const roots = (included.length > 0 ? included : ['.']).flatMap((one) => resolveInside(folder, staticPart(one)) ?? []);
  const excluded = [
    ...stringsIn(chain.find((config) => config.json.exclude !== undefined)?.json.exclude),
    stringAt(chain[0]?.json, 'compilerOptions', 'outDir') ?? 'dist',
  ];
  const folders = sourcesBelow(project, folder, roots, excluded).map(folderOf);
  const [first] = folders;
  return first === undefined ? undefined : folders.reduce(commonPart, first);
}

/** `src/**` → `src`, `*.ts` → `.`, `src/index.ts` → itself. */
function staticPart(pattern: string): string {
  const parts = pattern.split('/');
  const wild = parts.findIndex((part) => /[*?{]/.test(part));
  return (wild < 0 ? parts : parts.slice(0, wild)).join('/') || '.';
}

function sourcesBelow(
  project: Project,
  folder: string,
  roots: readonly string[],
  excluded: readonly string[],
): string[] {
  const found: string[] = [];
  const queue = [...roots];
  for (let at = 0; at < queue.length && at < MOST_FOLDERS && found.length < MOST_SOURCES; at++) {
    const next = queue[at] ?? '.';
    if (project.has(next)) found.push(next);
    for (const { name, kind } of project.list(next)) {
      const path = inside(next, name);
      if (isExcluded(relativeTo(folder, path) ?? path, name, excluded)) continue;
      if (kind === 'directory') queue.push(path);
      else if (SOURCE.test(name)) found.push(path);
    }
  }
  return found;
}

function isExcluded(relative: string, name: string, excluded: readonly string[]): boolean {
  if (name === 'node_modules' || name.startsWith('.')) return true;
  return excluded.some((pattern) => {
    const plain = pattern
      .replace(/^\.\//, '')
      .replace(/\/\*\*?(?:\/\*)?$/, '')
      .replace(/\/$/, '');
    return plain === relative || nameMatcher(plain.replace(/^\*\*\//, ''))(name);
  });
}

function commonPart(a: string, b: string): string {
  const [left, right] = [a.split('/'), b.split('/')];
  const differs = left.findIndex((part, index) => part !== right[index]);
  return (differs < 0 ? left : left.slice(0, differs)).join('/') || '.';
}
