import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { isPath } from '../../src/core/state.ts';
import { command, everything, folder, removeFolders } from './helpers.ts';

afterEach(removeFolders);

const LOCK = 'secure-dockerfile-lock.json';
const GIT = '[core]\n\tbare = false\n';
const TARGETS = ['.git/config', '.GIT/config', '.git/Dockerfile', '.github/workflows/ci.yml', 'server.js', '.npmrc'];

/** A project that was created before, with a file of somebody else's in it. */
async function created(path: string): Promise<string> {
  const root = folder();
  expect((await command(root, '--yes', '--offline')).code).toBe(0);
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), GIT);
  return root;
}

function changeLock(root: string, change: (lock: Record<string, Record<string, unknown>>) => void): void {
  const lock = JSON.parse(readFileSync(join(root, LOCK), 'utf8'));
  change(lock);
  writeFileSync(join(root, LOCK), JSON.stringify(lock));
}

describe('a lock that came with somebody else’s project', () => {
  // git runs what `core.fsmonitor` names
  it.each(TARGETS)('does not make --abort write %s', async (path) => {
    const root = await created(path);
    const wrote = createHash('sha256').update(GIT).digest('hex');
    changeLock(root, (lock) => {
      lock.pending = { [path]: { before: `${GIT}\tfsmonitor = touch owned; false\n`, wrote } };
    });
    const before = everything(root);

    const { code, err } = await command('update', root, '--abort', '--yes');

    expect(err).toContain('must be a path inside the project that this tool writes');
    expect(code).toBe(2);
    expect(everything(root)).toEqual(before);
  });

  it.each(TARGETS)('does not make create delete %s as a file of ours', async (path) => {
    const root = await created(path);
    changeLock(root, (lock) => {
      Object.assign(lock.files ?? {}, { [path]: GIT.split('\n') });
      lock.services = { '.': { answers: {}, files: ['Dockerfile', path], images: [] } };
    });
    const before = everything(root);

    const { code, err } = await command(root, '--yes', '--offline');

    expect(err).toContain('must be a');
    expect(code).toBe(2);
    expect(everything(root)).toEqual(before);
  });
});

it('takes every name that a template is rendered to for one of ours', () => {
  const stacks = join(import.meta.dirname, '..', 'stacks');
  const paths = readdirSync(stacks, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !['detected.json', 'told.txt'].includes(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .flatMap((path) => /\/expected\/(.+)$/.exec(path)?.[1] ?? []);
  expect(paths.length).toBeGreaterThan(100);
  expect(paths.filter((path) => !isPath(path) || !isPath(`${path}.new`))).toEqual([]);
});
