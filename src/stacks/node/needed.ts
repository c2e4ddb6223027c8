import semver from 'semver';
import { isObject, stringAt } from '../../core/project.ts';
import type { Manifest } from '../shared/javascript/manifest.ts';
import type { Workspace, WorkspaceMember } from '../shared/javascript/workspace.ts';

/** The members of the workspace that a service uses, dependencies before their users, without itself. */
export interface Needed {
  /** For building it: development dependencies count, its own and those of what it uses. */
  readonly building: readonly WorkspaceMember[];
  /** For running it. */
  readonly running: readonly WorkspaceMember[];
}

const RUNNING = ['dependencies', 'optionalDependencies', 'peerDependencies'] as const;
const BUILDING = [...RUNNING, 'devDependencies'] as const;

/** Follows the dependencies of a service within its workspace; circles are walked once. */
export function neededBy(workspace: Workspace, servicePath: string): Needed {
  return {
    building: closure(workspace, servicePath, BUILDING),
    running: closure(workspace, servicePath, RUNNING),
  };
}

function closure(workspace: Workspace, servicePath: string, groups: readonly string[]): WorkspaceMember[] {
  const byName = new Map(workspace.members.map((member) => [member.name, member]));
  const service = workspace.members.find(({ path }) => path === servicePath);
  const order: WorkspaceMember[] = [];
  const seen = new Set<WorkspaceMember>();
  const stack: { member: WorkspaceMember; open: WorkspaceMember[] }[] = [];
  const enter = (member: WorkspaceMember) => {
    seen.add(member);
    stack.push({ member, open: internal(member.manifest, groups, byName) });
  };
  if (service) enter(service);
  // a loop and not recursion: a chain of 2,000 members must not overflow the stack
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const next = top.open.shift();
    if (next && !seen.has(next)) enter(next);
    else if (!next) order.push(...stack.splice(-1).map(({ member }) => member));
  }
  return order.filter((member) => member !== service);
}

function internal(
  manifest: Manifest,
  groups: readonly string[],
  byName: ReadonlyMap<string, WorkspaceMember>,
): WorkspaceMember[] {
  const found = groups.flatMap((group) => {
    const dependencies = manifest.json[group];
    return Object.entries(isObject(dependencies) ? dependencies : {}).flatMap(([name, range]) => {
      const member = byName.get(aliased(name, range));
      return member && isLinked(member, range) ? [member] : [];
    });
  });
  return [...new Set(found)].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** `"db": "workspace:@acme/db@*"` means the member `@acme/db`. */
function aliased(name: string, range: unknown): string {
  const alias = typeof range === 'string' ? /^workspace:(@?[^@]+)@/.exec(range)?.[1] : undefined;
  return alias ?? name;
}

/** Whether the member itself is meant, and not a package of the same name from a registry. */
function isLinked(member: WorkspaceMember, range: unknown): boolean {
  if (typeof range !== 'string') return false;
  if (/^(workspace|file|link|portal|catalog):/.test(range)) return true;
  const version = semver.valid(stringAt(member.manifest.json, 'version') ?? '');
  if (range.length > 200 || semver.validRange(range) === null) return false;
  return version === null || semver.satisfies(version, range, { includePrerelease: true });
}
