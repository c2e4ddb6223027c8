import { type Block, withoutDigests, wordsOf } from './blocks.ts';
import { type Chunk, conflict, conflictInside, plainLines } from './chunk.ts';
import { mergeComments, saysMore } from './comments.ts';
import { commute } from './commute.ts';
import { mergeInstruction } from './instruction.ts';
import { ALIKE, byWords, pairUp } from './pair.ts';
import { isReplaced, mergeSequence, type Rules } from './sequence.ts';
import { mapThree, settled, type Three } from './three.ts';

/** A stage has one of them, or one that counts: another value is a change and not another instruction. */
const SINGLE: ReadonlySet<string> = new Set([
  ...['FROM', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK', 'STOPSIGNAL', 'USER', 'WORKDIR', 'EXPOSE', 'SHELL'],
  ...['#syntax', '#check', '#escape'],
]);

const RULES: Rules<Block, Chunk> = {
  pair: pairBlocks,
  same: sameBlock,
  repeats: (one, other) => one.text === other.text,
  maySilentlyGo: mayGo,
  together: (yours, generated) =>
    !isReplaced(yours, generated, ({ keyword }) => keyword) &&
    yours.added.every((one) => generated.added.every((other) => commute(one, other))),
  write: (block) => writeBlocks([block]),
  join: joinBlocks,
  clash: (three) => conflict(mapThree(three, (blocks) => blocks.flatMap(linesOf))),
};

/** Pairs the instructions of two versions of a stage. */
export function pairBlocks(base: readonly Block[], side: readonly Block[]): Map<Block, Block> {
  return pairUp(base, side, { text: ({ text }) => text, score: likeness(), moves: true });
}

/** Merges the instructions of one stage. */
export function mergeBlocks(three: Three<readonly Block[]>): Chunk[] {
  return mergeSequence(three, RULES);
}

/** Whether two blocks are the same, their comments included. */
export function sameBlock(one: Block, other: Block): boolean {
  return (
    one.text === other.text &&
    one.lead.length === other.lead.length &&
    one.lead.every((line, at) => line === other.lead[at])
  );
}

/**
 * Whether a deleted block may go although the other side changed it: when only digests moved in it, and the user wrote no
 * comment into it. Comments that the user deleted are gone.
 */
export function mayGo(base: Block, left: Block, deletedBy: 'yours' | 'generated'): boolean {
  if (deletedBy === 'yours' && base.keyword === '#') return true;
  const isSame = withoutDigests(base.text) === withoutDigests(left.text);
  return isSame && (deletedBy === 'yours' || !saysMore(left.lead, base.lead));
}

/** Blocks as a part of the result. */
export function writeBlocks(blocks: readonly Block[]): Chunk {
  const instructions = blocks.filter(({ keyword }) => keyword !== '#').length;
  return { kind: 'merged', lines: blocks.flatMap(linesOf), instructions };
}

/** The lines of a block. */
export function linesOf({ lead, body }: Block): string[] {
  return [...lead, ...body];
}

function joinBlocks(three: Three<Block>): Chunk[] {
  const lead = plainLines(mergeComments(mapThree(three, (block) => block.lead)));
  const bodies = mapThree(three, ({ body }) => body);
  if (three.base.keyword === '#') return [lead, plainLines(mergeComments(bodies))];
  const text =
    settled(mapThree(three, (block) => block.text)) ?? mergeInstruction(mapThree(three, (block) => block.text));
  if (text === null) return [lead, ...conflictInside(bodies)];
  return [lead, { kind: 'merged', lines: text.split('\n'), instructions: 1 }];
}

function likeness(): (one: Block, other: Block) => number {
  const alike = byWords(wordsOf);
  return (one, other) => {
    if (one.keyword !== other.keyword) return 0;
    const known = SINGLE.has(one.keyword) || [...one.names].some((name) => other.names.has(name));
    return Math.max(known ? ALIKE : 0, alike(one, other));
  };
}
