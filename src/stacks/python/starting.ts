import type { Given } from '../../core/answers.ts';
import type { Project } from '../../core/project.ts';
import type { Manifest } from '../shared/python/manifest.ts';
import type { Django } from './django.ts';
import type { Framework } from './frameworks.ts';

/** How a service starts, and what that needs of the image. */
export interface Start {
  readonly framework: Framework | null;
  /** Null when nothing that could serve or run was found: it has to be asked. */
  readonly words: readonly string[] | null;
  readonly from: string;
  /** The folder that modules are found in, below the service's; `.` for the folder itself. */
  readonly root: string;
  /** Where the process starts, below the service's folder: beside manage.py. */
  readonly home: string;
  readonly django: Django | null;
  readonly notes: readonly string[];
}

/** What a start is looked for in. */
export interface StartInput {
  readonly project: Project;
  readonly service: string;
  readonly given: Given;
  readonly manifest: Manifest | undefined;
  readonly port: number | undefined;
}

/** Whether a framework is meant: the named one, or any. */
export function wants({ given }: StartInput, framework: string): boolean {
  return given.framework === undefined || given.framework === framework;
}

/** A start without a framework, in the service's own folder. */
export const PLAIN = { framework: null, root: '.', home: '.', django: null, notes: [] } as const;
