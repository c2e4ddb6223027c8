/** One piece of JavaScript or TypeScript, as far as reading settings needs it. Comments and regular expressions are dropped. */
export interface Token {
  /** `computed` is a template literal with a placeholder: its text says nothing. */
  readonly kind: 'word' | 'string' | 'computed' | 'mark';
  readonly text: string;
}

/** Longer files are read up to here: a config file is never that long, and the rest could only cost time. */
const LIMIT = 256 * 1024;

const WORD = /[\p{L}\p{N}_$]/u;
const SPACE = /\s/;
/** After one of these a slash begins a regular expression, not a division. */
const BEFORE_REGEX = new Set(['(', ',', '=', ':', '[', '!', '&', '|', '?', '{', '}', ';', '>']);

/**
 * Splits a program into words, strings and marks without understanding or running it. Every character is looked at a bounded
 * number of times, so a hostile file costs no more than an honest one of its size.
 */
export function tokenize(source: string): Token[] {
  const text = source.length > LIMIT ? source.slice(0, LIMIT) : source;
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const character = text.charAt(at);
    const next = text.charAt(at + 1);
    if (SPACE.test(character)) at++;
    else if (character === '/' && next === '/') at = endOf(text, '\n', at);
    else if (character === '/' && next === '*') at = endOf(text, '*/', at + 2);
    else if (character === '/' && beginsRegex(tokens)) at = endOfRegex(text, at);
    else at = push(tokens, text, at, character);
  }
  return tokens;
}

function push(tokens: Token[], text: string, at: number, character: string): number {
  if (character === "'" || character === '"' || character === '`') {
    const end = endOfString(text, at);
    const content = text.slice(at + 1, end - 1);
    const plain = !(character === '`' && content.includes('${')) && !content.includes('\\');
    tokens.push({ kind: plain ? 'string' : 'computed', text: plain ? content : '' });
    return end;
  }
  if (WORD.test(character)) {
    let end = at + 1;
    while (end < text.length && WORD.test(text.charAt(end))) end++;
    tokens.push({ kind: 'word', text: text.slice(at, end) });
    return end;
  }
  tokens.push({ kind: 'mark', text: character });
  return at + 1;
}

function endOf(text: string, end: string, from: number): number {
  const found = text.indexOf(end, from);
  return found === -1 ? text.length : found + end.length;
}

function endOfString(text: string, start: number): number {
  const quote = text.charAt(start);
  for (let at = start + 1; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '\\') at++;
    else if (character === quote) return at + 1;
    else if (character === '\n' && quote !== '`') return at + 1;
  }
  return text.length + 1;
}

function beginsRegex(tokens: readonly Token[]): boolean {
  const last = tokens.at(-1);
  return last === undefined || (last.kind === 'mark' && BEFORE_REGEX.has(last.text));
}

function endOfRegex(text: string, start: number): number {
  let inClass = false;
  for (let at = start + 1; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '\\') at++;
    else if (character === '\n') return at;
    else if (character === '[') inClass = true;
    else if (character === ']') inClass = false;
    else if (character === '/' && !inClass) return at + 1;
  }
  return text.length;
}
