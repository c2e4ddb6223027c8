import { type Project, readToml, stringAt, stringsIn, valueAt } from '../../../core/project.ts';
import { foldersMatching, matches, readGlobs } from '../globs.ts';
import { inside } from '../paths.ts';

/** A workspace of uv in the project's root, as one of its members sees it. */
export interface Workspace {
  /** The member's own name, which is how uv calls it. */
  readonly name: string;
  /** The pyproject.toml of every member: uv looks at all of them before it installs one. */
  readonly manifests: readonly string[];
}

const MOST = 200;

/** The workspace that a service is a member of; undefined when it stands alone or has a lock file of its own. */
export function workspaceOf(project: Project, service: string): Workspace | undefined {
  if (service === '.' || !project.has('uv.lock') || project.has(inside(service, 'uv.lock'))) return undefined;
  const settings = valueAt(readToml(project, 'pyproject.toml'), 'tool', 'uv', 'workspace');
  const unwanted = stringsIn(valueAt(settings, 'exclude')).map((pattern) => `!${pattern}`);
  const globs = readGlobs([...stringsIn(valueAt(settings, 'members')), ...unwanted]);
  const name = stringAt(readToml(project, inside(service, 'pyproject.toml')), 'project', 'name');
  if (name === undefined || !matches(globs, service)) return undefined;
  const manifests = foldersMatching(project, globs).map((folder) => inside(folder, 'pyproject.toml'));
  return { name, manifests: manifests.filter((path) => project.has(path)).slice(0, MOST) };
}
