import { posix } from 'node:path';
import type { Token } from './tokens.ts';

/** A value in a config file: a literal that can be used, or code that only running it would answer. */
export type Value =
  | { readonly kind: 'literal'; readonly value: string }
  | { readonly kind: 'computed'; readonly mentions: readonly string[] };

/** What a config file written as a program says: settings by their path of keys (`build.outDir`), and what it imports. */
export interface Settings {
  readonly values: ReadonlyMap<string, Value>;
  readonly imports: ReadonlySet<string>;
}

/** Deeper settings are not read: no tool has them, and a bound keeps hostile files cheap. */
const DEEPEST = 8;
const MOST_FRAMES = 32;

/** Words that name the config file's own folder, and those that join segments to it. */
const FOLDER_WORDS = new Set(['__dirname', 'dirname', 'url', 'cwd', 'fileURLToPath']);
const PATH_WORDS = new Set([
  ...FOLDER_WORDS,
  ...['path', 'posix', 'resolve', 'join', 'import', 'meta', 'URL', 'new', 'process', 'pathname'],
]);

/** Words that are values by themselves. `__dirname` alone is the config file's folder. */
const PLAIN = new Map([
  ...['true', 'false', 'null', 'undefined'].map((word) => [word, word] as const),
  ['__dirname', '.'] as const,
]);

/** A bracket that is open: the key whose value is being read in it, and whether it is only one branch of the program. */
interface Frame {
  key: string | undefined;
  readonly branch: boolean;
}

/**
 * Reads the object literals of a program as settings. A value in a branch (`cond && { … }`, `cond ? { … } : …`) is left out
 * and one that is worked out by code is `computed`: a guess would be worse than saying so.
 */
export function readSettings(tokens: readonly Token[]): Settings {
  const values = new Map<string, Value>();
  const imports = new Set<string>();
  const constants = new Map<string, string>();
  const frames: Frame[] = [{ key: undefined, branch: false }];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    if (token.kind === 'mark') follow(frames, tokens, at);
    else if (token.kind === 'string' && isImport(tokens, at)) imports.add(token.text);
    else if (token.kind === 'word' && token.text === 'const') noteConstant(tokens, at, constants);
    else if (isAssigned(tokens, at)) note(values, [token.text], tokens, at + 2, constants);
    if (!isKey(tokens, at)) continue;
    const path = pathOf(frames);
    if (path) note(values, [...path, token.text], tokens, at + 2, constants);
    const frame = frames.at(-1);
    if (frame) frame.key = token.text;
  }
  return { values, imports };
}

/** Keeps account of the brackets that are open. */
function follow(frames: Frame[], tokens: readonly Token[], at: number): void {
  const mark = (tokens[at] as Token).text;
  const frame = frames.at(-1);
  if ('{(['.includes(mark)) frames.push({ key: undefined, branch: mark === '{' && isBranch(tokens, at) });
  else if ('})]'.includes(mark) && frames.length > 1) frames.pop();
  else if ((mark === ',' || mark === ';') && frame) frame.key = undefined;
}

/** The keys that lead to where we are; undefined in a branch, and where nesting is deeper than any config's. */
function pathOf(frames: readonly Frame[]): string[] | undefined {
  if (frames.length > MOST_FRAMES || frames.some(({ branch }) => branch)) return undefined;
  const keys = frames.flatMap(({ key }, index) => (key === undefined || index === frames.length - 1 ? [] : [key]));
  return keys.length < DEEPEST ? keys : undefined;
}

function isMark(token: Token | undefined, text: string): boolean {
  return token?.kind === 'mark' && token.text === text;
}

/** `cond && {`, `cond || {`, `cond ? {` and the `: {` that answers it. */
function isBranch(tokens: readonly Token[], brace: number): boolean {
  const before = tokens[brace - 1];
  if (isMark(before, '?') || isMark(before, '&') || isMark(before, '|')) return true;
  return isMark(before, ':') && !isKey(tokens, brace - 2);
}

function isKey(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (!token || token.kind === 'mark' || token.kind === 'computed' || !isMark(tokens[at + 1], ':')) return false;
  return isMark(tokens[at - 1], '{') || isMark(tokens[at - 1], ',');
}

/** `config.output = …`, but not `==` and `=>`. */
function isAssigned(tokens: readonly Token[], at: number): boolean {
  return (
    tokens[at]?.kind === 'word' &&
    isMark(tokens[at - 1], '.') &&
    isMark(tokens[at + 1], '=') &&
    !isMark(tokens[at + 2], '=') &&
    !isMark(tokens[at + 2], '>')
  );
}

function isImport(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  if (before?.kind === 'word') return before.text === 'from' || before.text === 'import';
  const caller = tokens[at - 2];
  return isMark(before, '(') && caller?.kind === 'word' && (caller.text === 'require' || caller.text === 'import');
}

function noteConstant(tokens: readonly Token[], at: number, constants: Map<string, string>): void {
  const [name, equals, value] = [tokens[at + 1], tokens[at + 2], tokens[at + 3]];
  if (name?.kind === 'word' && isMark(equals, '=') && value?.kind === 'string' && endsValue(tokens, at + 4)) {
    constants.set(name.text, value.text);
  }
}

function note(
  values: Map<string, Value>,
  path: readonly string[],
  tokens: readonly Token[],
  start: number,
  constants: ReadonlyMap<string, string>,
): void {
  const key = path.join('.');
  if (!values.has(key)) values.set(key, valueAt(tokens, start, constants));
}

function valueAt(tokens: readonly Token[], start: number, constants: ReadonlyMap<string, string>): Value {
  const first = tokens[start];
  if (first && endsValue(tokens, start + 1)) {
    if (first.kind === 'string') return { kind: 'literal', value: first.text };
    const value = first.kind === 'word' ? (constants.get(first.text) ?? PLAIN.get(first.text)) : undefined;
    if (value !== undefined) return { kind: 'literal', value };
  }
  const expression = expressionAt(tokens, start);
  const mentions = expression.filter((token) => token.kind === 'string').map((token) => token.text);
  return isPath(expression) ? { kind: 'literal', value: posix.join(...mentions) } : { kind: 'computed', mentions };
}

/** Whether an expression only joins segments to the config file's own folder: `path.resolve(__dirname, '../dist')`. */
function isPath(expression: readonly Token[]): boolean {
  return (
    expression.some((token) => token.kind === 'word' && FOLDER_WORDS.has(token.text)) &&
    expression.every((token) => token.kind !== 'computed' && (token.kind !== 'word' || PATH_WORDS.has(token.text))) &&
    expression.every((token) => token.kind !== 'mark' || '().,'.includes(token.text))
  );
}

/** The tokens of a value up to the comma or bracket that ends it; at most 60, more is code. */
function expressionAt(tokens: readonly Token[], start: number): Token[] {
  let depth = 0;
  const found: Token[] = [];
  for (let at = start; at < tokens.length && found.length < 60; at++) {
    const token = tokens[at] as Token;
    const opens = isMark(token, '(') || isMark(token, '{') || isMark(token, '[');
    const closes = isMark(token, ')') || isMark(token, '}') || isMark(token, ']');
    if (depth === 0 && (closes || isMark(token, ',') || isMark(token, ';'))) break;
    depth += opens ? 1 : closes ? -1 : 0;
    found.push(token);
  }
  return found;
}

function endsValue(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (!token) return true;
  if (token.kind === 'mark') return ',};)'.includes(token.text);
  // A literal followed by another word is one with a type, or the end of a line without a semicolon.
  return token.kind === 'word';
}
