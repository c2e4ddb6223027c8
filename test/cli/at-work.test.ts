import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { applyChanges, type Change } from '../../src/io/apply.ts';
import { ownHolder } from '../../src/io/holder.ts';
import { takeFolder } from '../../src/io/run-lock.ts';
import { watched } from '../apply/folder.ts';
import { builtCli, command, everything, folder, program, removeFolders } from './helpers.ts';

afterEach(removeFolders);

const LOCK = '.secure-dockerfile.lock';
const create = (root: string, ...flags: string[]) => command(root, '--yes', '--offline', ...flags);
const update = (root: string, ...flags: string[]) => command('update', root, '--yes', '--offline', ...flags);
const read = (root: string, path: string) => readFileSync(join(root, path), 'utf8');
const leftovers = (root: string) => readdirSync(root).filter((name) => name.startsWith('.secure-dockerfile'));

/** A service whose last run was killed after it had replaced the Dockerfile, and nothing else. */
async function interrupted(): Promise<string> {
  const root = folder();
  await create(root);
  const change = (path: string): Change => {
    const before = read(root, path);
    return { path, before, after: before.replaceAll('3000', '8080') };
  };
  const changes = [change('Dockerfile'), change('secure-dockerfile-lock.json')];
  let isKilled = false;
  const files = watched((name, [, to]) => {
    isKilled ||= name === 'renameSync' && String(to).endsWith('-lock.json');
    if (isKilled) throw new Error('killed');
  });
  expect(() => applyChanges(root, changes, files)).toThrow();
  return root;
}

describe('after a run that was killed', () => {
  it.each<[string, (root: string, ...flags: string[]) => ReturnType<typeof command>]>([
    ['create', create],
    ['update', update],
  ])('%s finishes it, says so in one line, and goes on', async (_, run) => {
    const root = await interrupted();
    const { code, err } = await run(root, '--port', '8080');
    expect({ code, err }).toEqual({
      code: 0,
      err: 'note A run was interrupted while it wrote; it is finished now: Dockerfile, secure-dockerfile-lock.json.\n',
    });
    expect(read(root, 'Dockerfile')).toContain('EXPOSE 8080');
    expect(leftovers(root)).toEqual([]);
  });

  it('takes it back around an edit, merges the edit, and says so', async () => {
    const root = await interrupted();
    writeFileSync(join(root, 'Dockerfile'), `${read(root, 'Dockerfile')}# mine\n`);
    const { code, err } = await update(root, '--port', '8080');
    expect(code).toBe(0);
    expect(err).toBe(
      'note A run was interrupted while it wrote; kept with your later edits: Dockerfile; the rest is as it was.\n',
    );
    expect(read(root, 'Dockerfile')).toMatch(/EXPOSE 8080[\s\S]*# mine\n$/);
    expect(leftovers(root)).toEqual([]);
  });

  it.each(['--dry-run', '--json', '--check'])('%s says so and touches nothing', async (flag) => {
    const root = await interrupted();
    const before = everything(root);
    const { out, err } = await update(root, flag);
    expect(err).toContain(
      'note A run was interrupted while it wrote, so some files may be new and others old. The next run that writes puts that right.\n',
    );
    expect(out).not.toBe('');
    expect(everything(root)).toEqual(before);
  });

  it('--quiet puts it right without a word', async () => {
    const root = await interrupted();
    expect(await update(root, '--quiet', '--port', '8080')).toEqual({ code: 0, out: '', err: '' });
    expect(leftovers(root)).toEqual([]);
  });
});

describe('while another run is at work', () => {
  it('waits for it', async () => {
    const root = folder();
    const release = await takeFolder(root, { tries: 0, onWait: () => {} });
    setTimeout(release, 50);
    expect(await create(root)).toMatchObject({
      code: 0,
      err: expect.stringMatching(/^note Waiting for another run in this folder \(process \d+, since .* UTC\)\.\n/),
    });
    expect(leftovers(root)).toEqual([]);
  });

  it('gives up with 75 and one line when that takes too long, and has written nothing', async () => {
    const root = folder();
    writeFileSync(join(root, LOCK), JSON.stringify({ ...ownHolder(), host: 'build-7\u001b[2J' }));
    const before = everything(root);
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    const running = create(root);
    await vi.advanceTimersByTimeAsync(11_000);
    vi.useRealTimers();
    expect(await running).toMatchObject({
      code: 75,
      out: '',
      err: expect.stringMatching(
        /\nerror another run is at work in this folder \(process \d+ on build-7\\u\{1b\}\[2J, since .*\); nothing was written\n {2}Try again/,
      ),
    });
    expect(everything(root)).toEqual(before);
  });

  it.each(['--dry-run', '--json'])('%s does not wait, and says so', async (flag) => {
    const root = folder();
    const release = await takeFolder(root, { tries: 0, onWait: () => {} });
    expect(await create(root, flag)).toMatchObject({
      code: 0,
      err: expect.stringMatching(/^note Another run is at work in this folder: what is shown may be out of date\.\n/),
    });
    release();
  });

  it.each<[string, string[], boolean]>([
    ['writes takes the folder', [], true],
    ['only reads takes nothing', ['--dry-run'], false],
  ])('a run that %s, as whoever is asked for a digest sees it', async (_, flags, takes) => {
    const root = folder();
    const seen: boolean[] = [];
    const registry = createServer((socket) => {
      seen.push(existsSync(join(root, LOCK)));
      socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n');
    }).listen(0, '127.0.0.1');
    await once(registry, 'listening');
    const { port } = registry.address() as AddressInfo;
    await command(root, '--yes', '--mirror', `docker.io=http://127.0.0.1:${port}`, ...flags);
    registry.close();
    expect(new Set(seen)).toEqual(new Set([takes]));
    expect(leftovers(root)).toEqual([]);
  });

  it.each<[string, string[], number]>([
    ['an error', ['--port', '70000'], 2],
    ['a plan that is refused', ['--base', 'registry.example.com/own/node:24'], 2],
  ])('the folder is given back after %s', async (_, flags, code) => {
    const root = folder();
    expect(await create(root, ...flags)).toMatchObject({ code });
    expect(leftovers(root)).toEqual([]);
  });
});

describe.skipIf(process.platform === 'win32')('a run that is stopped by a signal', () => {
  it.each<[NodeJS.Signals, number]>([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ])('%s: gives the folder back and has written nothing', async (signal, code) => {
    const cli = builtCli();
    const root = folder();
    const before = everything(root);
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const flags = ['--yes', '--mirror', `docker.io=http://127.0.0.1:${port}`];
    const child = spawn(process.execPath, [cli, ...flags], { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] });
    const texts: string[] = [];
    child.stderr.on('data', (chunk) => texts.push(String(chunk)));
    const closed = once(child, 'close');
    await once(silent, 'connection'); // it waits for a digest
    expect(leftovers(root)).toEqual([LOCK]);
    child.kill(signal);
    expect((await closed)[0]).toBe(code);
    expect(texts.join('')).toContain('Cancelled; nothing was written.');
    expect(everything(root)).toEqual(before);
    silent.close();
  });
});

describe('several runs at once', () => {
  it('of update on one folder end in one state, as if they had come one by one', async () => {
    const cli = builtCli();
    const root = folder();
    expect(program(root, ['--yes', '--offline'])).toMatchObject({ code: 0 });
    writeFileSync(join(root, 'Dockerfile'), `${read(root, 'Dockerfile')}# mine\n`);
    const { pid } = spawnSync(process.execPath, ['-e', '0']);
    writeFileSync(join(root, LOCK), JSON.stringify({ ...ownHolder(), pid, born: '1' })); // a run that was killed
    const codes = await Promise.all(
      [0, 1, 2, 3].map(async (index) => {
        const flags = ['update', '--yes', '--offline', '--quiet', '--port', String(4000 + index)];
        const child = spawn(process.execPath, [cli, ...flags], { cwd: root, stdio: 'ignore' });
        const [code] = await once(child, 'exit');
        return code;
      }),
    );
    expect(codes).toEqual([0, 0, 0, 0]);
    const dockerfile = read(root, 'Dockerfile');
    const port = /^EXPOSE (\d+)$/m.exec(dockerfile)?.[1];
    expect(['4000', '4001', '4002', '4003']).toContain(port);
    expect(dockerfile).toMatch(/# mine\n$/);
    expect(dockerfile).not.toContain('<<<<');
    expect(JSON.parse(read(root, 'secure-dockerfile.json'))).toMatchObject({ port: Number(port) });
    expect(leftovers(root)).toEqual([]);
    const before = everything(root);
    expect(await update(root)).toMatchObject({ code: 0, out: expect.stringMatching(/^Nothing to change/) });
    expect(everything(root)).toEqual(before);
  }, 60_000);
});
