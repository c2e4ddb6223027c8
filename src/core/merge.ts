import { diff3Merge } from 'node-diff3';
import { UserError } from '../errors.ts';

/** The outcome of a merge; with conflicts, the text holds diff3 markers. */
export interface Merged {
  readonly text: string;
  readonly conflicts: number;
}

/** The three versions of one file. Line ends do not count as a change; the result has those of `current`. */
export interface Versions {
  readonly base: string;
  readonly current: string;
  readonly rendered: string;
}

/**
 * Merges the three versions of a file.
 * @param path says what kind of file it is, and names it in an error
 */
export type Merge = (versions: Versions, path: string) => Merged;

// what a comparison costs grows with the pairs of equal lines; a Dockerfile of 300 lines has about 2,000 of them
const MAX_PAIRS = 200_000;

/**
 * Merges line by line: the user's changes since the base and ours since the base, both kept.
 * @param path names the file in the error
 * @throws UserError `bad-input` when the versions are too long and repetitive to compare
 */
export function mergeLines(versions: Versions, path: string): Merged {
  const [current, base, rendered] = [lines(versions.current), lines(versions.base), lines(versions.rendered)];
  if (!areComparable(base, current) || !areComparable(base, rendered))
    throw new UserError('bad-input', `${path} is too long and repetitive to compare`, 'Move it away and run again.');
  const regions = diff3Merge(current, base, rendered);
  const merged = regions.flatMap(
    ({ ok, conflict }) => ok ?? (conflict ? marked(conflict.a, conflict.o, conflict.b) : []),
  );
  return {
    text: likeIn(versions.current, merged.join('\n')),
    conflicts: regions.filter((region) => region.conflict).length,
  };
}

/** The lines of a text, without their ends; a final line end gives an empty last line. */
export function lines(text: string): string[] {
  return plainEnds(text).split('\n');
}

/** Whether two lists of lines can be compared in well under a second: not when they hold too many equal lines. */
export function areComparable(one: readonly string[], other: readonly string[], most = MAX_PAIRS): boolean {
  const counts = new Map<string, number>();
  for (const line of one) counts.set(line, (counts.get(line) ?? 0) + 1);
  let pairs = 0;
  for (const line of other) pairs += counts.get(line) ?? 0;
  return pairs <= most;
}

/** A place where somebody has to choose, with diff3's markers. */
export function marked(yours: readonly string[], base: readonly string[], generated: readonly string[]): string[] {
  return [
    '<<<<<<< yours',
    ...yours,
    '||||||| generated before',
    ...base,
    '=======',
    ...generated,
    '>>>>>>> generated now',
  ];
}

/** Whether somebody still has to solve a conflict in this text. */
export function hasMarkers(text: string): boolean {
  return /^<{7} /m.test(text) && /^={7}\r?$/m.test(text) && /^>{7} /m.test(text);
}

/** Whether two texts are the same, whatever their line ends. */
export function sameText(one: string, other: string): boolean {
  return one === other || plainEnds(one) === plainEnds(other);
}

/** A text with the line ends that a file has now: a checkout on Windows keeps its own. */
export function likeIn(current: string, text: string): string {
  return usesCrlf(current) ? plainEnds(text).replaceAll('\n', '\r\n') : text;
}

function usesCrlf(text: string): boolean {
  return text.includes('\r\n') && !/(?:^|[^\r])\n/.test(text);
}

function plainEnds(text: string): string {
  return text.replaceAll('\r\n', '\n');
}
