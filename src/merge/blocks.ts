import { pairs } from '../dockerfile/pairs.ts';
import { type Instruction, parseDockerfile } from '../dockerfile/parse.ts';

/** An instruction with the comment on top of it, or a comment that stands alone. */
export interface Block {
  /** `FROM`, `RUN` …; `#` for a comment that stands alone, `#syntax` for a directive. */
  readonly keyword: string;
  /** Blank lines, and the comment that belongs to the instruction. */
  readonly lead: readonly string[];
  readonly body: readonly string[];
  readonly text: string;
  /** The variables that ENV, ARG or LABEL set. */
  readonly names: ReadonlySet<string>;
}

/** A stage, or what stands before the first one. */
export interface Section {
  /** The stage's name in lower case; the image when it has none; empty before the first stage. */
  readonly name: string;
  readonly isNamed: boolean;
  /** What FROM names, without its digest. */
  readonly image: string;
  readonly blocks: readonly Block[];
}

/** A Dockerfile taken apart; its parts hold every line of it, in order. */
export interface Parts {
  readonly sections: readonly Section[];
  /** Blank lines at the end. */
  readonly tail: readonly string[];
}

type Draft = Section & { readonly blocks: Block[] };

interface Place {
  readonly keyword: string;
  readonly from: number;
  readonly to: number;
  readonly instruction: Instruction | null;
}

/** Takes a Dockerfile apart into stages and their instructions. */
export function takeApart(text: string): Parts {
  const lines = text === '' ? [] : text.split('\n');
  const { instructions, directives } = parseDockerfile(text);
  const places: Place[] = [
    ...directives.map(({ name, line }) => ({ keyword: `#${name}`, from: line - 1, to: line, instruction: null })),
    ...instructions.map((instruction) => ({
      keyword: instruction.keyword,
      from: instruction.line - 1,
      to: instruction.endLine,
      instruction,
    })),
  ];
  const sections: Draft[] = [{ name: '', isNamed: false, image: '', blocks: [] }];
  let at = 0;
  for (const place of places) {
    const { alone, lead } = splitComments(lines.slice(at, place.from), false);
    sections.at(-1)?.blocks.push(...alone);
    if (place.keyword === 'FROM') sections.push(newSection(place.instruction));
    sections.at(-1)?.blocks.push(block(place, lead, lines.slice(place.from, place.to)));
    at = place.to;
  }
  const { alone, lead: tail } = splitComments(lines.slice(at), true);
  sections.at(-1)?.blocks.push(...alone);
  return { sections, tail };
}

/** Comments with a blank line behind them stand alone; the last one belongs to the instruction that follows. */
function splitComments(lines: readonly string[], atEnd: boolean): { alone: Block[]; lead: string[] } {
  const alone: Block[] = [];
  let [blanks, comment]: [string[], string[]] = [[], []];
  const close = () => {
    if (comment.length === 0) return;
    alone.push(block({ keyword: '#', from: 0, to: 0, instruction: null }, blanks, comment));
    [blanks, comment] = [[], []];
  };
  for (const line of lines) {
    if (line.trim() !== '') comment.push(line);
    else {
      close();
      blanks.push(line);
    }
  }
  if (atEnd) close();
  return { alone, lead: [...blanks, ...comment] };
}

const NAMED: ReadonlySet<string> = new Set(['ENV', 'ARG', 'LABEL']);

function block({ keyword, instruction }: Place, lead: readonly string[], body: readonly string[]): Block {
  const text = body.join('\n');
  const names = instruction && NAMED.has(keyword) ? pairs(instruction).map(({ name }) => name) : [];
  return { keyword, lead, body, text, names: new Set(names) };
}

function newSection(from: Instruction | null): Draft {
  const [first, as, name] = from?.words ?? [];
  const image = withoutDigests(first?.text ?? '');
  const isNamed = as?.text.toLowerCase() === 'as' && name !== undefined;
  return { name: isNamed ? name.text.toLowerCase() : image, isNamed, image, blocks: [] };
}

/** By what a stage is known again after a change. */
export function wordsOfStage({ blocks }: Section): ReadonlySet<string> {
  return new Set(blocks.flatMap((block) => [...wordsOf(block)]));
}

/** By what a block is known again after a change: its words, images as their tags alone. */
export function wordsOf({ keyword, text }: Block): ReadonlySet<string> {
  const words = withoutDigests(text).split(/\s+/);
  return new Set(words.filter((word) => word !== '\\' && word.toUpperCase() !== keyword));
}

/** A text with its images as their tags alone. */
export function withoutDigests(text: string): string {
  return text.replaceAll(/@sha256:[0-9a-f]{64}/g, '');
}
