import type { Project } from '../../core/project.ts';
import type { Element } from '../../core/xml.ts';
import { UserError } from '../../errors.ts';
import { folderOf, inside, upwards } from '../shared/paths.ts';
import { shown } from '../shared/shown.ts';
import { type Asked, conditionHolds } from './conditions.ts';
import { LONGEST, readShort, sdksOf } from './msbuild-file.ts';
import { type Evaluation, expand, type Item, type Property, pathIn } from './msbuild-values.ts';

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
