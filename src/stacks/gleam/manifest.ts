import { isObject, type Json, type Project, readToml, stringAt, valueAt } from '../../core/project.ts';
import { folderOf, inside, resolveInside } from '../shared/paths.ts';

/** What gleam.toml and manifest.toml of a folder say. */
export interface GleamManifest {
  readonly path: string;
  readonly name: string | null;
  readonly target: 'erlang' | 'javascript';
  /** `gleam = ">= 1.10.0"`: the least compiler that it takes. */
  readonly requirement: string | null;
  readonly dependencies: ReadonlySet<string>;
  /** Folders that dependencies lie in, below the project's root. */
  readonly folders: readonly string[];
  /** The lock file; null where there is none. */
  readonly lock: string | null;
  /** Whether packages are written in Elixir, and so take mix to compile. */
  readonly mix: boolean;
}

/** Reads a folder's gleam.toml; undefined when there is none. */
export function readGleamManifest(project: Project, folder: string): GleamManifest | undefined {
  const path = inside(folder, 'gleam.toml');
  const toml = readToml(project, path);
  if (!toml) return undefined;
  const lockPath = inside(folder, 'manifest.toml');
  const lock = readToml(project, lockPath);
  const groups = ['dependencies', 'dev-dependencies', 'dev_dependencies'].map((key) => valueAt(toml, key));
  return {
    path,
    name: stringAt(toml, 'name') ?? null,
    target: stringAt(toml, 'target') === 'javascript' ? 'javascript' : 'erlang',
    requirement: stringAt(toml, 'gleam') ?? null,
    dependencies: new Set(Object.keys(isObject(groups[0]) ? groups[0] : {})),
    folders: groups.flatMap(pathsIn).flatMap((named) => resolveInside(folderOf(path), named) ?? []),
    lock: lock === undefined ? null : lockPath,
    mix: packagesOf(lock).some((each) => tools(each).includes('mix')),
  };
}

/** `shared = { path = "../shared" }`. */
function pathsIn(group: unknown): string[] {
  return Object.values(isObject(group) ? group : {}).flatMap((value) => stringAt(value, 'path') ?? []);
}

function packagesOf(lock: Json | undefined): readonly unknown[] {
  const packages = valueAt(lock, 'packages');
  return Array.isArray(packages) ? packages.slice(0, 2_000) : [];
}

function tools(entry: unknown): readonly unknown[] {
  const found = valueAt(entry, 'build_tools');
  return Array.isArray(found) ? found : [];
}
