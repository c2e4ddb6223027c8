import { cleanPath } from '../../core/path.ts';
import { isObject, type Json, type Project, readJson, stringAt, valueAt } from '../../core/project.ts';
import { inside, resolveInside } from '../shared/paths.ts';
import type { VersionAsk } from '../shared/version-files.ts';

/** What something asks of the platform that it runs on: a version of PHP, an extension. */
export interface PlatformAsk {
  /** `php`, or an extension without its `ext-`. */
  readonly name: string;
  readonly constraint: string;
  /** `composer.json require.ext-intl`, `composer.lock symfony/intl`. */
  readonly from: string;
}

/** composer.json and composer.lock of a service, as far as they are read. */
export interface Composer {
  /** composer.json, below the project's root. */
  readonly path: string;
  readonly json: Json;
  /** composer.lock, below the project's root; undefined when there is none. */
  readonly lock: string | undefined;
  /** Everything that is installed for production, by name: what is required itself, and what the lock file adds. */
  readonly packages: ReadonlySet<string>;
  readonly asks: readonly PlatformAsk[];
  /** Whether the install fetches anything: all may come from folders of the project. */
  readonly fetches: boolean;
  /** Packages that come as a repository only, which takes git. */
  readonly repositories: readonly string[];
  /** Where it installs to, below the service's folder. */
  readonly vendor: string;
  /** Folders of path repositories, below the project's root. */
  readonly folders: readonly string[];
  /** Path repositories that lie outside of the project, as they are written. */
  readonly outside: readonly string[];
  /** The PHP that production has, as `config.platform` says it, or the lock file that was made with it. */
  readonly platformPhp: VersionAsk | undefined;
}

/** Bounds on what foreign files list. */
const MOST_PACKAGES = 5_000;
const MOST_REPOSITORIES = 200;

/** Reads a service's composer.json and composer.lock; undefined when it has none. */
export function readComposer(project: Project, service: string): Composer | undefined {
  const path = inside(service, 'composer.json');
  const json = readJson(project, path);
  if (!json) return undefined;
  const lockPath = inside(service, 'composer.lock');
  const lock = readJson(project, lockPath);
  const locked = lockedPackages(lock);
  const required = namesIn(valueAt(json, 'require'));
  const { folders, outside } = pathRepositories(service, json);
  return {
    path,
    json,
    lock: lock ? lockPath : undefined,
    packages: new Set([...required, ...locked.map(({ name }) => name)]),
    asks: platformAsks(path, json, lockPath, locked),
    fetches: lock ? locked.some(({ dist }) => dist !== 'path') : required.some((name) => name.includes('/')),
    repositories: locked.filter(({ dist }) => dist === undefined).map(({ name }) => name),
    vendor: vendorOf(json),
    folders,
    outside,
    platformPhp: platformPhp(path, json, lockPath, lock),
  };
}

interface LockedPackage {
  readonly name: string;
  /** The kind of its archive; `path` for a folder, undefined when it comes as a repository only. */
  readonly dist: string | undefined;
  readonly require: Json;
}

/** The packages of production; those of development are never installed. */
function lockedPackages(lock: Json | undefined): LockedPackage[] {
  const listed = valueAt(lock, 'packages');
  const packages = (Array.isArray(listed) ? listed : []).slice(0, MOST_PACKAGES).filter(isObject);
  return packages.flatMap((one) => {
    const name = stringAt(one, 'name')?.toLowerCase();
    // a metapackage holds nothing that could be fetched
    if (name === undefined || stringAt(one, 'type') === 'metapackage') return [];
    const require = valueAt(one, 'require');
    return [{ name, dist: stringAt(one, 'dist', 'type'), require: isObject(require) ? require : {} }];
  });
}

function platformAsks(path: string, json: Json, lockPath: string, locked: readonly LockedPackage[]): PlatformAsk[] {
  const own = asksIn(valueAt(json, 'require'), (name) => `${path} require.${name}`);
  return [...own, ...locked.flatMap(({ name, require }) => asksIn(require, () => `${lockPath} ${name}`))];
}

function asksIn(require: unknown, from: (name: string) => string): PlatformAsk[] {
  if (!isObject(require)) return [];
  return Object.entries(require).flatMap(([key, constraint]) => {
    const name = /^(?:ext-([A-Za-z0-9_-]{1,60})|(php)(?:-64bit)?)$/.exec(key);
    if (!name || typeof constraint !== 'string') return [];
    return [{ name: (name[1] ?? 'php').toLowerCase(), constraint, from: from(key) }];
  });
}

function namesIn(require: unknown): string[] {
  return isObject(require)
    ? Object.keys(require)
        .slice(0, MOST_PACKAGES)
        .map((name) => name.toLowerCase())
    : [];
}

function vendorOf(json: Json): string {
  const path = cleanPath(stringAt(json, 'config', 'vendor-dir') ?? 'vendor');
  return path === undefined || path === '.' ? 'vendor' : path;
}

function platformPhp(path: string, json: Json, lockPath: string, lock: Json | undefined): VersionAsk | undefined {
  const php = stringAt(json, 'config', 'platform', 'php');
  if (php !== undefined) return { value: php, from: `${path} config.platform.php` };
  const locked = stringAt(lock, 'platform-overrides', 'php');
  return locked === undefined ? undefined : { value: locked, from: `${lockPath} platform-overrides.php` };
}

/** The repositories that composer.json names; a list, or an object with a name for each. */
export function repositoriesOf(json: Json): Json[] {
  const listed = valueAt(json, 'repositories');
  const all = Array.isArray(listed) ? listed : isObject(listed) ? Object.values(listed) : [];
  return all.slice(0, MOST_REPOSITORIES).filter(isObject);
}

function pathRepositories(service: string, json: Json): { folders: string[]; outside: string[] } {
  const paths = repositoriesOf(json).flatMap((one) =>
    stringAt(one, 'type') === 'path' ? [stringAt(one, 'url') ?? ''] : [],
  );
  // `packages/*` names what lies in packages
  const resolved = paths.map((path) => ({
    path,
    folder: resolveInside(service, (path.split(/[*{[]/, 1)[0] ?? '').replace(/\/$/, '') || '.'),
  }));
  return {
    folders: resolved.flatMap(({ folder }) => (folder === undefined ? [] : [folder])),
    outside: resolved.flatMap(({ path, folder }) => (folder === undefined ? [path] : [])),
  };
}
