import { lineFinder } from '../dockerfile/source.ts';
import { type HclToken, hclTokens } from './hcl.ts';
import { type Left, type Place, type Places, sorted, type Word } from './places.ts';
import { CONTEXT_SCHEME, imageAt } from './yaml-images.ts';

/** The images of a bake file in HCL: the contexts of targets that are images (`alpine = "docker-image://alpine:3.24"`). */
export function bakeHclPlaces(text: string): Places {
  const lineOf = lineFinder(text);
  const found: (Place | Left)[] = [];
  const names: string[] = [];
  for (const { name, word: quoted } of contextsOf(text)) {
    names.push(name);
    if (!quoted.text.startsWith(CONTEXT_SCHEME)) continue;
    const start = quoted.start + CONTEXT_SCHEME.length;
    const word = { text: quoted.text.slice(CONTEXT_SCHEME.length), start, end: quoted.end };
    const spot = { where: 'contexts', line: lineOf(start) };
    if (word.text.includes('\\')) found.push({ ...spot, text: word.text, why: 'it is written with escapes' });
    else found.push(imageAt(text, word, spot));
  }
  return sorted('bake', found, names);
}

/** The texts that are values in an attribute `contexts` of a block `target`, with the names that they are given. */
function* contextsOf(text: string): Generator<{ readonly name: string; readonly word: Word }> {
  let depth = 0;
  let block = '';
  let attribute = '';
  /** The names since the last line break, of which the first names a block and the last an attribute. */
  let names: string[] = [];
  let key = '';
  let last: HclToken | undefined;
  for (const token of hclTokens(text)) {
    const inside = block === 'target' && attribute === 'contexts';
    if (token.kind === 'text' && inside) yield { name: key, word: token.word };
    if (token.kind === 'name') names.push(token.name);
    if (token.kind !== 'sign') {
      last = token;
      continue;
    }
    const { sign } = token;
    if (sign === '=' || sign === ':')
      key = last?.kind === 'text' ? last.word.text : last?.kind === 'name' ? last.name : '';
    if (depth === 0 && sign === '{') block = names[0] ?? '';
    if (depth === 1 && sign === '=') attribute = names.at(-1) ?? '';
    if ('{[('.includes(sign)) depth++;
    else if ('}])'.includes(sign)) depth = Math.max(0, depth - 1);
    if (depth === 1 && sign === '\n') attribute = '';
    if (sign === '\n' || depth === 0) names = [];
    last = token;
  }
}
