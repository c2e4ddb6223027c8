import { isObject, type Json, type Project, readToml, stringAt, stringsIn, valueAt } from '../../core/project.ts';
import { foldersMatching, readGlobs } from '../shared/globs.ts';
import { inside, relativeTo, resolveInside, upwards } from '../shared/paths.ts';

/** A folder with a Cargo.toml. */
export interface Manifest {
  /** The file, from the project's root. */
  readonly path: string;
  readonly folder: string;
  readonly json: Json;
  /** The package's name; null for a workspace that is no package itself. */
  readonly name: string | null;
}

/** A service's package, and the workspace that it is built in. */
export interface CargoProject {
  readonly own: Manifest;
  /** The workspace's manifest; the package's own where it is in none. */
  readonly root: Manifest;
  /** The packages whose programs are there to choose: the service's own, or those of a workspace that is no package. */
  readonly packages: readonly Manifest[];
  /** Folders outside of the workspace that its packages depend on. */
  readonly outside: readonly string[];
  /** Whether anything is depended on that is no folder of the project. */
  readonly depends: boolean;
  /** Whether a folder takes the place of a package that others depend on. */
  readonly replaces: boolean;
}

const NAME = /^[A-Za-z_][\w-]{0,63}$/;
const MOST_MEMBERS = 500;

/** Reads the manifest of a folder; undefined when there is none. */
function readManifest(project: Project, folder: string): Manifest | undefined {
  const path = inside(folder, 'Cargo.toml');
  const json = readToml(project, path);
  if (!json) return undefined;
  const name = stringAt(json, 'package', 'name');
  return { path, folder, json, name: name !== undefined && NAME.test(name) ? name : null };
}

/** What a service's folder is to Cargo; undefined when it has no Cargo.toml. */
export function cargoProject(project: Project, service: string): CargoProject | undefined {
  const own = readManifest(project, service);
  if (!own) return undefined;
  const root = workspaceOf(project, own) ?? own;
  const packages = own.name === null ? members(project, root) : [own];
  const paths = [root, ...packages].flatMap((each) => pathDependencies(each));
  const outside = paths.filter((path) => root.folder !== '.' && relativeTo(root.folder, path) === undefined);
  const depends = [root, ...packages].some((each) =>
    dependencyTables(each).some((table) => Object.values(table).some((entry) => stringAt(entry, 'path') === undefined)),
  );
  return { own, root, packages, outside: [...new Set(outside)], depends, replaces: replaces(root) };
}

/** The workspace that a package says or that lies above it, as Cargo looks for it: the nearest that does not leave it out. */
function workspaceOf(project: Project, own: Manifest): Manifest | undefined {
  if (valueAt(own.json, 'workspace') !== undefined) return own;
  const said = stringAt(own.json, 'package', 'workspace');
  const named = said === undefined ? undefined : resolveInside(own.folder, said);
  if (named !== undefined) return readManifest(project, named);
  for (const folder of upwards(own.folder).slice(1)) {
    const above = readManifest(project, folder);
    if (above && valueAt(above.json, 'workspace') !== undefined) return excludes(above, own.folder) ? undefined : above;
  }
  return undefined;
}

function excludes(root: Manifest, folder: string): boolean {
  return foldersIn(root, 'exclude').some((path) => folder === path || folder.startsWith(`${path}/`));
}

/** The packages that a workspace builds when nothing is said: its default members, else all. */
function members(project: Project, root: Manifest): Manifest[] {
  const chosen = foldersIn(root, 'default-members');
  const patterns = chosen.length > 0 ? chosen : foldersIn(root, 'members');
  return foldersMatching(project, readGlobs(patterns))
    .filter((folder) => !excludes(root, folder))
    .slice(0, MOST_MEMBERS)
    .flatMap((folder) => readManifest(project, folder) ?? [])
    .filter(({ name }) => name !== null);
}

/** Paths or patterns of the workspace's table, from the project's root. */
function foldersIn(root: Manifest, key: string): string[] {
  return stringsIn(valueAt(root.json, 'workspace', key)).flatMap((path) => resolveInside(root.folder, path) ?? []);
}

const DEPENDENCY_TABLES = ['dependencies', 'build-dependencies', 'dev-dependencies'] as const;

/** The tables that name dependencies, those for some platforms included. */
function dependencyTables({ json }: Manifest): Json[] {
  const targets = valueAt(json, 'target');
  const owners = [json, valueAt(json, 'workspace'), ...(isObject(targets) ? Object.values(targets) : [])];
  return owners.flatMap((owner) => DEPENDENCY_TABLES.map((table) => valueAt(owner, table))).filter(isObject);
}

function pathDependencies(manifest: Manifest): string[] {
  const entries = dependencyTables(manifest).flatMap((table) => Object.values(table));
  const paths = entries.flatMap((entry) => stringAt(entry, 'path') ?? []);
  return paths.flatMap((path) => resolveInside(manifest.folder, path) ?? []);
}

/** `[patch]` has a table for each registry, `[replace]` is one. */
function replaces({ json }: Manifest): boolean {
  const patch = valueAt(json, 'patch');
  const tables = [...(isObject(patch) ? Object.values(patch) : []), valueAt(json, 'replace')].filter(isObject);
  return tables.some((table) => Object.values(table).some((entry) => stringAt(entry, 'path') !== undefined));
}

/** What a package itself depends on when it runs, by the packages' own names. */
export function dependenciesOf({ json }: Manifest): ReadonlySet<string> {
  const table = valueAt(json, 'dependencies');
  const entries = isObject(table) ? Object.entries(table) : [];
  return new Set(entries.map(([name, entry]) => stringAt(entry, 'package') ?? name));
}

/** A value of the package's table, or the workspace's where the package takes over that. */
export function packageValue({ own, root }: CargoProject, key: string): { value: string; from: string } | undefined {
  const value = stringAt(own.json, 'package', key);
  if (value !== undefined) return { value, from: `${own.path} ${key}` };
  const inherited = stringAt(root.json, 'workspace', 'package', key);
  const takes = valueAt(own.json, 'package', key, 'workspace') === true || own.name === null;
  return inherited !== undefined && takes ? { value: inherited, from: `${root.path} ${key}` } : undefined;
}
