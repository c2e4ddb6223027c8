import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openProject } from '../../src/io/project.ts';

let above: string;
let root: string;

beforeEach(() => {
  above = mkdtempSync(join(tmpdir(), 'project-'));
  root = join(above, 'orders-api');
  mkdirSync(join(root, 'src'), { recursive: true });
  writeFileSync(join(root, 'package.json'), '{"name":"orders"}');
  writeFileSync(join(root, 'src', 'server.ts'), 'listen()');
  writeFileSync(join(above, 'outside.txt'), 'not yours');
});
afterEach(() => rmSync(above, { recursive: true, force: true }));

describe('openProject', () => {
  it('reads what is there', () => {
    const project = openProject(root);
    expect(project.name).toBe('orders-api');
    expect(project.text('package.json')).toBe('{"name":"orders"}');
    expect(project.has('src/server.ts')).toBe(true);
    expect(project.has('src')).toBe(false);
    expect(project.hasDirectory('src')).toBe(true);
    expect(project.hasDirectory('.')).toBe(true);
    expect(project.list('.')).toEqual([
      { name: 'package.json', kind: 'file' },
      { name: 'src', kind: 'directory' },
    ]);
    expect(project.text('missing')).toBeUndefined();
    expect(project.list('missing')).toEqual([]);
  });

  it.each([
    '../outside.txt',
    'src/../../outside.txt',
    '/etc/hostname',
    'package.json\0',
    'src/../package.json',
    'a\\b',
  ])('answers %j like a file that is not there', (path) => {
    const project = openProject(root);
    expect(project.has(path)).toBe(false);
    expect(project.text(path)).toBeUndefined();
    expect(project.list(path)).toEqual([]);
  });

  it('follows links inside the project only', () => {
    symlinkSync('src/server.ts', join(root, 'inside'));
    symlinkSync('../outside.txt', join(root, 'outside'));
    symlinkSync('..', join(root, 'up'));
    symlinkSync('loop', join(root, 'loop'));
    symlinkSync('nowhere', join(root, 'dangling'));
    const project = openProject(root);
    expect(project.text('inside')).toBe('listen()');
    for (const path of ['outside', 'up/outside.txt', 'loop', 'dangling']) expect(project.text(path)).toBeUndefined();
    expect(project.hasDirectory('up')).toBe(false);
    expect(project.list('.').map(({ name }) => name)).toEqual(['inside', 'package.json', 'src']);
  });

  it.skipIf(process.platform === 'win32')('never opens a pipe', () => {
    execFileSync('mkfifo', [join(root, '.nvmrc')]);
    const project = openProject(root);
    expect(project.has('.nvmrc')).toBe(false);
    expect(project.text('.nvmrc')).toBeUndefined();
    expect(project.list('.').map(({ name }) => name)).not.toContain('.nvmrc');
  });

  it('names a file that is too large, without reading it', () => {
    writeFileSync(join(root, 'huge.json'), '');
    truncateSync(join(root, 'huge.json'), 100 * 1024 * 1024);
    expect(() => openProject(root).text('huge.json')).toThrow('huge.json has 100.0 MiB: files of more than 2 MiB');
  });

  it('reads larger lock files', () => {
    writeFileSync(join(root, 'pnpm-lock.yaml'), 'x'.repeat(3 * 1024 * 1024));
    expect(openProject(root).text('pnpm-lock.yaml')).toHaveLength(3 * 1024 * 1024);
    truncateSync(join(root, 'pnpm-lock.yaml'), 65 * 1024 * 1024);
    expect(() => openProject(root).text('pnpm-lock.yaml')).toThrow('more than 64 MiB');
  });

  it('names a file that is not UTF-8', () => {
    writeFileSync(join(root, '.nvmrc'), Buffer.from([0x32, 0x34, 0xff]));
    expect(() => openProject(root).text('.nvmrc')).toThrow('.nvmrc is not UTF-8 text');
  });

  it('lists a folder of 100,000 files in bounded time and length', () => {
    const many = join(root, 'many');
    mkdirSync(many);
    for (let index = 0; index < 100_000; index++) writeFileSync(join(many, `f${String(index).padStart(6, '0')}`), '');
    const start = performance.now();
    const names = openProject(root).list('many');
    expect(performance.now() - start).toBeLessThan(3000);
    expect(names).toHaveLength(10_000);
    expect(names.at(-1)).toEqual({ name: 'f009999', kind: 'file' });
  }, 60_000);

  it.each([
    ['missing', /There is no folder/],
    ['package.json', /is a file, not a folder/],
  ])('says what is wrong with %s as a folder', (name, message) => {
    expect(() => openProject(join(root, name))).toThrow(message);
  });
});
