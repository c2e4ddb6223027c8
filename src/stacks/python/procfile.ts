import type { Project } from '../../core/project.ts';
import { mainProcess, processesOf, processWords, type Reading } from '../shared/procfile.ts';

const READING: Omit<Reading, 'variables'> = {
  runners: /^(?:(?:uv|poetry|pdm|pipenv)[ \t]{1,4}run|exec)[ \t]{1,4}(?=[^-\s])/,
  unfit: /^(?:sh|bash|flask[ \t]{1,4}run|fastapi[ \t]{1,4}dev)\b|\bmanage\.py[ \t]{1,4}runserver\b/,
};

/** The start that a Procfile says: its `web`, else the only process that it has; null where it says none that runs without a shell. */
export function procfileStart(
  project: Project,
  service: string,
  port: number,
): { readonly words: readonly string[]; readonly from: string } | null {
  const chosen = mainProcess(processesOf(project, service));
  const words = chosen ? processWords(chosen, { ...READING, variables: { PORT: String(port) } }) : null;
  return chosen && words !== null ? { words, from: chosen.from } : null;
}
