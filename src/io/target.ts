import { lstatSync, realpathSync, type Stats } from 'node:fs';
import { dirname, join } from 'node:path';
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
  /** Its permissions, to be kept; undefined when there is no such file. */
  readonly mode: number | undefined;
}

/**
 * Looks at the place where a file is to be written. Unlike a project's file it is never reached through a link, for
 * writing would change or replace something else.
 * @param root the project's real path
 * @throws UserError `file-system` when something other than a plain file is there, or a link is on the way
 */
export function readTarget(root: string, path: string): Target {
  if (!isCleanPath(path)) throw new Error(`not a path inside the project: ${path}`);
  const file = join(root, path);
  checkFolder(root, path);
  const stat = statOf(file, path);
  if (!stat) return { path, file, text: null, mode: undefined };
  if (stat.isSymbolicLink()) throw refused(`${path} is a link`, 'Replace it by a file, or remove it.');
  if (!stat.isFile()) throw refused(`${path} is there, and is not a file`, 'Move it away.');
  return { path, file, text: readText(file, path) ?? null, mode: stat.mode & 0o7777 };
}

/** The nearest folder above that exists must be where it seems to be. */
function checkFolder(root: string, path: string): void {
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
    const stat = statOf(join(root, folder), folder);
    if (!stat) continue;
    if (stat.isSymbolicLink() || realpathSync.native(join(root, folder)) !== join(root, folder))
      throw refused(`${folder} is a link`, `${path} is not written through it.`);
    if (!stat.isDirectory()) throw refused(`${folder} is there, and is not a folder`, 'Move it away.');
    return;
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
