import { isObject, type Json, type Project, readToml, stringAt, stringsIn, valueAt } from '../../../core/project.ts';
import { inside } from '../paths.ts';
import { packageName, type Requirement, requirement } from './packages.ts';
import { type Requirements, readRequirements } from './requirements.ts';

/** What a service's own files say of it, whichever of them there are. */
export interface Manifest {
  /** pyproject.toml as it is, or undefined. */
  readonly json: Json | undefined;
  readonly path: string;
  readonly requirements: Requirements | undefined;
  readonly pipfile: Json | undefined;
  /** What the service needs when it runs, from all files together, by name. */
  readonly packages: ReadonlyMap<string, Requirement>;
  /** Whether the service is a package that is built and installed like its dependencies. */
  readonly packaged: boolean;
  /** Programs that the package brings: name → `module:function`. */
  readonly scripts: ReadonlyMap<string, string>;
  /** Whether its dependencies stand in pyproject.toml, to be read without running a build. */
  readonly listed: boolean;
  /** Whether its version comes from git's tags, which the build does not see. */
  readonly versionFromGit: boolean;
}

/**
 * Reads everything that says what a Python service is made of; undefined when nothing says that it is one.
 * @param files the requirements to look for, where they are not the usual ones
 */
export function readManifest(project: Project, service: string, files?: readonly string[]): Manifest | undefined {
  const path = inside(service, 'pyproject.toml');
  const json = readToml(project, path);
  const pipfile = readToml(project, inside(service, 'Pipfile'));
  const requirements = readRequirements(project, service, files);
  const setup = ['setup.py', 'setup.cfg'].some((file) => project.has(inside(service, file)));
  const project621 = valueAt(json, 'project');
  const poetry = valueAt(json, 'tool', 'poetry');
  const named = isObject(project621) || isObject(poetry);
  if (!named && !pipfile && !requirements && !setup) return undefined;
  const listed = isObject(project621) && !dynamic(json).includes('dependencies');
  return {
    json,
    path,
    requirements,
    pipfile,
    packages: byName([
      ...projectDependencies(json),
      ...poetryDependencies(poetry),
      ...tableDependencies(valueAt(pipfile, 'packages')),
      ...(requirements?.packages ?? []),
      ...setupDependencies(project.text(inside(service, 'setup.py'))),
    ]),
    packaged: isPackaged(json, project, service, setup),
    scripts: scriptsOf(json),
    listed,
    versionFromGit:
      listOf(valueAt(json, 'build-system', 'requires')).some((text) =>
        /^(?:setuptools[-_]scm|hatch-vcs|versioningit|poetry-dynamic-versioning|uv-dynamic-versioning|pdm-backend)\b/.test(
          text,
        ),
      ) && dynamic(json).includes('version'),
  };
}

function isPackaged(json: Json | undefined, project: Project, service: string, setup: boolean): boolean {
  const said =
    valueAt(json, 'tool', 'uv', 'package') ?? valueAt(json, 'tool', 'poetry', 'package-mode') ?? distributed(json);
  if (typeof said === 'boolean') return said;
  if (isObject(valueAt(json, 'build-system'))) return hasModules(json, project, service);
  return setup && !isObject(valueAt(json, 'project'));
}

function distributed(json: Json | undefined): unknown {
  return valueAt(json, 'tool', 'pdm', 'distribution');
}

/** Poetry and flit refuse to build a package without a module of its name; such a project is none. */
function hasModules(json: Json | undefined, project: Project, service: string): boolean {
  const name = packageName(stringAt(json, 'project', 'name') ?? stringAt(json, 'tool', 'poetry', 'name') ?? '');
  const module = name.replaceAll('-', '_');
  const told =
    valueAt(json, 'tool', 'poetry', 'packages') ??
    valueAt(json, 'tool', 'hatch', 'build') ??
    valueAt(json, 'tool', 'setuptools');
  if (told !== undefined || /setuptools/.test(stringAt(json, 'build-system', 'build-backend') ?? 'setuptools'))
    return true;
  return ['', 'src/'].some(
    (root) =>
      project.hasDirectory(inside(service, root + module)) || project.has(inside(service, `${root + module}.py`)),
  );
}

function dynamic(json: Json | undefined): string[] {
  return listOf(valueAt(json, 'project', 'dynamic'));
}

function projectDependencies(json: Json | undefined): Requirement[] {
  return listOf(valueAt(json, 'project', 'dependencies')).flatMap((text) => requirement(text) ?? []);
}

function poetryDependencies(poetry: unknown): Requirement[] {
  return tableDependencies(valueAt(poetry, 'dependencies')).filter(({ name }) => name !== 'python');
}

/** Poetry's and Pipenv's way: `flask = "^3"`, `uvicorn = { version = "*", extras = ["standard"] }`. */
function tableDependencies(table: unknown): Requirement[] {
  if (!isObject(table)) return [];
  return Object.entries(table).map(([name, value]) => ({
    name: packageName(name),
    extras: listOf(valueAt(value, 'extras')).map((extra) => extra.toLowerCase()),
    rest: typeof value === 'string' ? value : isObject(value) && 'git' in value ? '@ git+' : '',
  }));
}

/** The literals of `install_requires=[…]`; a list that is computed is not seen. */
function setupDependencies(text: string | undefined): Requirement[] {
  const list = /install_requires\s{0,4}=\s{0,4}\[([^\]]{0,10000})\]/.exec(text ?? '')?.[1] ?? '';
  return [...list.matchAll(/["']([^"'\n]{1,300})["']/g)].flatMap((match) => requirement(match[1] ?? '') ?? []);
}

function scriptsOf(json: Json | undefined): Map<string, string> {
  const tables = [valueAt(json, 'project', 'scripts'), valueAt(json, 'tool', 'poetry', 'scripts')];
  const entries = tables.flatMap((table) => (isObject(table) ? Object.entries(table) : []));
  return new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

function byName(all: readonly Requirement[]): Map<string, Requirement> {
  const found = new Map<string, Requirement>();
  for (const one of all) {
    const known = found.get(one.name);
    found.set(one.name, known ? { ...known, extras: [...new Set([...known.extras, ...one.extras])] } : one);
  }
  return found;
}

function listOf(value: unknown): string[] {
  return stringsIn(value).slice(0, 2000);
}
