import type { ParentImage } from '../../core/stack.ts';
import { supportedVersions } from '../../images/support.ts';
import { type StackBase, type StackBases, stackBase } from '../shared/bases.ts';
import { parentImages } from '../shared/parents.ts';

/** The images of a Go service by `--base`; the program is static unless it needs cgo. */
export function goBase(answer: string, version: string, cgo: boolean): StackBase {
  return stackBase(cgo ? LINKED : STATIC, answer, version);
}

const debian = (version: string) => `golang:${version}-trixie`;
const shared = { buildUser: null } as const;

const STATIC: StackBases = {
  slim: (version) => ({
    ...shared,
    build: debian(version),
    runtime: 'debian:trixie-slim',
    user: '10001:10001',
    shell: true,
    root: true,
  }),
  distroless: (version) => ({
    ...shared,
    build: debian(version),
    runtime: 'gcr.io/distroless/static-debian13:nonroot',
    user: '65532:65532',
    shell: false,
    root: false,
  }),
  alpine: (version) => ({
    ...shared,
    build: `golang:${version}-alpine`,
    runtime: 'alpine:3.24',
    user: '10001:10001',
    shell: true,
    root: true,
  }),
  // the free image has this tag only: the digest is what holds the version still
  chainguard: () => ({
    build: 'cgr.dev/chainguard/go:latest',
    buildUser: null,
    runtime: 'cgr.dev/chainguard/static:latest',
    user: '65532:65532',
    shell: false,
    root: false,
  }),
  hardened: (version) => ({
    ...shared,
    build: `dhi.io/golang:${version}-debian13-dev`,
    runtime: 'dhi.io/static:20250419-debian13',
    user: '65532:65532',
    shell: false,
    root: false,
  }),
};

/** With C linked in, the runtime has to bring the C library that the build image links against. */
const LINKED: StackBases = {
  ...STATIC,
  distroless: (version) => ({
    ...shared,
    build: debian(version),
    runtime: 'gcr.io/distroless/cc-debian13:nonroot',
    user: '65532:65532',
    shell: false,
    root: false,
  }),
  chainguard: () => ({
    build: 'cgr.dev/chainguard/go:latest',
    buildUser: null,
    runtime: 'cgr.dev/chainguard/glibc-dynamic:latest',
    user: '65532:65532',
    shell: false,
    root: false,
  }),
  hardened: (version) => ({
    ...shared,
    build: `dhi.io/golang:${version}-debian13-dev`,
    runtime: 'dhi.io/static:20250419-glibc-debian13',
    user: '65532:65532',
    shell: false,
    root: false,
  }),
};

/** Every image that the Dockerfile of a Go service can name. */
export function goParents(today: string): readonly ParentImage[] {
  return parentImages([STATIC, LINKED], supportedVersions('go', today));
}
