import { type Instruction, parseDockerfile } from '../dockerfile/parse.ts';
import type { Token } from '../dockerfile/source.ts';
import { type Parts, type Section, takeApart, wordsOfStage } from './blocks.ts';
import { carryDigests } from './digests.ts';
import { carryMoves } from './moves.ts';
import type { Pair, Pairs } from './order.ts';
import { ALIKE, byWords } from './pair.ts';
import { mapThree, type Three } from './three.ts';

type Names = ReadonlyMap<string, string>;

/**
 * Takes the three versions apart, and brings to all of them what one side changed in several places at once: a stage that it
 * renamed, an instruction that it moved to another stage, and a digest that the user moved.
 */
export function carryOver(given: Three<string>, pair: Pair<Section>): Three<Parts> {
  const texts = carryDigests(given);
  const parts = mapThree(texts, takeApart);
  const { base, yours, generated } = mapThree(parts, ({ sections }) => sections);
  const [newNames, ourNames] = [
    renamed(pair(base, yours), [base, generated]),
    renamed(pair(base, generated), [base, yours]),
  ];
  // two new names for one stage are for somebody to choose from
  const isOnce = (name: string) => !(newNames.has(name) && ourNames.has(name));
  const mine = carried(newNames, texts.yours, isOnce);
  const ours = carried(ourNames, texts.generated, isOnce);
  if (mine.size + ours.size === 0) return carryMoves(parts, pair);
  const renamedParts = {
    base: takeApart(rename(rename(texts.base, mine), ours)),
    yours: takeApart(rename(texts.yours, ours)),
    generated: takeApart(rename(texts.generated, mine)),
  };
  return carryMoves(renamedParts, pair);
}

/** The stages that have another name in a descendant of the base, one that no other stage has, and are half of what they were. */
function renamed(pairs: Pairs<Section>, others: readonly (readonly Section[])[]): Names {
  const taken = new Set(others.flat().map(({ name }) => name));
  const alike = byWords(wordsOfStage);
  const isRenamed = (one: Section, other: Section) =>
    one.isNamed && other.isNamed && one.name !== other.name && !taken.has(other.name) && alike(one, other) >= ALIKE;
  return new Map([...pairs].filter((pair) => isRenamed(...pair)).map(([one, other]) => [one.name, other.name]));
}

/** New names that are used throughout: their text speaks nowhere of the old ones. */
function carried(names: Names, text: string, isOnce: (name: string) => boolean): Names {
  const left = new Set(names.size === 0 ? [] : usesIn(text, names).map(({ token }) => token.text.toLowerCase()));
  return new Map([...names].filter(([name]) => isOnce(name) && !left.has(name)));
}

function rename(text: string, names: Names): string {
  if (names.size === 0) return text;
  const parts: string[] = [];
  let at = 0;
  for (const { token, name } of usesIn(text, names)) {
    parts.push(text.slice(at, token.start), name);
    at = token.end;
  }
  return parts.join('') + text.slice(at);
}

interface Use {
  readonly token: Token;
  readonly name: string;
}

/** The stages of other versions that a text speaks of and does not have: the build would fetch images of these names. */
export function missingStages(text: string, others: readonly Section[]): Set<string> {
  const { instructions } = parseDockerfile(text);
  const present = new Set(
    instructions.map(({ keyword, words }) => (keyword === 'FROM' ? words[2]?.text.toLowerCase() : '')),
  );
  const names = new Map(
    others.filter(({ isNamed, name }) => isNamed && !present.has(name)).map(({ name }) => [name, '']),
  );
  return new Set(instructions.flatMap((each) => uses(each, names)).map(({ token }) => token.text.toLowerCase()));
}

function usesIn(text: string, names: Names): Use[] {
  return parseDockerfile(text).instructions.flatMap((instruction) => uses(instruction, names));
}

/** The places of an instruction that name a stage, in order. */
function uses({ keyword, flags, words }: Instruction, names: Names): Use[] {
  const tokens = flags.flatMap(({ name, value, fields }) => {
    if (name === 'from' && value) return [value];
    return name === 'mount' ? fields.filter(({ text }) => text.startsWith('from=')).map(afterEquals) : [];
  });
  if (keyword === 'FROM') tokens.push(...[words[0], words[2]].filter((word) => word !== undefined));
  return tokens.flatMap((token) => {
    const name = names.get(token.text.toLowerCase());
    return name === undefined ? [] : [{ token, name }];
  });
}

function afterEquals({ text, start, end }: Token): Token {
  const at = text.indexOf('=') + 1;
  return { text: text.slice(at), start: start + at, end };
}
