/**
 * What a person decides about one service; one key per flag, in camel case. `null` means "none", decided; a missing key in
 * `Partial<Answers>` means "not decided".
 */
export interface Answers {
  /** Which stack builds it: `node`, `python`, … */
  readonly stack: string;
  /** The service's folder below the project's root, with `/`; `.` for the root itself. */
  readonly service: string;
  /** The framework's short name (`next`, `express` …), or null for a plain program. */
  readonly framework: string | null;
  readonly packageManager: string | null;
  /** The package manager's exact version, e.g. `10.34.4`; null when nothing says it and the base image's own is used. */
  readonly packageManagerVersion: string | null;
  /** The runtime's version as its image tags name it, e.g. `24`. */
  readonly runtimeVersion: string;
  /** `slim`, `distroless`, `alpine`, `chainguard`, `hardened`, or an image reference of the user's own. */
  readonly base: string;
  /** What builds it: a manifest script's name or a command; null when there is nothing to build. */
  readonly build: string | null;
  /** The start command in words, as an exec form holds them (`["node", "dist/server.js"]`); null for static files. */
  readonly start: readonly string[] | null;
  /** The TCP port it listens on inside the container; null for a worker. */
  readonly port: number | null;
  /** The HTTP path that answers when it is healthy; null for none. */
  readonly healthcheck: string | null;
  /** Further files to write, by name. */
  readonly extras: readonly string[];
  /** Ids of the build secrets that the build cannot do without. */
  readonly secrets: readonly string[];
  /** Settings of a stack that have no flag of their own (`--set KEY=VALUE`). */
  readonly set: Readonly<Record<string, string>>;
}

/** The answers that are known so far: flags, saved ones, prompts. */
export type Given = Partial<Answers>;
