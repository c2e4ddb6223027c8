import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { command, everything, folder, removeFolders, SERVICE } from './helpers.ts';

afterEach(removeFolders);

const read = (root: string, path: string) => readFileSync(join(root, path), 'utf8');
const update = (root: string, ...flags: string[]) => command('update', root, '--yes', '--offline', ...flags);

it('follows the project and keeps what a person changed', async () => {
  const root = folder();
  await command(root, '--yes', '--offline');
  writeFileSync(
    join(root, 'Dockerfile'),
    read(root, 'Dockerfile').replace('EXPOSE 3000', '# seen by the proxy\nEXPOSE 3000'),
  );
  writeFileSync(join(root, '.nvmrc'), '22\n');

  const { code, out } = await update(root);

  expect(code).toBe(0);
  expect(out).toMatch(/merge +Dockerfile/);
  const dockerfile = read(root, 'Dockerfile');
  expect(dockerfile).toContain('# seen by the proxy\nEXPOSE 3000');
  expect(dockerfile.match(/^FROM node:22-trixie-slim@/gm)).toHaveLength(3);
  expect(dockerfile).not.toContain('node:24');
});

it('changes nothing where nothing moved', async () => {
  const root = folder();
  await command(root, '--yes', '--offline');
  const before = everything(root);
  expect(await update(root)).toMatchObject({ code: 0, out: expect.stringMatching(/^Nothing to change/) });
  expect(everything(root)).toEqual(before);
});

it('says so where nothing was created yet', async () => {
  const root = folder(SERVICE);
  expect(await update(root)).toMatchObject({ code: 2, err: expect.stringContaining('there is nothing to update') });
});
