import { type Heredoc, readHeredocs } from './heredoc.ts';
import { Joined, type Line, LineReader, type Token } from './source.ts';
import { type Flag, isBlank, jsonWords, skipBlanks, splitFlags, splitWords } from './words.ts';

/** One instruction. Offsets count characters of the file's text; lines are 1-based. */
export interface Instruction {
  /** Upper case: `FROM`, `RUN`; whatever the first word is when it is no instruction that exists. */
  readonly keyword: string;
  /** The keyword as it is written. */
  readonly name: Token;
  /** First and last line, heredoc bodies included. */
  readonly line: number;
  readonly endLine: number;
  readonly start: number;
  /** Behind the last character, without the line break. */
  readonly end: number;
  readonly flags: readonly Flag[];
  /** Everything behind the flags, continuations joined and comments between them left out. */
  readonly args: Token;
  /** The token between two positions of `args.text`. */
  readonly part: (from: number, to: number) => Token;
  /** `args` in words, quotes kept. */
  readonly words: readonly Token[];
  /** The strings of the exec form; null for the shell form and for instructions that have none. */
  readonly json: readonly string[] | null;
  readonly heredocs: readonly Heredoc[];
  /** What stands behind ONBUILD, or `CMD …` behind HEALTHCHECK. */
  readonly inner: Instruction | null;
}

/** A comment line, inside an instruction or between two. */
export interface Comment extends Token {
  readonly line: number;
}

/** `# name=value` at the top of the file: `syntax`, `escape`, `check`. */
export interface Directive {
  readonly name: string;
  readonly value: Token;
  readonly line: number;
}

export interface Dockerfile {
  readonly text: string;
  readonly escape: '\\' | '`';
  readonly directives: readonly Directive[];
  readonly comments: readonly Comment[];
  readonly instructions: readonly Instruction[];
}

const DIRECTIVES: ReadonlySet<string> = new Set(['syntax', 'escape', 'check']);
const WITH_HEREDOC: ReadonlySet<string> = new Set(['RUN', 'COPY', 'ADD']);
const WITH_JSON: ReadonlySet<string> = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'SHELL', 'VOLUME', 'COPY', 'ADD']);
const DIRECTIVE = /^#\s*([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(?=\S)/;

interface State {
  readonly reader: LineReader;
  readonly comments: Comment[];
  escape: '\\' | '`';
}

/**
 * Reads a Dockerfile as BuildKit's own parser does, and never fails: what is no instruction is kept as one with an unknown
 * keyword. The time it takes grows with the length of the text and nothing else.
 */
export function parseDockerfile(text: string): Dockerfile {
  const state: State = { reader: new LineReader(text), comments: [], escape: '\\' };
  const directives: Directive[] = [];
  const instructions: Instruction[] = [];
  let atTop = true;
  for (let line = state.reader.next(); line; line = state.reader.next()) {
    const directive = atTop ? readDirective(text, line) : undefined;
    if (directive && !directives.some(({ name }) => name === directive.name)) {
      directives.push(directive);
      if (directive.name === 'escape' && directive.value.text === '`') state.escape = '`';
      continue;
    }
    atTop &&= DIRECTIVE.test(text.slice(line.start, line.end));
    const first = firstCharacter(text, line);
    if (first === '#') state.comments.push(comment(text, line));
    else if (first !== '') instructions.push(readInstruction(state, line));
  }
  return { text, escape: state.escape, directives, comments: state.comments, instructions };
}

function readDirective(text: string, line: Line): Directive | undefined {
  const written = text.slice(line.start, line.end);
  const match = DIRECTIVE.exec(written);
  const name = match?.[1]?.toLowerCase();
  if (!match || name === undefined || !DIRECTIVES.has(name)) return undefined;
  const value = written.slice(match[0].length).trimEnd();
  const start = line.start + match[0].length;
  return { name, value: { text: value, start, end: start + value.length }, line: line.number };
}

function firstCharacter(text: string, line: Line): string {
  const at = skipBlanks(text, line.start, line.end);
  return at < line.end ? (text[at] as string) : '';
}

function comment(text: string, line: Line): Comment {
  const start = skipBlanks(text, line.start, line.end);
  return { text: text.slice(start, line.end), start, end: line.end, line: line.number };
}

function readInstruction(state: State, first: Line): Instruction {
  const joined = new Joined();
  const start = skipBlanks(state.reader.text, first.start, first.end);
  let last = first;
  let open = addLine(state, joined, start, first.end);
  while (open) {
    const line = state.reader.next();
    if (!line) break;
    last = line;
    const character = firstCharacter(state.reader.text, line);
    if (character === '#') state.comments.push(comment(state.reader.text, line));
    else if (character !== '') open = addLine(state, joined, line.start, line.end);
  }
  return withHeredocs(state, interpret(joined, 0, state.escape, { line: first.number, start }), last);
}

/** Adds a line without its continuation mark; returns whether it had one. Two escape characters are none. */
function addLine({ reader: { text }, escape: mark }: State, joined: Joined, start: number, end: number): boolean {
  let stop = end;
  while (stop > start && (text[stop - 1] === ' ' || text[stop - 1] === '\t')) stop--;
  const open = stop > start && text[stop - 1] === mark && (stop - 1 === start || text[stop - 2] !== mark);
  joined.add(text, start, open ? stop - 1 : end);
  return open;
}

type Draft = Omit<Instruction, 'endLine' | 'end' | 'heredocs' | 'inner'> & { readonly inner: Draft | null };

function interpret(joined: Joined, at: number, mark: string, place: { line: number; start: number }): Draft {
  const { text } = joined;
  let end = at;
  while (end < text.length && !isBlank(text, end)) end++;
  const name = joined.token(at, end);
  const keyword = name.text.toUpperCase();
  const { flags, at: begin } = splitFlags(joined, end, mark);
  const args = joined.token(begin, Math.max(begin, text.trimEnd().length));
  const words = splitWords(joined, begin, mark);
  const json = WITH_JSON.has(keyword) ? jsonWords(args.text) : null;
  const nested = keyword === 'ONBUILD' || (keyword === 'HEALTHCHECK' && words[0]?.text.toUpperCase() === 'CMD');
  const inner = nested && words[0] ? interpretInner(joined, begin, mark, place.line, words[0].start) : null;
  const part = (from: number, to: number) => joined.token(begin + from, begin + to);
  return { keyword, name, line: place.line, start: place.start, flags, args, part, words, json, inner };
}

/** ONBUILD ONBUILD … is forbidden by the build, so one level is enough, and a chain of them cannot exhaust the stack. */
function interpretInner(joined: Joined, at: number, mark: string, line: number, start: number): Draft | null {
  const again = /^ONBUILD\b/i.test(joined.text.slice(at, at + 16));
  return again ? null : interpret(joined, at, mark, { line, start });
}

function withHeredocs({ reader }: State, draft: Draft, last: Line): Instruction {
  const owner = draft.keyword === 'ONBUILD' ? draft.inner : draft;
  const heredocs =
    owner && WITH_HEREDOC.has(owner.keyword) && owner.json === null
      ? readHeredocs(owner.words, reader, last.number)
      : [];
  const ending = endOf(reader.text, heredocs, last);
  return finish(draft, heredocs, ending);
}

function finish(draft: Draft, heredocs: readonly Heredoc[], ending: { end: number; endLine: number }): Instruction {
  // field by field: this runs for every instruction, and copying whole objects takes as long as reading the file
  const { keyword, name, line, start, flags, args, part, words, json } = draft;
  const { end, endLine } = ending;
  const inner = draft.inner && finish(draft.inner, heredocs, ending);
  return { keyword, name, line, endLine, start, end, flags, args, part, words, json, heredocs, inner };
}

function endOf(text: string, heredocs: readonly Heredoc[], last: Line): { end: number; endLine: number } {
  const final = heredocs.at(-1);
  if (!final) return { end: last.end, endLine: last.number };
  const bodyLines = final.body.text.split('\n').length - 1;
  if (!final.closed) {
    const partial = final.body.text !== '' && !final.body.text.endsWith('\n') ? 1 : 0;
    return { end: text.length, endLine: final.line - 1 + bodyLines + partial };
  }
  const stop = text.indexOf('\n', final.body.end);
  const end = stop === -1 ? text.length : stop;
  return { end: text[end - 1] === '\r' ? end - 1 : end, endLine: final.line + bodyLines };
}
