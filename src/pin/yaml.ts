import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type YAMLMap } from 'yaml';
import { readDocuments, YamlFault } from '../core/yaml.ts';
import { UserError } from '../errors.ts';
import { shown } from '../images/text.ts';
import type { Word } from './places.ts';

/** A YAML (or JSON) file that was read without changing anything about it. */
export interface Yaml {
  readonly text: string;
  readonly roots: readonly (Node | null)[];
  /** What an alias stands for. */
  readonly target: (node: unknown) => Node | null;
  /** What `valueAt` found before, so that aliases of aliases cost no more than the file is long. */
  readonly found: Map<YAMLMap, Map<string, Node | null>>;
}

/** How deep `<<` may lead, and to how many maps at once. */
const DEEPEST = 16;
const WIDEST = 64;

/**
 * Reads a file of one or more documents.
 * @throws UserError `bad-input` when it is no YAML; a Helm template is named as what it is
 */
export function readYaml(path: string, text: string): Yaml {
  const documents = parse(path, text);
  const targets = new Map<unknown, Node | null>();
  for (const document of documents) followAliases(document, targets);
  const target = (node: unknown) =>
    isAlias(node) ? (targets.get(node) ?? null) : ((node as Node | undefined) ?? null);
  return { text, roots: documents.map(({ contents }) => contents as Node | null), target, found: new Map() };
}

function parse(path: string, text: string): Document[] {
  try {
    return readDocuments(text, true);
  } catch (cause) {
    if (!(cause instanceof YamlFault)) throw cause;
    const problem = (what: string, hint?: string) => new UserError('bad-input', `${path} ${what}`, hint, { cause });
    if (text.includes('{{'))
      throw problem('is a template: {{ … }} stands between its lines', 'Pin its values instead.');
    const line = text.slice(0, cause.at).split('\n').length;
    throw problem(`cannot be read as YAML: line ${line}, ${shown(firstLine(cause.message))}`);
  }
}

function firstLine(message: string): string {
  return message.split(/ at line |\n/, 1)[0] ?? '';
}

/** An alias means the last anchor of its name before it. */
function followAliases({ contents }: Document, targets: Map<unknown, Node | null>): void {
  const anchors = new Map<string, Node>();
  for (const node of nodesBelow(contents as Node | null)) {
    if (isAlias(node)) targets.set(node, anchors.get(node.source) ?? null);
    else if ('anchor' in node && typeof node.anchor === 'string') anchors.set(node.anchor, node);
  }
}

/** Every node in the order of the file, without recursion: files may be nested as deeply as they like. */
export function* nodesBelow(root: Node | null): Generator<Node> {
  const open: unknown[] = [root];
  while (open.length > 0) {
    const node = open.pop();
    if (isMap(node)) for (const { key, value } of node.items.toReversed()) open.push(value, key);
    else if (isSeq(node)) for (const item of node.items.toReversed()) open.push(item);
    if (isMap(node) || isSeq(node) || isScalar(node) || isAlias(node)) yield node;
  }
}

/** The value of a key, also where a merge (`<<: *base`) brings it in; null when there is none. */
export function valueAt(yaml: Yaml, node: unknown, key: string, depth = 0): Node | null {
  const map = yaml.target(node);
  if (!isMap(map) || depth > DEEPEST) return null;
  const known = yaml.found.get(map) ?? new Map<string, Node | null>();
  yaml.found.set(map, known);
  const before = known.get(key);
  if (before !== undefined) return before;
  // a map that is merged into itself finds nothing there
  known.set(key, null);
  const own = map.items.find((pair) => nameOf(pair.key) === key);
  const value = own ? yaml.target(own.value) : merged(yaml, map, key, depth + 1);
  known.set(key, value);
  return value;
}

function merged(yaml: Yaml, map: YAMLMap, key: string, depth: number): Node | null {
  const source = yaml.target(map.items.find((pair) => nameOf(pair.key) === '<<')?.value);
  for (const base of isSeq(source) ? source.items.slice(0, WIDEST) : [source]) {
    const found = valueAt(yaml, base, key, depth);
    if (found !== null) return found;
  }
  return null;
}

/** The pairs of a map, aliases followed; none when it is no map. */
export function entriesOf({ target }: Yaml, node: unknown): { readonly name: string; readonly value: Node | null }[] {
  const map = target(node);
  return isMap(map)
    ? (map as YAMLMap).items.map(({ key, value }) => ({ name: nameOf(key), value: target(value) }))
    : [];
}

/** The items of a list, aliases followed; none when it is no list. */
export function itemsOf({ target }: Yaml, node: unknown): (Node | null)[] {
  const list = target(node);
  return isSeq(list) ? list.items.map(target) : [];
}

function nameOf(key: unknown): string {
  return isScalar(key) && typeof key.value === 'string' ? key.value : String(isScalar(key) ? key.value : '');
}

/** The text of a scalar; undefined when it is none. */
export function textOf(node: unknown): string | undefined {
  return isScalar(node) && typeof node.value === 'string' ? node.value : undefined;
}

/** Where a scalar's text stands without its quotes; undefined when it is written with escapes or over several lines. */
export function scalarWord({ text }: Yaml, node: Node): Word | undefined {
  const value = textOf(node);
  const [from = 0, to = 0] = node.range ?? [];
  if (value === undefined) return undefined;
  const quoted = text[from] === '"' || text[from] === "'" ? 1 : 0;
  const [start, end] = [from + quoted, to - quoted];
  return text.slice(start, end) === value ? { text: value, start, end } : undefined;
}
