import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { STARTERS, starterFiles } from '../../src/core/starters.ts';
import { isVacant } from '../../src/core/vacant.ts';
import { withFiles } from '../../src/core/with-files.ts';
import { loadStarters } from '../../src/io/starters.ts';
import { memoryProject } from '../helpers.ts';
import { command, everything, folder, removeFolders } from './helpers.ts';

afterEach(removeFolders);

const create = (root: string, ...flags: string[]) => command(root, '--yes', '--offline', '--allow-unpinned', ...flags);
const read = (root: string, path: string) => readFileSync(join(root, path), 'utf8');
const ids = STARTERS.map(({ id }) => id);

describe('--starter', () => {
  it.each(ids)('%s: writes a service and its Dockerfile, and a second run changes nothing', async (id) => {
    const root = folder({});
    const { code, out, err } = await create(root, '--starter', id);
    expect({ code, err }).toEqual({ code: 0, err: expect.not.stringContaining('error') });
    expect(out).toMatch(/^ {2}create {2}\.gitignore +yours from now on$/m);
    expect(read(root, 'Dockerfile')).toContain('/healthz');
    expect(read(root, 'Dockerfile')).toMatch(/^EXPOSE \d+$/m);
    const paths = [...loadStarters().keys()].filter((path) => path.startsWith(`${id}/`));
    expect(paths).not.toHaveLength(0);
    expect(paths.filter((path) => !existsSync(join(root, path.slice(id.length + 1))))).toEqual([]);
    expect(everything(root).join('\n')).not.toContain('service-name');
    const before = everything(root);
    expect(await create(root)).toMatchObject({ code: 0, out: expect.stringMatching(/^Nothing to change/) });
    expect(everything(root)).toEqual(before);
  });

  it.each(ids)('%s: asks a script for nothing but the base, which its files do not say', async (id) => {
    const root = folder({});
    const offline = ['--offline', '--allow-unpinned', '--starter', id];
    const { code, err } = await command(root, ...offline);
    expect({ code, err }).toEqual({
      code: 2,
      err: expect.stringMatching(/^error --base is missing, and there is no/m),
    });
    expect((await command(root, ...offline, '--base', 'slim')).code).toBe(0);
  });

  it('leaves the service to its owner: update does not know its files', async () => {
    const root = folder({});
    await create(root, '--starter', 'node');
    const lock = JSON.parse(read(root, 'secure-dockerfile-lock.json'));
    expect(Object.keys(lock.files)).toEqual(['.dockerignore', 'Dockerfile']);
    writeFileSync(join(root, 'src/app.js'), '// mine\n');
    expect(await command('update', root, '--yes', '--offline', '--allow-unpinned')).toMatchObject({ code: 0 });
    expect(read(root, 'src/app.js')).toBe('// mine\n');
  });

  it('keeps what the repository has already', async () => {
    const root = folder({});
    mkdirSync(join(root, '.git'));
    writeFileSync(join(root, '.gitignore'), '# mine\n');
    writeFileSync(join(root, 'README.md'), '# orders\n');
    expect((await create(root, '--starter', 'go')).code).toBe(0);
    expect(read(root, '.gitignore')).toBe('# mine\n');
  });

  it.each<[string, readonly string[], Readonly<Record<string, string>>, RegExp]>([
    ['nobody says which', [], {}, /^error The folder \S+ is empty.*\n.*--starter node, typescript, /],
    ['it is unknown', ['--starter', 'pyton'], {}, /^error --starter pyton is not known\n {2}Did you mean python\?/],
    ['the folder is not empty', ['--starter', 'go'], { 'main.rs': '' }, /^error --starter is for an empty folder/],
    ['a service is named', ['--starter', 'go', '--service', 'api'], {}, /^error --starter begins one service/],
  ])('writes nothing when %s', async (_, flags, files, message) => {
    const root = folder({});
    for (const [path, text] of Object.entries(files)) writeFileSync(join(root, path), text);
    const before = everything(root);
    const { code, err } = await create(root, ...flags);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(message) });
    expect(everything(root)).toEqual(before);
  });

  it('passes its own tests (Node.js)', async () => {
    const root = folder({});
    await create(root, '--starter', 'node');
    // the runner of the tests tells the one below that it is a child of it
    const { NODE_TEST_CONTEXT: _, ...env } = process.env;
    const { status, stdout } = spawnSync(process.execPath, ['--test'], { cwd: root, env, encoding: 'utf8' });
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringMatching(/^# pass 2$/m) });
  });
});

describe('an empty folder', () => {
  it.each<[boolean, Readonly<Record<string, string>>]>([
    [true, {}],
    [true, { '.gitignore': '', 'README.md': '', LICENSE: '', '.github/workflows/ci.yml': '' }],
    [false, { 'readme/a': '' }],
    [false, { 'main.py': '' }],
    [false, { 'docs/index.md': '' }],
  ])('is one: %s %j', (vacant, files) => {
    expect(isVacant(memoryProject(files))).toBe(vacant);
  });

  it.each([
    ['orders-api', 'orders-api'],
    ['Ünïcode Ördner', 'u-ni-code-o-rdner'],
    ['9lives"; rm', 'lives-rm'],
    ['測試', 'my-service'],
    ['test', 'test-service'],
    ['a'.repeat(200), 'a'.repeat(40)],
  ])('named %s gives the name %s', (folder, name) => {
    const [python] = STARTERS.filter(({ id }) => id === 'python');
    const files = python ? starterFiles(python, loadStarters(), folder) : [];
    expect(files.find(({ path }) => path === 'pyproject.toml')?.text).toContain(`name = "${name}"`);
  });

  it('is seen with the files that it will have', () => {
    const project = withFiles(memoryProject({ '.gitignore': 'mine' }), [
      { path: '.gitignore', text: 'new' },
      { path: 'src/a/b.js', text: 'b' },
    ]);
    expect(project.text('.gitignore')).toBe('mine');
    expect(project.list('.').map(({ name }) => name)).toEqual(['.gitignore', 'src']);
    expect(project.list('src/a')).toEqual([{ name: 'b.js', kind: 'file' }]);
    expect([project.has('src/a/b.js'), project.hasDirectory('src/a'), project.has('src')]).toEqual([true, true, false]);
  });
});
