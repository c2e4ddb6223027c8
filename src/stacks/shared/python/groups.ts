import { isObject, type Json, valueAt } from '../../../core/project.ts';
import { requirement } from './packages.ts';

/** A part of a project's dependencies that is installed when it is named: a group of development, or an extra of the package. */
export interface Group {
  readonly kind: 'group' | 'extra';
  readonly name: string;
}

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,60}$/;

/** The group or extra of a pyproject.toml that lists one of some packages, the one for documentation first. */
export function groupWith(json: Json | undefined, isWanted: (name: string) => boolean): Group | undefined {
  const found = groupsOf(json).filter(({ names }) => names.some(isWanted));
  const { kind, name } =
    found.find(({ name }) => /^(?:docs?|documentation|site|mkdocs|sphinx)$/i.test(name)) ?? found[0] ?? {};
  return kind === undefined || name === undefined ? undefined : { kind, name };
}

function groupsOf(json: Json | undefined): (Group & { readonly names: readonly string[] })[] {
  const poetry = valueAt(json, 'tool', 'poetry', 'group');
  const tables: readonly (readonly [Group['kind'], unknown])[] = [
    ['group', valueAt(json, 'dependency-groups')],
    ['group', valueAt(json, 'tool', 'pdm', 'dev-dependencies')],
    ['extra', valueAt(json, 'project', 'optional-dependencies')],
  ];
  const lists = tables.flatMap(([kind, table]) =>
    entries(table).map(([name, list]) => ({ kind, name, names: namesIn(list) })),
  );
  const keys = entries(poetry).map(([name, group]) => ({
    kind: 'group' as const,
    name,
    names: entries(valueAt(group, 'dependencies')).map(([key]) => requirement(key)?.name ?? ''),
  }));
  return [...lists, ...keys].filter(({ name }) => NAME.test(name));
}

function entries(table: unknown): [string, unknown][] {
  return isObject(table) ? Object.entries(table).slice(0, 200) : [];
}

function namesIn(list: unknown): string[] {
  return Array.isArray(list)
    ? list.flatMap((text) => (typeof text === 'string' ? (requirement(text)?.name ?? []) : [])).slice(0, 2000)
    : [];
}
