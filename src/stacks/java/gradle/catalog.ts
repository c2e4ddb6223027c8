import { isObject, type Project, readToml, stringAt, valueAt } from '../../../core/project.ts';
import { inside } from '../../shared/paths.ts';

/** `gradle/libs.versions.toml`: what a build file names as `libs.plugins.…` and `libs.…`. */
export interface Catalog {
  /** By the name as build files write it, with dots: the plugin's id and version. */
  readonly plugins: ReadonlyMap<string, CatalogItem>;
  /** The same for libraries: `group:artifact`. */
  readonly libraries: ReadonlyMap<string, CatalogItem>;
  readonly bundles: ReadonlyMap<string, readonly string[]>;
  readonly versions: ReadonlyMap<string, string>;
}

export interface CatalogItem {
  readonly id: string;
  readonly version: string | undefined;
}

/** Reads the catalogue of a build; an empty one where there is none. */
export function readCatalog(project: Project, root: string): Catalog {
  const toml = readToml(project, inside(root, 'gradle/libs.versions.toml'));
  const table = (name: string) => Object.entries(asObject(valueAt(toml, name))).slice(0, 2_000);
  const versions = new Map(table('versions').flatMap(([key, value]) => pair(key, versionText(value))));
  return {
    versions,
    plugins: new Map(table('plugins').flatMap(([key, value]) => pair(key, itemOf(value, PLUGIN, versions)))),
    libraries: new Map(table('libraries').flatMap(([key, value]) => pair(key, itemOf(value, LIBRARY, versions)))),
    bundles: new Map(table('bundles').flatMap(([key, value]) => pair(key, strings(value)))),
  };
}

/** `spring-boot` and `spring_boot` are written `libs.plugins.spring.boot`. */
function dotted(key: string): string {
  return key.replace(/[-_]/g, '.');
}

function pair<Value>(key: string, value: Value | undefined): [string, Value][] {
  return value === undefined ? [] : [[dotted(key), value]];
}

const PLUGIN = /^([\w.-]+)(?::([^:]+))?$/;
const LIBRARY = /^([\w.-]+:[\w.-]+)(?::([^:]+))?$/;

function itemOf(value: unknown, short: RegExp, versions: ReadonlyMap<string, string>): CatalogItem | undefined {
  if (typeof value === 'string') {
    const [, id = '', version] = short.exec(value.slice(0, 300)) ?? [];
    return id === '' ? undefined : { id, version };
  }
  const named = stringAt(value, 'id') ?? stringAt(value, 'module');
  const [group, name] = [stringAt(value, 'group'), stringAt(value, 'name')];
  const id = named ?? (group && name ? `${group}:${name}` : undefined);
  const referred = stringAt(value, 'version', 'ref');
  const version = referred ? versions.get(dotted(referred)) : versionText(valueAt(value, 'version'));
  return id === undefined ? undefined : { id, version };
}

/** `"3.5.1"`, or one of the keys of a rich version. */
function versionText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return stringAt(value, 'strictly') ?? stringAt(value, 'require') ?? stringAt(value, 'prefer');
}

function strings(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string').map(dotted) : undefined;
}

function asObject(value: unknown): object {
  return isObject(value) ? value : {};
}
