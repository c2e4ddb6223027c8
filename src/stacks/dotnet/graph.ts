import type { Project } from '../../core/project.ts';
import { folderOf, inside, relativeTo, upwards } from '../shared/paths.ts';
import { shown } from '../shared/shown.ts';
import { type DotnetProject, PROJECT_FILE, propertyOf, readDotnetProject } from './projects.ts';

/** A project with all that it is built with, and the folder that a build needs to see them. */
export interface Graph {
  /** The program's own project first. */
  readonly projects: readonly DotnetProject[];
  /** Front ends (.esproj) that it is built with, below the root. */
  readonly frontEnds: readonly string[];
  /** Files that `dotnet restore` reads, below the root, in order. */
  readonly manifests: readonly string[];
  /** Below the root: the service's folder, or the root where the build needs other folders. */
  readonly context: string;
  readonly notes: readonly string[];
}

const MOST_PROJECTS = 300;
/** Files that count for every project below them. */
const ABOVE = ['global.json', 'Directory.Packages.props', 'Directory.Build.rsp'];
const IMPLICIT = ['Directory.Build.props', 'Directory.Build.targets'];

/** Follows the references of a program. */
export function graphOf(project: Project, service: string, program: DotnetProject, configs: readonly string[]): Graph {
  const projects: DotnetProject[] = [];
  const frontEnds: string[] = [];
  const notes: string[] = [];
  const seen = new Set([program.path]);
  const queue = [program];
  for (let at = 0; at < queue.length && projects.length < MOST_PROJECTS; at++) {
    const each = queue[at] ?? program;
    projects.push(each);
    notes.push(
      ...each.lost.map(
        (path) => `${each.path} refers to ${shown(path)}, which is not below this folder: the build will miss it.`,
      ),
    );
    for (const path of each.references.filter((one) => !seen.has(one))) {
      seen.add(path);
      if (!project.has(path)) notes.push(`${each.path} refers to ${path}, which is not there.`);
      else if (PROJECT_FILE.test(path)) queue.push(readDotnetProject(project, path));
      else frontEnds.push(path);
    }
  }
  const manifests = manifestsOf(project, projects, frontEnds, configs);
  const together = manifests.every((path) => relativeTo(service, path) !== undefined);
  return { projects, frontEnds, manifests, context: together ? service : '.', notes };
}

function manifestsOf(
  project: Project,
  projects: readonly DotnetProject[],
  frontEnds: readonly string[],
  configs: readonly string[],
): string[] {
  const above = projects.flatMap(({ folder }) =>
    upwards(folder).flatMap((up) => ABOVE.map((name) => inside(up, name))),
  );
  const implicit = projects.flatMap(({ folder }) =>
    IMPLICIT.flatMap(
      (name) =>
        upwards(folder)
          .map((up) => inside(up, name))
          .find((path) => project.has(path)) ?? [],
    ),
  );
  const imported = projects.flatMap(({ evaluation }) => evaluation.imported);
  const own = projects.flatMap((each) => [each.path, lockPath(each)]);
  const all = [...above, ...configs, ...implicit, ...imported, ...own, ...frontEnds];
  return [...new Set(all)]
    .filter((path) => project.has(path))
    .sort((a, b) => depthOf(a) - depthOf(b) || (a < b ? -1 : 1));
}

function depthOf(path: string): number {
  return path.split('/').length;
}

/** Where a project has its lock file. */
export function lockPath(each: DotnetProject): string {
  const named = propertyOf(each, 'NuGetLockFilePath');
  const plain = named !== undefined && /^[\w.-]{1,100}$/.test(named) ? named : 'packages.lock.json';
  return inside(folderOf(each.path), plain);
}
