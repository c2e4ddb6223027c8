import type { Project } from './project.ts';

/** What came of parsing a file: its value, or why there is none. */
type Outcome<Value> = { readonly value: Value } | { readonly error: unknown };

interface Kept {
  readonly outcomes: Map<string, { readonly size: number; readonly outcome: Outcome<unknown> }>;
  size: number;
}

/** Characters of text whose values are kept of a project: every file that people write, and none of the largest. */
const MOST = 4 * 1024 * 1024;

const kept = new WeakMap<Project, Kept>();

/**
 * Parses a file of a project once, for one stack after another asks for the same ones: two megabytes of TOML take half a second.
 * The values of the files that were parsed first are let go where many would fill the memory.
 * @param what the format and the path
 * @throws what `parse` throws, each time
 */
export function parsedOnce<Value>(project: Project, what: string, text: string, parse: () => Value): Value {
  const known = kept.get(project) ?? { outcomes: new Map(), size: 0 };
  kept.set(project, known);
  const outcome = (known.outcomes.get(what)?.outcome as Outcome<Value> | undefined) ?? outcomeOf(parse);
  if (!known.outcomes.has(what) && text.length <= MOST) {
    known.outcomes.set(what, { size: text.length, outcome });
    known.size += text.length;
    letGo(known);
  }
  if ('error' in outcome) throw outcome.error;
  return outcome.value;
}

function outcomeOf<Value>(parse: () => Value): Outcome<Value> {
  try {
    return { value: parse() };
  } catch (error) {
    return { error };
  }
}

function letGo(known: Kept): void {
  for (const [what, { size }] of known.outcomes) {
    if (known.size <= MOST) return;
    known.outcomes.delete(what);
    known.size -= size;
  }
}
