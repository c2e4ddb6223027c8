import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { UserError } from '../errors.ts';
import { explain } from './failure.ts';
import { sizeLimit, tooLarge } from './limits.ts';

// O_NONBLOCK: should a pipe have taken the file's place since it was looked at, opening it must not wait for a writer
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * The text of a regular file, never more than its limit.
 * @param file the path on disk, links already resolved
 * @param path the path as people know it, for errors
 * @returns undefined when it is no regular file
 * @throws UserError `bad-input` (too large, not UTF-8) or `file-system`
 */
export function readText(file: string, path: string): string | undefined {
  const bytes = readBytes(file, path);
  if (!bytes) return undefined;
  try {
    return UTF8.decode(bytes);
  } catch (cause) {
    throw new UserError('bad-input', `${path} is not UTF-8 text`, 'Save it as UTF-8 and run again.', { cause });
  }
}

function readBytes(file: string, path: string): Uint8Array | undefined {
  try {
    const descriptor = openSync(file, FLAGS);
    try {
      const stat = fstatSync(descriptor);
      return stat.isFile() ? readAll(descriptor, stat.size, path) : undefined;
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    throw explain(error, `Cannot read ${path}`);
  }
}

/** Reads to the end, for the size may have changed since it was asked: one byte more than that is asked for. */
function readAll(descriptor: number, size: number, path: string): Uint8Array {
  const limit = sizeLimit(path);
  if (size > limit) throw tooLarge(path, size);
  let buffer = Buffer.allocUnsafe(size + 1);
  let length = 0;
  for (;;) {
    const read = readSync(descriptor, buffer, length, buffer.length - length, null);
    length += read;
    if (length > limit) throw tooLarge(path, length);
    if (read === 0 || (length === size && read < buffer.length)) return buffer.subarray(0, length);
    if (length === buffer.length) buffer = Buffer.concat([buffer, Buffer.allocUnsafe(buffer.length)]);
  }
}
