import type { Node } from 'yaml';
import { lineFinder } from '../dockerfile/source.ts';
import { type Left, type Place, type Places, sorted } from './places.ts';
import { entriesOf, itemsOf, textOf, valueAt, type Yaml } from './yaml.ts';
import { CONTEXT_SCHEME, imageIn } from './yaml-images.ts';

type At = (where: string, node: Node | null) => { readonly where: string; readonly line: number };

/** The images of a compose file: what services run, and the images that their builds take as contexts. */
export function composePlaces(yaml: Yaml): Places {
  const lineOf = lineFinder(yaml.text);
  const at: At = (where, node) => ({ where, line: lineOf(node?.range?.[0] ?? 0) });
  const services = new Set(
    yaml.roots.flatMap((root) => entriesOf(yaml, valueAt(yaml, root, 'services')).map(({ value }) => value)),
  );
  const parts = [...services].map((service) => ({
    image: valueAt(yaml, service, 'image'),
    build: valueAt(yaml, service, 'build'),
  }));
  // beside a build, image is the name that its result gets; another service may run it by that name
  const built = new Set(parts.flatMap(({ image, build }) => (build === null ? [] : [textOf(image)])));
  const images = parts.filter(({ image, build }) => build === null && !built.has(textOf(image)));
  const builds = new Set(parts.flatMap(({ build }) => (build === null ? [] : [build])));
  return sorted(
    'compose',
    [
      ...images.flatMap(({ image }) => imageIn(yaml, image, at('image', image))),
      ...[...builds].flatMap((build) => inBuild(yaml, build, at)),
    ],
    [...builds].flatMap((build) => contextNames(yaml, build)),
  );
}

function contextNames(yaml: Yaml, build: Node): string[] {
  const contexts = valueAt(yaml, build, 'additional_contexts');
  const listed = itemsOf(yaml, contexts).map((item) => textOf(item)?.split('=', 1)[0] ?? '');
  return [...entriesOf(yaml, contexts).map(({ name }) => name), ...listed].filter((name) => name !== '');
}

function inBuild(yaml: Yaml, build: Node, at: At): (Place | Left)[] {
  const found: (Place | Left)[] = [];
  const contexts = valueAt(yaml, build, 'additional_contexts');
  for (const { value } of entriesOf(yaml, contexts))
    if (textOf(value)?.startsWith(CONTEXT_SCHEME))
      found.push(...imageIn(yaml, value, at('additional_contexts', value), CONTEXT_SCHEME));
  for (const item of itemsOf(yaml, contexts)) {
    const prefix = /^[^=]*=docker-image:\/\//.exec(textOf(item) ?? '')?.[0];
    if (prefix !== undefined) found.push(...imageIn(yaml, item, at('additional_contexts', item), prefix));
  }
  const inline = valueAt(yaml, build, 'dockerfile_inline');
  if (textOf(inline) !== undefined)
    found.push({
      ...at('dockerfile_inline', inline),
      text: 'FROM …',
      why: 'a Dockerfile inside another file is not read',
    });
  return found;
}
