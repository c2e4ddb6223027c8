import type { Joined, Token } from './source.ts';

/** `--name=value` before an instruction's arguments. */
export interface Flag {
  /** Lower case, without the dashes. */
  readonly name: string;
  /** Without the quotes around it; null when there is no `=`. */
  readonly value: Token | null;
  /** The value's parts between commas, as `--mount` has them. */
  readonly fields: readonly Token[];
  readonly start: number;
  readonly end: number;
}

/** Whether the character at a position is white space. */
export function isBlank(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 128) return code === 32 || (code >= 9 && code <= 13);
  return /\s/.test(text[at] ?? '');
}

/** The position of the first character from `at` up to `end` that is no white space, or `end`. */
export function skipBlanks(text: string, at: number, end = text.length): number {
  while (at < end && isBlank(text, at)) at++;
  return at;
}

/** The position behind the word that begins at `at`; white space in quotes or behind the escape character does not end it. */
function endOfWord(text: string, at: number, mark: string): number {
  let quote = '';
  while (at < text.length) {
    const char = text[at] as string;
    if (char === mark && quote !== "'") at++;
    else if (quote !== '') {
      if (char === quote) quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if (isBlank(text, at)) break;
    at++;
  }
  return Math.min(at, text.length);
}

/** The words from `at` on, quotes kept. */
export function splitWords(joined: Joined, at: number, mark: string): Token[] {
  const words: Token[] = [];
  for (at = skipBlanks(joined.text, at); at < joined.text.length; at = skipBlanks(joined.text, at)) {
    const end = endOfWord(joined.text, at, mark);
    words.push(joined.token(at, end));
    at = end;
  }
  return words;
}

/** The flags at `at`, and where the arguments behind them begin. */
export function splitFlags(joined: Joined, at: number, mark: string): { flags: Flag[]; at: number } {
  const flags: Flag[] = [];
  at = skipBlanks(joined.text, at);
  while (joined.text.startsWith('--', at)) {
    const end = endOfWord(joined.text, at, mark);
    if (end - at === 2) return { flags, at: skipBlanks(joined.text, end) };
    flags.push(flag(joined, at, end, mark));
    at = skipBlanks(joined.text, end);
  }
  return { flags, at };
}

function flag(joined: Joined, at: number, end: number, mark: string): Flag {
  const { text, start, end: stop } = joined.token(at, end);
  const equals = text.indexOf('=');
  if (equals === -1) return { name: text.slice(2).toLowerCase(), value: null, fields: [], start, end: stop };
  const quoted = /^(?:"[^"]*"|'[^']*')$/.test(text.slice(equals + 1)) ? 1 : 0;
  const from = at + equals + 1 + quoted;
  const value = joined.token(from, end - quoted);
  return {
    name: text.slice(2, equals).toLowerCase(),
    value: { ...value, text: unquote(value.text, mark) },
    fields: fields(joined, from, end - quoted),
    start,
    end: stop,
  };
}

function fields(joined: Joined, at: number, end: number): Token[] {
  const tokens: Token[] = [];
  while (at <= end) {
    const comma = joined.text.indexOf(',', at);
    const stop = comma === -1 || comma > end ? end : comma;
    tokens.push(joined.token(at, stop));
    at = stop + 1;
  }
  return tokens;
}

/** A word without its quotes and escapes, as the build reads it. Variables stay as they are. */
export function unquote(word: string, mark = '\\'): string {
  if (!word.includes('"') && !word.includes("'") && !word.includes(mark)) return word;
  const parts: string[] = [];
  let quote = '';
  for (let at = 0; at < word.length; at++) {
    const char = word[at] as string;
    if (char === mark && quote !== "'" && at + 1 < word.length) {
      const next = word[++at] as string;
      const literal = quote === '"' && next !== '"' && next !== mark && next !== '$';
      parts.push(literal ? char + next : next);
    } else if (quote !== '') {
      if (char === quote) quote = '';
      else parts.push(char);
    } else if (char === '"' || char === "'") quote = char;
    else parts.push(char);
  }
  return parts.join('');
}

/** The strings of a JSON array, or null when the text is none (the build then takes it as shell text). */
export function jsonWords(text: string): readonly string[] | null {
  if (!text.startsWith('[')) return null;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every((word) => typeof word === 'string') ? value : null;
  } catch {
    return null;
  }
}
