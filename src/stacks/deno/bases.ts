import type { ParentImage } from '../../core/stack.ts';
import { type StackBase, type StackBases, stackBase, withoutShell, withShell } from '../shared/bases.ts';
import { NOT_KNOWN_SIGNED, parentImages } from '../shared/parents.ts';
import { NEWEST_DENO } from './versions.ts';

/** Its own images exist for every release, under its whole version only. */
const image = (version: string) => `denoland/deno:${version}`;

/**
 * The images of a Deno service by `--base`. Deno's own images are as old as the release that they bring, so the service runs on
 * the newest image of a publisher who mends his, with the one file that Deno is.
 */
const DENO_BASES: StackBases = {
  slim: (version) => withShell(image(version), 'debian:trixie-slim'),
  distroless: (version) => withoutShell(image(version), 'gcr.io/distroless/cc-debian13:nonroot'),
  // made for glibc, so Alpine's has to be the publisher's, who lays glibc beside musl
  alpine: (version) => withShell(`denoland/deno:alpine-${version}`, `denoland/deno:alpine-${version}`),
  chainguard: (version) => withoutShell(image(version), 'cgr.dev/chainguard/glibc-dynamic:latest'),
  hardened: (version) => ({
    build: `dhi.io/deno:${version.split('.')[0]}-debian13-dev`,
    buildUser: null,
    runtime: `dhi.io/deno:${version.split('.')[0]}-debian13`,
    user: '1993:1993',
    shell: false,
    root: false,
  }),
};

/** Bases without Deno in them: the build stage's one file is all that there is to it. */
const BARE = new Set(['slim', 'distroless', 'chainguard']);

/** The base of a Deno service for an answer. */
export function denoBase(answer: string, version: string): StackBase {
  return stackBase(DENO_BASES, answer, version);
}

/** Whether the runtime image gets Deno from the build stage. */
export function bringsDeno(answer: string): boolean {
  return BARE.has(answer);
}

/** Every image that the Dockerfile of a Deno service can name. */
export function denoParents(): readonly ParentImage[] {
  return parentImages([DENO_BASES], [NEWEST_DENO]).map((parent) =>
    parent.reference.startsWith('denoland/') ? { ...parent, publisher: 'Deno', signedBy: NOT_KNOWN_SIGNED } : parent,
  );
}
