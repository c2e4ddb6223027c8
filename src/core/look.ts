import type { Given } from './answers.ts';
import type { Around } from './around.ts';
import type { Earlier } from './earlier.ts';
import type { Project } from './project.ts';
import type { Detection, Stack } from './stack.ts';

/** A stack finds the same in the same view of a project whoever asks: the search for services, then each service's own run. */
const known = new WeakMap<Project, Map<string, Detection | undefined>>();

/**
 * What a stack finds in a service's folder, worked out once.
 * @throws UserError as the stack does
 */
export function lookWith(
  stack: Stack,
  project: Project,
  given: Given,
  stacks: readonly Stack[],
  earlier?: Earlier,
): Detection | undefined {
  const around = aroundOf(stack, project, given, stacks, earlier);
  if (earlier) return stack.detect(project, given, around);
  const found = known.get(project) ?? new Map<string, Detection | undefined>();
  known.set(project, found);
  const key = `${stack.id} ${JSON.stringify(given)}`;
  if (!found.has(key)) found.set(key, stack.detect(project, given, around));
  return found.get(key);
}

/** What a stack is told of a service's folder by the others. */
export function aroundOf(
  stack: Stack,
  project: Project,
  { service = '.' }: Given,
  stacks: readonly Stack[],
  earlier?: Earlier,
): Around {
  return {
    earlier,
    claims() {
      const rank = stacks.indexOf(stack);
      const others = stacks.filter((other, at) => other !== stack && !(other.yields && at > rank));
      const manifests = others.flatMap((other) => other.manifests);
      return [...fileNames(project, service)].filter((name) => manifests.some((each) => fits(name, each)));
    },
  };
}

/** The strongest of a stack's manifests among the names of a folder, by its name or by how it ends (`*.csproj`). */
export function manifestIn(names: ReadonlySet<string>, manifests: readonly string[]): string | undefined {
  for (const manifest of manifests) {
    if (names.has(manifest)) return manifest;
    if (!manifest.startsWith('*')) continue;
    for (const name of names) if (fits(name, manifest)) return name;
  }
  return undefined;
}

function fits(name: string, manifest: string): boolean {
  return manifest.startsWith('*') ? name.endsWith(manifest.slice(1)) : name === manifest;
}

/** The names of the files in a folder. */
export function fileNames(project: Project, folder: string): ReadonlySet<string> {
  return new Set(project.list(folder).flatMap(({ name, kind }) => (kind === 'file' ? [name] : [])));
}
