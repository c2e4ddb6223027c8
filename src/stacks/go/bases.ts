import type { ParentImage } from '../../core/stack.ts';
import { supportedVersions } from '../../images/support.ts';
import { type StackBase, type StackBases, stackBase, withoutShell, withShell } from '../shared/bases.ts';
import { parentImages } from '../shared/parents.ts';

/** The images of a Go service by `--base`; the program is static unless it needs cgo. */
export function goBase(answer: string, version: string, cgo: boolean): StackBase {
  return stackBase(cgo ? LINKED : STATIC, answer, version);
}

const debian = (version: string) => `golang:${version}-trixie`;
const hardened = (version: string) => `dhi.io/golang:${version}-debian13-dev`;
// the free images have this tag only: the digest is what holds the version still
const CHAINGUARD = 'cgr.dev/chainguard/go:latest';

const STATIC: StackBases = {
  slim: (version) => withShell(debian(version), 'debian:trixie-slim'),
  distroless: (version) => withoutShell(debian(version), 'gcr.io/distroless/static-debian13:nonroot'),
  alpine: (version) => withShell(`golang:${version}-alpine`, 'alpine:3.24'),
  chainguard: () => withoutShell(CHAINGUARD, 'cgr.dev/chainguard/static:latest'),
  hardened: (version) => withoutShell(hardened(version), 'dhi.io/static:20250419-debian13'),
};

/** With C linked in, the runtime has to bring the C library that the build image links against. */
const LINKED: StackBases = {
  ...STATIC,
  distroless: (version) => withoutShell(debian(version), 'gcr.io/distroless/cc-debian13:nonroot'),
  chainguard: () => withoutShell(CHAINGUARD, 'cgr.dev/chainguard/glibc-dynamic:latest'),
  hardened: (version) => withoutShell(hardened(version), 'dhi.io/static:20250419-glibc-debian13'),
};

/** Every image that the Dockerfile of a Go service can name. */
export function goParents(today: string): readonly ParentImage[] {
  return parentImages([STATIC, LINKED], supportedVersions('go', today));
}
