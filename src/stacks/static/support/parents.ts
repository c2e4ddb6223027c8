import type { ParentImage } from '../../../core/stack.ts';
import { BASES } from '../../../images/bases.ts';
import { NOT_KNOWN_SIGNED } from '../../shared/parents.ts';

const BUILDS = { base: null, user: 'root', megabytes: null } as const;

/** An image of Docker's own that a site is built in. */
export function officialImage(reference: string): ParentImage {
  const [{ publisher, signedBy } = { publisher: '', signedBy: '' }] = BASES;
  return { ...BUILDS, reference, publisher, shell: true, signedBy };
}

/** An image that a generator publishes itself. */
export function ownImage(reference: string, publisher: string, shell: boolean): ParentImage {
  return { ...BUILDS, reference, publisher, shell, signedBy: NOT_KNOWN_SIGNED };
}
