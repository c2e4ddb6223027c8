import type { Given } from '../../core/answers.ts';
import type { Around } from '../../core/around.ts';
import type { Project } from '../../core/project.ts';
import type { Evidence } from '../../core/stack.ts';
import { withoutComment } from './tool-files.ts';

/** A version that a file of the project asks for, as it is written there. */
export interface VersionAsk {
  readonly value: string;
  readonly from: string;
}

/** The first line that is neither blank nor a comment. */
export function versionFile(project: Project, path: string): VersionAsk[] {
  const value = (project.text(path) ?? '')
    .replace(/^\uFEFF/, '')
    .split('\n')
    .map(withoutComment)
    .find(Boolean);
  return value ? [{ value, from: path }] : [];
}

/** The version that a service runs on, as detection tells it. */
export function versionEvidence(value: string, from: string): Evidence {
  return { what: 'runtimeVersion', value, from };
}

/** The version that an earlier Dockerfile of a stack runs, where nobody has decided on one. */
export function earlierVersion(stack: string, { runtimeVersion }: Given, around?: Around): VersionAsk | undefined {
  const earlier = around?.earlier;
  return runtimeVersion === undefined && earlier?.stack === stack ? earlier.answers.runtimeVersion : undefined;
}

/**
 * What an earlier Dockerfile runs among what the project's own files ask for: it comes first where each of them leaves it the
 * choice, and last where one does not.
 */
export function withEarlier<Ask extends VersionAsk, Theirs extends VersionAsk>(
  own: readonly Ask[],
  earlier: Theirs | undefined,
  leavesOpen: (ask: Ask, earlier: Theirs) => boolean,
): (Ask | Theirs)[] {
  if (earlier === undefined) return [...own];
  return own.every((ask) => leavesOpen(ask, earlier)) ? [earlier, ...own] : [...own, earlier];
}
