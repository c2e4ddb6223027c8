import { diff3Merge } from 'node-diff3';
import { marked } from '../core/merge.ts';
import { mapThree, type Three } from './three.ts';

type Lines = readonly string[];

/** A part of the result: lines that stand, or a place where somebody has to choose. */
export type Chunk =
  | {
      readonly kind: 'merged';
      readonly lines: Lines /** How many instructions and directives they hold. */;
      readonly instructions: number;
    }
  | ({ readonly kind: 'conflict' } & Three<Lines>);

/** Lines that are no instruction. */
export function plainLines(lines: Lines): Chunk {
  return { kind: 'merged', lines, instructions: 0 };
}

/** A conflict over as few lines as possible: what all three versions have in front and behind stands outside. */
export function conflict(three: Three<Lines>): Chunk[] {
  const { base, yours, generated } = three;
  const shortest = Math.min(base.length, yours.length, generated.length);
  const alike = (at: number) => base.at(at) === yours.at(at) && base.at(at) === generated.at(at);
  let before = 0;
  while (before < shortest && alike(before)) before++;
  let behind = 0;
  while (behind < shortest - before && alike(-1 - behind)) behind++;
  const inner = mapThree(three, (lines) => lines.slice(before, lines.length - behind));
  return [
    plainLines(base.slice(0, before)),
    { kind: 'conflict', ...inner },
    plainLines(base.slice(base.length - behind)),
  ];
}

/** A conflict inside one instruction: its lines are compared, and at least one place stays open. */
export function conflictInside(three: Three<Lines>): Chunk[] {
  const chunks = compareLines(three);
  return chunks.some(({ kind }) => kind === 'conflict') ? chunks : conflict(three);
}

/** A plain line merge, of lines that are no instructions of their own. */
export function compareLines({ base, yours, generated }: Three<Lines>): Chunk[] {
  return diff3Merge([...yours], [...base], [...generated]).flatMap(({ ok, conflict: open }) =>
    open ? conflict({ base: open.o, yours: open.a, generated: open.b }) : plainLines(ok ?? []),
  );
}

/** The lines of the result, markers included, and how many places are open. */
export function assemble(chunks: readonly Chunk[]): { readonly lines: string[]; readonly conflicts: number } {
  const lines = chunks.flatMap((chunk) =>
    chunk.kind === 'merged' ? chunk.lines : marked(chunk.yours, chunk.base, chunk.generated),
  );
  return { lines, conflicts: chunks.filter(({ kind }) => kind === 'conflict').length };
}
