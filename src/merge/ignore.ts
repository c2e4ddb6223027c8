import { pairUp } from './pair.ts';
import { mergeSequence, type Rules } from './sequence.ts';
import { mapThree, type Three } from './three.ts';

interface Line {
  readonly text: string;
}

// both sides' additions stand; the user's are added last, because in these files the last pattern that fits decides
const RULES: Rules<Line, string> = {
  pair: (base, side) =>
    pairUp(base, side, {
      text: ({ text }) => text,
      score: (one, other) => (one.text !== '' && one.text === other.text ? 1 : 0),
      moves: true,
    }),
  same: (one, other) => one.text === other.text,
  repeats: (one, other) => one.text === other.text,
  maySilentlyGo: () => true,
  together: () => true,
  write: ({ text }) => text,
  join: ({ yours }) => [yours.text],
  clash: () => [],
};

/** Merges an ignore file: a list of patterns, of which both sides may add and take away. */
export function mergeIgnoreFile({ base, yours, generated }: Three<readonly string[]>): string[] {
  const turned = { base, yours: generated, generated: yours };
  return mergeSequence(
    mapThree(turned, (lines) => lines.map((text) => ({ text }))),
    RULES,
  );
}
