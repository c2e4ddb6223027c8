import { isObject, type Json, type Project, readJson, stringAt, valueAt } from '../../../core/project.ts';
import { inside } from '../paths.ts';

/** The parts of a package.json that detection reads, checked once; the rest stays in `json`. */
export interface Manifest {
  /** The file it was read from, for evidence: `apps/api/package.json`. */
  readonly path: string;
  readonly name: string | undefined;
  readonly main: string | undefined;
  readonly type: 'module' | 'commonjs';
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
  readonly json: Json;
}

/** Reads `<directory>/package.json`; undefined when there is none. Values of the wrong type are left out. */
export function readManifest(project: Project, directory: string): Manifest | undefined {
  const path = inside(directory, 'package.json');
  const known = alreadyRead.get(project) ?? new Map<string, Manifest | undefined>();
  if (!known.has(path)) alreadyRead.set(project, known.set(path, parseManifest(project, path)));
  return known.get(path);
}

/** Every part of detection asks for the same few manifests; a large one must not be parsed a dozen times. */
const alreadyRead = new WeakMap<Project, Map<string, Manifest | undefined>>();

function parseManifest(project: Project, path: string): Manifest | undefined {
  const json = readJson(project, path);
  if (!json) return undefined;
  return {
    path,
    name: stringAt(json, 'name'),
    main: stringAt(json, 'main'),
    type: json.type === 'module' ? 'module' : 'commonjs',
    scripts: runnable(strings(json, 'scripts')),
    dependencies: strings(json, 'dependencies'),
    devDependencies: strings(json, 'devDependencies'),
    optionalDependencies: strings(json, 'optionalDependencies'),
    json,
  };
}

/** Scripts that a manager can be told by name: one that begins with a dash it reads as an option of its own. */
function runnable(scripts: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(scripts).filter(([name]) => !name.startsWith('-')));
}

/** Whether a package is among the dependencies of any kind. */
export function dependsOn(manifest: Manifest, name: string): boolean {
  return [manifest.dependencies, manifest.devDependencies, manifest.optionalDependencies].some((group) =>
    Object.hasOwn(group, name),
  );
}

function strings(json: Json, key: string): Record<string, string> {
  const group = valueAt(json, key);
  if (!isObject(group)) return {};
  return Object.fromEntries(
    Object.entries(group).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
