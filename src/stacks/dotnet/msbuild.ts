import type { Project } from '../../core/project.ts';
import { type Element, readXml } from '../../core/xml.ts';
import { UserError } from '../../errors.ts';
import { folderOf, inside, resolveInside, upwards } from '../shared/paths.ts';
import { shown } from '../shared/shown.ts';
import { type Asked, conditionHolds } from './conditions.ts';

/** One entry of an ItemGroup: `<ProjectReference Include="…" />`. Everything in it is foreign text. */
export interface Item {
  /** In small letters: MSBuild tells no letters apart. */
  readonly type: string;
  readonly include: string;
  /** The file that names it. */
  readonly file: string;
}

/** A project as a publish of its Release configuration sees it, as far as plain properties go. */
export interface Evaluation {
  /** `Name/1.2.3` for each SDK, without the version. */
  readonly sdks: readonly string[];
  /** By name in small letters. */
  readonly properties: ReadonlyMap<string, Property>;
  readonly items: readonly Item[];
  /** The files that it is made of besides the project's own: Directory.Build.props and what is imported. */
  readonly imported: readonly string[];
}

export interface Property {
  readonly value: string;
  /** The file and line that say it. */
  readonly from: string;
}

interface State {
  readonly project: Project;
  readonly path: string;
  readonly fixed: ReadonlySet<string>;
  readonly properties: Map<string, Property>;
  readonly items: Item[];
  readonly imported: Set<string>;
  /** How much more it may import. */
  left: number;
}

const MOST_FILES = 50;
/** A project that people write has some hundred lines, with all that it imports; hundreds of large ones would take minutes. */
const LONGEST = 256 * 1024;
/** Of all projects of a folder together. */
const LONGEST_TOGETHER = 8 * 1024 * 1024;
const DEEPEST = 8;
const MOST_ITEMS = 2_000;

/**
 * Reads a project file with the Directory.Build files above it and what they import. Property functions, targets and SDKs are
 * not evaluated: what they would set stays unknown.
 * @param fixed properties that the command line sets, and that the files cannot change
 */
export function evaluate(project: Project, path: string, fixed: Readonly<Record<string, string>> = {}): Evaluation {
  const root = readShort(project, path);
  const name = (path.split('/').at(-1) ?? path).replace(/\.[^.]+$/, '');
  const given = { configuration: 'Release', os: 'Unix', msbuildprojectname: name, ...fixed };
  const properties = Object.entries(given).map(([key, value]) => [key, { value, from: 'dotnet publish' }] as const);
  const state: State = {
    project,
    path,
    fixed: new Set(Object.keys(given)),
    properties: new Map(properties),
    items: [],
    imported: new Set(),
    left: LONGEST,
  };
  importAbove(state, 'Directory.Build.props', upwards(folderOf(path)), 0);
  if (root) readGroups(state, root, path, 0);
  importAbove(state, 'Directory.Build.targets', upwards(folderOf(path)), 0);
  return { sdks: sdksOf(root), properties: state.properties, items: state.items, imported: [...state.imported] };
}

interface Read {
  readonly elements: Map<string, Element | undefined>;
  characters: number;
}

const alreadyRead = new WeakMap<Project, Read>();

/** A file as XML; each is read once, for many projects import the same ones. */
function readShort(project: Project, path: string): Element | undefined {
  const read = alreadyRead.get(project) ?? { elements: new Map(), characters: 0 };
  alreadyRead.set(project, read);
  if (read.elements.has(path)) return read.elements.get(path);
  const { length } = project.text(path) ?? '';
  if (length > LONGEST)
    throw new UserError('bad-input', `${shown(path)} is too large for a project file`, 'It may have 256 KiB.');
  read.characters += length;
  if (read.characters > LONGEST_TOGETHER)
    throw new UserError('bad-input', `${shown(path)} is one project file too many`, 'They may have 8 MiB together.');
  const element = readXml(project, path);
  read.elements.set(path, element);
  return element;
}

function sdksOf(root: Element | undefined): string[] {
  const named = (root?.attributes.get('Sdk') ?? '').split(';');
  const elements = (root?.children ?? []).flatMap(({ name, attributes }) =>
    name === 'Sdk' ? [attributes.get('Name') ?? ''] : name === 'Import' ? [attributes.get('Sdk') ?? ''] : [],
  );
  return [...new Set([...named, ...elements].map((sdk) => (sdk.split('/')[0] ?? '').trim()).filter(Boolean))];
}

/** The nearest file of a name in some folders; MSBuild itself looks no further. */
function importAbove(state: State, name: string, folders: readonly string[], depth: number): void {
  const found = folders.map((folder) => inside(folder, name)).find((path) => state.project.has(path));
  if (found !== undefined) importFile(state, found, depth);
}

function importFile(state: State, path: string, depth: number): void {
  if (depth > DEEPEST || state.imported.size >= MOST_FILES || state.imported.has(path) || path === state.path) return;
  state.imported.add(path);
  state.left -= state.project.text(path)?.length ?? 0;
  if (state.left < 0)
    throw new UserError('bad-input', `${shown(state.path)} imports too much`, 'What it imports may have 256 KiB.');
  const root = readShort(state.project, path);
  if (root) readGroups(state, root, path, depth);
}

function readGroups(state: State, parent: Element, file: string, depth: number): void {
  const asked = askedIn(state, file);
  for (const child of parent.children) {
    if (!conditionHolds(child.attributes.get('Condition'), asked)) continue;
    if (child.name === 'PropertyGroup') readProperties(state, child, file, asked);
    else if (child.name === 'ItemGroup') readItems(state, child, file, asked);
    else if (child.name === 'ImportGroup') readGroups(state, child, file, depth);
    else if (child.name === 'Import') readImport(state, child, file, depth);
    else if (child.name === 'Choose') readChoice(state, child, file, depth);
  }
}

function readProperties(state: State, group: Element, file: string, asked: Asked): void {
  for (const { name, attributes, text, line } of group.children) {
    const key = name.toLowerCase();
    if (state.fixed.has(key) || !conditionHolds(attributes.get('Condition'), asked)) continue;
    const value = asked.expand(text);
    if (value === undefined) state.properties.delete(key);
    else state.properties.set(key, { value: value.trim(), from: `${file}:${line}` });
  }
}

function readItems(state: State, group: Element, file: string, asked: Asked): void {
  for (const { name, attributes } of group.children) {
    const include = attributes.get('Include');
    if (include === undefined || state.items.length >= MOST_ITEMS) continue;
    if (!conditionHolds(attributes.get('Condition'), asked)) continue;
    for (const part of include.split(';').map((each) => each.trim()))
      if (part !== '') state.items.push({ type: name.toLowerCase(), include: part, file });
  }
}

/** `<Import Project="../common.props" />`, and the idiom that goes on to the Directory.Build.props above. */
function readImport(state: State, { attributes }: Element, file: string, depth: number): void {
  const text = attributes.get('Project') ?? '';
  const above = /GetPathOfFileAbove\(\s*['"]?([\w.-]{1,100})['"]?/.exec(text)?.[1];
  if (above !== undefined) importAbove(state, above, upwards(folderOf(file)).slice(1), depth + 1);
  else {
    const path = pathIn(state, text, file, folderOf(file));
    if (path !== undefined && state.project.has(path)) importFile(state, path, depth + 1);
  }
}

function readChoice(state: State, choose: Element, file: string, depth: number): void {
  const asked = askedIn(state, file);
  const when = choose.children.find(
    ({ name, attributes }) => name === 'When' && conditionHolds(attributes.get('Condition'), asked),
  );
  const taken = when ?? choose.children.find(({ name }) => name === 'Otherwise');
  if (taken && depth < DEEPEST) readGroups(state, taken, file, depth + 1);
}

function askedIn(state: State, file: string): Asked {
  return {
    expand: (text) => expand(state.properties, text),
    exists: (text) => {
      const path = pathIn(state, text, file, folderOf(file));
      return path !== undefined && (state.project.has(path) || state.project.hasDirectory(path));
    },
  };
}

/** `$(Name)` filled in; undefined for property functions and metadata. */
function expand(properties: ReadonlyMap<string, Property>, text: string): string | undefined {
  if (text.length > 4_000 || /\$\(\[|@\(|%\(|\$\([^)]*[^\w)-]/.test(text)) return undefined;
  const filled = text.replace(
    /\$\(([\w-]{1,100})\)/g,
    (_, name: string) => properties.get(name.toLowerCase())?.value ?? '',
  );
  return filled.length > 4_000 ? undefined : filled;
}

const THIS_FOLDER = /^\$\(MSBuildThisFileDirectory\)[\\/]?/i;
const PROJECT_FOLDER = /^\$\(MSBuildProjectDirectory\)[\\/]?/i;

function pathIn(
  state: Pick<State, 'properties' | 'path'>,
  text: string,
  file: string,
  folder: string,
): string | undefined {
  if (THIS_FOLDER.test(text)) return plainPath(state, folderOf(file), text.replace(THIS_FOLDER, ''));
  if (PROJECT_FOLDER.test(text)) return plainPath(state, folderOf(state.path), text.replace(PROJECT_FOLDER, ''));
  return plainPath(state, folder, text);
}

function plainPath({ properties }: Pick<State, 'properties'>, folder: string, text: string): string | undefined {
  const filled = expand(properties, text)?.replaceAll('\\', '/');
  return filled === undefined || /[*?]/.test(filled) ? undefined : resolveInside(folder, filled);
}

/** The path of an item that is a file: it counts from the project's folder, whichever file names it. */
export function itemPath({ properties }: Evaluation, path: string, { include, file }: Item): string | undefined {
  return pathIn({ properties: new Map(properties), path }, include, file, folderOf(path));
}
