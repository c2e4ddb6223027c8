import { afterEach, describe, expect, it } from 'vitest';
import { command, everything, folder, removeFolders } from './helpers.ts';

afterEach(removeFolders);

const create = (root: string, ...flags: string[]) => command(root, '--yes', '--offline', ...flags);

describe('what writes nothing', () => {
  it.each([['--dry-run'], ['--json']])('%s', async (flag) => {
    const root = folder();
    const before = everything(root);
    expect((await create(root, flag)).code).toBe(0);
    expect(everything(root)).toEqual(before);
  });

  it('--dry-run shows plan and change', async () => {
    const { out } = await create(folder(), '--dry-run');
    expect(out).toMatch(/create +Dockerfile/);
    expect(out).toMatch(/^\+\+\+ b\/Dockerfile$/m);
    expect(out).toMatch(/^\+FROM node:24/m);
  });

  it('--quiet says nothing when all is well', async () => {
    expect(await create(folder(), '--quiet')).toEqual({ code: 0, out: '', err: '' });
  });

  it('--json prints the plan and nothing else', async () => {
    const { out } = await create(folder(), '--json');
    const plan = JSON.parse(out);
    expect(plan).toMatchObject({ version: 1, tool: expect.stringMatching(/^\d+\.\d+\.\d+/), root: '.', findings: [] });
    expect(plan.services).toEqual([
      {
        path: '.',
        stack: 'node',
        framework: 'express',
        answers: expect.objectContaining({ packageManager: 'npm', runtimeVersion: '24', port: 3000, base: 'slim' }),
        detected: expect.arrayContaining([{ what: 'framework', value: 'Express', from: expect.any(String) }]),
        notes: expect.any(Array),
      },
    ]);
    expect(plan.pins[0]).toEqual({
      reference: 'node:24-trixie-slim',
      digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      kind: 'index',
      source: 'catalogue',
      resolvedAt: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
      signature: 'not-signed-by-publisher',
      signer: null,
    });
    expect(plan.files.map(({ path, action }: { path: string; action: string }) => `${action} ${path}`)).toEqual([
      'create Dockerfile',
      'create .dockerignore',
      'create secure-dockerfile.json',
      'create secure-dockerfile-lock.json',
    ]);
    expect(plan.files[0]).toEqual({
      path: 'Dockerfile',
      action: 'create',
      reason: expect.any(String),
      text: expect.stringContaining('FROM '),
    });
    expect(plan.secrets).toContainEqual({ id: 'npmrc', required: false, for: 'install' });
  });
});

describe('help', () => {
  it('goes to stdout and exits 0', async () => {
    const { code, out, err } = await command('--help');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const flag of ['--yes', '--on-conflict', '--base', '--mirror', 'Examples:', 'Exit codes:'])
      expect(out).toContain(flag);
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
  });

  it('tells the version', async () => {
    expect(await command('--version')).toEqual({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), err: '' });
  });
});
