import type { Assets } from './assets.ts';
import type { MixLock } from './lock.ts';
import type { MixFile } from './mixfile.ts';

/** What detection found beyond the answers. */
export interface ElixirFacts {
  readonly mix: MixFile;
  readonly lock: MixLock | null;
  /** Whether there is anything to fetch. */
  readonly fetches: boolean;
  /** The releases that `mix release` can make. */
  readonly releases: readonly string[];
  /** Whether it is one application of an umbrella, whose root makes the release. */
  readonly member: boolean;
  /** The build's context: the service's folder, or `.` where a dependency lies outside of it. */
  readonly context: string;
  /** The service's folder, seen from there. */
  readonly folder: string;
  /** Files that fetching and compiling the dependencies reads, below the service's folder. */
  readonly manifests: readonly string[];
  readonly assets: Assets;
  readonly phoenix: boolean;
  /** Whether files of the release set its environment themselves. */
  readonly ownEnvironment: boolean;
  readonly readsPort: boolean;
  readonly healthSeen: boolean;
}
