import { realpathSync, statSync } from 'node:fs';
import { basename, sep } from 'node:path';
import { cleanPath } from '../core/path.ts';
import type { Project } from '../core/project.ts';
import { UserError } from '../errors.ts';
import { explain, systemCode } from './failure.ts';
import { type Folder, type Located, locate, readFolder } from './folder.ts';
import { readText } from './read.ts';

/** One name of a path: no way up, nothing that another system reads as a separator. */
const NAME = /^(?!\.{1,2}$)[^/\\\0]+$/;
/** Names that a file system takes as they are written: of others it may know the same name in another form. */
const PLAIN = /^[\x20-\x7e]*$/;

/**
 * Opens a folder as a read-only view (core/project.ts says what the view promises). Detection asks for hundreds of names, most
 * of which are not there: each folder is read once, and its names answer.
 * @throws UserError `usage` when there is no such folder
 */
export function openProject(directory: string): Project {
  const root = realRoot(directory);
  const { find, folderAt } = finder(root);
  const texts = new Map<string, string | undefined>();
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
      return found?.kind === 'directory' ? folderAt(found.file, path).entries : [];
    },
  };
}

/** Finds the files and folders below a root, and remembers what it saw. */
interface Finder {
  /** What a path of the project leads to, or undefined where there is nothing. */
  readonly find: (path: string) => Located | undefined;
  /** A folder by its real path; `path` names it in errors. */
  readonly folderAt: (file: string, path: string) => Folder;
}

function finder(root: string): Finder {
  const folders = new Map<string, Folder>();
  const located = new Map<string, Located | undefined>();

  const folderAt = (file: string, path: string): Folder => {
    const folder = folders.get(file) ?? readFolder(root, file, path);
    folders.set(file, folder);
    return folder;
  };
  const child = (folder: string, name: string): Located | undefined => {
    const { kinds, whole } = readable(() => folderAt(folder, folder)) ?? UNREADABLE;
    const kind = kinds.get(name);
    if (kind === undefined && whole && PLAIN.test(name)) return undefined;
    const file = folder.endsWith(sep) ? folder + name : folder + sep + name;
    return kind === 'file' || kind === 'directory' ? { kind, file } : locate(root, file);
  };
  const walkTo = (path: string): Located | undefined => {
    const clean = cleanPath(path);
    let found: Located | undefined = clean === undefined ? undefined : { kind: 'directory', file: root };
    for (const name of clean === undefined || clean === '.' ? [] : clean.split('/'))
      found = found?.kind === 'directory' ? child(found.file, name) : undefined;
    return found;
  };
  const find = (path: string): Located | undefined => {
    if (located.has(path)) return located.get(path);
    // most names are asked for in a folder that was found before
    const slash = path.lastIndexOf('/');
    const parent = slash > 0 ? located.get(path.slice(0, slash)) : undefined;
    const name = path.slice(slash + 1);
    const found = parent?.kind === 'directory' && NAME.test(name) ? child(parent.file, name) : walkTo(path);
    located.set(path, found);
    return found;
  };
  return { find, folderAt };
}

/** A folder that may be entered and not listed: each name is asked for by itself. */
const UNREADABLE: Folder = { entries: [], kinds: new Map(), whole: false };

function readable(read: () => Folder): Folder | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
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
