import { expand, type Lookup, variablesIn } from '../dockerfile/expand.ts';
import { pairs } from '../dockerfile/pairs.ts';
import type { Dockerfile, Instruction } from '../dockerfile/parse.ts';
import type { Token } from '../dockerfile/source.ts';
import type { Stage } from '../dockerfile/stages.ts';
import { type Word, withoutDigest } from './places.ts';
import { type Defaults, lastVariable, type Tail } from './variables.ts';

/** The ARGs before the first FROM, the only ones that FROM sees, and where they are used. */
export interface Arguments {
  readonly defaults: Defaults;
  /** Names with two defaults: which one counts is not for us to say. */
  readonly twice: ReadonlySet<string>;
  readonly lookup: Lookup;
  /** Variable → the FROMs and the ARGs whose words name it. */
  readonly inFroms: ReadonlyMap<string, readonly { readonly word: Word; readonly image: string | null }[]>;
  readonly inArgs: ReadonlyMap<string, readonly string[]>;
  /** The ARGs of stages. */
  readonly inStages: ReadonlySet<string>;
  /** What `sharedVariable` found before: thousands of FROMs may share one variable. */
  readonly shared: Map<string, string | undefined>;
}

/** Reads the ARGs of a file once, so that looking at a place takes no longer in a file of thousands. */
export function readArguments(file: Dockerfile, stages: readonly Stage[]): Arguments {
  const { defaults, twice } = globalDefaults(file);
  const froms = stages.map(({ base, image }) => ({ word: wordOf(base, file.text), image }));
  return {
    ...{ defaults, twice, shared: new Map() },
    lookup: (name) => defaults.get(name) && expandArg(defaults, name),
    inFroms: byVariable(froms, ({ word }) => word.text),
    inArgs: byVariable([...defaults.keys()], (name) => defaults.get(name)?.text ?? ''),
    inStages: new Set(stages.flatMap(({ instructions }) => argNames(instructions, file))),
  };
}

/** The defaults of the ARGs before the first FROM, the only ones that FROM sees. */
function globalDefaults({ instructions, escape: mark, text }: Dockerfile): Pick<Arguments, 'defaults' | 'twice'> {
  const defaults = new Map<string, Word>();
  const twice = new Set<string>();
  for (const instruction of instructions) {
    if (instruction.keyword === 'FROM') break;
    for (const { name, written } of instruction.keyword === 'ARG' ? pairs(instruction, mark) : []) {
      if (written === null) continue;
      if (defaults.has(name)) twice.add(name);
      defaults.set(name, wordOf(written, text));
    }
  }
  return { defaults, twice };
}

function expandArg(defaults: Defaults, name: string, depth = 0): string | null | undefined {
  const word = defaults.get(name);
  if (word === undefined || depth > 8) return undefined;
  return expand(word.text, (inner) => expandArg(defaults, inner, depth + 1));
}

/** A token without the quotes around it. */
export function wordOf({ text, start, end }: Token, file: string): Word {
  const quoted = /^(?:"[^"]*"|'[^']*')$/.test(text) && file[start] === text[0] && file[end - 1] === text[0];
  return quoted ? { text: text.slice(1, -1), start: start + 1, end: end - 1 } : { text, start, end };
}

/** Why the default of a variable must not get this image's digest: something else is made from it too. */
export function sharedVariable(tail: Tail, image: string, args: Arguments): string | undefined {
  const key = `${image} ${tail.through.join(' ')}`;
  if (!args.shared.has(key)) args.shared.set(key, findShared(tail, image, args));
  return args.shared.get(key);
}

function findShared({ through, words }: Tail, image: string, args: Arguments): string | undefined {
  for (const [index, name] of through.entries()) {
    if (args.twice.has(name)) return `ARG ${name} has two defaults`;
    const froms = args.inFroms.get(name) ?? [];
    const same = froms.every(
      (each) => each.image !== null && withoutDigest(each.image) === image && endsWith(each.word.text, name, through),
    );
    const holders = args.inArgs.get(name) ?? [];
    if (!same || holders.some((holder) => !through.includes(holder)))
      return `ARG ${name} is part of another image too, which this digest would break`;
    if (words[index + 1]?.text !== image && args.inStages.has(name))
      return `ARG ${name} is used inside a stage too, where a digest would not be understood`;
  }
  return undefined;
}

/** Whether the variable is a word's last piece, and only that. */
function endsWith(word: string, name: string, through: readonly string[]): boolean {
  const last = lastVariable(word);
  return last !== undefined && through.includes(last) && variablesIn(word).filter((each) => each === name).length === 1;
}

function byVariable<Each>(all: readonly Each[], wordOfEach: (each: Each) => string): Map<string, Each[]> {
  const groups = new Map<string, Each[]>();
  for (const each of all) {
    for (const name of new Set(variablesIn(wordOfEach(each)))) {
      const group = groups.get(name) ?? [];
      groups.set(name, group);
      group.push(each);
    }
  }
  return groups;
}

function argNames(instructions: readonly Instruction[], { escape: mark }: Dockerfile): string[] {
  return instructions.flatMap((each) => (each.keyword === 'ARG' ? pairs(each, mark).map(({ name }) => name) : []));
}
