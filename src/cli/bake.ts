import { type BakeTarget, bakeFile } from '../core/bake.ts';
import type { RenderedFile } from '../core/plan.ts';
import { render, type Templates } from '../core/render.ts';
import type { State } from '../core/state.ts';
import { isOurDockerfile } from '../dockerfile/file-names.ts';

/** A service with the files that it was rendered to, in this run or the last. */
interface BakedService {
  readonly path: string;
  readonly files: readonly RenderedFile[];
}

const SECRET = /--mount=type=secret,id=([A-Za-z0-9_.-]+)/g;
/** What a Dockerfile's header says: where the file of a secret usually lies. */
const SOURCE = /--secret id=([A-Za-z0-9_.-]+),src="((?:\$HOME\/)?[\w.@+/-]{1,200})"/g;

/**
 * The bake file of a project of several services, those of this run and those of earlier ones; none for a single image.
 * @param names what each service is called, by its folder
 */
export function bakeFiles(
  names: ReadonlyMap<string, string>,
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
  const targets = services.flatMap((service) => targetsOf(names.get(service.path) ?? service.path, service.files));
  const texts = services.flatMap(({ files }) => files.map(({ text }) => text));
  const sources = texts.flatMap((text) =>
    [...text.matchAll(SOURCE)].map(([, id = '', file = '']) => [id, file] as const),
  );
  return targets.length < 2 ? [] : render([bakeFile(targets, new Map(sources))], templates);
}

function targetsOf(service: string, files: BakedService['files']): BakeTarget[] {
  return files
    .filter((file) => isOurDockerfile(file.path))
    .map((file) => {
      const slash = file.path.lastIndexOf('/');
      const dockerfile = file.path.slice(slash + 1);
      return {
        name: [service, ...partOf(dockerfile, service)].join('-'),
        // a Dockerfile in the root, named after its service, is built from there
        context: slash === -1 ? '.' : file.path.slice(0, slash),
        dockerfile,
        secrets: [...new Set([...file.text.matchAll(SECRET)].map(([, id]) => id ?? ''))].sort(),
      };
    });
}

/** Which image of its service a Dockerfile makes: `api.nginx.Dockerfile` and `nginx.Dockerfile` are the nginx of theirs. */
function partOf(dockerfile: string, service: string): string[] {
  const words = dockerfile.split('.').slice(0, -1);
  return words[0] === service ? words.slice(1) : words;
}
