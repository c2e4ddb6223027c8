import { clojure } from './clojure.ts';
import { cpp } from './cpp.ts';
import { crystal } from './crystal.ts';
import { dart } from './dart.ts';
import { haskell } from './haskell.ts';
import type { Skeleton } from './skeleton.ts';
import { skeletonStack } from './stack.ts';
import { swift } from './swift.ts';
import { zig } from './zig.ts';

/** A stack at its place, and why it is asked before the next. */
const rankOf = (skeleton: Skeleton) => ({ stack: skeletonStack(skeleton), because: skeleton.because });

/** Languages whose services are detected and asked for. */
export const skeletons = [swift, haskell, clojure, crystal, dart, zig].map(rankOf);
/** And the one that lies within others' folders. */
export const native = rankOf(cpp);
