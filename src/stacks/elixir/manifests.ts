import type { Project } from '../../core/project.ts';
import { inside, relativeTo, resolveInside } from '../shared/paths.ts';
import type { MixLock } from './lock.ts';
import { type MixFile, readMixFile } from './mixfile.ts';

/** Configuration that compiling reads; config/runtime.exs is read when the release starts, and changes nothing here. */
const COMPILED = ['config/config.exs', 'config/prod.exs'];
const MOST_APPS = 100;

/** What fetching and compiling the dependencies reads, below the service's folder: a change in anything else repeats neither. */
export function manifestsOf(
  project: Project,
  service: string,
  mix: MixFile,
  apps: readonly MixFile[],
  lock: MixLock | null,
): string[] {
  const folders = [mix, ...apps].flatMap((each) => each.folders).filter((folder) => project.hasDirectory(folder));
  const files = [mix, ...apps].flatMap((each) => [each.path, ...each.reads]);
  const config = COMPILED.map((path) => inside(service, path));
  const imported = config.flatMap((path) => importedBy(project, path));
  const all = [...files, ...(lock ? [lock.path] : []), ...config, ...imported].filter((path) => project.has(path));
  const below = [...all, ...folders].flatMap((path) => relativeTo(service, path) ?? []);
  return [...new Set(below)].filter((path) => path !== service);
}

/** The applications of an umbrella; none where it is none. */
export function umbrellaApps(project: Project, service: string, { umbrella }: MixFile): MixFile[] {
  if (umbrella === null) return [];
  const folder = resolveInside(service, umbrella);
  if (folder === undefined) return [];
  return project
    .list(folder)
    .filter(({ kind }) => kind === 'directory')
    .slice(0, MOST_APPS)
    .flatMap(({ name }) => readMixFile(project, inside(folder, name)) ?? []);
}

/** `import_config "quantum.exs"`; names that are put together at compile time are those of the environment. */
function importedBy(project: Project, path: string): string[] {
  const text = project.text(path)?.slice(0, 64 * 1024) ?? '';
  const folder = path.slice(0, path.lastIndexOf('/'));
  return [...text.matchAll(/\bimport_config[ (]{1,4}"([\w./-]{1,100}\.exs)"/g)].flatMap(
    (match) => resolveInside(folder, match[1] ?? '') ?? [],
  );
}
