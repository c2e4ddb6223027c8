import type { Given } from '../../../core/answers.ts';
import type { Project } from '../../../core/project.ts';
import type { Evidence } from '../../../core/stack.ts';
import { inside, relativeTo } from '../paths.ts';
import { UV_VERSION } from './bases.ts';
import { type Indexes, indexesOf } from './credentials.ts';
import type { Group } from './groups.ts';
import { hasLocalSources, type Manager, managerOf, versionAsked } from './manager.ts';
import type { Manifest } from './manifest.ts';
import { type CompiledPackage, compiledPackages } from './natives.ts';
import { type Workspace, workspaceOf } from './workspace.ts';

/** What an install reads and needs, whatever is run afterwards. */
export interface Installation {
  /** Null when there is nothing to install. */
  readonly manager: Manager | null;
  /** The release of the manager that the project asks for. */
  readonly release: Evidence | undefined;
  readonly manifest: Manifest | undefined;
  /** Packages that are compiled when they are installed. */
  readonly compiled: readonly CompiledPackage[];
  /** Whether building takes compilers or git: then the full image does it. */
  readonly compiles: boolean;
  /** Whether the install has to see the sources, and so cannot have a layer before them. */
  readonly local: boolean;
  readonly uv: string;
  readonly workspace: Workspace | undefined;
  /** The folder that the build needs: the service's own, or the root of its workspace. */
  readonly context: string;
  /** The service's folder, seen from there. */
  readonly folder: string;
  readonly indexes: Indexes;
  /** What is installed beyond the dependencies that run. */
  readonly groups: readonly Group[];
}

/** Looks at everything that says how the packages of a folder are installed. */
export function installationOf(
  project: Project,
  service: string,
  manifest: Manifest | undefined,
  given: Given,
  groups: readonly Group[] = [],
): Installation {
  const manager = managerOf(project, service, manifest, given.packageManager);
  const release = manager && manifest ? versionAsked(project, manager, manifest) : undefined;
  const workspace = manager?.id === 'uv' ? workspaceOf(project, service) : undefined;
  const compiled = compiledPackages(manifest);
  return {
    manager,
    release,
    manifest,
    compiled,
    compiles: compiled.length > 0 || usesGit(manifest),
    local:
      workspace === undefined &&
      manifest !== undefined &&
      (hasLocalSources(manifest) || (manifest.requirements?.local ?? false)),
    uv: manager?.id === 'uv' ? (given.packageManagerVersion ?? release?.value ?? UV_VERSION) : UV_VERSION,
    workspace,
    context: workspace ? '.' : service,
    folder: workspace ? service : '.',
    indexes: indexesOf(project, service, manifest, manager),
    groups,
  };
}

/** Where the packages are installed, from the project's root: the service's folder, or the root of its workspace. */
export function homeOf({ workspace, context, folder }: Installation): string {
  return workspace || folder === '.' ? context : inside(context, folder);
}

/** The same as the build's context sees it. */
export function belowContext(facts: Installation): string {
  return relativeTo(facts.context, homeOf(facts)) ?? '.';
}

function usesGit(manifest: Manifest | undefined): boolean {
  return (
    [...(manifest?.packages.values() ?? [])].some(({ rest }) => /git\+/.test(rest)) ||
    (manifest?.requirements?.git ?? false)
  );
}
