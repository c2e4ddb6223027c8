import { isMap, isSeq, type Node } from 'yaml';
import { lineFinder } from '../dockerfile/source.ts';
import { type Left, type Place, type Places, sorted } from './places.ts';
import { itemsOf, nodesBelow, textOf, valueAt, type Yaml } from './yaml.ts';
import { imageIn } from './yaml-images.ts';

const CONTAINERS: ReadonlySet<string> = new Set(['containers', 'initContainers', 'ephemeralContainers']);

/** Whether a document is a Kubernetes object. */
export function isObject(yaml: Yaml, root: Node | null): boolean {
  return ['apiVersion', 'kind'].every((key) => textOf(valueAt(yaml, root, key)) !== undefined);
}

/**
 * The images of Kubernetes manifests: of containers wherever a pod is described, so for every kind of workload, lists and
 * custom resources that embed a pod; and volumes that are images.
 */
export function kubernetesPlaces(yaml: Yaml): Places {
  const lineOf = lineFinder(yaml.text);
  const seen = new Set<Node | null>();
  const found: (Place | Left)[] = [];
  for (const root of yaml.roots.filter((each) => isObject(yaml, each))) {
    for (const node of nodesBelow(root)) {
      for (const { key, value } of isMap(node) ? node.items : []) {
        const list = yaml.target(value);
        if (!isSeq(list) || seen.has(list)) continue;
        seen.add(list);
        for (const { where, image } of imagesOf(yaml, textOf(key) ?? '', list))
          found.push(...imageIn(yaml, image, { where, line: lineOf(image?.range?.[0] ?? 0) }));
      }
    }
  }
  return sorted('kubernetes', found);
}

function imagesOf(yaml: Yaml, name: string, list: Node): { readonly where: string; readonly image: Node | null }[] {
  const items = CONTAINERS.has(name) || name === 'volumes' ? itemsOf(yaml, list) : [];
  return items.map((item) => {
    const image = valueAt(yaml, item, 'image');
    return name === 'volumes'
      ? { where: 'volume', image: valueAt(yaml, image, 'reference') }
      : { where: 'image', image };
  });
}
