import { describe, expect, it } from 'vitest';
import type { Given } from '../../src/core/answers.ts';
import { generate } from '../generate.ts';
import { memoryProject } from '../helpers.ts';

const locked = (bin: unknown, more: object = {}) =>
  JSON.stringify({
    lockfileVersion: 3,
    packages: {
      'node_modules/mailbox': { version: '1.0.0', bin, ...more },
      'node_modules/other': { bin: { other: 'x.js' } },
    },
  });
const service = (start: string, lock: string | undefined, given: Given = {}, dependencies: object = { mailbox: '1' }) =>
  generate(
    memoryProject({
      'package.json': JSON.stringify({ scripts: { start }, dependencies }),
      ...(lock === undefined ? {} : { 'package-lock.json': lock }),
    }),
    given,
  );

describe('a start script that runs the command of a dependency', () => {
  it.each([
    ['mailbox', { mailbox: 'bin/mailbox.js' }, ['node', 'node_modules/mailbox/bin/mailbox.js']],
    [
      'mailbox --web 1080',
      { mailbox: './cli.mjs', 'mailbox-admin': 'admin.js' },
      ['node', 'node_modules/mailbox/cli.mjs', '--web', '1080'],
    ],
    ['NODE_ENV=production mailbox', { mailbox: 'cli' }, ['node', 'node_modules/mailbox/cli']],
    ['npx mailbox', { mailbox: 'cli.js' }, ['node', 'node_modules/mailbox/cli.js']],
  ])('%s', (start, bin, words) => {
    expect(service(start, locked(bin)).answers.start).toEqual(words);
  });

  it('has no port until somebody says it, for nothing in the project does', () => {
    const lock = locked({ mailbox: 'cli.js' });
    const { answers, detection } = service('mailbox', lock);
    expect(answers).toMatchObject({ port: null, healthcheck: null });
    expect(detection.notes).toContainEqual(expect.stringMatching(/mailbox\/cli\.js listens: --port says it/));
    const told = service('mailbox', lock, { port: 1080 });
    expect(told.answers.port).toBe(1080);
    expect(told.detection.notes.join()).not.toContain('listens');
    expect(service('mailbox --port 1081', lock).answers.port).toBe(1081);
  });

  it.each<[string, string | undefined, object?]>([
    ['without a lock', undefined],
    ['that is no dependency of its own', locked({ mailbox: 'cli.js' }), { other: '1' }],
    ['that its package does not bring', locked({ letters: 'cli.js' })],
    ['that leads out of its package', locked({ mailbox: '../../../etc/passwd' })],
    ['that leads out of its package by a detour', locked({ mailbox: 'a/../../b.js' })],
    ['that is absolute', locked({ mailbox: '/etc/passwd' })],
    ['with a line break', locked({ mailbox: 'cli.js\nRUN id' })],
    ['with a variable', locked({ mailbox: '$(id).js' })],
    ['of another kind', locked(['cli.js'])],
  ])('is not known %s, and the reason is told', (_, lock, dependencies) => {
    const { detection } = service('mailbox', lock, { start: ['node', 'x.js'] }, dependencies);
    expect(detection.answers.start).toBeUndefined();
    expect(detection.notes).toContainEqual(
      'package.json scripts.start cannot be started as it is: "mailbox" is not known. Say how it starts with --start.',
    );
  });

  it('is no framework’s own, which builds or serves for development', () => {
    const lock = JSON.stringify({
      lockfileVersion: 3,
      packages: { 'node_modules/vite': { bin: { vite: 'bin/vite.js' } } },
    });
    const { detection } = service('vite', lock, { start: ['x'] }, { vite: '7' });
    expect(JSON.stringify(detection.answers)).not.toContain('bin/vite.js');
  });
});
