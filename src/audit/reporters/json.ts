import type { Finding } from '../rule.ts';

/** Something that was looked at. */
export interface Target {
  readonly kind: 'dockerfile' | 'ignorefile' | 'compose' | 'workflow' | 'image' | 'container';
  readonly name: string;
}

/** Something that could not be looked at, and why. */
export interface TargetError {
  readonly name: string;
  readonly message: string;
  /** What to do about it. */
  readonly hint: string | null;
}

/** Everything that a report for machines holds. */
export interface JsonReport {
  /** The version of this tool. */
  readonly tool: string;
  readonly targets: readonly Target[];
  readonly findings: readonly Finding[];
  readonly errors: readonly TargetError[];
}

/** A report for machines, `audit --format json`; suppressed findings are in it. */
export function jsonReport({ tool, targets, findings, errors }: JsonReport): string {
  return JSON.stringify({ version: 1, tool, targets, findings, errors }, null, 2);
}
