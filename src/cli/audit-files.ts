import { readdirSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, normalize, relative, resolve, sep } from 'node:path';
import type { IgnoreFile } from '../audit/index.ts';
import { isFoundDockerfile } from '../dockerfile/file-names.ts';
import { UserError } from '../errors.ts';
import { explain, systemCode } from '../io/failure.ts';
import { findFiles } from '../io/find-files.ts';
import { readText } from '../io/read.ts';

/** A Dockerfile that was read, with the ignore file that its build uses. */
export interface DockerfileOnDisk {
  /** As it was given, with `/`. */
  readonly name: string;
  readonly text: string;
  readonly ignoreFile: IgnoreFile | null;
}

/**
 * The Dockerfiles that a path stands for: the file itself, or those in the folder and below it, where links are not followed.
 * @throws UserError `file-system` when nothing is there, `bad-input` when the folder has no Dockerfile
 */
export function dockerfilesAt(path: string): string[] {
  if (!statAt(path)?.isDirectory()) return [path];
  const names = namesIn(path).filter(isFoundDockerfile).sort();
  const below = findFiles(realpathSync.native(path), isFoundDockerfile);
  const found = new Set([...names, ...below].map((name) => join(path, name)));
  const files = [...found].filter((file) => statAt(file)?.isFile());
  if (files.length === 0) throw new UserError('bad-input', `${path} holds no Dockerfile`, 'Name the file.');
  return files;
}

/**
 * Reads a Dockerfile and its ignore file: `<name>.dockerignore` beside it, or else `.dockerignore` of the context, which is
 * taken to be the file's folder or, when that has none, the current one.
 * @param named whether somebody named the file: one that was only found is not followed out of its folder
 * @throws UserError when it cannot be read, is no file, no text or too large, or leads out
 */
export function readDockerfile(path: string, cwd: string, named: boolean): DockerfileOnDisk {
  if (!named && leadsOut(path, cwd))
    throw new UserError('file-system', `${path} is a link out of the folder`, 'Name the file to have it read.');
  const text = readFile(path);
  if (text === undefined) throw new UserError('file-system', `${path} is not there, or is no file`);
  return { name: slashes(path), text, ignoreFile: findIgnoreFile(path, cwd) };
}

function findIgnoreFile(path: string, cwd: string): IgnoreFile | null {
  const inside = isBelow(cwd, resolve(cwd, path)) && !isAbsolute(path);
  const places = [`${path}.dockerignore`, join(dirname(path), '.dockerignore'), ...(inside ? ['.dockerignore'] : [])];
  for (const place of new Set(places.map((each) => normalize(each)))) {
    const text = leadsOut(place, cwd) ? undefined : readFile(place);
    if (text !== undefined) return { path: slashes(place), text };
  }
  return null;
}

/** A repository can be somebody else's: what a report quotes must not be a file of ours that a link of theirs leads to. */
function leadsOut(path: string, cwd: string): boolean {
  if (!statAt(path)?.isFile()) return false;
  const file = realpathSync.native(path);
  return ![cwd, dirname(path)].some((folder) => isBelow(realpathSync.native(folder), file));
}

function isBelow(folder: string, file: string): boolean {
  const way = relative(folder, file);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function readFile(path: string): string | undefined {
  if (!statAt(path)?.isFile()) return undefined;
  return readText(realpathSync.native(path), slashes(path));
}

function statAt(path: string) {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if (systemCode(error) === 'ENOTDIR') return undefined;
    throw explain(error, `Cannot read ${path}`);
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    throw explain(error, `Cannot read ${folder}`);
  }
}

function slashes(path: string): string {
  return normalize(path).replaceAll('\\', '/');
}
