import { FULL_STACK } from './full-stack.ts';
import { SERVICES } from './services.ts';
import { SITES } from './sites.ts';
import type { Starter } from './starter.ts';

export { pageOf, type Starter } from './starter.ts';

/** Frameworks' own starters as the npm registry has them, and the first pages of the guide of those that have none there. */
export const STARTERS: readonly Starter[] = [...SITES, ...FULL_STACK, ...SERVICES];
