import { isObject, type Project, readJson, readYaml, stringsIn, valueAt } from '../../../core/project.ts';
import { foldersMatching, matches, readGlobs } from '../globs.ts';
import { dependsOn, type Manifest, readManifest } from './manifest.ts';

/** The most members that are read. */
const MOST_MEMBERS = 2_000;

export interface WorkspaceMember {
  /** Its folder below the root: `packages/db`. */
  readonly path: string;
  readonly name: string;
  readonly manifest: Manifest;
}

/** What a root says of the packages below it. Without a workspace `tool` is null and there are no members. */
export interface Workspace {
  readonly root: Manifest | undefined;
  readonly tool: 'npm' | 'pnpm' | 'yarn' | 'bun' | null;
  /** In the order of their folders. */
  readonly members: readonly WorkspaceMember[];
  readonly orchestrator: 'turbo' | 'nx' | 'lerna' | null;
}

/** Reads the workspace that the project's root describes, from its patterns only: nothing else of the tree is walked. */
export function workspace(project: Project): Workspace {
  const known = alreadyRead.get(project) ?? readWorkspace(project);
  alreadyRead.set(project, known);
  return known;
}

/** Every member of a workspace asks for all of it. */
const alreadyRead = new WeakMap<Project, Workspace>();

function readWorkspace(project: Project): Workspace {
  const root = readManifest(project, '.');
  const { patterns, tool } = declaredPatterns(project, root);
  const folders = patterns.length === 0 ? [] : foldersMatching(project, readGlobs(patterns)).slice(0, MOST_MEMBERS);
  const members = folders.flatMap((path) => {
    const manifest = project.has(`${path}/package.json`) ? readManifest(project, path) : undefined;
    return manifest ? [{ path, name: manifest.name ?? path, manifest }] : [];
  });
  return { root, tool, members, orchestrator: orchestratorOf(project, root) };
}

/** Whether a folder is a member of the root's workspace, from the patterns alone. */
export function isMember(project: Project, folder: string): boolean {
  const { patterns } = declaredPatterns(project, readManifest(project, '.'));
  return folder !== '.' && patterns.length > 0 && matches(readGlobs(patterns), folder);
}

/** Whether a package.json declares a workspace: then its members build, and it is their roof. */
export function isWorkspaceRoot({ json }: Manifest): boolean {
  return Array.isArray(json.workspaces) || isObject(json.workspaces);
}

function declaredPatterns(
  project: Project,
  root: Manifest | undefined,
): { patterns: string[]; tool: Workspace['tool'] } {
  const pnpm = stringsIn(valueAt(readYaml(project, 'pnpm-workspace.yaml'), 'packages'));
  if (pnpm.length > 0) return { patterns: pnpm, tool: 'pnpm' };
  const declared = valueAt(root?.json, 'workspaces');
  const patterns = stringsIn(isObject(declared) ? declared.packages : declared);
  if (patterns.length > 0) return { patterns, tool: toolByLock(project, root) };
  const lerna = stringsIn(valueAt(project.has('lerna.json') ? readJson(project, 'lerna.json') : undefined, 'packages'));
  return { patterns: lerna, tool: null };
}

const TOOL_BY_LOCK = [
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
  ['yarn.lock', 'yarn'],
] as const;

function toolByLock(project: Project, root: Manifest | undefined): Workspace['tool'] {
  const named = /^(npm|pnpm|yarn|bun)@/.exec(String(valueAt(root?.json, 'packageManager') ?? ''))?.[1];
  if (named === 'npm' || named === 'yarn' || named === 'bun') return named;
  return TOOL_BY_LOCK.find(([file]) => project.has(file))?.[1] ?? 'npm';
}

function orchestratorOf(project: Project, root: Manifest | undefined): Workspace['orchestrator'] {
  const has = (name: string) => root !== undefined && dependsOn(root, name);
  if (project.has('turbo.json') || project.has('turbo.jsonc') || has('turbo')) return 'turbo';
  if (project.has('nx.json') || has('nx')) return 'nx';
  return project.has('lerna.json') || has('lerna') ? 'lerna' : null;
}
