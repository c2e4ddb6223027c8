/** What a variable holds; undefined when it is not set, null when only the build knows. */
export type Lookup = (name: string) => string | null | undefined;

const NAME = /^[A-Za-z_][A-Za-z0-9_]*/;
const DEEPEST = 8;
/** A value can double in every line that names it twice; one as long as this is taken as unknown. */
const LONGEST = 10_000;

/** The variables that a word names, in order: `$A`, `${B:-x}`. */
export function variablesIn(word: string): string[] {
  return [...word.matchAll(/\$\{?([A-Za-z_][A-Za-z0-9_]*)/g)].map(([, name]) => name as string);
}

/**
 * A word with its variables replaced as the build does it (`$A`, `${A}`, `${A:-x}`, `${A-x}`, `${A:+x}`, `${A+x}`).
 * @returns null when the value depends on something that the file does not say; a default in the word counts as said
 */
export function expand(word: string, lookup: Lookup, depth = 0): string | null {
  if (!word.includes('$')) return word;
  if (depth > DEEPEST) return null;
  const parts: string[] = [];
  let length = 0;
  for (let at = 0; at < word.length; ) {
    const dollar = word.indexOf('$', at);
    if (dollar === -1) {
      parts.push(word.slice(at));
      break;
    }
    parts.push(word.slice(at, dollar));
    const next = variable(word, dollar + 1, lookup, depth);
    if (next === null) return null;
    length += next.value.length;
    if (length > LONGEST) return null;
    parts.push(next.value);
    at = next.end;
  }
  return parts.join('');
}

type Part = { readonly value: string; readonly end: number } | null;

function variable(word: string, at: number, lookup: Lookup, depth: number): Part {
  if (word[at] !== '{') {
    const name = NAME.exec(word.slice(at, at + 256))?.[0];
    if (name === undefined) return { value: '$', end: at };
    const value = lookup(name);
    return value === null ? null : { value: value ?? '', end: at + name.length };
  }
  const end = closing(word, at + 1);
  const inside = end === -1 ? '' : word.slice(at + 1, end);
  const name = NAME.exec(inside.slice(0, 256))?.[0];
  if (name === undefined) return null;
  const value = withModifier(lookup(name), inside.slice(name.length), lookup, depth);
  return value === null ? null : { value, end: end + 1 };
}

function withModifier(value: string | null | undefined, modifier: string, lookup: Lookup, depth: number) {
  if (modifier === '') return value === undefined ? '' : value;
  const strict = modifier.startsWith(':');
  const kind = modifier[strict ? 1 : 0];
  const other = modifier.slice(strict ? 2 : 1);
  const given = typeof value === 'string' && !(strict && value === '') ? value : undefined;
  if (kind === '-') return given ?? expand(other, lookup, depth + 1);
  if (kind === '+' && value !== null) return given === undefined ? '' : expand(other, lookup, depth + 1);
  return null;
}

/** The position of the brace that closes the one before `at`, or -1. */
function closing(word: string, at: number): number {
  for (let open = 1; at < word.length; at++) {
    if (word[at] === '{') open++;
    else if (word[at] === '}' && --open === 0) return at;
  }
  return -1;
}
