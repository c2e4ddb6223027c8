import type { RunCommand } from '../../dockerfile/run.ts';
import type { AuditInput, Problem, Step } from '../rule.ts';

/** A command of a RUN with the step that holds it. */
export interface Located {
  readonly step: Step;
  readonly command: RunCommand;
}

/** The commands of every RUN, in order; only of some programs when they are given. */
export function* runCommands({ runs }: AuditInput, programs?: ReadonlySet<string>): Generator<Located> {
  for (const step of runs) {
    for (const command of step.commands) if (!programs || programs.has(command.program)) yield { step, command };
  }
}

/** A problem on the line of a command. */
export function problemAt({ step, command }: Located, message: string, more: Partial<Problem> = {}): Problem {
  return { message, line: command.line, stage: step.stage, ...more };
}

/** The first word that is no flag: `install` of `apt-get -y install`. `valued` flags take the next word with them. */
export function subcommand(args: readonly string[], valued: ReadonlySet<string> = new Set()): string | undefined {
  for (let at = 0; at < args.length; at++) {
    const word = args[at] as string;
    if (!word.startsWith('-')) return word;
    if (valued.has(word)) at++;
  }
  return undefined;
}

/** The words that are no flags, behind the subcommand: the packages of an install. */
export function operands(args: readonly string[], valued: ReadonlySet<string> = new Set()): string[] {
  const found: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const word = args[at] as string;
    if (valued.has(word)) at++;
    else if (!word.startsWith('-')) found.push(word);
  }
  return found.slice(1);
}

/** Whether one of the words is a flag or `flag=value`. */
export function hasFlag(args: readonly string[], ...flags: readonly string[]): boolean {
  return args.some((word) => flags.some((flag) => word === flag || word.startsWith(`${flag}=`)));
}

/** Whether a short flag is set, alone or among others: `y` in `-qy`. */
export function hasShort(args: readonly string[], letter: string): boolean {
  return args.some((word) => /^-[A-Za-z]+$/.test(word.slice(0, 32)) && word.includes(letter));
}
