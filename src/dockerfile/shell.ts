import { ShellReader } from './shell-words.ts';

/** `>`, `2>>`, `<` … with the word behind it. */
export interface Redirect {
  readonly operator: string;
  readonly target: string;
}

/** What stands between two commands; `''` where there is none. */
export type Operator = '&&' | '||' | ';' | '|' | '&' | '';

/** A simple command of a shell text. Nothing is run or expanded: `$X` stays `$X`. */
export interface Command {
  /** The words without quotes; the first names the program. */
  readonly words: readonly string[];
  /** `NAME=value` before the program. */
  readonly assignments: readonly { readonly name: string; readonly value: string }[];
  readonly redirects: readonly Redirect[];
  /** What joins it to the command before and behind it. */
  readonly before: Operator;
  readonly behind: Operator;
  /** Inside `$(…)` or backticks: its output becomes a part of another command. */
  readonly nested: boolean;
  /** Where it stands in the shell text. */
  readonly start: number;
  readonly end: number;
}

/** Words that only steer the shell; the command begins behind them. */
const STEERING: ReadonlySet<string> = new Set([
  'if',
  'then',
  'elif',
  'else',
  'fi',
  'while',
  'until',
  'do',
  'done',
  'esac',
  '{',
  '}',
  '!',
]);
const ASSIGNMENT = /^([A-Za-z_][A-Za-z0-9_]*)\+?=/;

/** Splits a POSIX shell text into its simple commands, in order; never fails, whatever the text. Heredocs are skipped. */
export function parseShell(text: string, nested = false, depth = 0): Command[] {
  const found: Command[] = [];
  const addNested = (inner: string, at: number) => {
    for (const command of parseShell(inner, true, depth + 1)) {
      found.push({ ...command, start: command.start + at, end: command.end + at });
    }
  };
  const reader = new ShellReader(text, addNested, depth);
  let draft = newDraft('');
  for (let token = reader.next(); token; token = reader.next()) {
    if (token.kind === 'operator') {
      push(found, draft, token.operator, nested);
      draft = newDraft(token.operator);
    } else {
      if (draft.start === -1) draft.start = token.start;
      draft.end = token.end;
      if (token.kind === 'redirect') draft.redirects.push({ operator: token.operator, target: token.text });
      else addWord(draft, token.text, token.quoted);
    }
  }
  push(found, draft, '', nested);
  return found.sort((a, b) => a.start - b.start);
}

interface Draft {
  readonly words: string[];
  readonly assignments: { name: string; value: string }[];
  readonly redirects: Redirect[];
  readonly before: Operator;
  start: number;
  end: number;
}

function newDraft(before: Operator): Draft {
  return { words: [], assignments: [], redirects: [], before, start: -1, end: -1 };
}

function addWord(draft: Draft, text: string, quoted: boolean): void {
  if (draft.words.length === 0) {
    const name = ASSIGNMENT.exec(text.slice(0, 256))?.[1];
    if (name !== undefined) {
      draft.assignments.push({ name, value: text.slice(text.indexOf('=') + 1) });
      return;
    }
    if (!quoted && STEERING.has(text)) return;
  }
  draft.words.push(text);
}

function push(found: Command[], draft: Draft, behind: Operator, nested: boolean): void {
  if (draft.words.length + draft.assignments.length + draft.redirects.length === 0) return;
  found.push({ ...draft, behind, nested });
}
