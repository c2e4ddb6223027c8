import type { Word } from './places.ts';

/** A piece of an HCL file: a quoted text, a name, or a sign (`{`, `=`, a line break …). Comments and heredocs are left out. */
export type HclToken =
  | { readonly kind: 'text'; readonly word: Word }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'sign'; readonly sign: string };

const HEREDOC = /<<-?([A-Za-z_][A-Za-z0-9_-]*)[ \t]*\r?\n/y;
const NAME = /[\p{L}_][\p{L}\p{N}_-]*/uy;
const COMMENT = /(?:#|\/\/)[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/y;

/** Takes an HCL file apart as far as finding quoted texts needs; what it does not know it passes over. */
export function* hclTokens(text: string): Generator<HclToken> {
  for (let at = 0; at < text.length; ) {
    const comment = match(COMMENT, text, at);
    if (comment !== undefined) {
      at += comment[0].length;
      continue;
    }
    const heredoc = match(HEREDOC, text, at);
    if (heredoc !== undefined) {
      at = behindHeredoc(text, at + heredoc[0].length, heredoc[1] ?? '');
      yield { kind: 'sign', sign: '\n' };
      continue;
    }
    const name = match(NAME, text, at);
    const char = text[at] as string;
    if (name !== undefined) yield { kind: 'name', name: name[0] };
    else if (char === '"') {
      const end = endOfText(text, at + 1);
      yield { kind: 'text', word: { text: text.slice(at + 1, end), start: at + 1, end } };
      at = end + 1;
      continue;
    } else if (/[^\s]|\n/.test(char)) yield { kind: 'sign', sign: char };
    at += name?.[0].length ?? 1;
  }
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

/** The position of the quote that ends a text; quotes inside `${…}` belong to what stands there. */
function endOfText(text: string, at: number): number {
  let depth = 0;
  let inner = false;
  for (; at < text.length; at++) {
    const char = text[at];
    if (char === '\\') at++;
    else if (depth === 0 && (char === '"' || char === '\n')) return at;
    else if (!inner && (char === '$' || char === '%') && text[at + 1] === '{' && text[at - 1] !== char) {
      depth++;
      at++;
    } else if (depth > 0 && char === '"') inner = !inner;
    else if (depth > 0 && !inner && char === '{') depth++;
    else if (depth > 0 && !inner && char === '}') depth--;
  }
  return at;
}

function behindHeredoc(text: string, at: number, name: string): number {
  while (at < text.length) {
    const stop = text.indexOf('\n', at);
    const end = stop === -1 ? text.length : stop;
    if (text.slice(at, end).trim() === name) return end;
    at = end + 1;
  }
  return text.length;
}
