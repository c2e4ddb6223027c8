import type { Project } from '../../core/project.ts';
import { inside } from '../shared/paths.ts';
import type { Lock } from './lock.ts';
import type { CargoProject } from './manifest.ts';
import type { Program } from './programs.ts';
import { rustSources } from './sources.ts';

/** Whether SQLx checks its queries against files in place of a database, and what to know. */
export interface Sqlx {
  readonly offline: boolean;
  readonly notes: readonly string[];
}

const CHECKED = /\b(?:query|query_as|query_scalar)!\(/;

/** No database answers while an image is built: what `cargo sqlx prepare` wrote takes its place. */
export function sqlxOf(
  project: Project,
  { own, root }: CargoProject,
  lock: Lock | undefined,
  program: Program | undefined,
): Sqlx {
  if (!lock?.packages.has('sqlx')) return { offline: false, notes: [] };
  const folders = [program?.package.folder ?? own.folder, root.folder];
  const prepared = folders.some(
    (folder) => project.hasDirectory(inside(folder, '.sqlx')) || project.has(inside(folder, 'sqlx-data.json')),
  );
  if (prepared) return { offline: true, notes: [] };
  const source = rustSources(project, folders[0] ?? '.').find(({ text }) => CHECKED.test(text));
  if (!source) return { offline: false, notes: [] };
  return {
    offline: false,
    notes: [
      `${source.path} has queries that are checked against a database, and the build has none: run cargo sqlx prepare and commit .sqlx.`,
    ],
  };
}
