import { lstatSync, readdirSync, realpathSync, type Stats } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isCleanPath } from '../core/path.ts';
import { UserError } from '../errors.ts';
import { explain, systemCode } from './failure.ts';
import { readText } from './read.ts';

/** A file that we would write: where it is on disk, what stands there now. */
export interface Target {
  readonly path: string;
  readonly file: string;
  /** null when there is no such file. */
  readonly text: string | null;
  /** Its owner and permissions, to be kept; undefined when there is no such file. */
  readonly stat: Stats | undefined;
}

/**
 * Looks at the place where a file is to be written. Unlike a project's file it is never reached through a link, for
 * writing would change or replace something else.
 * @param root the project's real path
 * @param as the path whose limit of size holds, where it is not the file's own
 * @throws UserError `file-system` when something other than a plain file is there, or a link is on the way
 */
export function readTarget(root: string, path: string, as: string = path): Target {
  if (!isCleanPath(path)) throw new Error(`not a path inside the project: ${path}`);
  const file = join(root, path);
  checkFolder(root, path);
  const stat = statOf(file, path);
  if (!stat) return { path, file, text: null, stat };
  if (stat.isSymbolicLink()) throw refused(`${path} is a link`, 'Replace it by a file, or remove it.');
  if (!stat.isFile()) throw refused(`${path} is there, and is not a file`, 'Move it away.');
  const name = otherName(file, stat);
  if (name) throw refused(`${path} is there as ${name}, and this disk takes both for one`, `Rename ${name}.`);
  return { path, file, text: readText(file, as) ?? null, stat };
}

/**
 * The nearest folder above that exists must be where it seems to be.
 * @throws UserError `file-system` when it is a link, or no folder
 */
export function checkFolder(root: string, path: string): void {
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
    const stat = statOf(join(root, folder), folder);
    if (!stat) continue;
    if (stat.isSymbolicLink() || realpathSync.native(join(root, folder)) !== join(root, folder))
      throw refused(`${folder} is a link`, `${path} is not written through it.`);
    if (!stat.isDirectory()) throw refused(`${folder} is there, and is not a folder`, 'Move it away.');
    return;
  }
}

/** The name that the disk really holds, where capital and small letters are the same to it and this is another one. */
function otherName(file: string, { ino, dev }: Stats): string | undefined {
  const name = basename(file);
  const turned = name === name.toUpperCase() ? name.toLowerCase() : name.toUpperCase();
  const twin = statOf(join(dirname(file), turned), turned);
  if (turned === name || twin?.ino !== ino || twin.dev !== dev) return undefined;
  const names = namesIn(dirname(file));
  return names.includes(name) ? undefined : names.find((each) => each.toLowerCase() === name.toLowerCase());
}

/** What a folder holds; one that may not be listed has no names to tell. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return [];
  }
}

function statOf(file: string, path: string): Stats | undefined {
  try {
    return lstatSync(file);
  } catch (error) {
    if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR') return undefined;
    throw explain(error, `Cannot look at ${path}`);
  }
}

function refused(message: string, hint: string): UserError {
  return new UserError('file-system', `${message}; nothing was written`, hint);
}
