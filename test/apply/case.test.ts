import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { readTarget } from '../../src/io/target.ts';
import { newFolder } from './folder.ts';

/** A disk that takes capital and small letters for one, played: every name leads to the file that the folder holds. */
vi.mock('node:fs', async (original) => {
  const disk = await original<typeof import('node:fs')>();
  const held = (file: string) => {
    const names = disk.existsSync(dirname(file)) ? disk.readdirSync(dirname(file)) : [];
    const name = names.find((each) => each.toLowerCase() === basename(file).toLowerCase());
    return name === undefined ? file : join(dirname(file), name);
  };
  return {
    ...disk,
    lstatSync: (file: string) => disk.lstatSync(held(file)),
    openSync: (file: string, ...rest: [string | number]) => disk.openSync(held(file), ...rest),
  };
});

let root: string;
beforeEach(() => {
  root = newFolder();
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

it('a file is not taken for another of the same letters', () => {
  rmSync(join(root, 'Dockerfile'));
  writeFileSync(join(root, 'dockerfile'), 'mine');
  expect(() => readTarget(root, 'Dockerfile')).toThrow(
    expect.objectContaining({
      code: 'file-system',
      message: 'Dockerfile is there as dockerfile, and this disk takes both for one; nothing was written',
      hint: 'Rename dockerfile.',
    }),
  );
  expect(readdirSync(root)).toContain('dockerfile');
});

it('a file is found by its own name', () => {
  expect(readTarget(root, 'Dockerfile').text).toBe('old');
  expect(readTarget(root, 'missing').text).toBeNull();
});
