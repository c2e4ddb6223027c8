import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { command, everything, folder, removeFolders, SERVICE } from './helpers.ts';

afterEach(removeFolders);

const create = (root: string, ...flags: string[]) => command(root, '--yes', '--offline', ...flags);
const read = (root: string, path: string) => readFileSync(join(root, path), 'utf8');

describe('a file that is not ours', () => {
  const theirs = { ...SERVICE, Dockerfile: 'FROM scratch\n' };

  it('stops a run that can ask nobody, and nothing is written', async () => {
    const root = folder(theirs);
    const before = everything(root);
    const { code, err } = await create(root);
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringMatching(/Dockerfile exists and was not written by this tool/),
    });
    expect(err).toContain('--on-conflict');
    expect(everything(root)).toEqual(before);
  });

  it('is shown as a conflict by --json and --dry-run', async () => {
    const root = folder(theirs);
    const { code, out } = await create(root, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out).files[0]).toMatchObject({ path: 'Dockerfile', action: 'conflict' });
    expect((await create(root, '--dry-run')).code).toBe(1);
  });

  it('is replaced with --on-conflict overwrite, and ours from then on', async () => {
    const root = folder(theirs);
    expect((await create(root, '--on-conflict', 'overwrite')).code).toBe(0);
    expect(read(root, 'Dockerfile')).toContain('USER 1000:1000');
    expect((await create(root)).out).toMatch(/^Nothing to change/);
  });

  it('stays with --on-conflict beside, and the new text is next to it', async () => {
    const root = folder(theirs);
    expect((await create(root, '--on-conflict', 'beside')).code).toBe(0);
    expect(read(root, 'Dockerfile')).toBe('FROM scratch\n');
    expect(read(root, 'Dockerfile.new')).toContain('USER 1000:1000');
    const before = everything(root);
    expect((await create(root, '--on-conflict', 'beside')).out).toMatch(/^Nothing to change/);
    expect(everything(root)).toEqual(before);
  });

  it('stays with --on-conflict skip', async () => {
    const root = folder(theirs);
    expect((await create(root, '--on-conflict', 'skip')).code).toBe(0);
    expect(read(root, 'Dockerfile')).toBe('FROM scratch\n');
    expect(read(root, '.dockerignore')).toContain('.git');
  });

  it('is never written through a link', async () => {
    const root = folder({ ...SERVICE, 'elsewhere/Dockerfile': 'FROM scratch\n' });
    symlinkSync('elsewhere/Dockerfile', join(root, 'Dockerfile'));
    const before = everything(root);
    const { code, err } = await create(root, '--on-conflict', 'overwrite');
    expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(/Dockerfile is a link; nothing was written/) });
    expect(everything(root)).toEqual(before);
  });
});
