import { besidePath, type FileAction } from '../core/plan.ts';
import { shellWord } from '../core/quote.ts';
import { LOCK_FILE } from '../core/state.ts';
import { UserError } from '../errors.ts';
import { saysOurs } from './foreign-file.ts';

/** What is beside a file takes its place first: the commands after these would build the old one. */
export function besideSteps(actions: readonly FileAction[]): string[] {
  const paths = actions.map(({ path }) => path);
  return paths
    .filter((path) => paths.includes(besidePath(path)))
    .flatMap((path) => {
      const [old, fresh] = [path, besidePath(path)].map((name) => shellWord(name, 'the file'));
      return [`diff ${old} ${fresh}`, `mv ${fresh} ${old}`];
    });
}

/**
 * Nobody decided what becomes of these files, so the run ends before it writes.
 * @throws UserError `conflict` when there is one
 */
export function refuseForeign(files: readonly FileAction[]): void {
  if (files.length === 0) return;
  const paths = files.map(({ path }) => path).join(', ');
  if (files.some(({ current }) => saysOurs(current)))
    throw new UserError(
      'conflict',
      `${paths} says that this tool wrote it, but ${LOCK_FILE} does not know it; nothing was written`,
      'Run update --relock: it takes the file as yours and keeps your edits. Or decide with --on-conflict.',
    );
  throw new UserError(
    'conflict',
    `${paths} exists and was not written by this tool; nothing was written`,
    'Decide with --on-conflict overwrite, beside (writes NAME.new) or skip.',
  );
}
