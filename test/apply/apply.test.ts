import * as disk from 'node:fs';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyChanges, type Change, type Files } from '../../src/io/apply.ts';

let root: string;
const at = (path: string) => join(root, path);
const read = (path: string) => readFileSync(at(path), 'utf8');
const everything = () =>
  (readdirSync(root, { recursive: true }) as string[])
    .sort()
    .map((path) => (statSync(at(path)).isFile() ? `${path}: ${read(path)}` : path));

beforeEach(() => {
  root = disk.realpathSync(mkdtempSync(join(tmpdir(), 'apply-')));
  writeFileSync(at('Dockerfile'), 'old');
  writeFileSync(at('gone.conf'), 'bye');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const CHANGES: readonly Change[] = [
  { path: 'Dockerfile', before: 'old', after: 'new' },
  { path: 'apps/api/.dockerignore', before: null, after: '*' },
  { path: 'gone.conf', before: 'bye', after: null },
  { path: 'secure-dockerfile-lock.json', before: null, after: '{}' },
];

describe('applyChanges', () => {
  it('writes, creates folders, deletes, and leaves nothing else behind', () => {
    applyChanges(root, CHANGES);
    expect(everything()).toEqual([
      'Dockerfile: new',
      'apps',
      'apps/api',
      'apps/api/.dockerignore: *',
      'secure-dockerfile-lock.json: {}',
    ]);
  });

  it('renames in the order given, so that the lock is last', () => {
    const renamed: string[] = [];
    const renameSync: Files['renameSync'] = (from, to) => {
      renamed.push(String(to).slice(root.length + 1));
      disk.renameSync(from, to);
    };
    applyChanges(root, CHANGES, { ...disk, renameSync });
    expect(renamed).toEqual(['Dockerfile', 'apps/api/.dockerignore', 'secure-dockerfile-lock.json']);
  });

  it.skipIf(process.platform === 'win32')('keeps the mode of a file', () => {
    disk.chmodSync(at('Dockerfile'), 0o640);
    applyChanges(root, CHANGES);
    expect(statSync(at('Dockerfile')).mode & 0o777).toBe(0o640);
  });

  it.each<[string, Change]>([
    ['changed', { path: 'Dockerfile', before: 'other', after: 'new' }],
    ['appeared', { path: 'Dockerfile', before: null, after: 'new' }],
    ['vanished', { path: 'missing', before: 'old', after: 'new' }],
    ['differs in its line ends', { path: 'Dockerfile', before: 'old\r', after: 'new' }],
  ])('writes nothing when a file has %s since the plan', (_, change) => {
    const before = everything();
    expect(() => applyChanges(root, [...CHANGES.slice(1), change])).toThrow(/was changed while this ran/);
    expect(everything()).toEqual(before);
  });
});

describe('places that are not written', () => {
  const create = (path: string): Change[] => [{ path, before: null, after: 'new' }];

  it.each([
    ['a link to a file', () => symlinkSync('gone.conf', at('link')), 'link', /link is a link; nothing was written/],
    ['a link to nowhere', () => symlinkSync('/nowhere/x', at('link')), 'link', /link is a link/],
    ['a folder', () => mkdirSync(at('link')), 'link', /link is there, and is not a file/],
    ['a folder that is a link', () => symlinkSync(tmpdir(), at('apps')), 'apps/x', /apps is a link/],
    ['a file as a folder', () => writeFileSync(at('apps'), ''), 'apps/x', /apps is there, and is not a folder/],
  ])('%s', (_, prepare, path, message) => {
    prepare();
    const before = readdirSync(root);
    expect(() => applyChanges(root, [{ path: 'Dockerfile', before: 'old', after: 'new' }, ...create(path)])).toThrow(
      message,
    );
    expect(readdirSync(root)).toEqual(before);
    expect(read('Dockerfile')).toBe('old');
  });

  it.each(['../x', '/etc/x', 'a/../../x', 'a\0b'])('never takes %j', (path) => {
    expect(() => applyChanges(root, create(path))).toThrow(/not a path inside the project/);
  });
});

describe('failures', () => {
  const failing = (code: string, nth: number) => {
    let calls = 0;
    return (...args: readonly unknown[]) => {
      calls += 1;
      if (calls === nth) throw Object.assign(new Error(`${code}: ${args[0]}`), { code });
      return undefined;
    };
  };
  const wrap = (name: keyof Files, code: string, nth: number): Files => {
    const fail = failing(code, nth);
    const original = ({ ...disk } as Files)[name] as (...args: unknown[]) => unknown;
    return {
      ...disk,
      [name]: (...args: unknown[]) => {
        fail(...args);
        return original(...args);
      },
    };
  };

  it.each<[keyof Files, string, number, RegExp]>([
    ['openSync', 'EACCES', 1, /^Cannot write Dockerfile: permission denied$/],
    ['openSync', 'EROFS', 2, /^Cannot write apps\/api\/\.dockerignore: the file system is read-only$/],
    ['mkdirSync', 'EACCES', 2, /^Cannot write apps\/api\/\.dockerignore: permission denied$/],
    ['writeFileSync', 'ENOSPC', 3, /^Cannot write secure-dockerfile-lock\.json: no space left on the disk$/],
    ['fsyncSync', 'EIO', 1, /^Cannot write Dockerfile: the disk reported an error$/],
    ['accessSync', 'EACCES', 2, /^Cannot write gone\.conf: permission denied$/],
    ['renameSync', 'EPERM', 1, /^Cannot write Dockerfile: not permitted$/],
    ['renameSync', 'EBUSY', 2, /^Cannot write apps\/api\/\.dockerignore: it is in use$/],
    ['rmSync', 'EBUSY', 1, /^Cannot write gone\.conf: it is in use$/],
    ['renameSync', 'EBUSY', 3, /^Cannot write secure-dockerfile-lock\.json: it is in use$/],
  ])('%s failing with %s at call %i leaves everything as it was', (name, code, nth, message) => {
    const before = everything();
    expect(() => applyChanges(root, CHANGES, wrap(name, code, nth))).toThrow(
      expect.objectContaining({ message: expect.stringMatching(message), hint: 'Nothing was changed.' }),
    );
    expect(everything()).toEqual(before);
  });

  it('copies the former file where there are no hard links', () => {
    const before = everything();
    const files = { ...wrap('linkSync', 'EPERM', 1), renameSync: wrap('renameSync', 'EBUSY', 2).renameSync };
    expect(() => applyChanges(root, CHANGES, files)).toThrow(/it is in use/);
    expect(everything()).toEqual(before);
  });

  it('says where the former text is when it cannot be put back', () => {
    let calls = 0;
    const renameSync: Files['renameSync'] = (from, to) => {
      calls += 1;
      if (calls > 1) throw Object.assign(new Error('EIO'), { code: 'EIO' });
      disk.renameSync(from, to);
    };
    expect(() => applyChanges(root, CHANGES, { ...disk, renameSync })).toThrow(
      expect.objectContaining({ hint: expect.stringMatching(/^Dockerfile could not be put back/) }),
    );
    const copies = readdirSync(root).filter((name) => name.startsWith('.secure-dockerfile-'));
    expect(copies.map((name) => read(name))).toContain('old');
  });

  it('passes on what is a bug of ours', () => {
    const files: Files = {
      ...disk,
      renameSync: () => {
        throw new TypeError('a bug');
      },
    };
    expect(() => applyChanges(root, CHANGES, files)).toThrow(TypeError);
    expect(read('Dockerfile')).toBe('old');
  });
});
