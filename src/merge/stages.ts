import { type Block, type Section, wordsOfStage } from './blocks.ts';
import { type Chunk, conflict } from './chunk.ts';
import { linesOf, mayGo, mergeBlocks, sameBlock, writeBlocks } from './instructions.ts';
import { ALIKE, byWords, pairUp } from './pair.ts';
import { isReplaced, mergeSequence, type Rules } from './sequence.ts';
import { mapThree, type Three } from './three.ts';

const RULES: Rules<Section, Chunk> = {
  pair: pairSections,
  same: (one, other) => everyBlock(one, other, sameBlock),
  repeats: (one, other) => everyBlock(one, other, sameBlock),
  maySilentlyGo: (base, left, by) => everyBlock(base, left, (one, other) => mayGo(one, other, by)),
  // the last stage is the one that is built when nobody names one
  together: (yours, generated, last) =>
    !last && !isReplaced(yours, generated) && !shareNames(yours.added, generated.added),
  write: ({ blocks }) => writeBlocks(blocks),
  join: (three) => mergeBlocks(mapThree(three, ({ blocks }) => blocks)),
  clash: (three) => conflict(mapThree(three, (sections) => sections.flatMap(({ blocks }) => blocks.flatMap(linesOf)))),
};

/**
 * Merges the stages of a Dockerfile.
 * @param needed names of stages that may not go unless somebody says so
 */
export function mergeStages(three: Three<readonly Section[]>, needed: ReadonlySet<string>): Chunk[] {
  const { maySilentlyGo } = RULES;
  return mergeSequence(three, {
    ...RULES,
    maySilentlyGo: (base, left, by) => !needed.has(base.name) && maySilentlyGo(base, left, by),
  });
}

/** Pairs stages by name; at one place, one with another name is the same stage when half of it is, or its image. */
export function pairSections(base: readonly Section[], side: readonly Section[]): Map<Section, Section> {
  const alike = byWords(wordsOfStage);
  const likeness = (one: Section, other: Section) => {
    if (one.name === other.name) return 1;
    return Math.max(alike(one, other), one.image === other.image ? ALIKE : 0);
  };
  return pairUp(base, side, { text: ({ name }) => name, score: likeness, moves: true });
}

function everyBlock(one: Section, other: Section, holds: (one: Block, other: Block) => boolean): boolean {
  return (
    one.blocks.length === other.blocks.length &&
    one.blocks.every((block, at) => holds(block, other.blocks[at] as Block))
  );
}

function shareNames(some: readonly Section[], others: readonly Section[]): boolean {
  return some.some(({ name }) => others.some((other) => other.name === name));
}
