import { lstatSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { isCleanPath } from '../core/path.ts';
import { UserError } from '../errors.ts';
import { explain, systemCode } from '../io/failure.ts';
import { findFiles } from '../io/find-files.ts';
import { realRoot } from '../io/project.ts';
import { readTarget } from '../io/target.ts';
import { kindByName, placesIn } from '../pin/files.ts';
import type { Places } from '../pin/places.ts';

/** A file whose images are pinned. */
export interface PinFile extends Places {
  /** As it is shown: relative to where the command runs, with `/`. */
  readonly name: string;
  /** The real path of the folder that it is written in, and its path there. */
  readonly root: string;
  readonly path: string;
  readonly text: string;
}

/**
 * The files that a path stands for: itself, or all below a folder that name images.
 * @throws UserError `file-system` when nothing is there, `bad-input` when nothing below it names images
 */
export function filesAt(path: string, cwd: string): string[] {
  const place = resolve(cwd, path);
  if (!isFolder(place)) return [path];
  const files = findFiles(realRoot(place), (name) => kindByName(name) !== undefined);
  if (files.length === 0)
    throw new UserError('bad-input', `${path} holds no Dockerfile, compose file or bake file`, 'Name the files.');
  return files.map((file) => join(path, file));
}

/**
 * Reads a file and finds its images. Files are written where they were read, so none is reached through a link.
 * @throws UserError when it cannot be read, is a link, or names no images
 */
export function readPinFile(given: string, cwd: string): PinFile {
  const name = slashes(given);
  const { root, path } = placeOf(given, cwd);
  const { text } = readTarget(root, path);
  if (text === null) throw new UserError('file-system', `${name} is not there, or is no file`);
  return { name, root, path, text, ...placesIn(name, text) };
}

/** Below the current folder paths are checked part by part; elsewhere the file's own folder is the root. */
function placeOf(given: string, cwd: string): { root: string; path: string } {
  const path = slashes(relative(cwd, resolve(cwd, given)));
  if (isCleanPath(path)) return { root: realRoot(cwd), path };
  const whole = resolve(cwd, given);
  return { root: realRoot(dirname(whole)), path: basename(whole) };
}

function isFolder(path: string): boolean {
  try {
    if (lstatSync(path).isSymbolicLink()) return false;
    return statSync(path).isDirectory();
  } catch (error) {
    if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR') return false;
    throw explain(error, `Cannot look at ${path}`);
  }
}

function slashes(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}
