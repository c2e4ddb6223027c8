import { createHash, randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { hostname } from 'node:os';
import { posix } from 'node:path';
import { isCleanPath } from '../core/path.ts';
import { isObject } from '../core/project.ts';

/**
 * What an apply is about to do, on disk before it does it: whoever finds it later can finish the work or take it back. It
 * holds no text, only names and fingerprints, so that nothing is believed that the files themselves do not say.
 */
export const JOURNAL_FILE = '.secure-dockerfile-journal.json';

/** One file of an apply. */
export interface Entry {
  readonly path: string;
  /** The fingerprint of what stands there before; null for no file. */
  readonly before: string | null;
  /** The same of what is to stand there; null when it is deleted. */
  readonly after: string | null;
  /** The path beside it where the new text waits. */
  readonly fresh: string;
  /** The path beside it where the former file is kept until all is done. */
  readonly former: string;
}

export interface Journal {
  /** Folders that are made for the files, outer ones first. */
  readonly folders: readonly string[];
  /** In the order of writing; when the last one stands, all do. */
  readonly entries: readonly Entry[];
}

const OWN_NAME = /^\.secure-dockerfile-[0-9a-f]{16}\.tmp$/;
const FINGERPRINT = /^[0-9a-f]{64}$/;

/** A new name for a file that lives only while something is written beside `path`. */
function besides(path: string): string {
  return posix.join(posix.dirname(path), `.secure-dockerfile-${randomBytes(8).toString('hex')}.tmp`);
}

/** Whether `besides` made a path's name. */
export function isTemporary(path: string): boolean {
  return OWN_NAME.test(posix.basename(path));
}

/** What tells two texts apart. */
export function fingerprint(text: string | null): string | null {
  return text === null ? null : createHash('sha256').update(text).digest('hex');
}

/** The entry for a change of one file. */
export function newEntry(path: string, before: string | null, after: string | null): Entry {
  return {
    path,
    before: fingerprint(before),
    after: fingerprint(after),
    fresh: besides(path),
    former: besides(path),
  };
}

export function formatJournal(root: string, { folders, entries }: Journal): string {
  return `${JSON.stringify({ version: 1, folder: folderId(root), folders, entries }, null, 2)}\n`;
}

/**
 * Reads a journal's text.
 * @returns undefined when it was not written for this very folder: a half-written one, one of another version, and one that
 *   came with the project, which could make us move files as its author likes
 */
export function parseJournal(root: string, text: string): Journal | undefined {
  const json = parseJson(text);
  if (!isObject(json) || json.version !== 1 || json.folder !== folderId(root)) return undefined;
  const { folders, entries } = json;
  if (!Array.isArray(folders) || !folders.every(isOurPath)) return undefined;
  if (!Array.isArray(entries) || !entries.every(isEntry)) return undefined;
  return { folders, entries };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isEntry(value: unknown): value is Entry {
  if (!isObject(value)) return false;
  const { path, before, after, fresh, former } = value;
  return (
    isOurPath(path) &&
    [before, after].every((print) => print === null || (typeof print === 'string' && FINGERPRINT.test(print))) &&
    before !== after &&
    [fresh, former].every(
      (each) => isOurPath(each) && isTemporary(each) && posix.dirname(each) === posix.dirname(path),
    ) &&
    fresh !== former
  );
}

/** Inside the project, and no place where git keeps what it runs. */
function isOurPath(path: unknown): path is string {
  return typeof path === 'string' && isCleanPath(path) && !path.toLowerCase().split('/').includes('.git');
}

/** What a folder is called on this machine and no clone of it elsewhere: its place on the disk. */
function folderId(root: string): string {
  return `${statSync(root, { bigint: true }).ino}@${hostname()}`;
}
