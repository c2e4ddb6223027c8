import type { LineReader, Token } from './source.ts';
import { unquote } from './words.ts';

/** A document behind an instruction: `<<EOF` and the lines up to `EOF`. */
export interface Heredoc {
  /** The word that ends it. */
  readonly name: string;
  /** Whether variables in it are expanded: the name was not quoted. */
  readonly expand: boolean;
  /** Whether leading tabs are taken away: `<<-`. */
  readonly chomp: boolean;
  /** The lines between, with their breaks, exactly as in the file. */
  readonly body: Token;
  /** The line on which the body begins. */
  readonly line: number;
  /** False when the file ends before the closing word does. */
  readonly closed: boolean;
}

const OPENING = /^\d*<<(-?)([^<\s]+)$/;

/** The heredocs that the words of a RUN, COPY or ADD open; their bodies are read from the reader. */
export function readHeredocs(words: readonly Token[], reader: LineReader, line: number): Heredoc[] {
  const heredocs: Heredoc[] = [];
  for (const word of words) {
    const [, dash, rest] = OPENING.exec(word.text) ?? [];
    if (rest === undefined) continue;
    const name = unquote(rest);
    if (name === '') continue;
    const heredoc = readBody(reader, { name, expand: name === rest, chomp: dash === '-' }, line + 1);
    line = heredoc.endLine;
    heredocs.push(heredoc.heredoc);
  }
  return heredocs;
}

type Opening = Pick<Heredoc, 'name' | 'expand' | 'chomp'>;

function readBody(reader: LineReader, opening: Opening, line: number): { heredoc: Heredoc; endLine: number } {
  let start = -1;
  let end = -1;
  let last = line - 1;
  let closed = false;
  for (let next = reader.next(); next; next = reader.next()) {
    last = next.number;
    if (start === -1) start = next.start;
    end = next.start;
    closed = closes(reader.text.slice(next.start, next.end), opening);
    if (closed) break;
    end = Math.min(reader.text.length, next.end + 1);
  }
  if (start === -1) start = end = reader.text.length;
  const body = { text: reader.text.slice(start, end), start, end };
  return { heredoc: { ...opening, body, line, closed }, endLine: last };
}

function closes(line: string, { name, chomp }: Opening): boolean {
  if (line === name) return true;
  if (!chomp || !line.endsWith(name)) return false;
  for (let at = 0; at < line.length - name.length; at++) if (line[at] !== '\t') return false;
  return true;
}
