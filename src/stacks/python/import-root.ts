import type { Project } from '../../core/project.ts';
import { folderOf, inside, relativeTo } from '../shared/paths.ts';

/** A source file as the interpreter names it: the folder that has to be on its path, and the module below it. */
export interface ModuleName {
  /** Below the service's folder; `.` for the folder itself. */
  readonly root: string;
  readonly module: string;
}

/**
 * How a file is imported. Folders with an `__init__.py` are packages, so the root is above them; else a file that imports its
 * neighbours by their bare names is at home in its own folder; else everything is named from the service's folder, or `src`.
 */
export function moduleName(project: Project, service: string, path: string, text: string): ModuleName {
  const folder = folderOf(path);
  let root = folder;
  while (root !== service && project.has(inside(root, '__init__.py'))) root = folderOf(root);
  const isPackage = root !== folder;
  if (!isPackage && root !== service && !importsNeighbours(project, folder, text))
    root = topOf(project, service, folder);
  const below = (relativeTo(root, path) ?? path).replace(/\.py$/, '');
  const parts = below.split('/');
  if (parts.at(-1) === '__init__') parts.pop();
  return { root: root === service ? '.' : (relativeTo(service, root) ?? root), module: parts.join('.') };
}

function topOf(project: Project, service: string, folder: string): string {
  const src = inside(service, 'src');
  return project.hasDirectory(src) && (folder === src || folder.startsWith(`${src}/`)) ? src : service;
}

function importsNeighbours(project: Project, folder: string, text: string): boolean {
  const names = [...text.matchAll(/^(?:from|import)[ \t]{1,8}([A-Za-z_]\w{0,100})/gm)].map(([, name]) => name ?? '');
  return names.some((name) => project.has(inside(folder, `${name}.py`)) || project.hasDirectory(inside(folder, name)));
}
