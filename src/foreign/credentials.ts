import type { Stack } from '../core/stack.ts';
import type { RunCommand } from '../dockerfile/run.ts';

/** What tells the credentials of package registries, whichever stack's they are: a front end has its own beside another's. */
export interface Credentials {
  /** Names of variables and ids. */
  readonly name: RegExp;
  /** Paths of files. */
  readonly file: RegExp;
  /** Whether a command takes variables of any name. */
  readonly takesAny: (command: RunCommand) => boolean;
}

/** Names that are no single registry's: those of the places that host packages of many kinds. */
const HOSTS = ['GITHUB_PACKAGES', 'ARTIFACTORY'];

/** Puts together what all stacks know of their registries. */
export function credentialsOf(stacks: readonly Stack[]): Credentials {
  const known = stacks.flatMap(({ foreign }) => foreign?.credentials ?? []);
  const words = [...HOSTS, ...known.flatMap(({ words }) => words)].map(literal);
  const files = known.flatMap(({ files }) => files).map((path) => literal(path.replace(/^\./, '')));
  return {
    name: new RegExp(`(?:^|_)(?:${words.join('|')})(?:_|$)`, 'i'),
    file: new RegExp(`(?:^|/)\\.?(?:${files.join('|')})$`, 'i'),
    takesAny: ({ program, args }) => known.some(({ command }) => command?.[0] === program && args.includes(command[1])),
  };
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
