import type { Project } from '../../core/project.ts';
import { isObject } from '../../core/project.ts';
import type { Manifest } from '../shared/javascript/manifest.ts';
import { type Workspace, type WorkspaceMember, workspace } from '../shared/javascript/workspace.ts';
import type { NeededMember, ServiceWorkspace } from './facts.ts';
import { findCompiled } from './frameworks/support/program.ts';
import { neededBy } from './needed.ts';

/**
 * Where a service stands in its workspace: which members it needs, and what of them ships.
 * @returns null for the root of a project, and for a folder that no pattern of the root names
 */
export function placeInWorkspace(project: Project, service: string): ServiceWorkspace | null {
  if (service === '.') return null;
  const root = workspace(project);
  const own = root.members.find(({ path }) => path === service);
  if (!own) return null;
  const { building, running } = neededBy(root, service);
  return {
    service: { path: own.path, name: own.name },
    all: root.members.map(({ path, name }) => ({ path, name })),
    building: building.map((member) => needed(project, member)),
    running: running.map((member) => needed(project, member)),
    orchestrator: orchestratorOf(root),
  };
}

function orchestratorOf({ orchestrator }: Workspace): ServiceWorkspace['orchestrator'] {
  return orchestrator === 'turbo' || orchestrator === 'nx' ? orchestrator : null;
}

function needed(project: Project, { path, name, manifest }: WorkspaceMember): NeededMember {
  return { path, name, scripts: Object.keys(manifest.scripts), outputs: outputsOf(project, path, manifest) };
}

/** What of a library ships: its manifest and the folders that its entries lie in; all of it when one lies at its top. */
function outputsOf(project: Project, path: string, manifest: Manifest): string[] {
  const compiled = findCompiled({ project, service: path, manifest })?.folder;
  const entries = [manifest.main, ...exported(manifest.json.exports)].filter((entry) => entry !== undefined);
  const folders = new Set(entries.map((entry) => topFolder(entry)));
  if (compiled !== undefined) folders.add(compiled.split('/')[0]);
  // an entry that nothing builds has to be there now
  const missing = [...folders].some(
    (folder) => folder !== undefined && folder !== compiled && !project.hasDirectory(`${path}/${folder}`),
  );
  if (folders.size === 0 || folders.has(undefined) || missing) return ['.'];
  return ['package.json', ...[...folders].filter((folder) => folder !== undefined).sort()];
}

/** The first folder of `./dist/index.js`; undefined for a file at the top. */
function topFolder(entry: string): string | undefined {
  const parts = entry.replace(/^\.\//, '').split('/');
  return parts.length > 1 && parts[0] !== '..' ? parts[0] : undefined;
}

/** Every path that an `exports` field leads to, but for types: those are not run. */
function exported(field: unknown, depth = 0): string[] {
  if (depth > 6) return [];
  if (typeof field === 'string') return field.startsWith('./') && field !== './package.json' ? [field] : [];
  if (Array.isArray(field)) return field.slice(0, 100).flatMap((one) => exported(one, depth + 1));
  if (!isObject(field)) return [];
  return Object.entries(field)
    .filter(([condition]) => condition !== 'types')
    .slice(0, 500)
    .flatMap(([, target]) => exported(target, depth + 1));
}
