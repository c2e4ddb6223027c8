import type { Detection } from '../../core/stack.ts';
import type { NodeFacts } from './facts.ts';

/** Frameworks for building parts of other services. */
const FOR_LIBRARIES: readonly string[] = ['storybook'];

/**
 * Whether a package is a service: a framework's, or one that says how it starts or on which port it listens. A package whose
 * only sign is `main` is a library.
 */
export function isNodeService({ answers, detected }: Detection<NodeFacts>): boolean {
  if (answers.start === undefined) return false;
  const { framework } = answers;
  if (framework != null) return !FOR_LIBRARIES.includes(framework);
  return detected.some(
    ({ what, from }) =>
      (what === 'start' && / scripts\.|Procfile/.test(from)) || (what === 'port' && /\.[cm]?[jt]sx?:\d+$/.test(from)),
  );
}
