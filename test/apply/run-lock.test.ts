import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Holder, holderText, isGone, ownHolder, parseHolder } from '../../src/io/holder.ts';
import { isTaken, RUN_LOCK_FILE, takeFolder } from '../../src/io/run-lock.ts';
import { builtCli } from '../cli/helpers.ts';
import { contents, newFolder, OLD } from './folder.ts';

let root: string;
const lock = () => join(root, RUN_LOCK_FILE);
const take = (tries = 0, onWait: (holder: string) => void = () => {}) => takeFolder(root, { tries, onWait });
const isLinux = process.platform === 'linux';

beforeEach(() => {
  root = newFolder();
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** A process that has ended, as it described itself. */
function dead(): Holder {
  const { pid } = spawnSync(process.execPath, ['-e', '0']);
  return { ...ownHolder(), pid, born: '1' };
}

describe('takeFolder', () => {
  it('lets one run in, says who it is, and lets the next in when it is done', async () => {
    const release = await take();
    expect(isTaken(root)).toBe(true);
    await expect(take()).rejects.toMatchObject({
      code: 'busy',
      exitCode: 75,
      message: expect.stringMatching(
        new RegExp(
          `^another run is at work in this folder \\(process ${process.pid}, since [-\\d]+ [:\\d]+ UTC\\); nothing was written$`,
        ),
      ),
      hint: 'Try again when it is done. If there is no such run, remove .secure-dockerfile.lock.',
    });
    release();
    expect(isTaken(root)).toBe(false);
    (await take())();
    expect(contents(root)).toEqual(OLD);
  });

  it('waits for a run that ends soon, and says so once', async () => {
    const release = await take();
    const onWait = vi.fn();
    setTimeout(release, 150);
    (await take(50, onWait))();
    expect(onWait.mock.calls).toEqual([[expect.stringMatching(/^process \d+, since /)]]);
  });

  it('takes the folder from a run that was killed', async () => {
    writeFileSync(lock(), JSON.stringify(dead()));
    expect(isTaken(root)).toBe(false);
    (await take())();
    expect(contents(root)).toEqual(OLD);
  });

  it('leaves a dead run’s lock to the one run that removes it, and to nobody for long', async () => {
    const text = JSON.stringify(dead());
    writeFileSync(lock(), text);
    const claim = join(root, `.secure-dockerfile-${createHash('sha256').update(text).digest('hex').slice(0, 16)}.tmp`);
    writeFileSync(claim, '');
    await expect(take()).rejects.toMatchObject({ code: 'busy' });
    expect(readFileSync(lock(), 'utf8')).toBe(text);
    utimesSync(claim, 1, 1); // it was killed, too
    (await take(2))();
    expect(contents(root)).toEqual(OLD);
  });

  it('takes it from a run that was killed before it had said who it is', async () => {
    writeFileSync(lock(), '');
    await expect(take()).rejects.toMatchObject({ code: 'busy' });
    utimesSync(lock(), 1, 1);
    (await take())();
    expect(contents(root)).toEqual(OLD);
  });

  it.each<[string, Partial<Holder>]>([
    ['on another host', { host: 'build-7' }],
    ['in another container', { space: 'pid:[1]' }],
  ])('leaves it to a run %s, which nobody here can see', async (_, other) => {
    writeFileSync(lock(), JSON.stringify({ ...dead(), ...other }));
    await expect(take()).rejects.toMatchObject({
      code: 'busy',
      hint: expect.stringContaining(`remove ${RUN_LOCK_FILE}`),
    });
    expect(existsSync(lock())).toBe(true);
  });

  it('leaves alone what is no lock of ours', async () => {
    writeFileSync(lock(), 'yarn lockfile v1');
    await expect(take()).rejects.toMatchObject({ code: 'busy' });
    expect(readFileSync(lock(), 'utf8')).toBe('yarn lockfile v1');
  });

  it.each<[string, () => void]>([
    ['a link', () => symlinkSync('Dockerfile', lock())],
    ['a link to nowhere', () => symlinkSync('nowhere', lock())],
    ['a folder', () => mkdirSync(lock())],
  ])('refuses %s, and does not follow it', async (_, prepare) => {
    prepare();
    await expect(take()).rejects.toMatchObject({ code: 'file-system' });
    expect(readFileSync(join(root, 'Dockerfile'), 'utf8')).toBe('old');
    expect(existsSync(join(root, 'nowhere'))).toBe(false);
  });

  it('gives back only what is its own', async () => {
    const release = await take();
    const other = JSON.stringify({ ...ownHolder(), pid: 1 });
    writeFileSync(lock(), other);
    release();
    expect(readFileSync(lock(), 'utf8')).toBe(other);
  });

  it('does not mind when the folder is gone', async () => {
    const release = await take();
    rmSync(root, { recursive: true });
    expect(release).not.toThrow();
  });

  it('of many that find a dead lock, lets in one at a time', async () => {
    writeFileSync(lock(), JSON.stringify(dead()));
    let [inside, most, done] = [0, 0, 0];
    const enter = async () => {
      const release = await take(600);
      most = Math.max(most, ++inside);
      await new Promise((resume) => setImmediate(resume));
      inside -= 1;
      done += 1;
      release();
    };
    await Promise.all(Array.from({ length: 8 }, enter));
    expect({ most, done }).toEqual({ most: 1, done: 8 });
    expect(contents(root)).toEqual(OLD);
  });

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    'takes nothing in a folder that cannot be written',
    async () => {
      chmodSync(root, 0o555);
      (await take())();
      chmodSync(root, 0o755);
      expect(contents(root)).toEqual(OLD);
    },
  );
});

describe('a holder', () => {
  it('is what it says', () => {
    expect(parseHolder(JSON.stringify(ownHolder()))).toEqual(ownHolderLike());
    expect(isGone(ownHolder())).toBe(false);
    expect(holderText({ ...ownHolder(), pid: 7, host: 'build-7', since: '2026-11-24T10:41:03.000Z' })).toBe(
      'process 7 on build-7, since 2026-11-24 10:41 UTC',
    );
  });

  const ownHolderLike = () => ({ ...ownHolder(), since: expect.stringMatching(/Z$/) });

  it.each([
    '',
    'null',
    '[]',
    '{}',
    ...Object.entries({
      pid: [0, -1, 1.5, '1', null],
      host: [1],
      space: [null],
      born: [1],
      since: ['today', 1],
    }).flatMap(([key, values]) => values.map((value) => JSON.stringify({ ...ownHolder(), [key]: value }))),
  ])('is not %s', (text) => {
    expect(parseHolder(text)).toBeUndefined();
  });

  it.runIf(isLinux)('is gone when another process has its number', () => {
    expect(isGone({ ...ownHolder(), born: '1' })).toBe(true);
  });

  it.runIf(isLinux)('is gone when it has ended and nobody has noticed', async () => {
    // the shell becomes a program that never asks for its ended child
    const parent = spawn('sh', ['-c', 'sleep 0 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [chunk] = await once(parent.stdout, 'data');
    const pid = Number(String(chunk));
    const holder = {
      ...ownHolder(),
      pid,
      host: hostname(),
      born: /\) \S (?:\S+ ){18}(\d+)/.exec(statOf(pid))?.[1] ?? '',
    };
    await vi.waitFor(() => expect(statOf(pid)).toContain(') Z '), { timeout: 5000, interval: 10 });
    expect(isGone(holder)).toBe(true);
    parent.kill();
  });

  const statOf = (pid: number) => readFileSync(`/proc/${pid}/stat`, 'latin1');
});

describe('a lock when its process ends', () => {
  beforeAll(() => {
    builtCli();
  }, 120_000);

  it.each<[string, NodeJS.Signals | undefined]>([
    ['by itself', undefined],
    ['by SIGTERM', 'SIGTERM'],
  ])('%s is removed', async (_, signal) => {
    const lines = [
      `const { takeFolder } = await import(${JSON.stringify(new URL('../../dist/index.js', import.meta.url).href)});`,
      `await takeFolder(${JSON.stringify(root)}, { tries: 0, onWait() {} });`,
      "process.on('SIGTERM', () => process.exit(143));",
      "console.log('taken');",
      signal ? 'setInterval(() => {}, 1000);' : '',
    ];
    const child = spawn(process.execPath, ['--input-type=module', '-e', lines.join('\n')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'exit');
    await once(child.stdout, 'data');
    if (signal) child.kill(signal);
    await ended;
    expect(contents(root)).toEqual(OLD);
  });
});
