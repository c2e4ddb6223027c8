import type { Heredoc } from './heredoc.ts';
import type { Instruction } from './parse.ts';
import { type Command, parseShell } from './shell.ts';
import type { LineOf } from './source.ts';

/** A command that a RUN, CMD, ENTRYPOINT or HEALTHCHECK starts. */
export interface RunCommand extends Command {
  /** The program's file name without its folder: `apt-get`; empty when there are only assignments or redirections. */
  readonly program: string;
  /** The words behind the program. */
  readonly args: readonly string[];
  /** The line on which it begins. */
  readonly line: number;
  /** The text of the heredocs that it reads, where they are data and no script. */
  readonly input: string;
}

const SHELLS: ReadonlySet<string> = new Set(['sh', 'bash', 'ash', 'dash', 'zsh', 'ksh']);
const DEEPEST = 4;

const PLAIN_WRAPPERS =
  'exec command builtin time nohup setsid eatmydata chronic stdbuf busybox corepack tini dumb-init catatonit gosu su-exec';

/** Programs that start another one, with those of their flags that take a word of their own. */
const WRAPPERS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ...PLAIN_WRAPPERS.split(' ').map((name): [string, ReadonlySet<string>] => [name, new Set()]),
  ['sudo', new Set(['-u', '-g', '-h', '-p', '-C', '-D', '--user', '--group'])],
  ['doas', new Set(['-u', '-C'])],
  ['env', new Set(['-u', '-C', '--unset', '--chdir'])],
  ['xargs', new Set(['-n', '-P', '-I', '-L', '-s', '-d', '-a'])],
  ['timeout', new Set(['-s', '-k', '--signal', '--kill-after'])],
  ['nice', new Set(['-n'])],
]);

/** Wrappers with a word of their own before the program: a duration, a user. */
const TAKES_ONE_WORD: ReadonlySet<string> = new Set(['timeout', 'gosu', 'su-exec']);

/**
 * The commands of an instruction that holds a command, in the order in which they stand. A command within another one
 * (`sudo X`, `env A=b X`, `sh -c '…'`) follows it as a command of its own.
 */
export function readCommands(instruction: Instruction, lineAt: LineOf): RunCommand[] {
  const { json, args, heredocs } = instruction;
  if (json) return finish([execCommand(json)], () => instruction.line, '');
  const lineOf = (position: number) => lineAt(instruction.part(position, position + 1).start);
  const commands = parseShell(args.text);
  const scripts = heredocs.length > 0 && commands.every(({ words }) => readsScript(words));
  const input = scripts ? '' : heredocs.map(({ body }) => body.text).join('');
  const found = finish(commands, lineOf, input);
  return scripts ? [...found, ...heredocs.flatMap((heredoc) => scriptCommands(heredoc, lineAt))] : found;
}

/** The same for words that are at hand, e.g. an ENTRYPOINT and a CMD joined. */
export function commandsOfWords(words: readonly string[], line: number): RunCommand[] {
  return finish([execCommand(words)], () => line, '');
}

/** Whether a heredoc is the script: nothing but `<<EOF` stands there, or a shell that gets it. */
function readsScript([program]: readonly string[]): boolean {
  return program === undefined || SHELLS.has(baseName(program));
}

function scriptCommands({ body }: Heredoc, lineAt: LineOf): RunCommand[] {
  const interpreter = /^#!\s*(\S+)(?:\s+(\S+))?/.exec(body.text.slice(0, 256));
  const program = baseName(interpreter?.[1]?.endsWith('/env') ? (interpreter[2] ?? '') : (interpreter?.[1] ?? 'sh'));
  if (!SHELLS.has(program)) return [];
  return finish(parseShell(body.text), (position) => lineAt(body.start + position), '');
}

function execCommand(words: readonly string[]): Command {
  return { words, assignments: [], redirects: [], before: '', behind: '', nested: false, start: 0, end: 0 };
}

function finish(commands: readonly Command[], lineOf: (position: number) => number, input: string): RunCommand[] {
  const found: RunCommand[] = [];
  for (const command of commands) {
    const [first, ...args] = command.words;
    const line = lineOf(command.start);
    found.push({ ...command, program: baseName(first ?? ''), args, line, input });
    let inner = unwrap(command);
    for (let depth = 0; depth < DEEPEST && inner.length > 0; depth++) {
      for (const each of inner) {
        const [program, ...rest] = each.words;
        found.push({ ...each, program: baseName(program ?? ''), args: rest, line, input });
      }
      inner = inner.flatMap(unwrap);
    }
  }
  return found;
}

/** The commands that a command starts as its own work. */
function unwrap(command: Command): Command[] {
  const [first, ...args] = command.words;
  const program = baseName(first ?? '');
  if (SHELLS.has(program)) {
    const at = args.findIndex((word) => /^-[a-z]*c[a-z]*$/.test(word));
    const script = at === -1 ? undefined : args[at + 1];
    return script === undefined
      ? []
      : parseShell(script).map((inner) => ({ ...inner, start: command.start, end: command.end }));
  }
  const withValue = WRAPPERS.get(program);
  if (!withValue) return [];
  let at = 0;
  while (at < args.length && isOption(args[at] as string)) at += withValue.has(args[at] as string) ? 2 : 1;
  if (TAKES_ONE_WORD.has(program)) at++;
  const words = args.slice(at);
  return words.length > 0 ? [{ ...command, words }] : [];
}

function isOption(word: string): boolean {
  return word.startsWith('-') || /^[A-Za-z_][A-Za-z0-9_]*=/.test(word.slice(0, 256));
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
