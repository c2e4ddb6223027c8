import { type Dirent, opendirSync, realpathSync, statSync } from 'node:fs';
import { basename, join, sep } from 'node:path';
import { cleanPath } from '../core/path.ts';
import type { Entry, Project } from '../core/project.ts';
import { UserError } from '../errors.ts';
import { explain, systemCode } from './failure.ts';
import { readText } from './read.ts';

const MAX_ENTRIES = 10_000;
// all names are read before they are sorted and cut, so that every machine sees the same ones; up to here
const MAX_NAMES = 200_000;

interface Located {
  readonly kind: Entry['kind'];
  /** Where it really is, links resolved. */
  readonly file: string;
}

/**
 * Opens a folder as a read-only view (core/project.ts says what the view promises).
 * @throws UserError `usage` when there is no such folder
 */
export function openProject(directory: string): Project {
  const root = realRoot(directory);
  const located = new Map<string, Located | undefined>();
  const texts = new Map<string, string | undefined>();

  const find = (path: string): Located | undefined => {
    if (!located.has(path)) located.set(path, locate(root, path));
    return located.get(path);
  };
  const text = (path: string): string | undefined => {
    if (texts.has(path)) return texts.get(path);
    const found = find(path);
    const read = found?.kind === 'file' ? readText(found.file, path) : undefined;
    texts.set(path, read);
    return read;
  };
  return {
    name: basename(root) || 'app',
    has: (path) => find(path)?.kind === 'file',
    hasDirectory: (path) => find(path)?.kind === 'directory',
    text,
    list: (path) => {
      const found = find(path);
      return found?.kind === 'directory' ? list(root, found.file, path) : [];
    },
  };
}

/**
 * The folder's real path.
 * @param hint what to do when there is none, where that is not simply to name one
 * @throws UserError `usage` when there is no such folder, or it is a file
 */
export function realRoot(directory: string, hint = 'Give the folder of your service.'): string {
  try {
    const root = realpathSync.native(directory);
    if (statSync(root).isDirectory()) return root;
  } catch (error) {
    if (systemCode(error) === 'ENOENT')
      throw new UserError('usage', `There is no folder ${directory}`, hint, { cause: error });
    throw explain(error, `Cannot open ${directory}`);
  }
  throw new UserError('usage', `${directory} is a file, not a folder`, 'Give the folder that holds it.');
}

/** Where a path leads when that is inside the root and a file or folder; everything else is not there. */
function locate(root: string, path: string): Located | undefined {
  const clean = cleanPath(path);
  if (clean === undefined) return undefined;
  try {
    const file = realpathSync.native(join(root, clean));
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

function list(root: string, folder: string, path: string): readonly Entry[] {
  const entries: Entry[] = [];
  for (const dirent of readFolder(folder, path)) {
    if (entries.length === MAX_ENTRIES) break;
    const kind = kindOf(root, folder, dirent);
    if (kind) entries.push({ name: dirent.name, kind });
  }
  return entries;
}

function readFolder(folder: string, path: string): Dirent[] {
  const dirents: Dirent[] = [];
  try {
    const open = opendirSync(folder, { bufferSize: 1024 });
    try {
      for (let next = open.readSync(); next && dirents.length < MAX_NAMES; next = open.readSync()) dirents.push(next);
    } finally {
      open.closeSync();
    }
  } catch (error) {
    throw explain(error, `Cannot list ${path}`);
  }
  return dirents.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function kindOf(root: string, folder: string, dirent: Dirent): Entry['kind'] | undefined {
  if (dirent.isFile()) return 'file';
  if (dirent.isDirectory()) return 'directory';
  if (!dirent.isSymbolicLink()) return undefined;
  return locate(
    root,
    join(folder, dirent.name)
      .slice(root.length)
      .replace(/^[/\\]/, '')
      .replaceAll(sep, '/'),
  )?.kind;
}
