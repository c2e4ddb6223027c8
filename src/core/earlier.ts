import type { Answers } from './answers.ts';

/** What one line of an earlier file says. */
export interface Said<Value> {
  readonly value: Value;
  /** The file and line: `Dockerfile:12`. */
  readonly from: string;
  /** The variable by which it says so: it counts more than what a source that reads the variable falls back to. */
  readonly variable?: string;
  /** Of a start: whether the build has made its program, which lies elsewhere in the new image. */
  readonly compiled?: boolean;
}

/** The answers that an earlier Dockerfile can give. */
export type EarlierKey = 'runtimeVersion' | 'base' | 'build' | 'start' | 'port' | 'healthcheck' | 'secrets';

/** A credential for packages: the name of a build argument, or the id of a secret. */
export interface InstallCredential extends Said<string> {
  readonly by: 'argument' | 'secret';
  /** Whether the build fails without it, as far as the file says. */
  readonly required: boolean;
}

/** What a Dockerfile that we did not write says of its service: more than detection guesses, less than the project's own files. */
export interface Earlier {
  /** The stack whose images it uses, or null when they say none. */
  readonly stack: string | null;
  readonly answers: { readonly [Key in EarlierKey]?: Said<Answers[Key]> };
  /** A script of the manifest that starts the service, where a package manager starts it. */
  readonly script: Said<string> | null;
  /** The credential that its install gets; null where it gets none. */
  readonly install: InstallCredential | null;
  readonly notes: readonly string[];
}
