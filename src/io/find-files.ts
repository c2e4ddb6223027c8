import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../errors.ts';
import { explain } from './failure.ts';

/** Folders of other people's files, and of tools. */
const SKIPPED: ReadonlySet<string> = new Set(['node_modules', '.git', '.hg', '.svn', '.venv', '__pycache__']);
const DEEPEST = 16;
const MOST = 100_000;

/**
 * The files below a folder whose names are wanted, in order, as paths with `/`. Links are not followed.
 * @param root the folder's real path
 * @throws UserError `bad-input` when there is more below it than a project has
 */
export function findFiles(root: string, isWanted: (name: string) => boolean): string[] {
  const files: string[] = [];
  const open: { readonly path: string; readonly depth: number }[] = [{ path: '', depth: 0 }];
  let entries = 0;
  for (let folder = open.pop(); folder; folder = open.pop()) {
    for (const entry of read(root, folder.path)) {
      if (++entries > MOST)
        throw new UserError(
          'bad-input',
          `there are more than ${MOST} files here`,
          'Name the files, or a smaller folder.',
        );
      const path = folder.path === '' ? entry.name : `${folder.path}/${entry.name}`;
      if (entry.isFile() && isWanted(entry.name)) files.push(path);
      if (entry.isDirectory() && !SKIPPED.has(entry.name) && folder.depth < DEEPEST)
        open.push({ path, depth: folder.depth + 1 });
    }
  }
  return files.sort();
}

function read(root: string, path: string): Dirent[] {
  try {
    return readdirSync(join(root, path), { withFileTypes: true });
  } catch (error) {
    throw explain(error, `Cannot list ${path === '' ? root : path}`);
  }
}
