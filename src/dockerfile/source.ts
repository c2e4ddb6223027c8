/**
 * A piece of the file: its text as the build sees it (continuations joined, quotes kept) and where it stands in the file.
 * The file holds exactly `text` there, unless a continuation runs through the piece: compare before replacing.
 */
export interface Token {
  readonly text: string;
  /** Offset of the first character in the file's text. */
  readonly start: number;
  /** Offset behind the last character. */
  readonly end: number;
}

/** A physical line without its line break. */
export interface Line {
  /** 1-based. */
  readonly number: number;
  readonly start: number;
  readonly end: number;
}

/** Walks over the lines of a text, one at a time, so that a file of ten million line breaks needs no ten million objects. */
export class LineReader {
  readonly text: string;
  #offset: number;
  #number = 0;

  constructor(text: string) {
    this.text = text;
    this.#offset = text.startsWith('\uFEFF') ? 1 : 0;
  }

  /** The next line, or undefined at the end. `\r` before the break belongs to the break. */
  next(): Line | undefined {
    const start = this.#offset;
    if (start >= this.text.length) return undefined;
    const found = this.text.indexOf('\n', start);
    const stop = found === -1 ? this.text.length : found;
    this.#offset = stop + 1;
    let end = stop;
    while (end > start && this.text[end - 1] === '\r') end--;
    return { number: ++this.#number, start, end };
  }
}

/** On which line, counted from 1, an offset of a text lies. */
export type LineOf = (offset: number) => number;

/** Finds the line breaks of a text once, for all offsets that are asked of it. */
export function lineFinder(text: string): LineOf {
  const breaks: number[] = [];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) breaks.push(at);
  return (offset) => {
    let [low, high] = [0, breaks.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((breaks[middle] as number) < offset) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
}

/** The text of an instruction, joined from lines, that knows where each part of it stands in the file. */
export class Joined {
  text = '';
  readonly #at: number[] = [];
  readonly #start: number[] = [];

  /** Adds the part of `source` between two offsets. */
  add(source: string, start: number, end: number): void {
    this.#at.push(this.text.length);
    this.#start.push(start);
    this.text += source.slice(start, end);
  }

  /** The token between two positions of the joined text. */
  token(from: number, to: number): Token {
    const start = this.#offset(from);
    const end = to > from ? this.#offset(to - 1) + 1 : start;
    return { text: this.text.slice(from, to), start, end };
  }

  #offset(position: number): number {
    let low = 0;
    let high = this.#at.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#at[middle] as number) <= position) low = middle;
      else high = middle - 1;
    }
    return (this.#start[low] ?? 0) + position - (this.#at[low] ?? 0);
  }
}
