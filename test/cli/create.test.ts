import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { command, everything, folder, removeFolders, SERVICE } from './helpers.ts';

afterEach(removeFolders);

const create = (root: string, ...flags: string[]) => command(root, '--yes', '--offline', ...flags);
const read = (root: string, path: string) => readFileSync(join(root, path), 'utf8');

describe('create', () => {
  it('writes the files and says what comes next', async () => {
    const root = folder();
    const { code, out } = await create(root);
    expect(code).toBe(0);
    expect(read(root, 'Dockerfile')).toMatch(/^FROM node:24-trixie-slim@sha256:[0-9a-f]{64} AS /m);
    expect(read(root, '.dockerignore')).toContain('.git');
    expect(JSON.parse(read(root, 'secure-dockerfile.json'))).toMatchObject({ version: 1, stack: 'node', base: 'slim' });
    expect(JSON.parse(read(root, 'secure-dockerfile-lock.json'))).toMatchObject({ version: 2 });
    expect(out).toContain(`\nNext\ncd ${root}\ndocker build `);
    expect(out).toMatch(/^docker run --read-only --cap-drop ALL /m);
    expect(out).toMatch(/pinned, not signed by its publisher/);
  });

  it('says how to get to the folder where it was named, and only there', async () => {
    const below = {
      'my svc/package.json': SERVICE['package.json'] ?? '',
      'my svc/server.js': SERVICE['server.js'] ?? '',
    };
    const root = folder({ ...below, '-x/package.json': SERVICE['package.json'] ?? '', '-x/server.js': '' });
    const nextOf = async (directory: string) => /\nNext\n(.*)\n/.exec((await create(directory)).out)?.[1];
    const before = process.cwd();
    try {
      process.chdir(root);
      expect(await nextOf('my svc')).toBe("cd 'my svc'");
      expect(await nextOf('./-x')).toBe('cd ./-x');
      process.chdir('my svc');
      rmSync('Dockerfile');
      rmSync('secure-dockerfile-lock.json');
      expect(await nextOf('.')).toMatch(/^docker build /);
    } finally {
      process.chdir(before);
    }
  });

  it('changes nothing in a second run, and says so', async () => {
    const root = folder();
    await create(root);
    const before = everything(root);
    const { code, out } = await create(root);
    expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(/^Nothing to change/) });
    expect(everything(root)).toEqual(before);
  });

  it('asks nobody again about what the last run answered', async () => {
    const root = folder();
    await create(root);
    expect(await command(root, '--offline')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^Nothing to change/),
    });
  });

  it('gives the same bytes in another folder of the same name', async () => {
    const [one, other] = [join(folder({}), 'svc'), join(folder({}), 'svc')];
    for (const root of [one, other]) {
      mkdirSync(root);
      for (const [path, text] of Object.entries(SERVICE)) writeFileSync(join(root, path), text);
      await create(root);
    }
    for (const path of ['Dockerfile', '.dockerignore', 'secure-dockerfile.json', 'secure-dockerfile-lock.json'])
      expect(read(one, path)).toBe(read(other, path));
  });

  it('saves decisions only, so that everything else follows the project', async () => {
    const root = folder();
    await create(root, '--port', '8080', '--healthcheck', 'none');
    expect(JSON.parse(read(root, 'secure-dockerfile.json'))).toEqual({
      $schema: expect.any(String),
      version: 1,
      stack: 'node',
      base: 'slim',
      port: 8080,
      healthcheck: null,
    });
    expect(read(root, 'Dockerfile')).toContain('EXPOSE 8080');
    expect(read(root, 'Dockerfile')).toContain('HEALTHCHECK NONE');
  });

  it('takes saved answers before detected ones, and flags before both', async () => {
    const root = folder({ ...SERVICE, 'secure-dockerfile.json': '{"port":8080}' });
    await create(root);
    expect(read(root, 'Dockerfile')).toContain('EXPOSE 8080');
    await create(root, '--port', '9090');
    expect(read(root, 'Dockerfile')).toContain('EXPOSE 9090');
    expect(JSON.parse(read(root, 'secure-dockerfile.json'))).toMatchObject({ port: 9090 });
  });

  it('merges a new answer into a file that somebody edited', async () => {
    const root = folder();
    await create(root);
    writeFileSync(join(root, 'Dockerfile'), `${read(root, 'Dockerfile')}# mine\n`);
    const { code, out } = await create(root, '--port', '8080');
    expect({ code, out }).toEqual({
      code: 0,
      out: expect.stringMatching(/merge +Dockerfile +your edits and the new text/),
    });
    expect(read(root, 'Dockerfile')).toMatch(/EXPOSE 8080[\s\S]*# mine\n$/);
  });

  it('marks an overlap and exits 1, and again until it is solved', async () => {
    const root = folder();
    await create(root);
    writeFileSync(join(root, 'Dockerfile'), read(root, 'Dockerfile').replace('EXPOSE 3000', 'EXPOSE 4000'));
    expect((await create(root, '--port', '8080')).code).toBe(1);
    expect(read(root, 'Dockerfile')).toMatch(/^<<<<<<< yours$/m);
    const before = everything(root);
    const again = await create(root);
    expect(again).toMatchObject({ code: 1, err: expect.stringContaining('still holds conflict markers') });
    expect(everything(root)).toEqual(before);
  });

  it('keeps a deleted file deleted', async () => {
    const root = folder();
    await create(root);
    rmSync(join(root, '.dockerignore'));
    const { code, out } = await create(root, '--port', '8080');
    expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(/keep +\.dockerignore +you deleted it/) });
    expect(everything(root).some((line) => line.startsWith('.dockerignore '))).toBe(false);
  });
});
