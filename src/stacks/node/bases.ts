/** One answer to `--base` for Node: which images, where node is in them, who runs it, and whether there is a shell. */
export interface NodeBase {
  /** The images of the build stages and of the last stage, by Node's major version. */
  readonly build: (version: string) => string;
  readonly runtime: (version: string) => string;
  /** The program that starts scripts, as the last stage's ENTRYPOINT and HEALTHCHECK name it. */
  readonly node: string;
  /** `uid:gid` of the last stage; numeric, so that Kubernetes can see that it is not root. */
  readonly user: string;
  /** Whether the last stage can run commands: only then is there anything to remove and to strip. */
  readonly shell: boolean;
  /** Whether the last stage's image starts as root; if not, the stage becomes root first, or WORKDIR makes folders of that user. */
  readonly root: boolean;
  /** The build image's own user where that is not root: its build stages work as root and hand back to it. */
  readonly buildUser: string | null;
  /** Whether the last stage's image brings an /app that its user may write: root's own is then laid over it. */
  readonly ownsApp?: true;
}

const SUITE = 'trixie';
const slim = (version: string) => `node:${version}-${SUITE}-slim`;

export const NODE_BASES: Readonly<Record<string, NodeBase>> = {
  slim: { build: slim, runtime: slim, node: 'node', user: '1000:1000', shell: true, root: true, buildUser: null },
  distroless: {
    build: slim,
    runtime: (version) => `gcr.io/distroless/nodejs${version}-debian13:nonroot`,
    node: '/nodejs/bin/node',
    user: '65532:65532',
    shell: false,
    root: false,
    buildUser: null,
  },
  alpine: {
    build: (version) => `node:${version}-alpine`,
    runtime: (version) => `node:${version}-alpine`,
    node: 'node',
    user: '1000:1000',
    shell: true,
    root: true,
    buildUser: null,
  },
  // the free images have these two tags only: the digest is what holds the version still
  chainguard: {
    build: () => 'cgr.dev/chainguard/node:latest-dev',
    runtime: () => 'cgr.dev/chainguard/node:latest',
    node: '/usr/bin/node',
    user: '65532:65532',
    shell: false,
    root: false,
    buildUser: '65532:65532',
    ownsApp: true,
  },
  hardened: {
    build: (version) => `dhi.io/node:${version}-debian13-dev`,
    runtime: (version) => `dhi.io/node:${version}-debian13`,
    node: 'node',
    user: '1000:1000',
    shell: false,
    root: false,
    buildUser: null,
  },
};

/** The base for an answer; another image reference is taken as Debian-like, with the official image's user and paths. */
export function nodeBase(answer: string): NodeBase {
  const known = Object.hasOwn(NODE_BASES, answer) ? NODE_BASES[answer] : undefined;
  return (
    known ?? {
      build: () => answer,
      runtime: () => answer,
      node: 'node',
      user: '1000:1000',
      shell: true,
      root: true,
      buildUser: null,
    }
  );
}

/** The full image with python3, make and g++, for packages that compile; the runtime stays slim and of the same release. */
export function compilerImage(version: string): string {
  return `node:${version}-${SUITE}`;
}

/** Bun's own image: its program is also what the stages of a Bun service run. */
export const BUN_IMAGE = (version: string | null) => `oven/bun:${version ?? '1'}-slim`;
