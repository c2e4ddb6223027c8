import { type BakeTarget, bakeFile } from '../core/bake.ts';
import type { RenderedFile } from '../core/plan.ts';
import { imageName } from '../core/quote.ts';
import { render, type Templates } from '../core/render.ts';
import type { State } from '../core/state.ts';
import { isOurDockerfile } from '../dockerfile/file-names.ts';

/** A service with the files that it was rendered to, in this run or the last. */
interface BakedService {
  readonly path: string;
  readonly files: readonly RenderedFile[];
}

const SECRET = /--mount=type=secret,id=([A-Za-z0-9_.-]+)/g;

/**
 * The bake file of a project of several services, those of this run and those of earlier ones; none for a single service.
 * @param project the project's folder name
 */
export function bakeFiles(
  project: string,
  planned: readonly BakedService[],
  state: State,
  templates: Templates,
): RenderedFile[] {
  const now = new Set(planned.map(({ path }) => path));
  const before = [...state.services]
    .filter(([path]) => !now.has(path))
    .map(([path, { files }]) => ({
      path,
      files: files.flatMap((file) => ({ path: file, text: state.files.get(file) ?? '' })),
    }));
  const services = [...planned, ...before].sort((a, b) => (a.path < b.path ? -1 : 1));
  const targets = services.flatMap((service) => targetOf(project, service));
  return targets.length < 2 ? [] : render([bakeFile(targets)], templates);
}

function targetOf(project: string, { path, files }: BakedService): BakeTarget[] {
  const dockerfile = files.find((file) => isOurDockerfile(file.path));
  if (!dockerfile) return [];
  const slash = dockerfile.path.lastIndexOf('/');
  return [
    {
      name: imageName(path === '.' ? project : (path.split('/').at(-1) ?? path)),
      // a Dockerfile in the root, named after its service, is built from there
      context: slash === -1 ? '.' : dockerfile.path.slice(0, slash),
      dockerfile: dockerfile.path.slice(slash + 1),
      secrets: [...new Set([...dockerfile.text.matchAll(SECRET)].map(([, id]) => id ?? ''))].sort(),
    },
  ];
}
