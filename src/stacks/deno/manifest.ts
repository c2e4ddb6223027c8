import { isObject, type Json, type Project, readJson, stringAt, stringsIn, valueAt } from '../../core/project.ts';
import { foldersMatching, matches, readGlobs } from '../shared/globs.ts';
import { type Manifest, readManifest } from '../shared/javascript/manifest.ts';
import { folderOf, inside, relativeTo, resolveInside, upwards } from '../shared/paths.ts';

/** One task of deno.json, or one script of package.json. */
export interface Task {
  /** Empty for a task that only has dependencies. */
  readonly command: string;
  /** Tasks that run before it. */
  readonly dependencies: readonly string[];
  /** The file and key, for evidence: `deno.json tasks.start`. */
  readonly from: string;
}

/** What deno.json (or .jsonc) and the package.json beside it say of a folder. */
export interface DenoManifest {
  /** The configuration; null where Deno runs without one. */
  readonly path: string | null;
  readonly package: Manifest | undefined;
  readonly tasks: ReadonlyMap<string, Task>;
  /** Every specifier that the imports map to: `jsr:@std/http@^1`, `npm:hono@4`, `./lib/`. */
  readonly imports: readonly string[];
  readonly importMap: string | null;
  readonly json: Json;
}

/** Where a service stands: the folder that holds its lock file, and the configurations that an install reads there. */
export interface Place {
  /** The folder that the build needs: the service's own, or that of its workspace or inherited configuration. */
  readonly root: string;
  /** What the service's own folder says. */
  readonly own: DenoManifest;
  readonly above: DenoManifest;
  /** All that an install reads: the root's, every member's. */
  readonly manifests: readonly DenoManifest[];
}

const CONFIGS = ['deno.json', 'deno.jsonc'];

/** Where a folder's configuration is, or undefined. */
export function configOf(project: Project, folder: string): string | undefined {
  return CONFIGS.map((name) => inside(folder, name)).find((path) => project.has(path));
}

/**
 * Where a service stands: its configuration is its own, or as Deno looks for it the nearest above; a workspace above that has it
 * as a member holds the lock file.
 */
export function placeOf(project: Project, service: string): Place {
  const folder = upwards(service).find((each) => configOf(project, each) !== undefined) ?? service;
  const workspace = upwards(folder).slice(1);
  const root = workspace.find((each) => isMember(project, each, folder)) ?? folder;
  const above = readDenoManifest(project, root);
  const folders = new Set([root, ...membersOf(project, root, above), folder, service]);
  const manifests = [...folders].map((each) => readDenoManifest(project, each));
  return { root, own: readDenoManifest(project, service), above, manifests };
}

function isMember(project: Project, root: string, folder: string): boolean {
  if (configOf(project, root) === undefined) return false;
  const below = relativeTo(root, folder);
  return below !== undefined && matches(readGlobs(patternsOf(readDenoManifest(project, root).json)), below);
}

function membersOf(project: Project, root: string, { json }: DenoManifest): string[] {
  const globs = readGlobs(patternsOf(json).map((pattern) => inside(root, pattern)));
  return foldersMatching(project, globs).filter((folder) => configOf(project, folder) !== undefined);
}

/** `"workspace": ["./api"]`, or `{ "members": ["./api"] }`. */
function patternsOf(json: Json): string[] {
  const value = valueAt(json, 'workspace');
  return stringsIn(isObject(value) ? valueAt(value, 'members') : value).map((pattern) => pattern.replace(/^\.\//, ''));
}

const alreadyRead = new WeakMap<Project, Map<string, DenoManifest>>();

/** Reads a folder's configuration and package.json once. */
function readDenoManifest(project: Project, folder: string): DenoManifest {
  const known = alreadyRead.get(project) ?? new Map<string, DenoManifest>();
  const manifest = known.get(folder) ?? parse(project, folder);
  alreadyRead.set(project, known.set(folder, manifest));
  return manifest;
}

function parse(project: Project, folder: string): DenoManifest {
  const path = configOf(project, folder) ?? null;
  const json = (path === null ? undefined : readJson(project, path)) ?? {};
  const named = stringAt(json, 'importMap');
  const mapped = path === null || named === undefined ? undefined : resolveInside(folderOf(path), named);
  const importMap = mapped !== undefined && project.has(mapped) ? mapped : null;
  const manifest = readManifest(project, folder);
  return {
    path,
    package: manifest,
    // a task of deno.json goes before a script of the same name, as for Deno itself
    tasks: new Map([...scriptsOf(manifest), ...tasksOf(json, path)]),
    imports: [json, importMap === null ? {} : readJson(project, importMap)].flatMap(specifiers),
    importMap,
    json,
  };
}

function specifiers(json: unknown): string[] {
  const imports = valueAt(json, 'imports');
  return isObject(imports) ? Object.values(imports).filter((value) => typeof value === 'string') : [];
}

function scriptsOf(manifest: Manifest | undefined): [string, Task][] {
  return Object.entries(manifest?.scripts ?? {}).map(([name, command]) => [
    name,
    { command, dependencies: [], from: `${manifest?.path} scripts.${name}` },
  ]);
}

/** A task is its command, or an object with a command, tasks that run before it, or both. */
function tasksOf(json: Json, path: string | null): [string, Task][] {
  const tasks = valueAt(json, 'tasks');
  if (!isObject(tasks)) return [];
  return Object.entries(tasks).flatMap(([name, value]) => {
    const command = typeof value === 'string' ? value : (stringAt(value, 'command') ?? '');
    const dependencies = stringsIn(valueAt(value, 'dependencies'));
    return command === '' && dependencies.length === 0
      ? []
      : [[name, { command, dependencies, from: `${path} tasks.${name}` }]];
  });
}

/** Whether it declares packages of npm. */
export function usesNpm({ imports, package: npm }: DenoManifest): boolean {
  const groups = [npm?.dependencies, npm?.devDependencies];
  return imports.some((one) => one.startsWith('npm:')) || groups.some((group) => Object.keys(group ?? {}).length > 0);
}

/** Whether it declares anything that an install fetches. */
export function declaresModules(manifest: DenoManifest): boolean {
  return usesNpm(manifest) || manifest.imports.some((one) => /^(?:jsr|https?):/.test(one));
}
