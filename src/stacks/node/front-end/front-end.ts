import type { Detection, Evidence, Secret } from '../../../core/stack.ts';
import type { NodeFacts } from '../facts.ts';

/** What detection found of a service's front end; `NO_FRONT_END` where there is none. */
export interface FrontEnd {
  /** What is built in the service's Dockerfile; null where nothing is. */
  readonly built: BuiltFrontEnd | null;
  /** Whether its build is known and the folder that it writes is not: then `--set assets=…` is asked for. */
  readonly asks: boolean;
  readonly detected: readonly Evidence[];
  readonly notes: readonly string[];
  readonly secrets: readonly Secret[];
  /** Its folder, for `Detection.includes`: the service's Dockerfile builds it, so it is no service of its own. */
  readonly includes: readonly string[];
}

/** A front end that the service's Dockerfile builds. All paths are from the project's root. */
export interface BuiltFrontEnd {
  /** The folder of its package.json. */
  readonly folder: string;
  /** Folders and files that its build leaves for the service. */
  readonly outputs: readonly string[];
  /** Whether the build reads files beyond its own folder: Tailwind looks for classes in templates, for instance. */
  readonly reachesOut: boolean;
  /** What this machine's own builds leave and the image makes again. */
  readonly made: readonly string[];
  /** Files in which a credential was found, and settings without one that an install reads. */
  readonly keptOut: readonly string[];
  readonly needed: readonly string[];
  /** The project as the Node stack sees it: its install and build are that stack's. */
  readonly node: Detection<NodeFacts>;
}

export const NO_FRONT_END: FrontEnd = {
  built: null,
  asks: false,
  detected: [],
  notes: [],
  secrets: [],
  includes: [],
};

/** What a stack says of the front ends that its services have. */
export interface FrontEndUse {
  /**
   * Where the service's own files name a path from the project's root (`frontend/dist`), as evidence: `main.go:12 go:embed`.
   * Undefined: nowhere.
   */
  readonly names?: (path: string) => string | undefined;
  /**
   * Whether a package.json in the service's own folder is its front end whatever names its result, as where the whole folder
   * ships; true unless said otherwise.
   */
  readonly beside?: boolean;
  /** Folders below the service's whose package.json is its front end by convention, the likeliest first: `assets`, `ClientApp`. */
  readonly own?: readonly string[];
  /** Names of scripts that all belong to the build, in order, where the manifest has them: `build`, `build:css`. */
  readonly scripts?: readonly string[];
  /** A command that builds where no script of the manifest does: `vite build`. */
  readonly build?: string;
  /** What is left whatever the project says, below the service's folder; `node_modules` of a front end that only installs. */
  readonly outputs?: readonly string[];
  /** Variables of the build step. */
  readonly environment?: Readonly<Record<string, string>>;
}
