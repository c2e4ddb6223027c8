import type { Dockerfile } from '../dockerfile/parse.ts';
import type { Stage } from '../dockerfile/stages.ts';

export type Level = 'critical' | 'high' | 'medium' | 'low' | 'info';

/** What a rule may look at; all of it is computed before and must not be changed. */
export interface AuditInput {
  readonly name: string;
  readonly dockerfile: Dockerfile;
  readonly stages: readonly Stage[];
  /** The ignore file that the build would use, or null when there is none. Undefined: unknown, so say nothing of it. */
  readonly ignoreFile: { readonly path: string; readonly text: string } | null | undefined;
}

/** A place and a sentence; the engine adds the rule's own metadata. */
export interface Problem {
  readonly message: string;
  readonly line: number;
  readonly endLine?: number;
  readonly stage?: string;
  /** What to do instead, when it can be said more closely than the rule's own fix. */
  readonly fix?: string;
  /** Foreign rules that would report this very problem, when they are fewer than the rule's. */
  readonly aliases?: readonly string[];
}

/** One executed example: a Dockerfile (and ignore file) with the number of problems that the rule finds in it. */
export interface Example {
  readonly dockerfile: string;
  readonly ignoreFile?: string | null;
}

/** A rule: one file in `rules/`, one line in `rules/index.ts`. Tests, README table, `explain` and SARIF help follow from it. */
export interface Rule {
  /** `group/flaw`, e.g. `user/root`: names the flaw, never the fix. */
  readonly id: string;
  readonly level: Level;
  /** What is wrong, in a few words: `The final stage runs as root`. */
  readonly title: string;
  /** Why it matters, in a few sentences. */
  readonly why: string;
  /** What to do. */
  readonly fix: string;
  /** The same in other checkers: `hadolint:DL3002` … (design.md, "What the machine output holds"). */
  readonly aliases: readonly string[];
  /** Where the rule comes from: CIS, NIST, OWASP, the article … */
  readonly sources: readonly string[];
  readonly examples: { readonly bad: readonly Example[]; readonly good: readonly Example[] };
  check(input: AuditInput): readonly Problem[];
}

/** A problem with everything that reports need (design.md: `audit --format json`). */
export interface Finding {
  readonly rule: string;
  readonly level: Level;
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly endLine: number;
  readonly stage: string | null;
  readonly origin: 'own' | 'base';
  readonly aliases: readonly string[];
  readonly fix: string;
  /** Who suppressed it and why, or null. */
  readonly suppressed: string | null;
}
