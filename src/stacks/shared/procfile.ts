import { execWords } from '../../core/command.ts';
import type { Project } from '../../core/project.ts';
import { UserError } from '../../errors.ts';
import { inside } from './paths.ts';

/** A process that a Procfile names. */
export interface Process {
  readonly name: string;
  readonly command: string;
  readonly from: string;
}

/** How a stack reads the commands of a Procfile. */
export interface Reading {
  /** What only starts what stands behind it: it is taken off. */
  readonly runners: RegExp;
  /** Servers for development, and shells: a container starts neither. */
  readonly unfit: RegExp;
  /** What variables mean (`$PORT`, `${PORT:-3000}`); a command with another one needs a shell. */
  readonly variables: Readonly<Record<string, string>>;
}

/** The processes of a Procfile that go on running: not `release`. */
export function processesOf(project: Project, service: string): Process[] {
  const path = inside(service, 'Procfile');
  const lines = (project.text(path) ?? '').split('\n').slice(0, 200);
  return lines.flatMap((line, index) => {
    const [, name = '', command = ''] = /^([A-Za-z0-9_-]{1,40}):[ \t]{0,8}(\S.{0,2000})$/.exec(line.trimEnd()) ?? [];
    return command === '' || name === 'release' ? [] : [{ name, command, from: `${path}:${index + 1}` }];
  });
}

/** The process that a container starts: `web`, else the only one. */
export function mainProcess(processes: readonly Process[]): Process | undefined {
  return processes.find(({ name }) => name === 'web') ?? (processes.length === 1 ? processes[0] : undefined);
}

/** The words that start a process; null where it does not run without a shell, or is for development. */
export function processWords({ command, from }: Process, { runners, unfit, variables }: Reading): string[] | null {
  const plain = Object.entries(variables).reduce(
    (text, [name, value]) =>
      text.replaceAll(new RegExp(`\\$(?:\\{${name}(?::?-[\\w.]{0,40})?\\}|${name}\\b)`, 'g'), () => value),
    command.replace(runners, ''),
  );
  if (unfit.test(plain)) return null;
  try {
    return execWords(plain, from);
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}
