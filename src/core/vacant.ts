import type { Project } from './project.ts';

/** What a folder may hold beside files that begin with a dot, and still be one in which nothing was begun. */
const PAPERS =
  /^(?:readme|license|licence|notice|changelog|contributing|code_of_conduct|security|codeowners)(?:\.\w+)?$/i;

/** Whether nothing was begun in a folder: no file but those of the repository itself. */
export function isVacant(project: Project): boolean {
  return project.list('.').every(({ name, kind }) => name.startsWith('.') || (kind === 'file' && PAPERS.test(name)));
}
