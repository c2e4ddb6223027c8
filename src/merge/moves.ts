import { type Block, type Parts, type Section, withoutDigests } from './blocks.ts';
import { pairBlocks } from './instructions.ts';
import type { Pair, Pairs } from './order.ts';
import type { Three } from './three.ts';

/** An instruction that one side took from one stage to another; all are the base's. */
interface Move {
  readonly block: Block;
  readonly to: Section;
  /** What stands in front of it there, the nearest first. */
  readonly behind: readonly Block[];
}

/** What became of the stages and instructions of the base. */
interface Twins {
  readonly sections: Pairs<Section>;
  readonly blocks: Pairs<Block>;
}

/**
 * Instructions that one side moved to another stage are moved in the other two versions as well: so a change of theirs arrives
 * where they stand now, and what was deleted does not come back elsewhere.
 */
export function carryMoves(parts: Three<Parts>, pair: Pair<Section>): Three<Parts> {
  const { base, yours, generated } = followMoves(parts.base, parts.yours, parts.generated, pair);
  const back = followMoves(base, generated, yours, pair);
  return { base: back.base, yours: back.generated, generated: back.yours };
}

/** The base and the other side with the moves of one side. */
function followMoves(base: Parts, side: Parts, other: Parts, pair: Pair<Section>): Three<Parts> {
  const moves = movesOf(pair(base.sections, side.sections));
  if (moves.length === 0) return { base, yours: side, generated: other };
  const twins = twinsOf(pair(base.sections, other.sections));
  const own: Twins = {
    sections: new Map(base.sections.map((section) => [section, section])),
    blocks: new Map(base.sections.flatMap(({ blocks }) => blocks).map((block) => [block, block])),
  };
  return { base: apply(base, moves, own), yours: side, generated: apply(other, moves, twins) };
}

/** Instructions that are missing in one stage and stand, but for a digest, in another one that did not have them. */
function movesOf(pairs: Pairs<Section>): Move[] {
  const leaving = byText([...pairs].flatMap(([base, side]) => missingIn(side, base)));
  const arriving = byText([...pairs].flatMap(([base, side]) => missingIn(base, side)));
  const moved = new Map([...leaving].filter(([text, block]) => block && arriving.get(text)));
  if (moved.size === 0) return [];
  return [...pairs].flatMap(([to, side]) => {
    const origins = new Map([...pairBlocks(to.blocks, side.blocks)].map(([block, twin]) => [twin, block]));
    const behind: Block[] = [];
    const moves: Move[] = [];
    for (const block of side.blocks) {
      const arrived = arriving.get(plain(block)) === block ? moved.get(plain(block)) : undefined;
      if (arrived) moves.push({ block: arrived, to, behind: [...behind] });
      const origin = arrived ?? origins.get(block);
      if (origin) behind.unshift(origin);
    }
    return moves;
  });
}

/** The instructions of a stage that another version of it does not have. */
function missingIn(other: Section, { blocks }: Section): Block[] {
  const texts = new Set(other.blocks.map(plain));
  return blocks.filter(
    (block) => !texts.has(plain(block)) && block.keyword !== 'FROM' && !block.keyword.startsWith('#'),
  );
}

/** Text → the block that has it; null when several have it. */
function byText(blocks: readonly Block[]): Map<string, Block | null> {
  const found = new Map<string, Block | null>();
  for (const block of blocks) found.set(plain(block), found.has(plain(block)) ? null : block);
  return found;
}

function plain({ text }: Block): string {
  return withoutDigests(text);
}

function twinsOf(sections: Pairs<Section>): Twins {
  return {
    sections,
    blocks: new Map([...sections].flatMap(([one, other]) => [...pairBlocks(one.blocks, other.blocks)])),
  };
}

function apply({ sections, tail }: Parts, moves: readonly Move[], twins: Twins): Parts {
  const lists = new Map(sections.map((section) => [section, [...section.blocks]]));
  for (const { block, to, behind } of moves) {
    const [twin, target] = [twins.blocks.get(block), lists.get(twins.sections.get(to) as Section)];
    if (!twin || !target) continue;
    for (const list of lists.values()) if (list.includes(twin)) list.splice(list.indexOf(twin), 1);
    const places = behind.map((each) => target.indexOf(twins.blocks.get(each) as Block));
    target.splice((places.find((place) => place >= 0) ?? 0) + 1, 0, twin);
  }
  return { sections: sections.map((section) => ({ ...section, blocks: lists.get(section) ?? [] })), tail };
}
