import { lineFinder } from '../dockerfile/source.ts';
import { type Left, type Place, type Places, sorted } from './places.ts';
import { entriesOf, textOf, valueAt, type Yaml } from './yaml.ts';
import { CONTEXT_SCHEME, imageIn } from './yaml-images.ts';

/** The images of a bake file in JSON (which is YAML): the contexts of targets that are images. */
export function bakeJsonPlaces(yaml: Yaml): Places {
  const lineOf = lineFinder(yaml.text);
  const found: (Place | Left)[] = [];
  const names: string[] = [];
  for (const root of yaml.roots) {
    for (const { value: target } of entriesOf(yaml, valueAt(yaml, root, 'target'))) {
      for (const { name, value } of entriesOf(yaml, valueAt(yaml, target, 'contexts'))) {
        names.push(name);
        if (!textOf(value)?.startsWith(CONTEXT_SCHEME)) continue;
        const spot = { where: 'contexts', line: lineOf(value?.range?.[0] ?? 0) };
        found.push(...imageIn(yaml, value, spot, CONTEXT_SCHEME));
      }
    }
  }
  return sorted('bake', found, names);
}
