import type { ParentImage } from '../../core/stack.ts';
import { NOT_KNOWN_SIGNED, parentImages } from '../shared/parents.ts';
import { NGINX_PARENT } from '../shared/site.ts';
import { BUN_IMAGE, compilerImage, NODE_BASES } from './bases.ts';
import { supportedLts } from './node-releases.ts';

const NODE_PARENTS = Object.fromEntries(
  Object.entries(NODE_BASES).map(([id, { build, runtime, user, shell }]) => [
    id,
    (version: string) => ({ build: build(version), runtime: runtime(version), user, shell }),
  ]),
);

/** For packages that compile, on slim and distroless alike. */
const COMPILERS = {
  slim: (version: string) => ({
    build: compilerImage(version),
    runtime: compilerImage(version),
    user: 'root',
    shell: true,
  }),
};

/** Named whatever the base is. */
const BUN: ParentImage = {
  reference: BUN_IMAGE(null),
  base: null,
  publisher: 'Oven',
  user: '1000',
  shell: true,
  megabytes: null,
  signedBy: NOT_KNOWN_SIGNED,
};

/** Every image that the Dockerfile of a Node or Bun service can name. */
export function nodeParents(today: string): readonly ParentImage[] {
  const versions = supportedLts(today).map(({ major }) => String(major));
  return [...parentImages([NODE_PARENTS, COMPILERS], versions), BUN, NGINX_PARENT];
}
