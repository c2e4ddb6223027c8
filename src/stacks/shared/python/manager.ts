import { isObject, type Project, stringAt, valueAt } from '../../../core/project.ts';
import type { Evidence } from '../../../core/stack.ts';
import { UserError } from '../../../errors.ts';
import { inside } from '../paths.ts';
import type { Manifest } from './manifest.ts';
import { TOOLS, type ToolId, toolAsked } from './tools.ts';
import { workspaceOf } from './workspace.ts';

export type ManagerId = 'uv' | 'pip' | ToolId;

/** What installs the dependencies, and what holds it to their exact versions. */
export interface Manager {
  readonly id: ManagerId;
  /** The file that it installs from, below the project's root. */
  readonly file: string;
  /** Whether that file holds every package to its exact bytes. */
  readonly locked: boolean;
  readonly evidence: Evidence;
  readonly notes: readonly string[];
}

const LOCKS: readonly { readonly id: ManagerId; readonly file: string }[] = [
  { id: 'uv', file: 'uv.lock' },
  ...Object.values(TOOLS).map(({ id, lock }) => ({ id, file: lock })),
];

/** The manager of a service: the one that was asked for, else by its lock file, else by what lists the packages; null: none is needed. */
export function managerOf(
  project: Project,
  service: string,
  manifest: Manifest | undefined,
  asked: string | null | undefined,
): Manager | null {
  if (!manifest || asked === null) return null;
  if (workspaceOf(project, service) && (asked ?? 'uv') === 'uv')
    return { id: 'uv', file: 'uv.lock', locked: true, evidence: said('uv', 'uv.lock'), notes: [] };
  const locks = LOCKS.filter(({ file }) => project.has(inside(service, file)));
  const chosen = locks.find(({ id }) => asked === undefined || id === asked);
  if (chosen) {
    const path = inside(service, chosen.file);
    const others = locks.filter(({ id }) => id !== chosen.id).map(({ file }) => inside(service, file));
    return {
      id: chosen.id,
      file: path,
      locked: true,
      evidence: said(chosen.id, path),
      notes: severalNotes(path, others),
    };
  }
  const found = unlocked(manifest, service);
  if (asked !== undefined && found?.id !== asked) refuse(asked);
  return found;
}

/** Without a lock file: requirements by pip, what pyproject.toml lists by uv, and by pip what only a build can tell. */
function unlocked(manifest: Manifest, service: string): Manager | null {
  const { requirements, path, listed } = manifest;
  if (requirements) {
    const { path: file, hashed } = requirements;
    return { id: 'pip', file, locked: hashed, evidence: said('pip', file), notes: hashed ? [] : [noHashes(file)] };
  }
  if (manifest.pipfile && !listed) {
    const file = inside(service, 'Pipfile');
    return { id: 'pipenv', file, locked: false, evidence: said('pipenv', file), notes: [noLock(file, 'pipenv lock')] };
  }
  const id = listed ? 'uv' : 'pip';
  const file = manifest.json ? path : inside(service, 'setup.py');
  if (manifest.packages.size === 0 && !manifest.packaged) return null;
  return { id, file, locked: false, evidence: said(id, file), notes: [noLock(file)] };
}

function said(value: string, from: string): Evidence {
  return { what: 'packageManager', value, from };
}

function noHashes(file: string): string {
  return `${file} has no hashes, so installs are not reproducible: write them with pip-compile --generate-hashes or uv pip compile --generate-hashes.`;
}

function noLock(file: string, command = 'uv lock'): string {
  return `There is no lock file beside ${file}, so installs are not reproducible: run ${command} and commit what it writes.`;
}

function severalNotes(used: string, others: readonly string[]): string[] {
  if (others.length === 0) return [];
  return [
    `There is more than one lock file: ${used} is used, ${others.join(' and ')} not. Delete what is out of date.`,
  ];
}

function refuse(asked: string): never {
  throw new UserError(
    'usage',
    `--package-manager ${asked}: the project has no file that it installs from`,
    'Leave the flag out, or write the manager’s lock file first.',
  );
}

/** The release of the manager that a project asks for; undefined when it asks for none. */
export function versionAsked(project: Project, { id, file }: Manager, { json, path }: Manifest): Evidence | undefined {
  if (id === 'pip') return undefined;
  if (id !== 'uv') return toolAsked(project, id, file, json);
  const own = stringAt(json, 'tool', 'uv', 'required-version');
  const version = /(\d{1,3}\.\d{1,3}(?:\.\d{1,4})?)/.exec(own ?? '')?.[1];
  const from = `${path} tool.uv.required-version`;
  return version === undefined ? undefined : { what: 'packageManagerVersion', value: version, from };
}

/** Whether uv has to see more than pyproject.toml and uv.lock: packages that are folders of the project. */
export function hasLocalSources({ json }: Manifest): boolean {
  const sources = valueAt(json, 'tool', 'uv', 'sources');
  const tables = isObject(sources) ? Object.values(sources).flat() : [];
  return tables.some((one) => isObject(one) && (typeof one.path === 'string' || one.workspace === true));
}
