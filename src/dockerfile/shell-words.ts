import type { Operator } from './shell.ts';

export type ShellToken =
  | {
      readonly kind: 'word';
      readonly text: string;
      readonly quoted: boolean;
      readonly start: number;
      readonly end: number;
    }
  | {
      readonly kind: 'redirect';
      readonly operator: string;
      readonly text: string;
      readonly start: number;
      readonly end: number;
    }
  | { readonly kind: 'operator'; readonly operator: Operator };

/** Deeper substitutions than anyone writes are taken as text. */
const DEEPEST = 16;
const OPERATORS: ReadonlyMap<string, Operator> = new Map([
  ...(['&&', '||', ';', '|', '&'] as const).map((operator) => [operator, operator] as const),
  ...[';;', '\n', '(', ')'].map((operator) => [operator, ';'] as const),
  ['|&', '|'],
]);
const REDIRECT = /\d{0,3}(?:<<<|<<-?|<>|<&|>>|>\||>&|<|>)|&>>?/y;
const PLAIN = /[^\s&|;<>()#\\'"`$]+/y;

/** Reads words, redirections and operators from a shell text, one by one, in one pass. */
export class ShellReader {
  readonly #text: string;
  readonly #substitution: (inner: string, at: number) => void;
  readonly #depth: number;
  #at = 0;
  #heredocs: { name: string; chomp: boolean }[] = [];

  /** @param substitution is told of every `$(…)` and of backticks: the text within, and where it begins */
  constructor(text: string, substitution: (inner: string, at: number) => void, depth: number) {
    this.#text = text;
    this.#substitution = substitution;
    this.#depth = depth;
  }

  /** The next token, or undefined at the end of the text. */
  next(): ShellToken | undefined {
    this.#skipBlanks();
    const start = this.#at;
    if (start >= this.#text.length) return undefined;
    const redirect = this.#match(REDIRECT);
    if (redirect !== undefined) return this.#redirect(redirect, start);
    for (const length of [2, 1]) {
      const operator = OPERATORS.get(this.#text.slice(start, start + length));
      if (operator === undefined) continue;
      this.#at += length;
      if (this.#text[start] === '\n') this.#skipHeredocs();
      return { kind: 'operator', operator };
    }
    return { kind: 'word', ...this.#word(), start, end: this.#at };
  }

  #redirect(operator: string, start: number): ShellToken {
    this.#skipBlanks();
    const { text } = this.#word();
    if (/<<-?$/.test(operator) && !operator.endsWith('<<<'))
      this.#heredocs.push({ name: text, chomp: operator.endsWith('-') });
    return { kind: 'redirect', operator, text, start, end: this.#at };
  }

  #skipBlanks(): void {
    const text = this.#text;
    for (; this.#at < text.length; this.#at++) {
      const char = text[this.#at];
      if (char === '\\' && text[this.#at + 1] === '\n') this.#at++;
      else if (char === '#') this.#at = endOfLine(text, this.#at) - 1;
      else if (char === '\n' || !/\s/.test(char as string)) return;
    }
  }

  /** Behind a line break come the bodies of the heredocs that the line opened; they are data. */
  #skipHeredocs(): void {
    for (const { name, chomp } of this.#heredocs) {
      while (this.#at < this.#text.length) {
        const end = endOfLine(this.#text, this.#at);
        const line = this.#text.slice(this.#at, end);
        this.#at = end + 1;
        if ((chomp ? line.replace(/^\t+/, '') : line) === name) break;
      }
    }
    this.#heredocs = [];
  }

  #word(): { text: string; quoted: boolean } {
    const parts: string[] = [];
    let quoted = false;
    while (this.#at < this.#text.length) {
      const char = this.#text[this.#at] as string;
      const plain = this.#match(PLAIN);
      if (plain !== undefined) parts.push(plain);
      else if (char === '\\') parts.push(this.#escaped());
      else if (char === "'") parts.push(this.#until("'"));
      else if (char === '"') parts.push(this.#doubleQuoted());
      else if (char === '$' || char === '`') parts.push(this.#dollar(char));
      else if (char === '#') parts.push(this.#take(1));
      else break;
      quoted ||= char === "'" || char === '"' || char === '\\';
    }
    return { text: parts.join(''), quoted };
  }

  #escaped(): string {
    const next = this.#text[this.#at + 1] ?? '';
    this.#at = Math.min(this.#at + 2, this.#text.length);
    return next === '\n' ? '' : next;
  }

  #until(quote: string): string {
    const start = this.#at + 1;
    const found = this.#text.indexOf(quote, start);
    const end = found === -1 ? this.#text.length : found;
    this.#at = Math.min(end + 1, this.#text.length);
    return this.#text.slice(start, end);
  }

  #doubleQuoted(): string {
    const parts: string[] = [];
    this.#at++;
    while (this.#at < this.#text.length && this.#text[this.#at] !== '"') {
      const char = this.#text[this.#at] as string;
      if (char === '\\') parts.push(/["\\$`\n]/.test(this.#text[this.#at + 1] ?? '') ? this.#escaped() : this.#take(1));
      else if (char === '$' || char === '`') parts.push(this.#dollar(char));
      else parts.push(this.#take(1));
    }
    this.#at = Math.min(this.#at + 1, this.#text.length);
    return parts.join('');
  }

  /** `$X`, `${…}`, `$(…)`, `$((…))` and backticks stay in the word as they are written. */
  #dollar(char: string): string {
    const start = this.#at;
    const opening = char === '`' ? '`' : this.#text.slice(start, start + 2);
    const closing = opening === '`' ? '`' : opening === '$(' ? ')' : opening === '${' ? '}' : '';
    if (closing === '') return this.#take(1);
    const from = start + opening.length;
    const end = closingAt(this.#text, from, closing);
    const isCommand = closing !== '}' && !this.#text.startsWith('$((', start);
    if (isCommand && this.#depth < DEEPEST) this.#substitution(this.#text.slice(from, end), from);
    return this.#take(Math.min(end + 1, this.#text.length) - start);
  }

  #take(length: number): string {
    this.#at += length;
    return this.#text.slice(this.#at - length, this.#at);
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

/** Where the bracket, brace or backtick that was opened before `at` is closed; quotes within hide what they hold. */
function closingAt(text: string, at: number, closing: string): number {
  const opening = closing === ')' ? '(' : closing === '}' ? '{' : '';
  let quote = '';
  for (let open = 1; at < text.length; at++) {
    const char = text[at];
    if (char === '\\' && quote !== "'") at++;
    else if (quote !== '') {
      if (char === quote) quote = '';
    } else if (closing !== '`' && (char === '"' || char === "'")) quote = char;
    else if (char === opening) open++;
    else if (char === closing && --open === 0) return at;
  }
  return text.length;
}
