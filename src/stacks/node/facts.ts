import type { Manifest } from '../shared/javascript/manifest.ts';
import type { InstallFile } from '../shared/javascript/packages/install-files.ts';
import type { ManagerChoice, Member } from '../shared/javascript/packages/recipe.ts';
import type { Shape } from './framework.ts';

/** What detection found beyond the answers; read by the view, never saved. */
export interface NodeFacts {
  readonly manifest: Manifest;
  /** What the header calls it: `Express`, `Next.js` … or null. */
  readonly framework: string | null;
  readonly manager: ManagerChoice;
  readonly lockfile: string | null;
  /** Files and folders that an install reads besides manifest and lock: `.yarnrc.yml`, `patches` … */
  readonly installFiles: readonly InstallFile[];
  readonly typescript: boolean;
  /** Which program runs the service. */
  readonly runtime: 'node' | 'bun';
  readonly shape: Shape;
  /** Install scripts that the project allows, by package. */
  readonly scriptsAllowed: readonly string[];
  /** Whether an allowed script compiles, and so needs python3, make and g++. */
  readonly compiles: boolean;
  /** Commands to run before the build: the project's own generators (`prisma generate`). */
  readonly prepare: readonly (readonly string[])[];
  /** Whether patch-package changes the packages after an install. */
  readonly patches: boolean;
  /** What a generator leaves in `node_modules` that the production install lacks, or null. */
  readonly generated: string | null;
  /** Files that hold a credential: they stay out of the context. */
  readonly keptOut: readonly string[];
  /** Whether the health path was seen in the sources; if not, any answer below 500 counts as healthy. */
  readonly healthSeen: boolean;
  /** Whether the sources listen for SIGTERM. */
  readonly handlesSignals: boolean;
  /** Where its own files lie below the build's context: `.`, but for the front end of another stack's service. */
  readonly below: string;
  /** The workspace that the service is a member of, or null for a project of its own. */
  readonly workspace: ServiceWorkspace | null;
  /** Folders of the root that a build makes: they stay out of the context. */
  readonly ignored: readonly string[];
}

/** A service's place in its workspace. */
export interface ServiceWorkspace {
  readonly service: Member;
  /** Every member, for managers whose lock check reads all manifests. */
  readonly all: readonly Member[];
  /** What the service needs to build, dependencies first, without itself. */
  readonly building: readonly NeededMember[];
  /** What it needs to run. */
  readonly running: readonly NeededMember[];
  /** `turbo` or `nx` where the root uses it to order builds. */
  readonly orchestrator: 'turbo' | 'nx' | null;
}

export interface NeededMember extends Member {
  /** The names of its scripts. */
  readonly scripts: readonly string[];
  /** What the member ships: its manifest and the folder that its main file lies in. */
  readonly outputs: readonly string[];
}
