import type { Stack } from '../core/stack.ts';
import { generic } from './generic/index.ts';
import { go } from './go/index.ts';
import { node } from './node/index.ts';
import { python } from './python/index.ts';

/** In order: the first stack that recognises a service is proposed. Each line says why it precedes the next. */
export const stacks: readonly Stack[] = [
  python, // recognises a folder with another stack's manifest only when Python plainly serves in it, as Django does beside its assets
  node, // a package.json says more about a service than the files around it
  go, // a go.mod is the whole of a Go service; what Node builds beside it is embedded
  generic, // recognises nothing: it is for those who name it
];
