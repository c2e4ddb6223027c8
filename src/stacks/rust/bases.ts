import type { ParentImage } from '../../core/stack.ts';
import { type StackBase, type StackBases, stackBase, withoutShell, withShell } from '../shared/bases.ts';
import { parentImages } from '../shared/parents.ts';
import { NEWEST } from './versions.ts';

/** The images of a Rust service by `--base`; a program that is linked with musl needs no library of the last one. */
export function rustBase(answer: string, version: string, musl: boolean): StackBase {
  return stackBase(musl ? STATIC : LINKED, answer, version);
}

const debian = (version: string) => `rust:${version}-slim-trixie`;
const alpine = (version: string) => `rust:${version}-alpine`;

/** Debian's compiler links against a C library as old as any of these, Wolfi's included. */
const LINKED: StackBases = {
  slim: (version) => withShell(debian(version), 'debian:trixie-slim'),
  distroless: (version) => withoutShell(debian(version), 'gcr.io/distroless/cc-debian13:nonroot'),
  alpine: (version) => withShell(alpine(version), 'alpine:3.24'),
  chainguard: (version) => withoutShell(debian(version), 'cgr.dev/chainguard/glibc-dynamic:latest'),
  hardened: (version) => withoutShell(`dhi.io/rust:${version}-debian13-dev`, 'dhi.io/static:20250419-glibc-debian13'),
};

const STATIC: StackBases = {
  slim: (version) => withShell(alpine(version), 'debian:trixie-slim'),
  distroless: (version) => withoutShell(alpine(version), 'gcr.io/distroless/static-debian13:nonroot'),
  alpine: (version) => withShell(alpine(version), 'alpine:3.24'),
  chainguard: (version) => withoutShell(alpine(version), 'cgr.dev/chainguard/static:latest'),
  hardened: (version) => withoutShell(`dhi.io/rust:${version}-alpine3.24-dev`, 'dhi.io/static:20250419-debian13'),
};

/** Whether a base builds in the official image: it has rustup, which the hardened one lacks as it lacks `find`. */
export function isOfficial(answer: string): boolean {
  return answer !== 'hardened' && Object.hasOwn(LINKED, answer);
}

/** Every image that the Dockerfile of a Rust service can name. */
export function rustParents(): readonly ParentImage[] {
  return parentImages([LINKED, STATIC], [NEWEST]);
}
