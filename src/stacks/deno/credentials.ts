import type { Project } from '../../core/project.ts';
import { type OpenCredential, openAddresses, openLines, openNote } from '../shared/credentials.ts';
import { sourcesOf } from '../shared/javascript/sources.ts';
import type { DenoLock } from './lock.ts';
import type { Place } from './manifest.ts';

/** What stands before the address of a module in a source; and in a file of JSON, where a task may name a database's. */
const IMPORTED = /(?:\bfrom|\bimport)\s{0,4}\(?\s{0,4}["']$/;
const QUOTED = /["']$/;
const LONGEST = 256 * 1024;

/** Credentials in the addresses of modules: in the configurations, the lock file, and the imports of sources. The image has them all. */
export function openNotes(project: Project, service: string, { manifests }: Place, lock: DenoLock | null): string[] {
  const paths = new Set(manifests.flatMap(({ path, importMap }) => [path, importMap]).concat(lock?.path ?? null));
  const files = [...paths].flatMap((path) => {
    const text = path === null ? undefined : project.text(path)?.slice(0, LONGEST);
    return path === null || text === undefined ? [] : openModules(path, text, QUOTED);
  });
  const sources = sourcesOf(project, service).flatMap(({ path, text }) => openModules(path, text, IMPORTED));
  return [...files, ...sources].map((place) => openNote(place, { secret: 'a secret', goes: 'image' }));
}

function openModules(path: string, text: string, before: RegExp): OpenCredential[] {
  const found = openAddresses(text).filter(
    ({ index, 0: url }) => /^https?:/i.test(url) && before.test(text.slice(Math.max(0, index - 20), index)),
  );
  return openLines(path, text, found);
}
