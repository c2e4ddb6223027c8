import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyChanges } from '../../src/io/apply.ts';
import { fingerprint, JOURNAL_FILE } from '../../src/io/journal.ts';
import { isInterrupted, repair } from '../../src/io/repair.ts';
import { CHANGES, contents, NEW, newFolder, OLD, systemError, watched } from './folder.ts';

let root: string;
const at = (path: string) => join(root, path);

beforeEach(() => {
  root = newFolder();
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** An apply that ends when its nth file is about to take its place; 1 is Dockerfile, 5 is after the last. */
function interruptAt(nth: number): void {
  const places = CHANGES.map(({ path }) => at(path));
  let placed = 0;
  let isKilled = false;
  const files = watched((name, [from, to]) => {
    const isPlaced = name === 'renameSync' || name === 'linkSync' ? places.includes(String(to)) : false;
    const isDeleted = name === 'renameSync' && from === at('gone.conf');
    if (isPlaced || isDeleted) placed += 1;
    isKilled ||= placed === nth || (nth === 5 && placed === 4 && name === 'openSync');
    if (isKilled) throw new Error('killed');
  });
  expect(() => applyChanges(root, CHANGES, files)).toThrow();
}

describe('repair', () => {
  it('has nothing to do where nothing was interrupted', () => {
    expect(isInterrupted(root)).toBe(false);
    expect(repair(root)).toBeUndefined();
    applyChanges(root, CHANGES);
    expect(repair(root)).toBeUndefined();
  });

  it('removes what lies about when no file had been changed', () => {
    interruptAt(1);
    expect(isInterrupted(root)).toBe(true);
    expect(repair(root)).toEqual({ kind: 'cleared' });
    expect(contents(root)).toEqual(OLD);
  });

  it.each([2, 3, 4, 5])('finishes what was stopped before file %i', (nth) => {
    interruptAt(nth);
    expect(repair(root)).toEqual({ kind: 'finished', paths: CHANGES.map(({ path }) => path) });
    expect(contents(root)).toEqual(NEW);
  });

  it('takes back what cannot be finished', () => {
    interruptAt(3);
    const staged = readdirSync(root).filter((name) => name.endsWith('.tmp') && readFileSync(at(name), 'utf8') === '{}');
    expect(staged).toHaveLength(1);
    rmSync(at(staged[0] ?? ''));
    expect(repair(root)).toMatchObject({ kind: 'taken back', edited: [] });
    expect(contents(root)).toEqual(OLD);
  });

  it('keeps the mode of a file that it takes back', () => {
    chmodSync(at('Dockerfile'), 0o640);
    interruptAt(3);
    appendFileSync(at('gone.conf'), ' not');
    repair(root);
    expect(statSync(at('Dockerfile')).mode & 0o777).toBe(0o640);
  });

  it('says so when the disk does not let it, and tries again', () => {
    interruptAt(3);
    const files = watched((name) => {
      if (name === 'linkSync' || name === 'renameSync') throw systemError('EROFS');
    });
    expect(() => repair(root, files)).toThrow(
      'Cannot finish what an interrupted run began: the file system is read-only',
    );
    expect(isInterrupted(root)).toBe(true);
    appendFileSync(at('gone.conf'), ' not');
    expect(() => repair(root, files)).toThrow(
      /^A run was interrupted while it wrote, and Dockerfile could not be put back$/,
    );
    expect(repair(root)).toMatchObject({ kind: 'taken back', edited: ['gone.conf'] });
  });
});

describe('what somebody edited since', () => {
  const edits: [string, (path: string) => void][] = [
    ['appended to', (path) => appendFileSync(at(path), ' + edit')],
    ['saved anew', (path) => writeFileSync(at(path), 'edit')],
    ['no longer text', (path) => writeFileSync(at(path), Buffer.from([0xff, 0xfe, 0]))],
  ];
  const cases = [1, 2, 3, 4, 5].flatMap((nth) =>
    ['Dockerfile', 'gone.conf', 'secure-dockerfile-lock.json'].flatMap((path) =>
      edits.map(([how, edit]) => ({ nth, path, how, edit })),
    ),
  );

  it.each(cases)('stays: $path, $how after a stop before file $nth', ({ nth, path, edit }) => {
    interruptAt(nth);
    edit(path);
    const edited = readFileSync(at(path));
    const done = repair(root);
    expect(readFileSync(at(path)).equals(edited)).toBe(true);
    const others = (lines: readonly string[]) => lines.filter((line) => !line.startsWith(`${path}: `));
    expect(others(contents(root))).toEqual(others(done?.kind === 'finished' ? NEW : OLD));
    expect(done?.kind === 'taken back' ? done.edited : []).toEqual(done?.kind === 'taken back' ? [path] : []);
  });

  it('the last file, edited when all was in place, undoes nothing', () => {
    interruptAt(5);
    appendFileSync(at('secure-dockerfile-lock.json'), ' + edit');
    expect(repair(root)).toMatchObject({ kind: 'finished' });
    expect(contents(root)).toEqual([...NEW.slice(0, -1), 'secure-dockerfile-lock.json: {} + edit']);
  });

  it('a file that was removed stays removed', () => {
    interruptAt(3);
    rmSync(at('Dockerfile'));
    expect(repair(root)).toMatchObject({ kind: 'taken back', edited: ['Dockerfile'] });
    expect(contents(root)).toEqual(['gone.conf: bye']);
  });

  it('a link in the place of a file is left alone, with what it leads to', () => {
    interruptAt(3);
    rmSync(at('Dockerfile'));
    writeFileSync(at('other'), 'old');
    symlinkSync('other', at('Dockerfile'));
    expect(repair(root)).toMatchObject({ kind: 'taken back', edited: ['Dockerfile'] });
    expect(contents(root)).toEqual(['Dockerfile', 'gone.conf: bye', 'other: old']);
  });
});

describe('a journal that came with the project', () => {
  const VICTIM = 'package.json';
  const name = (digit: string) => `.secure-dockerfile-${digit.repeat(16)}.tmp`;
  const folderId = () => `${statSync(root, { bigint: true }).ino}@${hostname()}`;
  const entry = {
    path: VICTIM,
    before: fingerprint('{}'),
    after: fingerprint('evil'),
    fresh: name('a'),
    former: name('b'),
  };
  const write = (journal: object) => writeFileSync(at(JOURNAL_FILE), JSON.stringify(journal));
  const own = (journal: object) => write({ version: 1, folder: folderId(), folders: [], ...journal });
  const done = { path: 'done', before: null, after: fingerprint('done'), fresh: name('c'), former: name('d') };

  beforeEach(() => {
    writeFileSync(at(VICTIM), '{}');
    writeFileSync(at('done'), 'done');
    writeFileSync(at(name('a')), 'evil');
  });

  it('would be followed if it were our own: the tests below mean something', () => {
    own({ entries: [done, entry] });
    repair(root);
    expect(readFileSync(at(VICTIM), 'utf8')).toBe('evil');
  });

  it.each<[string, () => void]>([
    ['of another folder', () => write({ version: 1, folder: `1@${hostname()}`, folders: [], entries: [done, entry] })],
    ['without a folder', () => write({ version: 1, folders: [], entries: [done, entry] })],
    ['of another version', () => own({ version: 2, entries: [done, entry] })],
    ['that is cut short', () => writeFileSync(at(JOURNAL_FILE), '{"version":1,"fol')],
    ['that is empty', () => writeFileSync(at(JOURNAL_FILE), '')],
    ['that is no text', () => writeFileSync(at(JOURNAL_FILE), Buffer.from([0xff, 0xfe]))],
    ['that is no object', () => writeFileSync(at(JOURNAL_FILE), '[]')],
    ['without entries', () => own({})],
    ['with a path that leads out', () => own({ entries: [done, { ...entry, path: '../package.json' }] })],
    ['with an absolute path', () => own({ entries: [done, { ...entry, path: at(VICTIM) }] })],
    ['with a path of git', () => own({ entries: [done, { ...entry, path: '.Git/config' }] })],
    ['with a folder that leads out', () => own({ folders: ['../x'], entries: [done, entry] })],
    ['with a staged file of another name', () => own({ entries: [done, { ...entry, fresh: '.npmrc' }] })],
    ['with a staged file elsewhere', () => own({ entries: [done, { ...entry, fresh: `sub/${name('a')}` }] })],
    ['with one name for both', () => own({ entries: [done, { ...entry, former: name('a') }] })],
    ['with no fingerprint', () => own({ entries: [done, { ...entry, before: '{}' }] })],
    ['that changes nothing', () => own({ entries: [done, { ...entry, after: entry.before }] })],
  ])('%s is removed and not followed', (_, prepare) => {
    prepare();
    expect(repair(root)).toEqual({ kind: 'cleared' });
    expect(contents(root)).toEqual([...OLD, 'done: done', `${VICTIM}: {}`].sort());
  });

  it.each<[string, object]>([
    ['says that the file was another', { ...entry, before: fingerprint('other') }],
    ['promises another text', { ...entry, after: fingerprint('better') }],
    ['has no staged file', { ...entry, fresh: name('e') }],
  ])('changes no file when it %s', (_, crafted) => {
    own({ entries: [done, crafted] });
    repair(root);
    expect(readFileSync(at(VICTIM), 'utf8')).toBe('{}');
  });

  it('does not write through a folder that is a link', () => {
    const outside = newFolder();
    writeFileSync(join(outside, name('a')), 'new');
    symlinkSync(outside, at('linked'));
    const through = { ...entry, path: 'linked/Dockerfile', before: fingerprint('old'), after: fingerprint('new') };
    own({
      folders: ['linked'],
      entries: [done, { ...through, fresh: `linked/${name('a')}`, former: `linked/${name('b')}` }],
    });
    repair(root);
    expect(contents(outside)).toEqual([`${name('a')}: new`, ...OLD].sort());
    rmSync(outside, { recursive: true });
  });

  it.each<[string, () => void, RegExp]>([
    ['a link', () => symlinkSync(VICTIM, at(JOURNAL_FILE)), /journal\.json is a link; nothing was written/],
    ['a folder', () => mkdirSync(at(JOURNAL_FILE)), /journal\.json is there, and is not a file/],
  ])('as %s is refused', (_, prepare, message) => {
    prepare();
    expect(() => repair(root)).toThrow(message);
    expect(() => isInterrupted(root)).toThrow(message);
  });

  it('left behind in a copy of the folder is not followed there', () => {
    rmSync(root, { recursive: true });
    root = newFolder();
    interruptAt(3);
    const copy = newFolder();
    for (const each of readdirSync(root).filter((file) => file.startsWith('.'))) renameSync(at(each), join(copy, each));
    expect(repair(copy)).toEqual({ kind: 'cleared' });
    expect(contents(copy)).toEqual(OLD);
    expect(existsSync(at(JOURNAL_FILE))).toBe(false);
    rmSync(copy, { recursive: true });
  });
});
