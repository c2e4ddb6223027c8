import type { Instruction } from './parse.ts';
import type { Token } from './source.ts';
import { unquote } from './words.ts';

/** `NAME=value` of ENV, ARG or LABEL. */
export interface Pair {
  readonly name: string;
  /** Without quotes, variables not replaced; null for an ARG without a default. */
  readonly value: string | null;
  /** The value as it is written; null where there is none. */
  readonly written: Token | null;
  readonly start: number;
}

/** The names and values of an ENV, ARG or LABEL instruction; `ENV name value` is understood as well. */
export function pairs({ keyword, words, args }: Instruction, mark = '\\'): Pair[] {
  const [first, second] = words;
  if (!first) return [];
  if (keyword !== 'ARG' && !first.text.includes('=')) {
    const written = second ? rest(args, second) : null;
    return [{ name: first.text, value: written && unquote(written.text, mark), written, start: first.start }];
  }
  return words.map((word) => pair(word, mark));
}

function rest(args: Token, from: Token): Token {
  const text = args.text.slice(args.text.indexOf(from.text, args.text.search(/\s/)));
  return { text, start: from.start, end: args.end };
}

function pair(word: Token, mark: string): Pair {
  const equals = word.text.indexOf('=');
  if (equals === -1) return { name: word.text, value: null, written: null, start: word.start };
  const text = word.text.slice(equals + 1);
  return {
    name: unquote(word.text.slice(0, equals), mark),
    value: unquote(text, mark),
    written: { text, start: Math.max(word.start, word.end - text.length), end: word.end },
    start: word.start,
  };
}
