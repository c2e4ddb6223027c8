import { spawnSync } from 'node:child_process';
import * as disk from 'node:fs';
import { chmodSync, chownSync, cpSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { applyChanges, type Change } from '../../src/io/apply.ts';
import { repair } from '../../src/io/repair.ts';
import { readTarget } from '../../src/io/target.ts';
import { builtCli, command, everything, folder, removeFolders, SERVICE } from '../cli/helpers.ts';
import { CHANGES, contents, NEW, newFolder, OLD } from './folder.ts';

/** What only a real disk shows. Mounting needs root, and other users can only be played by root. */
const isRoot = process.getuid?.() === 0;
const mounted: string[] = [];
let root: string;
const at = (path: string) => join(root, path);

beforeEach(() => {
  root = newFolder();
});
afterEach(() => {
  for (const place of mounted.splice(0).reverse()) run('umount', place);
  rmSync(root, { recursive: true, force: true });
  removeFolders();
});

function run(name: string, ...words: string[]): boolean {
  return spawnSync(name, words, { stdio: 'ignore' }).status === 0;
}

/** Mounts a file system until the test is over. */
function mount(place: string, ...words: string[]): void {
  expect(run('mount', ...words, place)).toBe(true);
  mounted.push(place);
}

const canMount = isRoot && process.platform === 'linux' && triesMount();

function triesMount(): boolean {
  const place = disk.mkdtempSync(join(tmpdir(), 'mount-'));
  const works = run('mount', '-t', 'tmpfs', 'tmpfs', place) && run('umount', place);
  disk.rmdirSync(place);
  return works;
}

const attempt = (changes: readonly Change[] = CHANGES): string | undefined => {
  try {
    applyChanges(root, changes);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
};

describe.skipIf(!canMount)('a full disk (needs root to mount one)', () => {
  const BLOCK = 4096;
  const LARGE: readonly Change[] = CHANGES.map((change) => ({
    ...change,
    after: change.after && 'x'.repeat(3 * BLOCK),
  }));

  it('leaves everything as it was, however much fits', () => {
    const seen = new Set<string | undefined>();
    mkdirSync(at('disk'));
    mount(at('disk'), '-t', 'tmpfs', '-o', `size=${16 * BLOCK}`, 'tmpfs');
    const outer = root;
    root = at('disk');
    for (let free = 0; free <= 14; free += 1) {
      for (const name of disk.readdirSync(root)) rmSync(at(name), { recursive: true });
      writeFileSync(at('Dockerfile'), 'old');
      writeFileSync(at('gone.conf'), 'bye');
      writeFileSync(at('filler'), 'f'.repeat((14 - free) * BLOCK));
      const error = attempt(LARGE);
      seen.add(error);
      repair(root);
      rmSync(at('filler'));
      expect(contents(root)).toEqual(error ? OLD : NEW.map(asLarge));
    }
    root = outer;
    expect([...seen]).toEqual(
      expect.arrayContaining([
        'Cannot write into the folder disk: no space left on the disk',
        'Cannot write Dockerfile: no space left on the disk',
        'Cannot write apps/api/.dockerignore: no space left on the disk',
        'Cannot write secure-dockerfile-lock.json: no space left on the disk',
        undefined,
      ]),
    );
  });

  const asLarge = (line: string) => line.replace(/: .*/, `: ${'x'.repeat(3 * BLOCK)}`);

  it('without room for another name is one, too', () => {
    mkdirSync(at('disk'));
    mount(at('disk'), '-t', 'tmpfs', '-o', 'size=1m,nr_inodes=5', 'tmpfs');
    for (const path of ['Dockerfile', 'gone.conf']) cpSync(at(path), at(`disk/${path}`));
    root = at('disk');
    expect(attempt()).toMatch(/no space left on the disk$/);
    expect(contents(root)).toEqual(OLD);
    root = dirname(root);
  });

  it('ends create with one line', async () => {
    mkdirSync(at('orders'));
    mount(at('orders'), '-t', 'tmpfs', '-o', `size=${6 * BLOCK}`, 'tmpfs');
    for (const [path, text] of Object.entries(SERVICE)) writeFileSync(at(`orders/${path}`), text);
    const before = everything(at('orders'));
    expect(await command(at('orders'), '--yes', '--offline', '--quiet')).toEqual({
      code: 2,
      out: '',
      err: expect.stringMatching(/^error Cannot write [^\n]+: no space left on the disk\n {2}Nothing was changed\.$/),
    });
    expect(everything(at('orders'))).toEqual(before);
  });
});

describe.skipIf(!canMount)('a read-only disk (needs root to mount one)', () => {
  it('is said, and a run that changes nothing is content with it', async () => {
    const service = folder();
    expect(await command(service, '--yes', '--offline')).toMatchObject({ code: 0 });
    mount(service, '--bind', service);
    expect(run('mount', '-o', 'remount,bind,ro', service)).toBe(true);
    const before = everything(service);
    const update = (...flags: string[]) => command('update', service, '--yes', '--offline', '--quiet', ...flags);
    expect(await update()).toEqual({ code: 0, out: '', err: '' });
    expect(await update('--port', '8080')).toEqual({
      code: 2,
      out: '',
      err: expect.stringMatching(
        /^error Cannot write into the folder orders-\w+: the file system is read-only\n {2}Nothing was changed\.$/,
      ),
    });
    expect(everything(service)).toEqual(before);
  });

  it('a file that is mounted by itself, as in some containers, is left as it is', () => {
    writeFileSync(at('outside'), 'old');
    mount(at('Dockerfile'), '--bind', at('outside'));
    expect(attempt()).toBe('Cannot write Dockerfile: it is in use');
    expect(contents(root)).toEqual([...OLD, 'outside: old']);
  });
});

describe.skipIf(!canFreeze())('a file that nobody may change (needs root and a disk that knows such files)', () => {
  it.each(['Dockerfile', 'gone.conf'])('%s is left as it is, and so is everything else', (path) => {
    run('chattr', '+i', at(path));
    try {
      expect(attempt()).toBe(`Cannot write ${path}: not permitted`);
    } finally {
      run('chattr', '-i', at(path));
    }
    expect(contents(root)).toEqual(OLD);
  });
});

function canFreeze(): boolean {
  const place = disk.mkdtempSync(join(tmpdir(), 'frozen-'));
  writeFileSync(join(place, 'file'), '');
  const works = isRoot && run('chattr', '+i', join(place, 'file')) && run('chattr', '-i', join(place, 'file'));
  rmSync(place, { recursive: true });
  return works;
}

describe.skipIf(!canMount || !foldsCase())(
  'capital and small letters on a disk that takes them for one (needs root and such a disk)',
  () => {
    it('does not let two names stand for one file', () => {
      mkdirSync(at('disk'));
      spawnSync('truncate', ['-s', '16M', at('image')]);
      run('mkfs.ext4', '-q', '-O', 'casefold', at('image'));
      mount(at('disk'), '-o', 'loop', at('image'));
      mkdirSync(at('disk/svc'));
      run('chattr', '+F', at('disk/svc'));
      writeFileSync(at('disk/svc/dockerfile'), 'mine');
      const service = at('disk/svc');
      expect(() => readTarget(service, 'Dockerfile')).toThrow(
        expect.objectContaining({
          message: 'Dockerfile is there as dockerfile, and this disk takes both for one; nothing was written',
          hint: 'Rename dockerfile.',
        }),
      );
      expect(readTarget(service, 'dockerfile').text).toBe('mine');
      const create = (path: string): Change => ({ path, before: null, after: path });
      expect(() => applyChanges(service, [create('Api.Dockerfile'), create('api.Dockerfile')])).toThrow(
        /changed while this ran/,
      );
      expect(contents(service)).toEqual(['dockerfile: mine']);
    });
  },
);

/** Whether this system can make and mount such a disk. */
function foldsCase(): boolean {
  const place = disk.mkdtempSync(join(tmpdir(), 'case-'));
  const image = join(place, 'image');
  mkdirSync(join(place, 'disk'));
  const works =
    run('truncate', '-s', '16M', image) &&
    run('mkfs.ext4', '-q', '-O', 'casefold', image) &&
    run('mount', '-o', 'loop', image, join(place, 'disk')) &&
    run('umount', join(place, 'disk'));
  rmSync(place, { recursive: true });
  return works;
}

describe.skipIf(process.platform === 'win32')('modes and owners', () => {
  it.each([0o400, 0o600, 0o640, 0o664, 0o755, 0o4755])('a file of mode %o keeps it', (mode) => {
    chmodSync(at('Dockerfile'), mode);
    if (!isRoot && !(mode & 0o200)) return;
    applyChanges(root, CHANGES);
    expect(statSync(at('Dockerfile')).mode & 0o7777).toBe(mode);
  });

  it.runIf(isRoot)('root writes a file of somebody else, and it stays theirs', () => {
    chownSync(at('Dockerfile'), 1234, 2345);
    chmodSync(at('Dockerfile'), 0o640);
    applyChanges(root, CHANGES);
    expect(statSync(at('Dockerfile'))).toMatchObject({ uid: 1234, gid: 2345 });
    expect(statSync(at('Dockerfile')).mode & 0o7777).toBe(0o640);
  });

  it.runIf(isRoot)('new files in a folder of a group belong to the group', () => {
    chownSync(root, 0, 2345);
    chmodSync(root, 0o2775);
    applyChanges(root, CHANGES);
    expect(statSync(at('secure-dockerfile-lock.json')).gid).toBe(2345);
    expect(statSync(at('apps')).gid).toBe(2345);
  });

  it('a second name of a file keeps the former text', () => {
    disk.linkSync(at('Dockerfile'), at('twin'));
    applyChanges(root, CHANGES);
    expect(contents(root)).toEqual([...NEW, 'twin: old']);
  });
});

describe.runIf(isRoot && process.platform === 'linux')('somebody who is not root (played by root)', () => {
  const NOBODY = 65534;
  let library = '';
  beforeAll(() => {
    library = disk.mkdtempSync(join(tmpdir(), 'library-'));
    cpSync(join(dirname(builtCli()), 'index.js'), join(library, 'index.mjs'));
    chmodSync(library, 0o755);
    return () => rmSync(library, { recursive: true });
  }, 120_000);

  /** Takes the folder, repairs, applies, and gives it back, as nobody. */
  function asNobody(): string {
    const lines = [
      `const { applyChanges, repair, takeFolder } = await import(${JSON.stringify(join(library, 'index.mjs'))});`,
      `const root = ${JSON.stringify(root)};`,
      'const release = await takeFolder(root, { tries: 0, onWait() {} });',
      `try { repair(root); applyChanges(root, ${JSON.stringify(CHANGES)}); console.log('written'); }`,
      'catch (error) { console.log(error.message + ". " + error.hint); }',
      'release();',
    ];
    const words = ['--input-type=module', '-e', lines.join('\n')];
    const { stdout, stderr } = spawnSync(process.execPath, words, {
      cwd: '/',
      uid: NOBODY,
      gid: NOBODY,
      encoding: 'utf8',
    });
    return stdout + stderr;
  }

  function give(...paths: string[]): void {
    for (const path of paths) chownSync(at(path), NOBODY, NOBODY);
  }

  it('writes where they may', () => {
    give('.', 'Dockerfile', 'gone.conf');
    expect(asNobody()).toBe('written\n');
    expect(contents(root)).toEqual(NEW);
  });

  it('writes into a folder that they may not list', () => {
    give('.', 'Dockerfile', 'gone.conf');
    chmodSync(root, 0o311);
    expect(asNobody()).toBe('written\n');
    expect(contents(root)).toEqual(NEW);
  });

  it.each<[string, () => void, RegExp]>([
    [
      'a folder',
      () => chmodSync(root, 0o555),
      /^Cannot write into the folder apply-\w+: permission denied\. Nothing was changed\.\n$/,
    ],
    [
      'a file',
      () => chmodSync(at('Dockerfile'), 0o400),
      /^Cannot write Dockerfile: permission denied\. Nothing was changed\.\n$/,
    ],
    ['a file that is to go', () => chmodSync(at('gone.conf'), 0o400), /^Cannot write gone\.conf: permission denied/],
    [
      'a file that they may not read',
      () => chmodSync(at('Dockerfile'), 0o200),
      /^Cannot read Dockerfile: permission denied/,
    ],
    [
      'a folder below',
      () => mkdirSync(at('apps'), 0o755),
      /^Cannot write apps\/api\/\.dockerignore: permission denied\. Nothing was changed\.\n$/,
    ],
    [
      'a folder that they may not enter',
      () => mkdirSync(at('apps'), 0o700),
      /^Cannot look at apps\/api\/?.*: permission denied/,
    ],
  ])('leaves everything as it was where they may not write %s', (_, prepare, message) => {
    give('.', 'Dockerfile', 'gone.conf');
    prepare();
    const before = contents(root);
    expect(asNobody()).toMatch(message);
    expect(contents(root)).toEqual(before);
  });

  it('writes a file of somebody else in a folder of their own, and it becomes theirs', () => {
    give('.', 'gone.conf');
    chmodSync(at('Dockerfile'), 0o666);
    expect(asNobody()).toBe('written\n');
    expect(statSync(at('Dockerfile')).uid).toBe(NOBODY);
  });
});

describe('names and texts', () => {
  it('a name as long as a name can be', () => {
    const path = `${'n'.repeat(244)}.Dockerfile`;
    applyChanges(root, [{ path, before: null, after: 'new' }]);
    applyChanges(root, [{ path, before: 'new', after: 'newer' }]);
    expect(readFileSync(at(path), 'utf8')).toBe('newer');
    expect(attempt([{ path: `n${path}`, before: null, after: 'new' }])).toMatch(
      /^Cannot look at n+\.Dockerfile: the name is too long$/,
    );
  });

  it.each([
    ['Windows line ends', 'FROM a\r\nRUN b\r\n'],
    ['no last line end', 'FROM a'],
    ['a byte order mark', '\uFEFFFROM a\n'],
    ['nothing at all', ''],
    ['letters of every kind', 'é ☃ 𝒳 e\u0301\u0000\n'],
  ])('%s are kept to the byte, written and put back', (_, text) => {
    writeFileSync(at('Dockerfile'), text);
    applyChanges(root, [{ path: 'Dockerfile', before: text, after: `${text}# new\r\n` }]);
    expect(readFileSync(at('Dockerfile')).equals(Buffer.from(`${text}# new\r\n`))).toBe(true);
    applyChanges(root, [{ path: 'Dockerfile', before: `${text}# new\r\n`, after: text }]);
    expect(readFileSync(at('Dockerfile')).equals(Buffer.from(text))).toBe(true);
  });
});
