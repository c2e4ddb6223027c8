import type { Answers, Given } from '../../core/answers.ts';
import type { Project } from '../../core/project.ts';
import type { Evidence, ParentImage, Secret, Spec } from '../../core/stack.ts';
import type { IgnoreView } from '../shared/ignore.ts';

/** The folder that a generator looks at. */
export interface Input {
  readonly project: Project;
  readonly service: string;
  readonly given: Given;
}

/** A tool that makes sites, as data: how its sites are found, what builds them, and where they lie afterwards. */
export interface Generator {
  /** The name that `--framework` takes. */
  readonly id: string;
  readonly title: string;
  /** The files that it is found by. */
  readonly packages: readonly string[];
  /** Manifests of other stacks that are part of such a site: what it installs, not a service beside it. */
  readonly own: readonly string[];
  /** Undefined where the folder holds no such site. */
  find(input: Input): FoundSite | undefined;
  /** The images that only this generator needs. */
  readonly parents: readonly ParentImage[];
}

/** A site that was found. */
export interface FoundSite {
  /** The file that says so, below the project's root. */
  readonly config: string;
  /** The build's context, and where the site lies in it: the service's own folder, unless its packages are locked in the root. */
  readonly context: string;
  readonly home: string;
  /** The version that the build image is chosen by. */
  readonly version: Evidence;
  /** What builds it, as a command; null where there is nothing to build. */
  readonly build: { readonly command: string; readonly from: string } | null;
  /** Where the pages are afterwards, below the service's folder; `.` for all of it. */
  readonly folder: { readonly path: string; readonly from: string };
  /** Why the build needs a network; null when it needs none. */
  readonly fetches: Fetches | null;
  readonly recipe: Recipe;
  /** What installs the tools, and its exact version, where the project has a say in it. */
  readonly packageManager?: Evidence | undefined;
  readonly packageManagerVersion?: Evidence | undefined;
  readonly notes: readonly string[];
  readonly secrets: readonly Secret[];
  readonly ignored: Partial<IgnoreView>;
}

/** What the build asks other hosts for, as its banner says it, and the file that says so. */
export interface Fetches {
  readonly why: string;
  readonly from: string;
}

/** How a generator's sites are built: the part of the build stage that is its own. */
export interface Recipe {
  /** The build image, and its user where that is not root. */
  readonly image: (answers: Answers) => BuildImage;
  /** Further images that files are taken from. */
  readonly others: readonly string[];
  /** What the banner says of the stage: `Hugo 0.167.0`. */
  readonly made: (answers: Answers) => string;
  readonly environment: (spec: Spec) => Readonly<Record<string, string>>;
  /** Instructions before and after the sources are there. */
  readonly before: (spec: Spec) => readonly string[];
  readonly after: (spec: Spec) => readonly string[];
  /** Mounts of the step that builds. */
  readonly mounts: (spec: Spec) => readonly string[];
  /** The program's path in an image that has no shell, so that RUN is in the exec form; null where there is a shell. */
  readonly program: ((answers: Answers) => string) | null;
}

/** The image of a build stage. */
export interface BuildImage {
  readonly reference: string;
  readonly user: string | null;
}

/** What detection found beyond the answers. */
export interface SiteFacts {
  readonly generator: Generator;
  readonly site: FoundSite;
  /** Whether no other stack has a manifest here: the site is then all that the folder is. */
  readonly alone: boolean;
}

/** A recipe with nothing of its own but the image. */
export const PLAIN: Omit<Recipe, 'image' | 'made'> = {
  others: [],
  environment: () => ({}),
  before: () => [],
  after: () => [],
  mounts: () => [],
  program: null,
};
