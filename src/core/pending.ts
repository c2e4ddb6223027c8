import { hasMarkers } from './merge.ts';
import { isObject, type Json } from './project.ts';
import { objectAt, type Place, wrong } from './strict.ts';

/** An update that wrote conflict markers and waits for a person: how every file of it was before. */
export type Pending = ReadonlyMap<string, PendingFile>;

/** One file of an unfinished update. */
export interface PendingFile {
  /** Its text before the update, to the byte; null when there was no such file. */
  readonly before: string | null;
  /** SHA-256 (hex) of the text that the update left there; null when it deleted the file. */
  readonly wrote: string | null;
}

export const NOTHING_PENDING: Pending = new Map();

/** Reads the `pending` key of the lock. */
export function parsePending(lock: Json, file: string, isPath: (path: string) => boolean): Pending {
  const place: Place = { file, key: 'pending' };
  const entries = Object.entries(objectAt(lock, 'pending', { file })).map(([path, value]) => {
    if (!isPath(path)) throw wrong(place, path, 'a path inside the project that this tool writes');
    if (!isObject(value)) throw wrong(place, path, 'an object');
    const { before = null, wrote = null } = value;
    if (!isTextOrNull(before) || !isTextOrNull(wrote)) throw wrong(place, path, 'an object with two texts');
    return [path, { before, wrote }] as const;
  });
  return new Map(entries);
}

/** The same for the lock, in a fixed order; undefined leaves the key out. */
export function formatPending(pending: Pending): object | undefined {
  if (pending.size === 0) return undefined;
  return Object.fromEntries([...pending].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Where conflict markers are left: `Dockerfile:12`. */
export function markersLeft(pending: Pending, read: (path: string) => string | null): string[] {
  return [...pending.keys()].flatMap((path) => {
    const text = read(path) ?? '';
    if (!hasMarkers(text)) return [];
    return `${path}:${text.split('\n').findIndex((line) => line.startsWith('<<<<<<< ')) + 1}`;
  });
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}
