import { splitReference } from '../../dockerfile/reference.ts';
import type { Stage } from '../../dockerfile/stages.ts';

/** What is known of an image that other images stand on. */
export interface Base {
  /** Whether it has a shell: `RUN` works in it, and so does whoever breaks in. Null: not known. */
  readonly shell: boolean | null;
  /** Whether it runs as root when nothing else is said. */
  readonly root: boolean;
}

interface Family {
  readonly name: RegExp;
  base(tag: string, name: string): Base;
}

const development = /(?:^|-)(?:dev|sdk|debug|compat)(?:-|$)/;

/** Image families by name; the first that matches counts, and any other image has a shell and runs as root. */
const FAMILIES: readonly Family[] = [
  { name: /^scratch$/, base: () => ({ shell: false, root: true }) },
  {
    name: /^gcr\.io\/distroless\//,
    base: (tag) => ({ shell: /(?:^|-)debug(?:-|$)/.test(tag), root: !/nonroot/.test(tag) }),
  },
  { name: /^cgr\.dev\/[^/]+\/(?:wolfi-base|chainguard-base|bash|busybox)$/, base: () => ({ shell: true, root: true }) },
  { name: /^cgr\.dev\//, base: (tag) => ({ shell: development.test(tag), root: false }) },
  // golang, rust and nginx of dhi.io carry a few tools, but neither of them a set-id file.
  { name: /^dhi\.io\//, base: (tag) => ({ shell: development.test(tag), root: development.test(tag) }) },
  {
    name: /^mcr\.microsoft\.com\/(?:dotnet|openjdk|azurelinux\/distroless|cbl-mariner\/distroless)\//,
    base: (tag, name) => ({
      shell: !/chiseled|distroless/.test(`${tag} ${name}`),
      root: !/chiseled|distroless/.test(tag),
    }),
  },
  {
    name: /^(?:ubuntu|public\.ecr\.aws\/ubuntu)\/.+/,
    base: (tag) => ({ shell: !/chisel/.test(tag), root: !/chisel/.test(tag) }),
  },
  { name: /^nginxinc\/nginx-unprivileged$/, base: () => ({ shell: true, root: false }) },
  { name: /^(?:bitnami|bitnamilegacy|bitnamisecure)\//, base: () => ({ shell: true, root: false }) },
];

/** What is known of an image by its reference and tag. */
function baseFacts(reference: string, tag: string | null): Base {
  const { name } = splitReference(reference.replace(/^docker\.io\/(?:library\/)?/, ''));
  const family = FAMILIES.find((each) => each.name.test(name));
  return family ? family.base(tag ?? '', name) : { shell: true, root: true };
}

/** The same for what a stage stands on in the end; null when only the build knows it. */
export function stageBase({ origin, originTag }: Stage): Base | null {
  return origin === null ? null : baseFacts(origin, originTag);
}
