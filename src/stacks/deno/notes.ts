import type { Project } from '../../core/project.ts';
import { sourcesOf } from '../shared/javascript/sources.ts';
import { type DenoLock, lockIsOff } from './lock.ts';
import { declaresModules, type Place } from './manifest.ts';

/** Modules from elsewhere, as sources name them. */
const ELSEWHERE = /["'](?:jsr:|npm:|https:\/\/)/;

/** That nothing holds the modules still, where something is fetched without a lock. */
export function lockNotes(
  project: Project,
  service: string,
  { above, manifests }: Place,
  lock: DenoLock | null,
): string[] {
  if (lock) return [];
  const fetches =
    manifests.some(declaresModules) || sourcesOf(project, service).some(({ text }) => ELSEWHERE.test(text));
  if (!fetches) return [];
  const why = lockIsOff(above) ? `${above.path} turns the lock file off` : 'There is no deno.lock';
  return [`${why}, so nothing holds the modules to what you tested: run deno install and commit what it writes.`];
}

/** Where Deno itself stores data, it is below DENO_DIR, and that is read-only. */
const STORES = /\bDeno\.openKv\(\s{0,4}\)|(?<![.\w])localStorage\b|(?<![.\w])caches\.open\(/;

/** That data is stored where the image lets nobody write. */
export function storeNotes(project: Project, service: string): string[] {
  const source = sourcesOf(project, service).find(({ text }) => STORES.test(text));
  if (!source) return [];
  return [
    `${source.path} stores data below DENO_DIR, which is read-only in the image: name a file on a volume, as in Deno.openKv('/data/kv.sqlite3').`,
  ];
}
