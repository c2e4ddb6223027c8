import type { Project } from '../../core/project.ts';
import { inside } from '../shared/paths.ts';
import type { Shape } from './framework.ts';

/** Folders that hold what builds make, by their usual names. */
export const USUALLY_BUILT: ReadonlySet<string> = new Set([
  'dist',
  'build',
  'out',
  '.next',
  '.output',
  '.nuxt',
  '.svelte-kit',
  '_site',
]);

/** What git ignores by its plain name, from the top of the project. */
function ignoredByGit(project: Project): ReadonlySet<string> {
  const lines = (project.text('.gitignore') ?? '').split(/\r?\n/, 5000);
  return new Set(lines.map((line) => line.trim().replace(/^\/|\/$/g, '')));
}

/** Of some paths those that only builds make, by their usual names, by git, or because they are not there: never from this machine. */
export function onlyBuilt(project: Project, paths: readonly string[]): string[] {
  const ignored = ignoredByGit(project);
  return paths.filter((path) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const known = USUALLY_BUILT.has(name) || ignored.has(path) || ignored.has(name);
    return known || !(project.has(path) || project.hasDirectory(path));
  });
}

/** The folders that the build makes, which must not come from the context: not those that are part of the sources. */
export function builtFolders(project: Project, service: string, { outputs }: Shape): string[] {
  const ignored = ignoredByGit(project);
  const folders = outputs
    .filter(({ from }) => from !== '.' && !from.startsWith('..') && !project.has(inside(service, from)))
    .map(({ from }) => from.split('/')[0] ?? from);
  const made = (folder: string) =>
    USUALLY_BUILT.has(folder) || ignored.has(folder) || !project.hasDirectory(inside(service, folder));
  // where all of the sources ship, an earlier build of this machine would too
  const stale = outputs.some(({ from }) => from === '.')
    ? [...USUALLY_BUILT].filter((folder) => ignored.has(folder))
    : [];
  return [...new Set([...folders.filter(made), ...stale])];
}
