import { byWords, pairUp } from './pair.ts';
import { mergeSequence, type Rules } from './sequence.ts';
import { mapThree, type Three } from './three.ts';

/** A line as an item: equal lines are different items. */
interface Line {
  readonly text: string;
}

const RULES: Rules<Line, string> = {
  pair: (base, side) => {
    const alike = byWords(wordsOf);
    const score = (one: Line, other: Line) => (isBlank(one) || isBlank(other) ? 0 : alike(one, other));
    return pairUp(base, side, { text: ({ text }) => text, score, moves: false });
  },
  same: (one, other) => one.text === other.text,
  repeats: (one, other) => one.text === other.text,
  maySilentlyGo: (base, left, by) => by === 'yours' || left.text === base.text,
  together: (yours, generated) => !yours.removed.some((line) => !isBlank(line) && generated.removed.includes(line)),
  write: ({ text }) => text,
  join: ({ yours }) => [yours.text],
  clash: ({ yours }) => yours.map(({ text }) => text),
};

/** Merges comments and blank lines. There is nothing to ask about: a comment that the user changed or deleted stays so. */
export function mergeComments(three: Three<readonly string[]>): readonly string[] {
  return mergeSequence(
    mapThree(three, (lines) => lines.map((text) => ({ text }))),
    RULES,
  );
}

function wordsOf({ text }: Line): ReadonlySet<string> {
  return new Set(text.split(/\s+/).filter((word) => word !== '#'));
}

function isBlank({ text }: Line): boolean {
  return text.trim() === '';
}

/** Whether a text holds a comment that another one does not. */
export function saysMore(lead: readonly string[], than: readonly string[]): boolean {
  return lead.some((line) => line.trim() !== '' && !than.includes(line));
}
