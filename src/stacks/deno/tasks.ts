import { type Step, stepsOf } from '../shared/javascript/words.ts';
import { resolveInside } from '../shared/paths.ts';
import { shown } from '../shared/shown.ts';
import { type DenoProgram, denoProgram } from './flags.ts';
import type { Task } from './manifest.ts';

export type Tasks = ReadonlyMap<string, Task>;

/** What a task runs in the end. */
export type TaskCommand =
  | {
      readonly kind: 'program';
      readonly program: DenoProgram;
      /** Where it runs, seen from the folder of its configuration. */
      readonly folder: string;
      /** Variables that the task sets. */
      readonly variables: Readonly<Record<string, string>>;
      /** What runs before it, and the container does not run. */
      readonly before: readonly string[];
    }
  | { readonly kind: 'unknown'; readonly reason: string };

interface Context {
  readonly tasks: Tasks;
  readonly port: number;
  /** Tasks that were followed, to end circles. */
  readonly followed: readonly string[];
  readonly folder: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly before: readonly string[];
}

const DEEPEST = 20;
const unknown = (reason: string): TaskCommand => ({ kind: 'unknown', reason });

/**
 * What a task runs in the end, without `deno task` and what stands before it. Read as data, never run; what cannot be told for
 * certain is unknown, with the reason.
 */
export function taskCommand(name: string, tasks: Tasks, port: number): TaskCommand {
  return follow(name, [], { tasks, port, followed: [], folder: '.', variables: {}, before: [] });
}

function follow(name: string, args: readonly string[], context: Context): TaskCommand {
  const task = context.tasks.get(name);
  if (!task) return unknown(`there is no task ${shown(name)}`);
  if (context.followed.includes(name)) return unknown('its tasks call each other in a circle');
  if (context.followed.length > DEEPEST) return unknown('its tasks call each other too often');
  if (task.command === '') return unknown('it only runs other tasks');
  if (/[\r\u0085\u2028\u2029]/.test(task.command)) return unknown('it has several lines');
  const steps = stepsOf(task.command);
  if ('reason' in steps) return unknown(steps.reason);
  const last = steps.at(-1);
  if (!last) return unknown('it is empty');
  const { folder, before } = chained(steps.slice(0, -1), context.folder);
  if (resolveInside('.', folder) === undefined) return unknown('it leaves the folder of the service');
  return readWords([...last.words, ...args], {
    ...context,
    folder,
    followed: [...context.followed, name],
    before: [...context.before, ...task.dependencies.map((each) => `deno task ${each}`), ...before],
  });
}

/** The commands before the last: `cd` moves it, the others are what the container does not run. */
function chained(steps: readonly Step[], start: string): { folder: string; before: string[] } {
  let folder = start;
  const before: string[] = [];
  for (const { words } of steps) {
    if (words[0] === 'cd' && words[1] !== undefined) folder = folder === '.' ? words[1] : `${folder}/${words[1]}`;
    else before.push(words.join(' '));
  }
  return { folder, before };
}

function readWords(words: readonly string[], context: Context): TaskCommand {
  const [first = '', ...rest] = words;
  const assigned = /^([A-Za-z_]\w{0,100})=([\s\S]*)$/.exec(first);
  if (assigned) {
    const variables = { ...context.variables, [assigned[1] ?? '']: assigned[2] ?? '' };
    return readWords(rest, { ...context, variables });
  }
  if (first === 'exec' || first === 'command') return readWords(rest, context);
  if (first !== 'deno') return unknown(first === '' ? 'it is empty' : `${shown(first)} is not Deno`);
  return readDeno(rest, context);
}

/** `deno run x`, `deno serve x`, `deno x`, `deno task x`. */
function readDeno(words: readonly string[], context: Context): TaskCommand {
  const verbAt = words.findIndex((word) => !/^-(?:q|-quiet)$/.test(word));
  const [verb = '', ...rest] = words.slice(Math.max(verbAt, 0));
  if (verb === 'task') {
    const named = rest.filter((word) => !/^-(?:q|-quiet|-frozen|-cached-only)$/.test(word));
    if (named[0]?.startsWith('-')) return unknown('it runs a task of another folder');
    return follow(named[0] ?? '', named.slice(1), context);
  }
  const plain = verb.startsWith('-') || /[./:]/.test(verb);
  if (verb !== 'run' && verb !== 'serve' && !plain) return unknown(`deno ${verb.slice(0, 40)} starts no program`);
  const program = denoProgram(verb === 'serve' ? 'serve' : 'run', plain ? [verb, ...rest] : rest, context.port);
  if ('reason' in program) return unknown(program.reason);
  if (program.command === 'run' && context.tasks.has(program.entry) && !/[./:]/.test(program.entry))
    return follow(program.entry, program.args, context);
  const { folder, variables, before } = context;
  return { kind: 'program', program, folder, variables, before };
}
