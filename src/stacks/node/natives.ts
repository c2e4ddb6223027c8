import semver from 'semver';
import { isObject, type Json, type Project, readYaml, valueAt } from '../../core/project.ts';
import type { ManagerId } from './manager-releases.ts';
import { inside, type Manifest, readManifest } from './manifest.ts';
import { HOW_TO_ALLOW, NATIVE_PACKAGES, type NativePackage } from './natives-table.ts';

/** Install scripts: which the project allows, which its dependencies need. */
export interface Natives {
  /** Packages whose scripts the project itself allows, sorted. */
  readonly allowed: readonly string[];
  /** Known packages among the dependencies that do not work without their script. */
  readonly needed: readonly string[];
  /** Whether an allowed script may compile, and so needs python3, make and a C++ compiler. */
  readonly compile: boolean;
  readonly notes: readonly string[];
}

/** The manager, where its settings lie, and its version. */
export interface NativesManager {
  readonly id: ManagerId;
  readonly version: string | null;
  readonly home: string;
}

/**
 * Compares the project's own allow-lists with what its dependencies are known to need. Nothing is allowed that the project
 * does not allow: what is missing becomes a note that says where to write it.
 */
export function natives(project: Project, manifest: Manifest, manager: NativesManager): Natives {
  const root = readManifest(project, manager.home);
  const manifests = root && root.path !== manifest.path ? [manifest, root] : [manifest];
  const allowed = [...allowedBy(project, manifests, manager)].filter(isPackageName).sort();
  const needed = NATIVE_PACKAGES.filter((row) => manifests.some((one) => needs(one, row)));
  const missing = needed.filter(({ name }) => !allowed.includes(name));
  return {
    allowed,
    needed: needed.map(({ name }) => name),
    compile: allowed.some((name) => compiles(name)),
    notes: [...missing.map((row) => missingNote(row, manager)), ...ownScripts(manifests)],
  };
}

/** An unknown package may compile too: better a compiler too many in a stage that does not ship. */
function compiles(name: string): boolean {
  return NATIVE_PACKAGES.find((row) => row.name === name)?.compiles ?? !WITHOUT_COMPILER.has(name);
}

/** Packages whose scripts are often allowed and never compile. */
const WITHOUT_COMPILER = new Set([
  'esbuild',
  'core-js',
  'core-js-pure',
  '@swc/core',
  '@nestjs/core',
  'protobufjs',
  'msw',
  'unrs-resolver',
  '@parcel/watcher',
  'lefthook',
  'husky',
  'simple-git-hooks',
  '@biomejs/biome',
  'workerd',
  'vue-demi',
  'nx',
  'cypress',
  '@tailwindcss/oxide',
  '@apollo/protobufjs',
  'es5-ext',
  'postinstall-postinstall',
  'dtrace-provider',
  '@scarf/scarf',
  '@firebase/util',
]);

/** A name that could be read as an option (`-x`) is none: it reaches a command line. */
function isPackageName(name: string): boolean {
  return name.length <= 214 && /^(?:@[a-z0-9][\w.~-]*\/)?[a-z0-9][\w.~-]*$/i.test(name);
}

function needs(manifest: Manifest, { name, broughtBy = [], until }: NativePackage): boolean {
  const groups = [manifest.dependencies, manifest.optionalDependencies, manifest.devDependencies];
  const ranges = [name, ...broughtBy].flatMap((one) =>
    groups.flatMap((group) => (Object.hasOwn(group, one) ? [group[one] ?? ''] : [])),
  );
  return ranges.some((range) => until === undefined || isOld(range, until));
}

/** A range that nobody can read (`latest`, `catalog:`) most likely means a newer version. */
function isOld(range: string, until: string): boolean {
  const lowest = range.length <= 200 && semver.validRange(range) !== null ? semver.minVersion(range) : null;
  return lowest !== null && semver.satisfies(lowest, until);
}

function missingNote({ name, why }: NativePackage, { id, version }: NativesManager): string {
  const major = Number.parseInt(version ?? '', 10);
  const key = id === 'yarn' && major < 2 ? 'yarn-classic' : id === 'pnpm' && major >= 11 ? 'pnpm-11' : id;
  return `${name} needs its install script (${why}), and install scripts are off: allow it with ${HOW_TO_ALLOW[key].replaceAll('NAME', name)}.`;
}

/** The manifest's own install scripts do not run either. */
function ownScripts(manifests: readonly Manifest[]): string[] {
  const names = ['preinstall', 'install', 'postinstall'];
  return manifests.flatMap(({ path, scripts }) =>
    names
      .filter((name) => Object.hasOwn(scripts, name))
      .map(
        (name) =>
          `${path} scripts.${name} does not run in the image, as install scripts are off; what the build needs of it belongs into the build script.`,
      ),
  );
}

/** What each manager reads as its allow-list; a list of one manager says nothing to the others. */
function allowedBy(project: Project, manifests: readonly Manifest[], { id, home }: NativesManager): Set<string> {
  const jsons = manifests.map(({ json }) => json);
  switch (id) {
    case 'npm':
      return new Set(jsons.flatMap(npmAllowed));
    case 'pnpm':
      return new Set(
        [...jsons.map((json) => valueAt(json, 'pnpm')), readYaml(project, inside(home, 'pnpm-workspace.yaml'))].flatMap(
          pnpmAllowed,
        ),
      );
    case 'bun':
      return new Set(jsons.flatMap((json) => strings(json.trustedDependencies)));
    case 'yarn':
      return new Set(yarnAllowed(project, home, manifests));
  }
}

/** npm 12's `allowScripts`, and the list of @lavamoat/allow-scripts that people used before. */
function npmAllowed(json: Json): string[] {
  const own = json.allowScripts;
  return [
    ...(Array.isArray(own) ? strings(own) : trueKeys(own)),
    ...trueKeys(valueAt(json, 'lavamoat', 'allowScripts')),
  ].map(lastPackage);
}

/** `onlyBuiltDependencies` up to 10, `allowBuilds` from 10.26 on; names may carry a version. */
function pnpmAllowed(settings: unknown): string[] {
  return [...strings(valueAt(settings, 'onlyBuiltDependencies')), ...trueKeys(valueAt(settings, 'allowBuilds'))].map(
    lastPackage,
  );
}

/** With scripts on in `.yarnrc.yml` every dependency that the table knows may run its own, but for those switched off. */
function yarnAllowed(project: Project, home: string, manifests: readonly Manifest[]): string[] {
  const metas = manifests.map(({ json }) => valueAt(json, 'dependenciesMeta'));
  const marks = metas
    .flatMap((meta) => Object.entries(isObject(meta) ? meta : {}))
    .map(([name, value]) => [lastPackage(name), valueAt(value, 'built')] as const);
  const off = new Set(marks.filter(([, built]) => built === false).map(([name]) => name));
  const on = marks.filter(([, built]) => built === true).map(([name]) => name);
  const enabled = valueAt(readYaml(project, inside(home, '.yarnrc.yml')), 'enableScripts') === true;
  const known = enabled
    ? NATIVE_PACKAGES.filter((row) => manifests.some((manifest) => needs(manifest, row))).map(({ name }) => name)
    : [];
  return [...on, ...known.filter((name) => !off.has(name)), ...manifests.flatMap(({ json }) => npmAllowed(json))];
}

/** `a>b` and `a#b` mean b below a; `b@1.2.3` means b. */
function lastPackage(key: string): string {
  const name = key.split(/[>#]/).at(-1)?.trim() ?? '';
  const version = name.indexOf('@', 1);
  return version < 0 ? name : name.slice(0, version);
}

function trueKeys(value: unknown): string[] {
  return isObject(value)
    ? Object.entries(value)
        .filter(([, allowed]) => allowed === true)
        .map(([name]) => name)
    : [];
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}
