import type { FrontEnd } from '../node/front-end/index.ts';
import type { SaidRoute } from '../shared/listens.ts';
import type { BuildStep } from './build-steps.ts';
import type { Composer } from './composer.ts';
import type { Access } from './credentials.ts';
import type { DocumentRoot } from './document-root.ts';
import type { Extension } from './extensions.ts';
import type { Framework } from './frameworks.ts';
import type { CommandLine } from './start.ts';

/** What detection found beyond the answers. */
export interface PhpFacts {
  readonly composer: Composer | undefined;
  readonly framework: Framework | null;
  readonly root: DocumentRoot | undefined;
  readonly extensions: readonly Extension[];
  readonly access: Access;
  /** What the framework does once everything is installed. */
  readonly build: readonly BuildStep[];
  /** Folders that the process writes, below the service's. */
  readonly writable: readonly string[];
  readonly health: SaidRoute | null;
  readonly command: CommandLine | undefined;
  readonly frontEnd: FrontEnd;
  /** The folder that the build needs: the service's own, or the root where a path repository lies beside it. */
  readonly context: string;
  /** The service's folder, seen from there. */
  readonly folder: string;
}
