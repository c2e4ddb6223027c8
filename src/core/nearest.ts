/**
 * The known name that was most likely meant.
 * @returns undefined when none is near enough (more than two letters, or a third of them, differ)
 */
export function nearest(name: string, known: readonly string[]): string | undefined {
  if (name.length > 40) return undefined;
  let best: { name: string; distance: number } | undefined;
  for (const candidate of known) {
    const measured = distance(name.toLowerCase(), candidate.toLowerCase());
    if (measured <= Math.max(2, candidate.length / 3) && (!best || measured < best.distance))
      best = { name: candidate, distance: measured };
  }
  return best?.name;
}

/** What to say of a name that is not known: the one that was most likely meant, or all that there are. */
export function knownHint(name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  return meant ? `Did you mean ${meant}?` : `Known: ${known.join(', ')}.`;
}

/** Letters to insert, delete or replace between two words (Levenshtein). */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
