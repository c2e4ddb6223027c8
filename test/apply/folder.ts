import * as disk from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Change } from '../../src/io/apply.ts';
import type { Files } from '../../src/io/steps.ts';

/** Changes of every kind: an update, a file in new folders, a deletion, and the lock, which is last. */
export const CHANGES: readonly Change[] = [
  { path: 'Dockerfile', before: 'old', after: 'new' },
  { path: 'apps/api/.dockerignore', before: null, after: '*' },
  { path: 'gone.conf', before: 'bye', after: null },
  { path: 'secure-dockerfile-lock.json', before: null, after: '{}' },
];
export const OLD: readonly string[] = ['Dockerfile: old', 'gone.conf: bye'];
export const NEW: readonly string[] = [
  'Dockerfile: new',
  'apps',
  'apps/api',
  'apps/api/.dockerignore: *',
  'secure-dockerfile-lock.json: {}',
];

/** A folder on disk that CHANGES fits. */
export function newFolder(where = tmpdir()): string {
  const root = disk.realpathSync(disk.mkdtempSync(join(where, 'apply-')));
  disk.writeFileSync(join(root, 'Dockerfile'), 'old');
  disk.writeFileSync(join(root, 'gone.conf'), 'bye');
  return root;
}

/** Every folder and file with its text. */
export function contents(root: string): string[] {
  return (disk.readdirSync(root, { recursive: true }) as string[]).sort().map((path) => {
    const file = join(root, path);
    return disk.lstatSync(file).isFile() ? `${path}: ${disk.readFileSync(file, 'utf8')}` : path;
  });
}

/** The disk, but each call is first shown to `before`, which may throw in its place. */
export function watched(before: (name: keyof Files, args: readonly unknown[]) => void): Files {
  return new Proxy<Files>(disk, {
    get: (files, name: keyof Files) => {
      const original = files[name] as (...args: unknown[]) => unknown;
      return (...args: unknown[]) => {
        before(name, args);
        return original(...args);
      };
    },
  });
}

/** An error of the system. */
export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: a test`), { code });
}

/** The disk, but one function fails at its nth call. */
export function failing(name: keyof Files, code: string, nth: number): Files {
  let calls = 0;
  return watched((called) => {
    if (called === name && ++calls === nth) throw systemError(code);
  });
}
