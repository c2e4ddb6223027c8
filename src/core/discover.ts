import { UserError } from '../errors.ts';
import { fileNames, lookWith, manifestIn } from './look.ts';
import type { Project } from './project.ts';
import type { Stack } from './stack.ts';

/** A folder of the project that holds a service. */
export interface FoundService {
  /** Below the project's root; `.` for the root itself. */
  readonly path: string;
  readonly stack: Stack;
  /** What made it one: the manifest's path. */
  readonly from: string;
}

const MOST_FOLDERS = 20_000;
const MOST_SERVICES = 1_000;
const DEEPEST = 6;
/** Folders that hold no service of the project: packages, what builds make, examples and tests. Hidden ones never do. */
const SKIPPED =
  /^(?:node_modules|bower_components|vendor|target|dist|build|out|bin|obj|venv|env|__pycache__|coverage|tests?|__tests__|fixtures|testdata|examples?|docs?|templates?|tmp|deps|_build|site-packages)$/;

/**
 * Finds the services of a monorepo: every folder with a manifest of a stack that says it is one (not a library). Folders of a
 * service are not searched further, but for the root's, and what the root's own Dockerfile builds is none of its own.
 * @returns sorted by path; at most 1,000
 */
export function discoverServices(project: Project, stacks: readonly Stack[]): FoundService[] {
  const found: (FoundService & { readonly includes: readonly string[] })[] = [];
  const queue = [{ folder: '.', depth: 0 }];
  for (let at = 0; at < queue.length && at < MOST_FOLDERS && found.length < MOST_SERVICES; at++) {
    const { folder, depth } = queue[at] ?? { folder: '.', depth: 0 };
    const entries = project.list(folder);
    const service = serviceIn(folder, fileNames(project, folder), project, stacks);
    if (service) found.push(service);
    if (depth === DEEPEST || (service && folder !== '.')) continue;
    for (const { name, kind } of entries)
      if (kind === 'directory' && !name.startsWith('.') && !SKIPPED.test(name))
        queue.push({ folder: folder === '.' ? name : `${folder}/${name}`, depth: depth + 1 });
  }
  const included = new Set(found.flatMap(({ path, includes }) => includes.filter((folder) => folder !== path)));
  return found
    .filter(({ path }) => !included.has(path))
    .map(({ path, stack, from }) => ({ path, stack, from }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function serviceIn(folder: string, names: ReadonlySet<string>, project: Project, stacks: readonly Stack[]) {
  for (const stack of stacks) {
    const manifest = manifestIn(names, stack.manifests);
    if (manifest === undefined) continue;
    const from = folder === '.' ? manifest : `${folder}/${manifest}`;
    try {
      if (stack.mayServe?.(project, folder) === false) continue;
      const detection = lookWith(stack, project, { service: folder }, stacks);
      if (detection && stack.isService(detection))
        return { path: folder, stack, from, includes: detection.includes ?? [] };
    } catch (error) {
      // a manifest that cannot be read is named when somebody asks for this service
      if (!(error instanceof UserError)) throw error;
    }
  }
  return undefined;
}
