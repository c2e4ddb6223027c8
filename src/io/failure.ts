import { UserError } from '../errors.ts';

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  ENOSPC: 'no space left on the disk',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'the file system is read-only',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is not a folder',
  EMFILE: 'too many open files',
  ENAMETOOLONG: 'the name is too long',
  ELOOP: 'links go round in a circle',
  EIO: 'the disk reported an error',
  EBUSY: 'it is in use',
};

/** The system's code of an error (`ENOENT` …), or undefined when it is no system error. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/**
 * A system error as one clear line; anything else is passed on as it is.
 * @param doing what was tried, e.g. `Cannot write Dockerfile`
 */
export function explain(error: unknown, doing: string, hint?: string): unknown {
  const code = systemCode(error);
  if (code === undefined || error instanceof UserError) return error;
  return new UserError('file-system', `${doing}: ${REASONS[code] ?? code}`, hint, { cause: error });
}
