import { expand, type Lookup } from '../dockerfile/expand.ts';
import { type Word, withoutDigest } from './places.ts';

/** The variables of a file with what they hold when nobody sets them. */
export type Defaults = ReadonlyMap<string, Word>;

/** Where a reference ends in the file, when it is written with variables. */
export interface Tail {
  readonly end: number;
  /** The variables through which the end was reached, outermost first; a default inside `${…:-…}` belongs to no other place. */
  readonly through: readonly string[];
  /** The words that were walked: the reference's own, then the default of each variable. */
  readonly words: readonly Word[];
}

const DEEPEST = 8;
const VARIABLE = /\$\{[^{}]*\}|\$[A-Za-z_][A-Za-z0-9_]*/g;
const LAST = /\$(?:([A-Za-z_][A-Za-z0-9_]*)|\{([A-Za-z_][A-Za-z0-9_]*)(?:(:?-)([^{}$]*))?\})$/;

/** Follows a word to the literal text that it ends with; undefined when that is not in the file. */
export function tailOf(word: Word, defaults: Defaults, before: Omit<Tail, 'end'> = NOTHING): Tail | undefined {
  const words = [...before.words, word];
  const match = LAST.exec(word.text);
  if (!match) return word.text.endsWith('}') ? undefined : { end: word.end, through: before.through, words };
  const [, plain, braced, kind, inside] = match;
  const name = plain ?? braced ?? '';
  const value = defaults.get(name);
  if (inside !== undefined && (value === undefined || (kind === ':-' && value.text === '')))
    return { end: word.end - 1, through: before.through, words };
  if (value === undefined || words.length > DEEPEST) return undefined;
  return tailOf(value, defaults, { through: [...before.through, name], words });
}

const NOTHING = { through: [], words: [] };

/** The variable that a word ends with. */
export function lastVariable(word: string): string | undefined {
  const match = LAST.exec(word);
  return match?.[1] ?? match?.[2];
}

/**
 * The variable that decides which image it is and is not at the reference's end, so that setting it would leave a digest at
 * the end behind: the tag of `node:${V}-slim`, the name of `$NAME:24`. One that only says where the image is fetched from
 * (`$REGISTRY/node:24`) is none: the same digest is the same image everywhere.
 */
export function overruled({ words }: Tail, image: string, lookup: Lookup): string | undefined {
  const name = withoutDigest(image);
  const path = name.lastIndexOf('/') + 1;
  for (const { text } of words) {
    // a variable's default is what its word ends with
    const missing = image.length - (expand(text, lookup) ?? '').length;
    for (const match of text.matchAll(VARIABLE)) {
      const end = match.index + match[0].length;
      if (end === text.length) continue;
      const length = expand(text.slice(0, end), lookup)?.length;
      if (length === undefined || missing + length > path) return match[0].replace(/^\$\{?([A-Za-z0-9_]*).*$/s, '$1');
    }
  }
  return undefined;
}
