import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { command, everything, folder, removeFolders } from './helpers.ts';

afterEach(removeFolders);

const member = (name: string, port: number) => ({
  [`apps/${name}/package.json`]: JSON.stringify({
    name,
    scripts: { start: 'node server.js' },
    dependencies: { express: '^5' },
  }),
  [`apps/${name}/server.js`]: `require('express')().listen(${port});\n`,
});
const WORKSPACE = {
  'package.json': JSON.stringify({ name: 'shop', private: true, workspaces: ['apps/*'] }),
  'package-lock.json': JSON.stringify({
    name: 'shop',
    lockfileVersion: 3,
    packages: { '': { name: 'shop', workspaces: ['apps/*'] } },
  }),
  ...member('api', 3000),
  ...member('web', 4000),
};
const create = (root: string, ...flags: string[]) => command(root, '--yes', '--offline', ...flags);
const json = (root: string, path: string) => JSON.parse(readFileSync(join(root, path), 'utf8'));

describe('several services', () => {
  it('are written one by one, and none takes the files of another away', async () => {
    const root = folder(WORKSPACE);
    expect(await create(root, '--service', './apps/api/', '--port', '8080')).toMatchObject({ code: 0 });
    expect(await create(root, '--service', 'apps/web')).toMatchObject({ code: 0 });
    expect(json(root, 'secure-dockerfile.json').services).toEqual({
      'apps/api': { stack: 'node', base: 'slim', port: 8080 },
      'apps/web': { stack: 'node', base: 'slim' },
    });
    const lock = json(root, 'secure-dockerfile-lock.json');
    expect(Object.keys(lock.services)).toEqual(['apps/api', 'apps/web']);
    const dockerfiles = Object.keys(lock.files).filter((path) => path.endsWith('Dockerfile'));
    expect(dockerfiles).toHaveLength(2);
    for (const path of dockerfiles) expect(readFileSync(join(root, path), 'utf8')).toContain('USER 1000:1000');
  });

  it('are all looked after by a run that names none', async () => {
    const root = folder(WORKSPACE);
    await create(root, '--service', 'apps/api');
    await create(root, '--service', 'apps/web');
    const before = everything(root);
    expect(await create(root)).toMatchObject({ code: 0, out: expect.stringMatching(/^Nothing to change/) });
    expect(everything(root)).toEqual(before);
    const { out } = await create(root, '--json');
    expect(JSON.parse(out).services.map(({ path }: { path: string }) => path)).toEqual(['apps/api', 'apps/web']);
  });
});
