import type { ImageUse } from '../dockerfile/images.ts';
import type { Mount } from '../dockerfile/mount.ts';
import type { Pair } from '../dockerfile/pairs.ts';
import type { Dockerfile, Instruction } from '../dockerfile/parse.ts';
import type { RunCommand } from '../dockerfile/run.ts';
import type { LineOf } from '../dockerfile/source.ts';
import type { Setting, Stage } from '../dockerfile/stages.ts';

export type Level = 'critical' | 'high' | 'medium' | 'low' | 'info';

/** From the worst to the least. */
export const LEVELS: readonly Level[] = ['critical', 'high', 'medium', 'low', 'info'];

/** The ignore file that a build uses. */
export interface IgnoreFile {
  readonly path: string;
  readonly text: string;
}

/** An instruction that holds commands: RUN, CMD, ENTRYPOINT, HEALTHCHECK CMD, also behind ONBUILD. */
export interface Step {
  readonly keyword: 'RUN' | 'CMD' | 'ENTRYPOINT' | 'HEALTHCHECK';
  readonly instruction: Instruction;
  readonly stage: Stage;
  readonly commands: readonly RunCommand[];
  readonly mounts: readonly Mount[];
  /** The USER in effect; null when no USER is set so far. */
  readonly user: Setting | null;
}

/** One name of an ENV or ARG instruction. */
export interface Variable extends Pair {
  readonly instruction: Instruction;
  /** Null for an ARG before the first FROM. */
  readonly stage: Stage | null;
}

/** What a rule may look at; all of it is computed before and must not be changed. */
export interface AuditInput {
  readonly name: string;
  readonly dockerfile: Dockerfile;
  readonly stages: readonly Stage[];
  /** The stage that becomes the image; null when the file has no FROM. */
  readonly final: Stage | null;
  /** The final stage and the stages that it stands on: what they do ends up in the image. */
  readonly shipped: ReadonlySet<Stage>;
  /** Every image that the build fetches. */
  readonly images: readonly ImageUse[];
  readonly steps: readonly Step[];
  /** The steps that are RUN. */
  readonly runs: readonly Step[];
  readonly variables: readonly Variable[];
  readonly lineAt: LineOf;
  /** The ignore file that the build would use, or null when there is none. Undefined: unknown, so say nothing of it. */
  readonly ignoreFile: IgnoreFile | null | undefined;
}

/** A place and a sentence; the engine adds the rule's own metadata. */
export interface Problem {
  readonly message: string;
  readonly line: number;
  readonly endLine?: number;
  readonly stage?: Stage | null;
  /** What to do instead, when it can be said more closely than the rule's own fix. */
  readonly fix?: string;
  /** When this problem weighs more or less than the rule's others. */
  readonly level?: Level;
  /** Foreign rules that would report this very problem, when they are fewer than the rule's. */
  readonly aliases?: readonly string[];
  /** Something is missing, so no line is its place: a suppression anywhere in the file counts. */
  readonly wholeFile?: boolean;
}

/** One executed example: a Dockerfile, with the ignore file that its build would use. */
export interface Example {
  readonly dockerfile: string;
  /** Left out: unknown. */
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
  /** The same in other checkers: `hadolint:DL3002` … */
  readonly aliases: readonly string[];
  /** Where the rule comes from: CIS, NIST, OWASP, the article … */
  readonly sources: readonly string[];
  /** Each `bad` one has at least one problem of this rule, no `good` one has any. */
  readonly examples: { readonly bad: readonly Example[]; readonly good: readonly Example[] };
  check(input: AuditInput): Iterable<Problem>;
}

/** A problem with everything that reports need; `audit --format json` has the same keys. */
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
