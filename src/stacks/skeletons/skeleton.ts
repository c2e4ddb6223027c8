import type { ForeignNames } from '../../core/foreign-names.ts';
import type { Project } from '../../core/project.ts';
import type { ParentImage, Proof, Secret } from '../../core/stack.ts';
import type { StackBases } from '../shared/bases.ts';
import type { Language } from '../shared/sources.ts';
import type { VersionAsk } from '../shared/version-files.ts';

/**
 * A language whose services are detected and asked for: what its files say becomes the proposed answers, and the Dockerfile has
 * the shape of all others. Each is one file of data; what they share is in this folder's other files.
 */
export interface Skeleton {
  readonly id: string;
  readonly title: string;
  readonly proof: Proof;
  /** Why it is asked before the next in the order of all. */
  readonly because: string;
  /** How other Dockerfiles name it; an image of the user's own always runs what the language's own has built. */
  readonly foreign: ForeignNames;
  readonly manifests: readonly string[];
  /** Whether they often lie in what another stack builds. */
  readonly yields?: boolean;
  /** How sources are told apart, for the port. */
  readonly sources: Language;
  /** Release lines that images exist of, newest first. */
  readonly versions: readonly string[];
  readonly look: (project: Project, service: string) => Look | undefined;
  /** The images by `--base`; a kind that is missing has none. The first is the default. */
  readonly bases: (look: Look | null) => StackBases;
  readonly recipe: (chosen: Chosen) => Recipe;
  /** Images that are named whatever the base is. */
  readonly others?: readonly ParentImage[];
  /** What its builds leave, and what only its developers need: see shared/ignore.ts. */
  readonly ignored: { readonly built: readonly string[]; readonly development: readonly string[] };
}

/** A program that the project can build, and the file that says so. */
export interface Named {
  readonly name: string;
  readonly from: string;
}

/** What the files of a service say. */
export interface Look {
  readonly manager: Named | null;
  readonly asked: readonly VersionAsk[];
  readonly programs: readonly Named[];
  /** Files that fetching packages reads, below the service's folder; those that are there. */
  readonly manifests: readonly string[];
  /** The file that holds packages to what was tested, or null where there is none. */
  readonly lock: string | null;
  /** Whether it has packages to fetch. */
  readonly fetches: boolean;
  readonly secrets?: readonly Secret[];
  readonly notes: readonly string[];
  /** What the program is started with, beyond its name. */
  readonly words?: readonly string[];
  /** The framework's own port, where one is known. */
  readonly port?: { readonly port: number; readonly from: string };
  /** Packages of Debian for the build, and for the last stage. */
  readonly packages?: { readonly build: readonly string[]; readonly runtime: readonly string[] };
  /** Further folders that the program reads where it starts. */
  readonly folders?: readonly string[];
  /** Values that only the language's own recipe reads. */
  readonly values?: Readonly<Record<string, string>>;
}

/** Everything that is decided when a recipe is made. */
export interface Chosen {
  readonly look: Look;
  /** The release line. */
  readonly version: string;
  /** The program's name, a word of the shell. */
  readonly program: string;
}

/** How one program is built. Commands are constants but for the program's quoted name. */
export interface Recipe {
  readonly environment?: Readonly<Record<string, string>>;
  /** An instruction that brings what the image lacks. */
  readonly tools?: string;
  /** Fetches packages; with a network, from the manifests alone unless it needs the sources. */
  readonly fetch: readonly string[] | null;
  readonly fetchesFromSources?: boolean;
  /** Caches and secrets of the fetch: `[id, target]`. */
  readonly caches?: readonly (readonly [string, string])[];
  readonly secrets?: readonly (readonly [string, string])[];
  /** Commands that need no network, one RUN each of at most two. */
  readonly build: readonly (readonly string[])[];
  /** Where the build leaves the program, and what it is called in `/app`. */
  readonly artefacts: readonly (readonly [from: string, to: string])[];
  /** A C compiler of the image, for a probe; null where there is none. */
  readonly compiler: string | null;
  /** How the program starts. */
  readonly start: readonly string[];
  readonly runtime?: Readonly<Record<string, string>>;
}
