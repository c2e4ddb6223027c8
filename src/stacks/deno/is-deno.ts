import type { Given } from '../../core/answers.ts';
import type { Around } from '../../core/around.ts';
import type { Project } from '../../core/project.ts';
import { inside, upwards } from '../shared/paths.ts';
import type { DenoLock } from './lock.ts';
import { configOf, type Place } from './manifest.ts';
import type { DenoStart } from './start.ts';

/** With one of these beside it, another program installs what package.json names. */
const NODE_LOCKS = ['package-lock.json', 'npm-shrinkwrap.json', 'yarn.lock', 'pnpm-lock.yaml', 'bun.lock', 'bun.lockb'];

/** A glance before anything is read: a package.json without a word of Deno is another stack's. */
export function mayBeDeno(project: Project, service: string, given: Given): boolean {
  if (given.stack === 'deno' || project.has(inside(service, 'deno.lock'))) return true;
  if (upwards(service).some((folder) => configOf(project, folder) !== undefined)) return true;
  const manifest = project.text(inside(service, 'package.json'));
  return manifest === undefined || /\bdeno\b/.test(manifest);
}

/** A folder as Deno would see it. */
export interface DenoFolder {
  readonly project: Project;
  readonly service: string;
  readonly given: Given;
  readonly around: Around;
  readonly place: Place;
  readonly lock: DenoLock | null;
  readonly start: DenoStart;
}

/**
 * Whether a folder is Deno's. A deno.json beside a package.json is often there for its linter and formatter only: then Deno has
 * to start the service, or be the one that locks it.
 */
export function isDeno({ project, service, given, around, place, lock, start }: DenoFolder): boolean {
  if (given.stack === 'deno') return true;
  const has = (file: string) => project.has(inside(service, file));
  const { own, root } = place;
  if (own.package) return start.task || (lock !== null && root === service && !NODE_LOCKS.some(has));
  if (start.program !== null) return true;
  return own.path !== null && around.claims().length === 0;
}
