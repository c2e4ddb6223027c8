import { FULL_STACK } from './full-stack.ts';
import { GO } from './go.ts';
import { JAVA } from './java.ts';
import { PAGES } from './pages.ts';
import { PYTHON } from './python.ts';
import { RUST } from './rust.ts';
import { SERVICES } from './services.ts';
import { SITES } from './sites.ts';
import type { Starter } from './starter.ts';

export { pageOf, type Starter } from './starter.ts';

/** Frameworks' own starters as the registries have them, and the first pages of the guide of those that have none there. */
export const STARTERS: readonly Starter[] = [
  ...SITES,
  ...FULL_STACK,
  ...SERVICES,
  ...PYTHON,
  ...GO,
  ...RUST,
  ...JAVA,
  ...PAGES,
];
