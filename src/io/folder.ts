import { type Dirent, opendirSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { Entry } from '../core/project.ts';
import { explain, systemCode } from './failure.ts';

const MAX_ENTRIES = 10_000;
// all names are read before they are sorted and cut, so that every machine sees the same ones; up to here
const MAX_NAMES = 200_000;
// bytes of a folder's own list, some tens of thousands of names; Windows says none
const LONG = 1024 * 1024;

/** A file or folder inside the project. */
export interface Located {
  readonly kind: Entry['kind'];
  /** Where it really is, links resolved. */
  readonly file: string;
}

/** A folder as it was when somebody first looked into it. */
export interface Folder {
  /** What is listed: sorted, at most 10,000. */
  readonly entries: readonly Entry[];
  /** Every name of a file, folder or link. */
  readonly kinds: ReadonlyMap<string, Entry['kind'] | 'link'>;
  /** Whether no name is missing there. */
  readonly whole: boolean;
}

/**
 * Reads a folder.
 * @param folder its real path
 * @param path the path as people know it, for errors
 * @throws UserError `file-system` when it cannot be listed
 */
export function readFolder(root: string, folder: string, path: string): Folder {
  const names = readNames(folder, path);
  const entries: Entry[] = [];
  for (const named of names) {
    if (entries.length === MAX_ENTRIES) break;
    if (named.kind !== 'link') entries.push(named as Entry);
    else {
      const kind = locate(root, join(folder, named.name))?.kind;
      if (kind) entries.push({ name: named.name, kind });
    }
  }
  let kinds: Folder['kinds'] | undefined;
  return {
    entries,
    // most folders of a large project are only passed through: nobody asks for a name in them
    get kinds() {
      kinds ??= new Map(names.map(({ name, kind }) => [name, kind]));
      return kinds;
    },
    whole: names.length < MAX_NAMES,
  };
}

interface Named {
  readonly name: string;
  readonly kind: Entry['kind'] | 'link';
}

function readNames(folder: string, path: string): Named[] {
  const names: Named[] = [];
  const add = (dirent: Dirent) => {
    const kind = kindOf(dirent);
    if (kind) names.push({ name: dirent.name, kind });
  };
  try {
    // a list that is long, or (on Windows) does not say how long, is read name by name up to a bound: that costs four times as much
    const { size } = statSync(folder);
    if (size > 0 && size < LONG) for (const dirent of readdirSync(folder, { withFileTypes: true })) add(dirent);
    else readBounded(folder, add);
  } catch (error) {
    throw explain(error, `Cannot list ${path}`);
  }
  return names.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function readBounded(folder: string, add: (dirent: Dirent) => void): void {
  const open = opendirSync(folder, { bufferSize: 1024 });
  try {
    let left = MAX_NAMES;
    for (let next = open.readSync(); next && left > 0; next = open.readSync(), left--) add(next);
  } finally {
    open.closeSync();
  }
}

function kindOf(dirent: Dirent): Entry['kind'] | 'link' | undefined {
  if (dirent.isFile()) return 'file';
  if (dirent.isDirectory()) return 'directory';
  return dirent.isSymbolicLink() ? 'link' : undefined;
}

/** Where a path on disk leads when that is inside the root and a file or folder; everything else is not there. */
export function locate(root: string, path: string): Located | undefined {
  try {
    const file = realpathSync.native(path);
    if (!isInside(root, file)) return undefined;
    const stat = statSync(file);
    if (stat.isFile()) return { kind: 'file', file };
    return stat.isDirectory() ? { kind: 'directory', file } : undefined;
  } catch (error) {
    if (systemCode(error) !== undefined) return undefined;
    throw error;
  }
}

function isInside(root: string, file: string): boolean {
  return file === root || file.startsWith(root.endsWith(sep) ? root : root + sep);
}
