import { diffIndices } from 'node-diff3';
import { areComparable } from '../core/merge.ts';

// what is compared with what: enough for every real file, and little enough for a hostile one
const MAX_PAIRS = 20_000;
const MAX_SCORES = 10_000;
/** From here on an item counts as changed, below as replaced. */
export const ALIKE = 0.5;
const MOVED = 0.8;

/** How items are known again in another version. */
export interface Likeness<T> {
  readonly text: (item: T) => string;
  /** From 0 (another thing) to 1 (the same thing). */
  readonly score: (base: T, other: T) => number;
  /** Whether items are looked for at other places too. */
  readonly moves: boolean;
}

/** Pairs equal items first, then those alike between them, then what has moved. */
export function pairUp<T>(base: readonly T[], side: readonly T[], likeness: Likeness<T>): Map<T, T> {
  const [texts, others] = [base.map(likeness.text), side.map(likeness.text)];
  const pairs = new Map<T, T>();
  if (!areComparable(texts, others, MAX_PAIRS)) return pairs;
  let [at, atSide] = [0, 0];
  const equal = (until: number) => {
    while (at < until) pairs.set(base[at++] as T, side[atSide++] as T);
  };
  for (const { buffer1, buffer2 } of diffIndices(texts, others)) {
    equal(buffer1[0]);
    const [gap, sideGap] = [base.slice(at, at + buffer1[1]), side.slice(atSide, atSide + buffer2[1])];
    for (const [one, other] of alike(gap, sideGap, likeness.score)) pairs.set(one, other);
    [at, atSide] = [at + buffer1[1], atSide + buffer2[1]];
  }
  equal(base.length);
  if (likeness.moves) addMoved(pairs, base, side, likeness);
  return pairs;
}

/** The pairs in order with the greatest likeness in all. */
function alike<T>(base: readonly T[], side: readonly T[], score: Likeness<T>['score']): [T, T][] {
  if (base.length * side.length > MAX_SCORES) return [];
  const scores = base.map((item) => side.map((other) => score(item, other)));
  const best = Array.from({ length: base.length + 1 }, () => new Array<number>(side.length + 1).fill(0));
  const value = (row: number, column: number) => best[row]?.[column] ?? 0;
  const ofPair = (row: number, column: number) => {
    const likeness = scores[row]?.[column] ?? 0;
    return likeness >= ALIKE ? likeness + value(row + 1, column + 1) : 0;
  };
  for (let row = base.length - 1; row >= 0; row--) {
    for (let column = side.length - 1; column >= 0; column--) {
      (best[row] as number[])[column] = Math.max(value(row + 1, column), value(row, column + 1), ofPair(row, column));
    }
  }
  const pairs: [T, T][] = [];
  let [row, column] = [0, 0];
  while (row < base.length && column < side.length) {
    const most = value(row, column);
    if (most > 0 && most === ofPair(row, column)) pairs.push([base[row++] as T, side[column++] as T]);
    else if (most === value(row + 1, column)) row++;
    else column++;
  }
  return pairs;
}

function addMoved<T>(pairs: Map<T, T>, base: readonly T[], side: readonly T[], { score }: Likeness<T>): void {
  const taken = new Set(pairs.values());
  const missing = base.filter((item) => !pairs.has(item));
  const fresh = new Set(side.filter((item) => !taken.has(item)));
  if (missing.length * fresh.size > MAX_SCORES) return;
  for (const item of missing) {
    let [best, found]: [number, T | undefined] = [MOVED, undefined];
    for (const other of fresh) {
      const likeness = score(item, other);
      if (likeness >= best && (found === undefined || likeness > best)) [best, found] = [likeness, other];
    }
    if (found === undefined) continue;
    pairs.set(item, found);
    fresh.delete(found);
  }
}

/** How much two sets of words have in common (Dice's coefficient). */
function common(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  if (one.size + other.size === 0) return 1;
  let shared = 0;
  for (const word of one) if (other.has(word)) shared++;
  return (2 * shared) / (one.size + other.size);
}

/** A likeness by words, which are only asked for where items differ, and once. */
export function byWords<T>(wordsOf: (item: T) => ReadonlySet<string>): (one: T, other: T) => number {
  const known = new Map<T, ReadonlySet<string>>();
  const words = (item: T) => {
    const found = known.get(item) ?? wordsOf(item);
    known.set(item, found);
    return found;
  };
  return (one, other) => common(words(one), words(other));
}
