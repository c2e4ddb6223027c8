import { withoutDigests } from './blocks.ts';
import { pairUp } from './pair.ts';
import { isReplaced, mergeSequence, type Rules } from './sequence.ts';
import { mapThree, settled, type Three } from './three.ts';
import type { Word } from './words.ts';

/** Whether the order of words counts: in a command it does, but not among flags, packages, ports or variables. */
export type Order = 'counts' | 'free';

/** Merges words; null when both sides changed the same one, or added at one place where the order counts. */
export function mergeWords(three: Three<readonly Word[]>, order: Order): Word[] | null {
  const words = mergeSequence(three, order === 'free' ? FREE : COUNTS);
  return words.every((word) => word !== null) ? words : null;
}

const FREE: Rules<Word, Word | null> = {
  pair: (base, side) =>
    pairUp(base, side, {
      text: ({ key, text }) => `${key} ${text}`,
      score: (one, other) => (one.key !== '' && one.key === other.key ? 1 : 0),
      moves: false,
    }),
  same: (one, other) => one.text === other.text && one.gap === other.gap,
  repeats: (one, other) => one.text === other.text,
  maySilentlyGo: (base, left, by) => base.text === left.text && (by === 'yours' || !hasNewComment(base, left)),
  together: (yours, generated) => !isReplaced(yours, generated) && !shareKeys(yours.added, generated.added),
  write: (word) => word,
  join: (three) => [joinWord(three)],
  clash: () => [null],
};

const COUNTS: Rules<Word, Word | null> = {
  ...FREE,
  // a flag of its own, as --ignore-scripts, may stand on either side of another one
  together: (yours, generated) =>
    FREE.together(yours, generated, false) &&
    [yours, generated].every(({ added, removed }) => [...added, ...removed].every(isFlag)),
};

function joinWord(three: Three<Word>): Word | null {
  const text = joinText(mapThree(three, (word) => word.text));
  const gap = settled(mapThree(three, (word) => word.gap)) ?? three.yours.gap;
  return text === null ? null : { ...three.yours, gap, text };
}

function joinText(three: Three<string>): string | null {
  const text = settled(three) ?? joinImage(three);
  if (text !== null) return text;
  const { base, yours, generated } = mapThree(three, (word) => /^--mount=[^"']+$/.test(word));
  return base && yours && generated ? joinMount(three) : null;
}

/**
 * A digest belongs to the tag in front of it: when one side only moved the digest and the other took another tag, the other
 * one's tag and digest stand. Two digests of one tag are a clash.
 */
export function joinImage(three: Three<string>): string | null {
  const images = mapThree(three, withoutDigests);
  if (!three.base.includes('@sha256:') || images.base === three.base) return null;
  if (images.base === images.generated && images.base !== images.yours) return three.yours;
  return images.base === images.yours && images.base !== images.generated ? three.generated : null;
}

function joinMount(three: Three<string>): string | null {
  const fields = mergeWords(
    mapThree(three, (mount) =>
      mount
        .slice('--mount='.length)
        .split(',')
        .map((text) => ({ gap: '', text, key: text.replace(/=.*/, '') })),
    ),
    'free',
  );
  return fields && `--mount=${fields.map(({ text }) => text).join(',')}`;
}

function hasNewComment(base: Word, left: Word): boolean {
  return left.gap.includes('#') && left.gap !== base.gap;
}

function isFlag({ text }: Word): boolean {
  return /^--[a-z]/.test(text);
}

function shareKeys(some: readonly Word[], others: readonly Word[]): boolean {
  return some.some(({ key }) => key !== '' && others.some((other) => other.key === key));
}
