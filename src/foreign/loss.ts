import type { Instruction } from '../dockerfile/parse.ts';
import type { Reading } from './reading.ts';

/** One thing that a Dockerfile has, as it is called in a note, and its line. */
export interface Thing {
  readonly what: string;
  readonly line: number;
}

/** Things of one kind with what to do about them. */
export interface Loss {
  /** What stands before the list: `sets`. */
  readonly verb: string;
  readonly things: readonly Thing[];
  readonly advice: string;
}

/** The instructions of what ships, those of a lower stage first. */
export function instructionsOf({ shipped }: Reading, keyword: string): Instruction[] {
  return [...shipped].reverse().flatMap(({ instructions }) => instructions.filter((each) => each.keyword === keyword));
}

/** Each thing once, at its first line. */
export function unique(things: readonly Thing[]): Thing[] {
  const seen = new Set<string>();
  return things.filter(({ what }) => !seen.has(what) && seen.add(what));
}
