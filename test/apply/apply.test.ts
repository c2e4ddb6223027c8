import * as disk from 'node:fs';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyChanges, type Change } from '../../src/io/apply.ts';
import type { Files } from '../../src/io/steps.ts';
import { CHANGES, contents, failing, NEW, newFolder, OLD, systemError, watched } from './folder.ts';

let root: string;
const at = (path: string) => join(root, path);
const read = (path: string) => readFileSync(at(path), 'utf8');
const everything = () => contents(root);

beforeEach(() => {
  root = newFolder();
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('applyChanges', () => {
  it('writes, creates folders, deletes, and leaves nothing else behind', () => {
    applyChanges(root, CHANGES);
    expect(everything()).toEqual(NEW);
  });

  it('puts files in place in the order given, the lock when all others are on the disk for good', () => {
    const steps: string[] = [];
    const files = watched((name, [from, to]) => {
      if (name === 'renameSync' || name === 'linkSync') steps.push(String(to).slice(root.length + 1));
      if (name === 'openSync' && to === 'r') steps.push(`sync ${String(from).slice(root.length + 1) || '.'}`);
    });
    applyChanges(root, CHANGES, files);
    const isOurs = (step: string) => step.includes('.tmp');
    expect(steps.filter((step) => !isOurs(step))).toEqual([
      'sync .',
      'Dockerfile',
      'apps/api/.dockerignore',
      'sync .',
      'sync apps/api',
      'secure-dockerfile-lock.json',
      'sync .',
    ]);
    expect(steps.filter(isOurs)).toHaveLength(2); // the former Dockerfile, and the deleted file
  });

  it('does nothing where nothing changes', () => {
    const files = watched((name) => {
      throw new Error(`${name} was called`);
    });
    applyChanges(root, [], files);
    expect(everything()).toEqual(OLD);
  });

  it('never writes while another apply does', () => {
    writeFileSync(at('.secure-dockerfile-journal.json'), '');
    const before = everything();
    expect(() => applyChanges(root, CHANGES)).toThrow(expect.objectContaining({ code: 'busy', exitCode: 75 }));
    expect(everything()).toEqual(before);
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
  it.each<[keyof Files, string, number, RegExp]>([
    ['openSync', 'EACCES', 1, /^Cannot write into the folder apply-\w+: permission denied$/],
    ['fsyncSync', 'EIO', 1, /^Cannot write into the folder apply-\w+: the disk reported an error$/],
    ['openSync', 'EACCES', 3, /^Cannot write Dockerfile: permission denied$/],
    ['openSync', 'EROFS', 4, /^Cannot write apps\/api\/\.dockerignore: the file system is read-only$/],
    ['mkdirSync', 'EACCES', 2, /^Cannot write apps\/api\/\.dockerignore: permission denied$/],
    ['writeFileSync', 'ENOSPC', 4, /^Cannot write secure-dockerfile-lock\.json: no space left on the disk$/],
    ['fsyncSync', 'EIO', 3, /^Cannot write Dockerfile: the disk reported an error$/],
    ['accessSync', 'EACCES', 2, /^Cannot write gone\.conf: permission denied$/],
    ['renameSync', 'EPERM', 1, /^Cannot write Dockerfile: not permitted$/],
    ['renameSync', 'EBUSY', 2, /^Cannot write gone\.conf: it is in use$/],
    ['rmSync', 'EBUSY', 2, /^Cannot write apps\/api\/\.dockerignore: it is in use$/],
    ['fsyncSync', 'EIO', 6, /^Cannot write secure-dockerfile-lock\.json: the disk reported an error$/],
  ])('%s failing with %s at call %i leaves everything as it was', (name, code, nth, message) => {
    expect(() => applyChanges(root, CHANGES, failing(name, code, nth))).toThrow(
      expect.objectContaining({ message: expect.stringMatching(message), hint: 'Nothing was changed.' }),
    );
    expect(everything()).toEqual(OLD);
  });

  describe('where there are no hard links', () => {
    const linkless = (before: Parameters<typeof watched>[0]) =>
      watched((name, args) => {
        if (name === 'linkSync') throw systemError('EPERM');
        before(name, args);
      });

    it('writes the same', () => {
      applyChanges(
        root,
        CHANGES,
        linkless(() => {}),
      );
      expect(everything()).toEqual(NEW);
    });

    it('puts back a copy of the former file', () => {
      const files = linkless((name, [, to]) => {
        if (name === 'renameSync' && String(to).endsWith('lock.json')) throw systemError('EBUSY');
      });
      expect(() => applyChanges(root, CHANGES, files)).toThrow(
        /Cannot write secure-dockerfile-lock.json: it is in use/,
      );
      expect(everything()).toEqual(OLD);
    });

    it('never takes the place of a file that appears', () => {
      const files = linkless((name) => {
        if (name === 'copyFileSync') writeFileSync(at('secure-dockerfile-lock.json'), 'mine');
      });
      expect(() => applyChanges(root, CHANGES, files)).toThrow(
        /secure-dockerfile-lock.json was changed while this ran/,
      );
      expect(everything()).toEqual([...OLD, 'secure-dockerfile-lock.json: mine']);
    });
  });

  it('says where the former text is when it cannot be put back', () => {
    let calls = 0;
    const files = watched((name) => {
      if (name === 'renameSync' && ++calls > 1) throw systemError('EIO');
    });
    expect(() => applyChanges(root, CHANGES, files)).toThrow(
      expect.objectContaining({
        message: 'Cannot write gone.conf, and Dockerfile could not be put back',
        hint: expect.stringMatching(/^The former texts are kept beside them: run again/),
      }),
    );
    const copies = readdirSync(root).filter((name) => name.endsWith('.tmp'));
    expect(copies.map((name) => read(name))).toContain('old');
  });

  it('passes on what is a bug of ours', () => {
    const files = watched((name) => {
      if (name === 'renameSync') throw new TypeError('a bug');
    });
    expect(() => applyChanges(root, CHANGES, files)).toThrow(TypeError);
    expect(everything()).toEqual(OLD);
  });
});

describe('an edit in the very moment of writing', () => {
  /** Somebody edits a file right before this call of ours. */
  const editBefore = (name: keyof Files, nth: number, edit: () => void): Files => {
    let calls = 0;
    return watched((called) => {
      if (called === name && ++calls === nth) edit();
    });
  };
  const append = () => disk.appendFileSync(at('Dockerfile'), ' + edit');
  const save = () => {
    writeFileSync(at('Dockerfile~'), 'old + edit');
    disk.renameSync(at('Dockerfile~'), at('Dockerfile'));
  };

  it.each<[string, () => Files]>([
    ['appended while files are staged', () => editBefore('openSync', 4, append)],
    ['saved anew while files are staged', () => editBefore('openSync', 4, save)],
    ['appended before the former file is kept', () => editBefore('linkSync', 1, append)],
    ['saved anew before the former file is kept', () => editBefore('linkSync', 1, save)],
    ['appended before the rename', () => editBefore('renameSync', 1, append)],
  ])('%s is kept, and everything else is as it was', (_, files) => {
    expect(() => applyChanges(root, CHANGES, files())).toThrow(/^Dockerfile was changed while this ran/);
    expect(everything()).toEqual(['Dockerfile: old + edit', 'gone.conf: bye']);
  });

  it('of a file that is to be deleted is kept', () => {
    const files = editBefore('renameSync', 2, () => disk.appendFileSync(at('gone.conf'), ' not'));
    expect(() => applyChanges(root, CHANGES, files)).toThrow(/^gone.conf was changed while this ran/);
    expect(everything()).toEqual(['Dockerfile: old', 'gone.conf: bye not']);
  });

  it('a file that appears in the place of a new one is kept', () => {
    const files = editBefore('linkSync', 3, () => writeFileSync(at('secure-dockerfile-lock.json'), 'mine'));
    expect(() => applyChanges(root, CHANGES, files)).toThrow(/^secure-dockerfile-lock.json was changed while this ran/);
    expect(everything()).toEqual([...OLD, 'secure-dockerfile-lock.json: mine']);
  });
});
