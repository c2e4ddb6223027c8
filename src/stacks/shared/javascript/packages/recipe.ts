/** How a package manager installs and runs, as shell commands for RUN. Everything version-dependent is decided here. */
export interface Recipe {
  readonly title: string;
  /** The npm package that brings it into the build image; null when the image has it. */
  readonly tool: string | null;
  /** Its download cache: kept between builds, in no layer. Null: the cache is part of what ships (Plug'n'Play). */
  readonly cache: { readonly id: string; readonly target: string } | null;
  /** The user-level file with its registries' credentials. */
  readonly secret: { readonly id: string; readonly target: string; readonly source: string };
  /** Whether an install writes the manifest again, if only to lay it out anew. */
  readonly rewritesManifest: boolean;
  /** Variables of the build stages. */
  readonly environment: Readonly<Record<string, string>>;
  /** What it calls the step, e.g. `npm ci`; used in notes. */
  install(options: InstallOptions): string;
  /** Runs the install scripts of just these packages; null when `install` itself already runs the allowed ones. */
  rebuild(packages: readonly string[]): string | null;
  /**
   * Runs a script of the manifest: of the project itself, or in a workspace of the members that the service needs and then
   * of the service, in this order.
   */
  script(name: string, members: readonly Member[]): string[];
  /** Runs a program of the installed packages. */
  execute(words: readonly string[]): string;
}

export interface InstallOptions {
  readonly production: boolean;
  /** Whether a lock file is there to hold it to. */
  readonly locked: boolean;
  /** Whether the project itself allows some install scripts. */
  readonly scripts: boolean;
  /** Workspace members to install for, by folder and name, when it is not the whole project. */
  readonly members: readonly Member[];
}

export interface Member {
  readonly path: string;
  readonly name: string;
}

/** What the recipes need to know of the manager (see manager.ts). */
export interface ManagerChoice {
  readonly id: 'npm' | 'pnpm' | 'yarn' | 'bun';
  readonly version: string | null;
  readonly linker: 'node-modules' | 'pnp' | 'pnpm';
  readonly yarnPath: string | null;
}
