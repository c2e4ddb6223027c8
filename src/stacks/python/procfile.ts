import { execWords } from '../../core/command.ts';
import type { Project } from '../../core/project.ts';
import { UserError } from '../../errors.ts';
import { inside } from '../shared/paths.ts';

/** What only starts what stands behind it. */
const RUNNERS = /^(?:(?:uv|poetry|pdm|pipenv)[ \t]{1,4}run|exec)[ \t]{1,4}(?=[^-\s])/;
/** Servers for development, and shells: a container starts neither. */
const UNFIT = /^(?:sh|bash|flask[ \t]{1,4}run|fastapi[ \t]{1,4}dev)\b|\bmanage\.py[ \t]{1,4}runserver\b/;

/** The start that a Procfile says: its `web`, else the only process that it has; null where it says none that runs without a shell. */
export function procfileStart(
  project: Project,
  service: string,
  port: number,
): { readonly words: readonly string[]; readonly from: string } | null {
  const path = inside(service, 'Procfile');
  const lines = (project.text(path) ?? '').split('\n').slice(0, 200);
  const processes = lines.flatMap((line, index) => {
    const [, name = '', command = ''] = /^([A-Za-z0-9_-]{1,40}):[ \t]{0,8}(\S.{0,2000})$/.exec(line.trimEnd()) ?? [];
    return command === '' || name === 'release' ? [] : [{ name, command, from: `${path}:${index + 1}` }];
  });
  const chosen = processes.find(({ name }) => name === 'web') ?? (processes.length === 1 ? processes[0] : undefined);
  if (!chosen) return null;
  const command = chosen.command.replace(RUNNERS, '').replace(/\$\{?PORT(?::-\d{1,5})?\}?/g, String(port));
  if (UNFIT.test(command)) return null;
  try {
    return { words: execWords(command, chosen.from), from: chosen.from };
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}
