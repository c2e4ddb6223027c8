import { contextArgument, secretOption, shellWord } from './quote.ts';
import type { Spec } from './stack.ts';

/** What `partials/header.hbs` names: what made the file, how to build and run it. */
export interface HeaderView {
  /** Whether BuildKit's own checks are to fail the build; podman has none. */
  readonly check: boolean;
  readonly title: string;
  readonly build: string;
  /** The same with its secrets, or null when the build takes none. */
  readonly private: string | null;
  readonly run: string;
}

/** A path that the process writes at run time, as a tmpfs of the runtime user. */
export interface Writable {
  readonly path: string;
  readonly user: string;
  /** Whether files in it may be run: libraries of machine code that a runtime unpacks there. */
  readonly exec?: boolean;
}

/** One image of a service that is more than one: each has a Dockerfile, and they only work together. */
export interface Part {
  /** What stands behind the service's name and before `Dockerfile`: `nginx` makes `orders-nginx` from `nginx.Dockerfile`. */
  readonly name?: string;
  /** Where it listens, when that is not for the answer to say; null for nowhere. */
  readonly port?: number | null;
  /** Further options of `docker run`, in plain words. */
  readonly options?: string;
  /** Whether it runs nothing of the service's own, and so needs none of its variables. */
  readonly serves?: true;
}

/** The commands that build and run a service, the same in the header and in the printed next steps. */
export function commandsOf(
  spec: Spec,
  context: string,
  writable: readonly Writable[],
  part: Part = {},
): Omit<HeaderView, 'title'> {
  const name = partName(spec, part.name);
  const dockerfile = dockerfilePath(spec, context, part.name);
  const usual = context === '.' ? 'Dockerfile' : `${context}/Dockerfile`;
  const file = dockerfile === usual ? '' : ` -f ${shellWord(dockerfile, 'the file')}`;
  const folder = contextArgument(context);
  const podman = spec.dialect.engine === 'podman';
  // podman's own image format has no health check
  const program = podman ? 'podman build --format docker' : 'docker build';
  const secrets = spec.secrets.map(({ id, source }) => secretOption(id, source));
  const mounts = writable.map(({ path, user, exec }) => {
    const [uid, gid] = user.split(':');
    return ` --tmpfs ${shellWord(`${path}:${exec ? 'exec,' : ''}uid=${uid},gid=${gid},mode=0700`, 'the writable path')}`;
  });
  const port = part.port === undefined ? spec.answers.port : part.port;
  const options = part.options === undefined ? '' : ` ${part.options}`;
  // without a value Docker and Podman take the caller's own: nothing to copy, nothing in the shell's history
  const handed = part.serves ? [] : spec.variables.map((variable) => ` -e ${shellWord(variable, 'the variable')}`);
  const publish = port === null ? '' : ` -p 127.0.0.1:${port}:${port}`;
  const needed = spec.secrets.some(({ required }) => required);
  const withSecrets = `${program} -t ${name}${file} ${secrets.join(' ')} ${folder}`;
  return {
    check: !podman,
    // where the build cannot do without a secret, the command without it would only fail
    build: needed ? withSecrets : `${program} -t ${name}${file} ${folder}`,
    private: needed || secrets.length === 0 ? null : withSecrets,
    run: `${podman ? 'podman' : 'docker'} run --read-only --cap-drop ALL --security-opt no-new-privileges --tmpfs /tmp${mounts.join('')}${options}${handed.join('')}${publish} ${name}`,
  };
}

/** The commands to print once the files are written, in order. */
export function nextSteps(spec: Spec, context: string, writable: readonly Writable[] = []): readonly string[] {
  const { build, private: withSecrets, run } = commandsOf(spec, context, writable);
  return withSecrets === null ? [build, run] : [build, withSecrets, run];
}

/** The name of one image of a service; the service's own where it has no other. */
export function partName({ name }: Spec, part?: string): string {
  return part === undefined ? name : `${name}-${part}`;
}

/**
 * Where a service's Dockerfile goes: into its own folder, or where it can only be built from the root, there and named after it.
 * @param context the folder that is the build's context
 * @param part the image of the service that it is for, when that is not its main one
 */
export function dockerfilePath(spec: Spec, context: string, part?: string): string {
  return besideDockerfile(spec, context, part === undefined ? 'Dockerfile' : `${part}.Dockerfile`);
}

/** The path of a further file (`nginx.conf`) that goes where the Dockerfile goes, and is named like it. */
export function besideDockerfile(spec: Spec, context: string, name: string): string {
  if (context !== '.') return `${context}/${name}`;
  return spec.answers.service === '.' ? name : `${spec.name}.${name}`;
}

/** Says in the file, to people and to our own audit, what --allow-unpinned let through. */
const UNPINNED =
  'secure-dockerfile ignore=image/unpinned no digest was found, so the tag may come to mean another image';

/** What FROM names. Where the pin leaves the tag out, `tag` holds it for a comment: a digest tells people nothing. */
export function stageImage(spec: Spec, reference: string): { readonly image: string; readonly tag: string | null } {
  const image = spec.image(reference);
  if (!image.includes('@')) return { image, tag: UNPINNED };
  return { image, tag: /:[^/@]+@/.test(image) ? null : reference };
}

/** The comment line that opens a stage, padded to the width of the page. */
export function banner(name: string, says: string): string {
  return `# --- ${name}: ${says} `.padEnd(112, '-');
}
