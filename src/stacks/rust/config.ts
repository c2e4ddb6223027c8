import { isObject, type Json, type Project, readToml, stringAt, valueAt } from '../../core/project.ts';
import { inside, upwards } from '../shared/paths.ts';
import type { CargoProject } from './manifest.ts';

/** What Cargo's configuration files say, those of the workspace and of the folders above it. */
export interface CargoConfig {
  /** The files that may be there. */
  readonly files: readonly string[];
  readonly tables: readonly Json[];
  /** The target that is built for when nothing else is said, or null. */
  readonly target: string | null;
  /** The folder with the sources of all packages, seen from the workspace; null where they are fetched. */
  readonly vendored: string | null;
  /** Debian's packages with the linkers that are asked for in place of the usual one. */
  readonly linkers: readonly string[];
  /** Whether the compiler is to run behind another program, a cache of compiled code mostly, which no image has. */
  readonly wrapped: boolean;
}

const LINKERS: readonly { readonly asked: RegExp; readonly package: string }[] = [
  { asked: /"(?:[\w./-]{0,60}\/)?clang(?:-\d{1,2})?"/, package: 'clang=1:19.*' },
  { asked: /fuse-ld=(?:ld\.)?lld|"(?:ld\.)?lld"/, package: 'lld=1:19.*' },
  { asked: /fuse-ld=[\w./-]{0,60}mold/, package: 'mold=2.37.*' },
];

/** Reads them all. */
export function readConfig(project: Project, { own, root }: CargoProject): CargoConfig {
  const folders = [...new Set([own.folder, ...upwards(root.folder)])];
  const files = folders.flatMap((folder) => ['config', 'config.toml'].map((name) => inside(folder, `.cargo/${name}`)));
  const tables = files.map((path) => readToml(project, path)).filter((json) => json !== undefined);
  const linking = JSON.stringify(tables.flatMap(linkTables));
  return {
    files,
    tables,
    target: tables.map((json) => stringAt(json, 'build', 'target')).find((each) => each !== undefined) ?? null,
    vendored: vendorFolder(tables),
    linkers: LINKERS.filter(({ asked }) => asked.test(linking)).map((each) => each.package),
    wrapped: tables.some(
      (json) =>
        stringAt(json, 'build', 'rustc-wrapper') !== undefined ||
        stringAt(json, 'build', 'rustc-workspace-wrapper') !== undefined,
    ),
  };
}

/** What holds when Linux is built for. */
function linkTables(json: Json): unknown[] {
  const targets = valueAt(json, 'target');
  const named = Object.entries(isObject(targets) ? targets : {});
  const linux = named.filter(([name]) => /linux|^cfg\(/.test(name) && !/windows|macos|apple/.test(name));
  return [valueAt(json, 'build', 'rustflags'), ...linux.map(([, table]) => table)];
}

/** `[source.crates-io] replace-with` leads, over others maybe, to a source with a directory. */
function vendorFolder(tables: readonly Json[]): string | null {
  const sources = Object.assign({}, ...tables.map((json) => valueAt(json, 'source')).filter(isObject)) as Json;
  let name: string | undefined = stringAt(sources, 'crates-io', 'replace-with');
  for (let step = 0; step < 5 && name !== undefined; step++) {
    const directory = stringAt(sources, name, 'directory');
    if (directory !== undefined)
      return /^[\w][\w./-]{0,200}$/.test(directory) && !directory.includes('..') ? directory : null;
    name = stringAt(sources, name, 'replace-with');
  }
  return null;
}
