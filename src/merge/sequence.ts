import { inOneOrder, type Pair, type Pairs } from './order.ts';
import type { Three } from './three.ts';

/** What one side did between two items that all three versions have. */
export interface Change<T> {
  readonly added: readonly T[];
  readonly removed: readonly T[];
}

/** How the items of a list are merged: stages, instructions, words. */
export interface Rules<T, Out> {
  readonly pair: Pair<T>;
  readonly same: (one: T, other: T) => boolean;
  /** Whether what both sides added is one thing, whatever stands around it. */
  readonly repeats: (one: T, other: T) => boolean;
  /** Whether the deletion by one side may stand although the other side has made `left` of the item. */
  readonly maySilentlyGo: (base: T, left: T, deletedBy: 'yours' | 'generated') => boolean;
  /** Whether both sides' changes at one place may stand, the user's first. `last`: nothing common comes behind them. */
  readonly together: (yours: Change<T>, generated: Change<T>, last: boolean) => boolean;
  readonly write: (item: T) => Out;
  /** An item that both sides changed. */
  readonly join: (three: Three<T>) => readonly Out[];
  readonly clash: (three: Three<readonly T[]>) => readonly Out[];
}

/** Whether something is gone on both sides, and one of them put something else of its kind in its place. */
export function isReplaced<T>(
  yours: Change<T>,
  generated: Change<T>,
  kind: (item: T) => unknown = () => null,
): boolean {
  const gone = new Set(yours.removed.filter((item) => generated.removed.includes(item)).map(kind));
  return [...yours.added, ...generated.added].some((item) => gone.has(kind(item)));
}

interface Merging<T, Out> {
  readonly rules: Rules<T, Out>;
  readonly yours: Pairs<T>;
  readonly generated: Pairs<T>;
  /** The items of both sides that come from the base. */
  readonly old: ReadonlySet<T>;
}

/**
 * Merges three versions of a list. Unlike a line merge it knows an item again after a change, so that changes of neighbours
 * do not touch; a clash is only what both sides did to the same item, or at the same place in an order that matters.
 */
export function mergeSequence<T, Out>(three: Three<readonly T[]>, rules: Rules<T, Out>): Out[] {
  const { lists, yours, generated } = inOneOrder(three, rules.pair);
  const merging = { rules, yours, generated, old: new Set([...yours.values(), ...generated.values()]) };
  const out: Out[] = [];
  let [atYours, atGenerated] = [0, 0];
  let open: T[] = [];
  for (const base of lists.base) {
    const [mine, ours] = [yours.get(base), generated.get(base)];
    if (mine === undefined || ours === undefined) {
      open.push(base);
      continue;
    }
    const [toYours, toGenerated] = [lists.yours.indexOf(mine, atYours), lists.generated.indexOf(ours, atGenerated)];
    const between = {
      base: open,
      yours: lists.yours.slice(atYours, toYours),
      generated: lists.generated.slice(atGenerated, toGenerated),
    };
    out.push(...mergeBetween(between, merging, false), ...mergeItem({ base, yours: mine, generated: ours }, rules));
    [open, atYours, atGenerated] = [[], toYours + 1, toGenerated + 1];
  }
  const rest = { base: open, yours: lists.yours.slice(atYours), generated: lists.generated.slice(atGenerated) };
  return [...out, ...mergeBetween(rest, merging, true)];
}

function mergeItem<T, Out>(three: Three<T>, { same, write, join }: Rules<T, Out>): readonly Out[] {
  const { base, yours, generated } = three;
  if (same(base, generated) || same(yours, generated)) return [write(yours)];
  return same(base, yours) ? [write(generated)] : join(three);
}

/** Merges what stands between two common items: every item here is added, or deleted by at least one side. */
function mergeBetween<T, Out>(region: Three<readonly T[]>, merging: Merging<T, Out>, last: boolean): readonly Out[] {
  const { rules, yours: mine, generated: ours, old } = merging;
  const { base, yours, generated } = region;
  const lost = base.filter((item) => isLost(item, mine.get(item), ours.get(item), rules));
  if (lost.length === 0 && isUntouched(base, generated, ours, rules)) return yours.map(rules.write);
  if (lost.length === 0 && isUntouched(base, yours, mine, rules)) return generated.map(rules.write);
  if (isRepeated(yours, generated, rules)) return yours.map(rules.write);
  const added = yours.filter((item) => !old.has(item));
  const news = generated.filter((item) => !old.has(item) && !added.some((other) => rules.repeats(item, other)));
  if (lost.length > 0) {
    if (added.length > 0 || news.length > 0) return rules.clash(region);
    return lost.flatMap((item) =>
      rules.clash({ base: [item], yours: listed(mine.get(item)), generated: listed(ours.get(item)) }),
    );
  }
  const byUser = { added, removed: base.filter((item) => !mine.has(item)) };
  const byUs = { added: news, removed: base.filter((item) => !ours.has(item)) };
  const bothActed = (isActive(byUser) && news.length > 0) || (isActive(byUs) && added.length > 0);
  const apart = bothActed && (around(yours, news, base, mine) ?? around(generated, added, base, ours));
  if (apart) return apart.map(rules.write);
  if (bothActed && !rules.together(byUser, byUs, last)) return rules.clash(region);
  return [...added, ...news].map(rules.write);
}

/**
 * What one side replaced, with what the other side added before and behind it. Undefined when that is not how it was: the
 * other side kept nothing, or added something in the middle of what is replaced.
 */
function around<T>(
  kept: readonly T[],
  news: readonly T[],
  base: readonly T[],
  pairs: Pairs<T>,
): readonly T[] | undefined {
  const old = base.flatMap((item) => pairs.get(item) ?? []);
  const [first, last] = [kept.indexOf(old[0] as T), kept.indexOf(old.at(-1) as T)];
  if (old.length === 0 || old.length < base.length || last - first >= old.length) return undefined;
  return [...kept.slice(0, first), ...news, ...kept.slice(last + 1)];
}

const isActive = ({ added, removed }: Change<unknown>) => added.length > 0 || removed.length > 0;
const listed = <T>(item: T | undefined): T[] => (item === undefined ? [] : [item]);

function isUntouched<T, Out>(
  base: readonly T[],
  side: readonly T[],
  pairs: Pairs<T>,
  { same }: Rules<T, Out>,
): boolean {
  if (base.length !== side.length) return false;
  return base.every((item, index) => pairs.get(item) === side[index] && same(item, side[index] as T));
}

function isRepeated<T, Out>(some: readonly T[], others: readonly T[], { repeats }: Rules<T, Out>): boolean {
  return some.length === others.length && some.every((item, at) => repeats(item, others[at] as T));
}

function isLost<T, Out>(base: T, mine: T | undefined, ours: T | undefined, { maySilentlyGo }: Rules<T, Out>): boolean {
  if (mine !== undefined) return !maySilentlyGo(base, mine, 'generated');
  return ours !== undefined && !maySilentlyGo(base, ours, 'yours');
}
