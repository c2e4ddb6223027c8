import type { UserError } from '../../src/errors.ts';
import type { CatalogueEntry } from '../../src/images/catalogue.ts';
import type { Resolved } from '../../src/images/lookup.ts';

/** What a registry said of one image. */
export type Answers = ReadonlyMap<string, Resolved | { readonly error: UserError }>;

/** An entry that is not what its registry has now. */
export interface Moved {
  readonly reference: string;
  /** null for an image that is new in the catalogue. */
  readonly before: string | null;
  readonly now: Resolved;
}

/** What asking the registries comes to. */
export interface Refresh {
  /** What the catalogue holds afterwards. */
  readonly entries: readonly CatalogueEntry[];
  readonly moved: readonly Moved[];
  /** How many are what their registries have. */
  readonly confirmed: number;
  /** Images that no registry gave a digest for: their entries, where there are any, are as they were. */
  readonly unresolved: readonly { readonly reference: string; readonly error: UserError }[];
  /** Entries that nobody names any more. */
  readonly dropped: readonly string[];
}

/**
 * The catalogue after its registries were asked. A digest is only ever an answer or what stood there before.
 * @param references what it is to hold
 * @param known what it holds
 * @param today the day (UTC) of the answers: `2026-11-23`
 */
export function refresh(
  references: readonly string[],
  known: readonly CatalogueEntry[],
  answers: Answers,
  today: string,
): Refresh {
  const before = new Map(known.map((entry) => [entry.reference, entry]));
  const result = {
    entries: [] as CatalogueEntry[],
    moved: [] as Moved[],
    unresolved: [] as { reference: string; error: UserError }[],
  };
  for (const reference of references) {
    const [old, answer] = [before.get(reference), answers.get(reference)];
    if (answer === undefined) throw new Error(`nobody was asked for ${reference}`);
    if ('error' in answer) {
      result.unresolved.push({ reference, error: answer.error });
      if (old !== undefined) result.entries.push(old);
      continue;
    }
    const { digest, kind } = answer;
    if (old?.digest !== digest || old.kind !== kind)
      result.moved.push({ reference, before: old?.digest ?? null, now: answer });
    result.entries.push({ reference, digest, kind, observed: today, confidence: 'resolved' });
  }
  const dropped = [...before.keys()].filter((reference) => !references.includes(reference));
  const confirmed = references.length - result.moved.length - result.unresolved.length;
  return { ...result, confirmed, dropped };
}
