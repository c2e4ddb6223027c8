import type { Project } from '../../../core/project.ts';
import { childAt, childrenOf, type Element, readXml, textAt } from '../../../core/xml.ts';
import { folderOf, inside, resolveInside } from '../../shared/paths.ts';

/** A pom.xml, and the one of the project that it inherits from. */
export interface Pom {
  readonly path: string;
  readonly folder: string;
  readonly xml: Element;
  /** Its parent where that lies in the project; what comes from a repository is not read. */
  readonly parent: Pom | null;
}

/** A value of a pom, with variables filled in, and the line that says it. */
export interface Said {
  readonly value: string;
  readonly from: string;
}

const MOST_PARENTS = 10;
/** Modules, plugins or dependencies of one pom. */
export const MOST_ITEMS = 2_000;
const MOST_FILLINGS = 20;
/** Characters of one value. */
const LONGEST = 1000;

const alreadyRead = new WeakMap<Project, Map<string, Pom | undefined>>();

/** Reads a pom.xml with the parents that lie in the project; undefined when it is not there. Each is read once. */
export function readPom(project: Project, path: string, depth = 0): Pom | undefined {
  const known = alreadyRead.get(project) ?? new Map<string, Pom | undefined>();
  if (!known.has(path)) alreadyRead.set(project, known.set(path, parsePom(project, path, depth)));
  return known.get(path);
}

function parsePom(project: Project, path: string, depth: number): Pom | undefined {
  const xml = readXml(project, path);
  if (xml?.name !== 'project') return undefined;
  const folder = folderOf(path);
  return { path, folder, xml, parent: depth < MOST_PARENTS ? parentOf(project, folder, xml, depth) : null };
}

/** A parent's file counts only when it is the parent that is named: `../pom.xml` may be anything. */
function parentOf(project: Project, folder: string, xml: Element, depth: number): Pom | null {
  const named = childAt(xml, 'parent');
  if (!named || childAt(named, 'relativePath')?.text === '') return null;
  const target = resolveInside(folder, textAt(named, 'relativePath') ?? '../pom.xml');
  const path = target?.endsWith('.xml') ? target : target === undefined ? undefined : inside(target, 'pom.xml');
  const parent = path === undefined ? undefined : readPom(project, path, depth + 1);
  return parent && textAt(parent.xml, 'artifactId') === textAt(named, 'artifactId') ? parent : null;
}

/** A pom and those that it inherits from, nearest first. */
export function lineage(pom: Pom): Pom[] {
  return pom.parent ? [pom, ...lineage(pom.parent)] : [pom];
}

const modules = new WeakMap<Pom, readonly string[]>();

/** The folders that an aggregator builds, as paths of the project. Every module asks for them, so they are listed once. */
export function modulesOf(pom: Pom): readonly string[] {
  const known = modules.get(pom) ?? listModules(pom);
  modules.set(pom, known);
  return known;
}

function listModules(pom: Pom): string[] {
  const named = childrenOf(childAt(pom.xml, 'modules'), 'module').slice(0, MOST_ITEMS);
  return named.flatMap(({ text }) => resolveInside(pom.folder, text.replace(/\/pom\.xml$/, '')) ?? []);
}

const properties = new WeakMap<Pom, ReadonlyMap<string, Element>>();

/** What a pom itself says, by name. Every item may ask for some, so they are listed once; of two of a name the first counts. */
function propertiesOf(pom: Pom): ReadonlyMap<string, Element> {
  const known =
    properties.get(pom) ??
    new Map((childAt(pom.xml, 'properties')?.children ?? []).toReversed().map((each) => [each.name, each]));
  properties.set(pom, known);
  return known;
}

/** A property, nearest first, or undefined when none of the project's poms says it. */
export function property(pom: Pom, name: string): Said | undefined {
  for (const each of lineage(pom)) {
    const found = propertiesOf(each).get(name);
    const value = found && filled(pom, found.text);
    if (found && value) return { value, from: `${each.path}:${found.line}` };
  }
  return undefined;
}

/** A text with its variables filled in; undefined where one is not known. */
export function filled(pom: Pom, text: string | undefined, left = MOST_FILLINGS): string | undefined {
  // a property may be as long as its file, and be filled in for every item
  const plain = text?.slice(0, LONGEST);
  const [whole, name = ''] = /\$\{([\w.-]{1,100})\}/.exec(plain ?? '') ?? [];
  if (plain === undefined || whole === undefined) return plain?.trim();
  const value = left > 0 ? variable(pom, name)?.slice(0, LONGEST) : undefined;
  return value === undefined
    ? undefined
    : filled(
        pom,
        plain.replace(whole, () => value),
        left - 1,
      );
}

/** What a variable stands for, unfilled. */
function variable(pom: Pom, name: string): string | undefined {
  const own = /^(?:project|pom)\.(parent\.)?(groupId|artifactId|version|packaging)$/.exec(name);
  if (!own)
    return lineage(pom)
      .map((each) => propertiesOf(each).get(name)?.text)
      .find((text) => text !== undefined && text !== '');
  const [, parent, key = ''] = own;
  return (parent ? undefined : textAt(pom.xml, key)) ?? textAt(pom.xml, 'parent', key);
}

/** How a pom says that its module is packed. */
export function packagingOf(pom: Pom): string {
  return filled(pom, textAt(pom.xml, 'packaging')) ?? 'jar';
}
