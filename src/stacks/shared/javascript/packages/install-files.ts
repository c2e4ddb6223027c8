import { isObject, type Json, type Project, readYaml, stringAt, valueAt } from '../../../../core/project.ts';
import { folderOf, inside, resolveInside } from '../../paths.ts';
import { readManifest } from '../manifest.ts';
import type { ManagerId } from './manager-releases.ts';
import { npmrcIsClean } from './rc-credentials.ts';

/** A file or folder that an install reads besides the manifest and the lock file; the path is from the project's root. */
export interface InstallFile {
  readonly path: string;
  readonly kind: 'file' | 'directory';
}

const MOST_FILES = 200;

/** Settings and programs of each manager, where they usually lie. */
const USUAL: Readonly<Record<ManagerId, readonly string[]>> = {
  npm: ['.npmrc'],
  pnpm: ['.npmrc', 'pnpm-workspace.yaml', '.pnpmfile.cjs', '.pnpmfile.mjs', 'pnpmfile.js'],
  yarn: ['.npmrc', '.yarnrc', '.yarnrc.yml', '.yarn/releases', '.yarn/plugins', '.yarn/patches', '.yarn/versions'],
  bun: ['.npmrc', 'bunfig.toml'],
};

/**
 * What an install in a folder reads besides manifest and lock file, as far as it is there, sorted. A `.npmrc` that holds a
 * token or waits for a variable is left out: it belongs into a secret.
 */
export function installFiles(project: Project, home: string, manager: ManagerId): InstallFile[] {
  const manifest = readManifest(project, home);
  const settings = manager === 'pnpm' ? readYaml(project, inside(home, 'pnpm-workspace.yaml')) : undefined;
  const named = [...USUAL[manager], ...patchFiles(manifest?.json, settings), ...localPackages(manifest?.json)].flatMap(
    (path) => resolveInside(home, path) ?? [],
  );
  const found = [...new Set(named)]
    .filter((path) => path !== home && path !== '.')
    .flatMap((path) => existing(project, path));
  const clean = found.filter(({ path }) => !path.endsWith('.npmrc') || npmrcIsClean(project.text(path) ?? ''));
  return withoutNested(clean)
    .slice(0, MOST_FILES)
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function existing(project: Project, path: string): InstallFile[] {
  if (project.has(path)) return [{ path, kind: 'file' }];
  return project.hasDirectory(path) ? [{ path, kind: 'directory' }] : [];
}

function withoutNested(files: readonly InstallFile[]): InstallFile[] {
  const folders = files.filter(({ kind }) => kind === 'directory').map(({ path }) => `${path}/`);
  return files.filter(({ path }) => !folders.some((folder) => path.startsWith(folder)));
}

/** The folders of patches that pnpm, Bun and Yarn apply while they install. */
function patchFiles(json: Json | undefined, settings: Json | undefined): string[] {
  const tables = [
    valueAt(json, 'pnpm', 'patchedDependencies'),
    valueAt(json, 'patchedDependencies'),
    valueAt(settings, 'patchedDependencies'),
  ];
  const patches = tables.flatMap((table) => (isObject(table) ? Object.values(table) : []));
  const yarn = Object.values(groups(json)).flatMap(
    (range) => /^patch:.{1,300}#(?:~\/)?(\.?[^&#]{1,300})/.exec(range)?.[1] ?? [],
  );
  const files = [...patches.filter((one): one is string => typeof one === 'string'), ...yarn];
  // patch-package keeps its own in a folder of this name
  if (stringAt(json, 'scripts', 'postinstall')?.includes('patch-package')) files.push('patches/');
  // the whole folder, so that a further patch needs no change in the Dockerfile
  return files.map((file) => (folderOf(file) === '.' ? file : folderOf(file)));
}

/** Folders and archives of the project that dependencies point to: `file:./vendor/x.tgz`, `link:`, `portal:`. */
function localPackages(json: Json | undefined): string[] {
  return Object.values(groups(json)).flatMap((range) => /^(?:file|link|portal):(.{1,500})$/.exec(range)?.[1] ?? []);
}

const GROUPS = ['dependencies', 'devDependencies', 'optionalDependencies', 'resolutions', 'overrides'];

function groups(json: Json | undefined): Record<string, string> {
  const entries = GROUPS.flatMap((group) =>
    Object.keys(valueObject(json, group)).map(
      (name) => [`${group} ${name}`, stringAt(json, group, name) ?? ''] as const,
    ),
  );
  return Object.fromEntries(entries);
}

function valueObject(json: Json | undefined, key: string): Json {
  const value = valueAt(json, key);
  return isObject(value) ? value : {};
}
