import type { Project } from '../../core/project.ts';
import { inside, resolveInside, upwards } from '../shared/paths.ts';
import { type ModFile, readModFile } from './modfile.ts';

/** A service's module and the folder that its build needs as context. */
export interface GoModule {
  readonly mod: ModFile;
  /** The go.work that has it as a member, or null. */
  readonly work: ModFile | null;
  /** Below the project's root: the module's folder, or the root where it needs other folders. */
  readonly context: string;
  /** Folders of other modules that the build reads, below the project's root. */
  readonly neighbours: readonly string[];
}

/** The module that a service's folder belongs to: its own, or the nearest above it. */
export function goModule(project: Project, service: string): GoModule | undefined {
  const folder = upwards(service).find((each) => project.has(inside(each, 'go.mod')));
  const mod = folder === undefined ? undefined : readModFile(project, inside(folder, 'go.mod'));
  if (folder === undefined || !mod) return undefined;
  const work = workOf(project, folder);
  const used = work ? work.folders.map((path) => resolveInside('.', path)) : [];
  const replaced = mod.folders.map((path) => resolveInside(folder, path));
  const neighbours = [...new Set([...used, ...replaced])].filter(
    (path): path is string => path !== undefined && path !== folder,
  );
  return { mod, work, context: neighbours.length > 0 || work ? '.' : folder, neighbours };
}

/** Only a go.work in the project's root counts: one above it is not part of the context. */
function workOf(project: Project, folder: string): ModFile | null {
  const work = readModFile(project, 'go.work');
  return work?.folders.some((path) => resolveInside('.', path) === folder) ? work : null;
}
