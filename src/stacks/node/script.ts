import { stepsOf } from '../shared/javascript/words.ts';
import { shown } from '../shared/shown.ts';
import { nodeArguments, runnerOf } from './node-flags.ts';
import { beforeNote } from './script-before.ts';
import { type Context, common, program, type ScriptCommand, unknown } from './script-command.ts';
import { afterOptions, commandName, innerCommand, managedFile } from './script-options.ts';
import { followed } from './script-runs.ts';
import { CLIS, RUNNER_VALUES, type ScriptRuntime, SEVERAL_PROGRAMS, WRAPPERS, type Wrapper } from './script-tables.ts';

const DEEPEST = 20;

/**
 * What a script of a manifest runs in the end, without shells, package managers and wrappers. What cannot be told for
 * certain is `unknown` with the reason; nothing is guessed.
 * @param scripts the manifest's scripts, to follow `npm run x`
 * @param commands names of commands that dependencies bring, beside the known ones
 */
export function parseScript(
  text: string,
  scripts: Readonly<Record<string, string>> = {},
  commands: ReadonlySet<string> = new Set(),
): ScriptCommand {
  return readText(text, {
    scripts,
    commands,
    followed: [],
    variables: {},
    before: [],
    folder: '.',
    dev: false,
    notes: [],
  });
}

/** The last command of a chain is the program; the ones before it are reported. */
function readText(text: string, context: Context): ScriptCommand {
  // a container listens on one port, which the variable holds there: what stands behind it is that port
  const steps = stepsOf(text.replaceAll(/\$\{PORT:?[-=](\d{2,5})\}/g, '$1'));
  if ('reason' in steps) return unknown(steps.reason);
  const last = steps.at(-1);
  if (!last) return unknown('it is empty');
  let folder = context.folder;
  const before: string[] = [];
  for (const { words } of steps.slice(0, -1)) {
    if (words[0] === 'cd' && words[1] !== undefined) folder = folder === '.' ? words[1] : `${folder}/${words[1]}`;
    else before.push(words.join(' '));
  }
  return readWords(last.words, {
    ...context,
    folder,
    before: [...context.before, ...before],
    notes: [...context.notes, ...before.flatMap(beforeNote)],
  });
}

function readWords(words: readonly string[], context: Context): ScriptCommand {
  const [first = '', ...rest] = words;
  if (words.length === 0) return unknown('it is empty');
  if (context.followed.length > DEEPEST) return unknown('its scripts call each other too often');
  const assigned = /^([A-Za-z_]\w{0,100})=([\s\S]*)$/.exec(first);
  if (assigned)
    return readWords(rest, { ...context, variables: { ...context.variables, [assigned[1] ?? '']: assigned[2] ?? '' } });
  const name = commandName(first);
  if (Object.hasOwn(SEVERAL_PROGRAMS, name)) return unknown(SEVERAL_PROGRAMS[name] ?? '');
  if (name === 'node' || name === 'nodejs') return readNode(rest, context);
  if ((name === 'sh' || name === 'bash') && rest[0] === '-c') return readText(rest[1] ?? '', deeper(context));
  const runs = followed(name, rest, context.scripts);
  if (runs) return readRun(runs, context);
  const wrapper = Object.hasOwn(WRAPPERS, name) ? WRAPPERS[name] : undefined;
  if (wrapper) return readWrapped(name, wrapper, rest, context);
  const managed = managedFile(name, rest);
  if (managed !== undefined) return readManaged(name, managed, context);
  const runner = runnerOf(name);
  if (runner) return readRunner(name, runner, rest, context);
  if (CLIS.has(name) || context.commands.has(name)) return { kind: 'cli', name, args: rest, ...common(context) };
  if (/\.[cm]?js$/.test(name)) return program('node', [], words, context);
  return unknown(`${shown(first)} is not known`);
}

const deeper = (context: Context): Context => ({ ...context, followed: [...context.followed, ''] });

function readRun(runs: NonNullable<ReturnType<typeof followed>>, context: Context): ScriptCommand {
  switch (runs.kind) {
    case 'unknown':
      return unknown(runs.reason);
    case 'words':
      return readWords(runs.words, deeper(context));
    case 'text':
      return readText(runs.text, deeper(context));
    case 'file':
      return program('bun', [], runs.words, { ...context, dev: context.dev || runs.dev });
    case 'script': {
      if (context.followed.includes(runs.name)) return unknown('its scripts call each other in a circle');
      if (!runs.args.every((arg) => /^[\w@%+=:,./${}-]+$/.test(arg)))
        return unknown('it passes words on that need quoting');
      const text = [runs.text, ...runs.args].join(' ');
      const before = runs.prepared ? [runs.prepared] : [];
      return readText(text, {
        ...context,
        before: [...context.before, ...before],
        followed: [...context.followed, runs.name],
      });
    }
  }
}

function readNode(words: readonly string[], context: Context): ScriptCommand {
  const found = nodeArguments(words);
  if ('reason' in found) return unknown(found.reason);
  const next = { ...context, dev: context.dev || found.dev, notes: [...context.notes, ...found.notes] };
  const [script = '', ...rest] = found.rest;
  // a package's command, run by node itself
  if (/node_modules\/\.bin\//.test(script)) return readWords([script, ...rest], deeper(next));
  return program(found.runtime, found.flags, found.rest, next);
}

function readRunner(name: string, runtime: ScriptRuntime, words: readonly string[], context: Context): ScriptCommand {
  const watches = words[0] === 'watch' || words.some((word) => word === '--watch' || word === '-w');
  const dev = context.dev || watches || name === 'ts-node-dev' || name === 'tsnd';
  return program(runtime, [], afterOptions(words[0] === 'watch' ? words.slice(1) : words, RUNNER_VALUES), {
    ...context,
    dev,
  });
}

function readWrapped(name: string, wrapper: Wrapper, words: readonly string[], context: Context): ScriptCommand {
  const inner = innerCommand(words, new Set(wrapper.values));
  const notes = wrapper.note ? [...context.notes, wrapper.note] : context.notes;
  const next = deeper({ ...context, notes, dev: context.dev || wrapper.dev === true });
  if (wrapper.dev && inner) return readText(inner, next);
  const subcommand = wrapper.subcommands?.[0];
  if (subcommand !== undefined && words[0] !== subcommand)
    return unknown(`${name} ${words[0] ?? ''} starts no program`);
  const rest = afterOptions(subcommand === undefined ? words : words.slice(1), new Set(wrapper.values));
  if (wrapper.dev) return program(/\.[cm]?tsx?$/.test(rest[0] ?? '') ? 'ts-node' : 'node', [], rest, next);
  const [only] = rest;
  return rest.length === 1 && only !== undefined && only.includes(' ') ? readText(only, next) : readWords(rest, next);
}

function readManaged(name: string, entry: string | null, context: Context): ScriptCommand {
  if (entry === null) return unknown(`${name} reads what to start from a file of its own`);
  const note = `The start script runs ${entry} under ${name}; the container runs it directly, and its runtime restarts it.`;
  return program('node', [], [entry], { ...context, notes: [...context.notes, note] });
}
