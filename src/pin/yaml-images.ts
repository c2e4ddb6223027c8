import type { Node } from 'yaml';
import { expand, variablesIn } from '../dockerfile/expand.ts';
import { type Left, type Place, placeAt, type Spot, type Word } from './places.ts';
import { overruled, tailOf } from './variables.ts';
import { scalarWord, textOf, type Yaml } from './yaml.ts';

/** How a build context names an image: in bake's `contexts`, compose's `additional_contexts`. */
export const CONTEXT_SCHEME = 'docker-image://';

/**
 * The image that a scalar names.
 * @param prefix what stands before the reference
 */
export function imageIn(yaml: Yaml, node: Node | null, spot: Spot, prefix = ''): (Place | Left)[] {
  const value = textOf(node);
  if (node === null || value === undefined || value === '') return [];
  const word = scalarWord(yaml, node);
  if (word === undefined) return [{ ...spot, text: value, why: 'it is written with escapes or over several lines' }];
  const { text, start, end } = word;
  return [imageAt(yaml.text, { text: text.slice(prefix.length), start: start + prefix.length, end }, spot)];
}

/** The image of a word in which `${NAME:-default}` is replaced as compose and bake do it; what has no default is unknown. */
export function imageAt(file: string, word: Word, spot: Spot): Place | Left {
  const left = (why: string): Left => ({ ...spot, text: word.text, why });
  if (word.text.includes('{{')) return left('it is a template');
  if (!word.text.includes('$')) return placeAt(file, word.text, word.end, spot, []);
  const unknown = () => null;
  const image = expand(word.text, unknown);
  const tail = tailOf(word, new Map());
  const [variable = ''] = variablesIn(word.text);
  if (image === null || tail === undefined) return left(`$${variable} has no default in this file`);
  const composed = overruled(tail, image, unknown);
  if (composed !== undefined && !image.includes('@'))
    return left(`a digest here would win over every other $${composed} without a word`);
  return placeAt(
    file,
    image,
    tail.end,
    spot,
    composed === undefined ? [] : [`its digest wins over every other $${composed}`],
  );
}
