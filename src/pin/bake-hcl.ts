import { type HclToken, hclTokens } from './hcl.ts';
import { type Left, lineFinder, type Place, type Places, sorted } from './places.ts';
import { CONTEXT_SCHEME, imageAt } from './yaml-images.ts';

/** The images of a bake file in HCL: the contexts of targets that are images (`alpine = "docker-image://alpine:3.24"`). */
export function bakeHclPlaces(text: string): Places {
  const lineOf = lineFinder(text);
  const found: (Place | Left)[] = [];
  for (const { text: value, start, end } of contextTexts(text)) {
    if (!value.startsWith(CONTEXT_SCHEME)) continue;
    const word = { text: value.slice(CONTEXT_SCHEME.length), start: start + CONTEXT_SCHEME.length, end };
    const spot = { where: 'contexts', line: lineOf(start) };
    if (word.text.includes('\\')) found.push({ ...spot, text: word.text, why: 'it is written with escapes' });
    else found.push(imageAt(text, word, spot));
  }
  return sorted('bake', found);
}

type QuotedText = Extract<HclToken, { kind: 'text' }>['word'];

/** The quoted texts that are part of an attribute `contexts` of a block `target`. */
function* contextTexts(text: string): Generator<QuotedText> {
  let depth = 0;
  let block = '';
  let attribute = '';
  /** The names since the last line break, of which the first names a block and the last an attribute. */
  let names: string[] = [];
  for (const token of hclTokens(text)) {
    if (token.kind === 'text' && block === 'target' && attribute === 'contexts') yield token.word;
    if (token.kind === 'name') names.push(token.name);
    if (token.kind !== 'sign') continue;
    const { sign } = token;
    if (depth === 0 && sign === '{') block = names[0] ?? '';
    if (depth === 1 && sign === '=') attribute = names.at(-1) ?? '';
    if ('{[('.includes(sign)) depth++;
    else if ('}])'.includes(sign)) depth = Math.max(0, depth - 1);
    if (depth === 1 && sign === '\n') attribute = '';
    if (sign === '\n' || depth === 0) names = [];
  }
}
