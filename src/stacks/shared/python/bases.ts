import type { ParentImage } from '../../../core/stack.ts';
import { supportedVersions } from '../../../images/support.ts';
import { type StackBase, type StackBases, stackBase } from '../bases.ts';
import { parentImages } from '../parents.ts';

/** The one version that distroless images have: Debian's own. */
export const DISTROLESS_PYTHON = '3.13';

/** The images of a Python service by `--base`. What compiles or fetches from git needs the full image to build in. */
export function pythonBase(answer: string, version: string, compiles: boolean): StackBase {
  return stackBase(compiles ? COMPILING : BASES, answer, version);
}

/** Debian's release that a version's images stand on: trixie has no image of what ended before it came. */
const suite = (version: string) => (/^3\.[0-8]$/.test(version) ? 'bookworm' : 'trixie');
const slim = (version: string) => `python:${version}-slim-${suite(version)}`;

const BASES: StackBases = {
  slim: (version) => ({
    build: slim(version),
    buildUser: null,
    runtime: slim(version),
    user: '10001:10001',
    shell: true,
    root: true,
  }),
  distroless: (version) => ({
    build: slim(version),
    buildUser: null,
    runtime: 'gcr.io/distroless/python3-debian13:nonroot',
    user: '65532:65532',
    shell: false,
    root: false,
  }),
  alpine: (version) => ({
    build: `python:${version}-alpine`,
    buildUser: null,
    runtime: `python:${version}-alpine`,
    user: '10001:10001',
    shell: true,
    root: true,
  }),
  // the free images have these two tags only: the digest is what holds the version still
  chainguard: () => ({
    build: 'cgr.dev/chainguard/python:latest-dev',
    buildUser: '65532:65532',
    runtime: 'cgr.dev/chainguard/python:latest',
    user: '65532:65532',
    shell: false,
    root: false,
  }),
  hardened: (version) => ({
    build: `dhi.io/python:${version}-debian13-dev`,
    buildUser: null,
    runtime: `dhi.io/python:${version}-debian13`,
    user: '65532:65532',
    shell: false,
    root: false,
  }),
};

const full = (base: StackBases[string] | undefined) => (version: string) =>
  ({ ...base?.(version), build: `python:${version}-${suite(version)}` }) as StackBase;

/** The full image has compilers, the usual headers and git; what it builds runs on the slim one of the same release. */
const COMPILING: StackBases = { ...BASES, slim: full(BASES.slim), distroless: full(BASES.distroless) };

/** Where uv comes from: it installs, and brings other package managers at an exact version. */
export const uvImage = (version: string) => `ghcr.io/astral-sh/uv:${version}`;
export const UV_VERSION = '0.12.22';

/** Every image that the Dockerfile of a Python service can name. */
export function pythonParents(today: string): readonly ParentImage[] {
  const uv: ParentImage = {
    reference: uvImage(UV_VERSION),
    base: null,
    publisher: 'Astral',
    user: 'root',
    shell: false,
    megabytes: null,
    signedBy: 'not known to be signed by its publisher',
  };
  return [...parentImages([BASES, COMPILING], supportedVersions('python', today)), uv];
}
