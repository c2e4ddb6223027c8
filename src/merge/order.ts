import type { Three } from './three.ts';

/** Which item of one version became which item of another. */
export type Pairs<T> = ReadonlyMap<T, T>;

/** Finds the pairs between the base and one of its descendants. */
export type Pair<T> = (base: readonly T[], side: readonly T[]) => Pairs<T>;

/** Three versions of a list, and the pairs between them. Pairs keep the order of the lists: none crosses another. */
export interface Paired<T> {
  readonly lists: Three<readonly T[]>;
  readonly yours: Pairs<T>;
  readonly generated: Pairs<T>;
}

/**
 * Pairs the items of three versions. What one side has moved is moved in the other two versions as well, so that a change of
 * the other side lands where the item stands now. What both sides moved stays where the user put it.
 */
export function inOneOrder<T>({ base, yours, generated }: Three<readonly T[]>, pair: Pair<T>): Paired<T> {
  const mine = pair(base, yours);
  const ours = pair(base, generated);
  const movedByUser = outOfOrder(base, yours, mine);
  const base2 = follow(base, yours, inverse(mine), movedByUser);
  const generated2 = follow(generated, yours, chain(inverse(mine), ours), movedByUser);
  const movedByUs = outOfOrder(base2, generated2, ours);
  const base3 = follow(base2, generated2, inverse(ours), movedByUs);
  const yours3 = follow(yours, generated2, chain(inverse(ours), mine), movedByUs);
  return {
    lists: { base: base3, yours: yours3, generated: generated2 },
    yours: without(mine, outOfOrder(base3, yours3, mine)),
    generated: without(ours, outOfOrder(base3, generated2, ours)),
  };
}

/** A list in which the items that the leader moved stand behind the same neighbour as in the leader. */
function follow<T>(list: readonly T[], leader: readonly T[], twins: Pairs<T>, moved: ReadonlySet<T>): readonly T[] {
  if (moved.size === 0) return list;
  const leaving = new Set([...moved].map((item) => twins.get(item)));
  const result = list.filter((item) => !leaving.has(item));
  let previous: T | undefined;
  for (const item of leader) {
    const twin = twins.get(item);
    if (twin === undefined) continue;
    if (moved.has(item)) result.splice(previous === undefined ? 0 : result.indexOf(previous) + 1, 0, twin);
    previous = twin;
  }
  return result;
}

/** The items of the side that have to move for the rest to stand in the base's order: as few as possible. */
function outOfOrder<T>(base: readonly T[], side: readonly T[], pairs: Pairs<T>): Set<T> {
  const place = new Map(side.map((item, index) => [item, index]));
  const items = base.flatMap((item) => pairs.get(item) ?? []);
  const staying = new Set(longestRising(items.map((item) => place.get(item) ?? 0)));
  return new Set(items.filter((_, index) => !staying.has(index)));
}

/** The indexes of a longest rising subsequence (patience sorting). */
function longestRising(values: readonly number[]): number[] {
  const tails: number[] = [];
  const before: (number | undefined)[] = [];
  for (const [index, value] of values.entries()) {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[tails[middle] as number] as number) < value) low = middle + 1;
      else high = middle;
    }
    before[index] = tails[low - 1];
    tails[low] = index;
  }
  const rising: number[] = [];
  for (let at = tails.at(-1); at !== undefined; at = before[at]) rising.push(at);
  return rising;
}

function inverse<T>(pairs: Pairs<T>): Pairs<T> {
  return new Map([...pairs].map(([from, to]) => [to, from]));
}

function chain<T>(first: Pairs<T>, second: Pairs<T>): Pairs<T> {
  return new Map(
    [...first].flatMap(([from, middle]) => {
      const to = second.get(middle);
      return to === undefined ? [] : [[from, to] as const];
    }),
  );
}

function without<T>(pairs: Pairs<T>, dropped: ReadonlySet<T>): Pairs<T> {
  return dropped.size === 0 ? pairs : new Map([...pairs].filter(([, to]) => !dropped.has(to)));
}
