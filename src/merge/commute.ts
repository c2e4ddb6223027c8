import type { Block } from './blocks.ts';

/** They only describe the image: where they stand makes no difference to any other instruction. */
const DESCRIBES: ReadonlySet<string> = new Set(['LABEL', 'EXPOSE', 'STOPSIGNAL', 'HEALTHCHECK', 'CMD', 'ENTRYPOINT']);
const SETS: ReadonlySet<string> = new Set(['ENV', 'ARG']);
const COPIES: ReadonlySet<string> = new Set(['COPY', 'ADD']);

/** Whether two instructions, added at one place, do the same in either order. */
export function commute(one: Block, other: Block): boolean {
  if (one.keyword === '#' || other.keyword === '#') return true;
  if (sets(one, other) || sets(other, one)) return false;
  if (one.keyword === other.keyword) return commuteAlike(one, other);
  return DESCRIBES.has(one.keyword) || DESCRIBES.has(other.keyword) || (isQuiet(one) && isQuiet(other));
}

/** Whether the other instruction may read what this one sets. */
function sets(one: Block, other: Block): boolean {
  return SETS.has(one.keyword) && other.text.includes('$');
}

function commuteAlike(one: Block, other: Block): boolean {
  if (COPIES.has(one.keyword)) return target(one) !== target(other);
  if (SETS.has(one.keyword) || one.keyword === 'LABEL') return ![...one.names].some((name) => other.names.has(name));
  return one.keyword === 'EXPOSE';
}

function isQuiet({ keyword }: Block): boolean {
  return SETS.has(keyword) || COPIES.has(keyword);
}

function target({ text }: Block): string | undefined {
  return text.trimEnd().split(/\s+/).at(-1);
}
