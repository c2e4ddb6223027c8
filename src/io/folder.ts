import { type Dirent, opendirSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { Entry } from '../core/project.ts';
import { explain, systemCode } from './failure.ts';

const MAX_ENTRIES = 10_000;
// all names are read before they are sorted and cut, so that every machine sees the same ones; up to here
const MAX_NAMES = 200_000;

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
  const dirents = readNames(folder, path);
  const entries: Entry[] = [];
  const kinds = new Map<string, Entry['kind'] | 'link'>();
  for (const { name, kind } of dirents) {
    kinds.set(name, kind);
    const listed = entries.length === MAX_ENTRIES ? undefined : kind === 'link' ? linked(root, folder, name) : kind;
    if (listed) entries.push({ name, kind: listed });
  }
  return { entries, kinds, whole: dirents.length < MAX_NAMES };
}

function readNames(folder: string, path: string): { readonly name: string; readonly kind: Entry['kind'] | 'link' }[] {
  const dirents: { name: string; kind: Entry['kind'] | 'link' }[] = [];
  try {
    const open = opendirSync(folder, { bufferSize: 1024 });
    try {
      for (let next = open.readSync(); next && dirents.length < MAX_NAMES; next = open.readSync()) {
        const kind = kindOf(next);
        if (kind) dirents.push({ name: next.name, kind });
      }
    } finally {
      open.closeSync();
    }
  } catch (error) {
    throw explain(error, `Cannot list ${path}`);
  }
  return dirents.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function kindOf(dirent: Dirent): Entry['kind'] | 'link' | undefined {
  if (dirent.isFile()) return 'file';
  if (dirent.isDirectory()) return 'directory';
  return dirent.isSymbolicLink() ? 'link' : undefined;
}

function linked(root: string, folder: string, name: string): Entry['kind'] | undefined {
  return locate(root, join(folder, name))?.kind;
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
