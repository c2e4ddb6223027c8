import { describe, expect, test } from 'vitest';
import { IMAGE_CHECKS } from './checks.ts';
import { lockdownOptions, writablePaths } from './lockdown.ts';
import type { TarEntry } from './tar.ts';

const file = (path: string, mode = 0o644, uid = 0, gid = 0): TarEntry => ({
  path,
  kind: 'file',
  mode,
  uid,
  gid,
  size: 1,
});
const directory = (path: string, mode = 0o755, uid = 0): TarEntry => ({ ...file(path, mode, uid), kind: 'directory' });

function broken(entries: readonly TarEntry[], user = '1000:1000', writable: readonly string[] = []): string[] {
  const merged = new Map(entries.map((entry) => [entry.path, entry]));
  return IMAGE_CHECKS.filter((check) => check.broken({ merged, config: { User: user }, writable }).length > 0).map(
    ({ name }) => name,
  );
}

describe('what breaks an image', () => {
  test.for<[string, TarEntry, string[]]>([
    ['a set-uid program', file('usr/bin/su', 0o4755), ['set-id']],
    ['a set-gid program', file('usr/bin/chage', 0o2755), ['set-id']],
    ['a set-gid folder is none', directory('var/mail', 0o2775), []],
    ['a file of the runtime user', file('app/server.js', 0o644, 1000), ['writable']],
    ['a read-only file of the runtime user', file('app/server.js', 0o444, 1000), []],
    ['a file of the runtime group', file('app/server.js', 0o664, 0, 1000), ['writable']],
    ['a file for everybody', file('app/server.js', 0o666), ['writable']],
    ['a folder for everybody', directory('srv', 0o777), ['writable']],
    ['a sticky folder for everybody', directory('var/spool', 0o1777), []],
    ['the home folder of the base', directory('home/node', 0o755, 1000), []],
    ['a declared path', directory('app/.next/cache', 0o700, 1000), []],
    ['npm', file('usr/local/bin/npm', 0o755), ['managers']],
    ["npm's library", directory('usr/local/lib/node_modules/npm'), ['managers']],
    ['a package of the same name', file('app/node_modules/npm/package.json'), []],
    ['apt without a shell', file('usr/bin/apt', 0o755), ['managers']],
  ])('%s', ([, entry, expected]) => {
    expect(broken([entry], '1000:1000', ['/app/.next/cache'])).toEqual(expected);
  });

  test('apt where there is a shell is the distribution’s own', () => {
    expect(broken([file('usr/bin/apt', 0o755), file('usr/bin/sh', 0o755)])).toEqual([]);
  });

  test.for(['', 'root', '0', '0:0', 'node', '1000'])('the user "%s"', (user) => {
    expect(broken([], user)).toEqual(['user']);
  });
});

describe('the options of a run', () => {
  const printed = ['--read-only', '--cap-drop', 'ALL', '--tmpfs', '/tmp', '--tmpfs', '/app/.next/cache:uid=1000'];

  test('what the printed command lacks is added', () => {
    expect(lockdownOptions(printed).slice(printed.length)).toEqual([
      '--security-opt',
      'no-new-privileges',
      '--pids-limit',
      '256',
      '--memory',
      '512m',
    ]);
  });

  test('its tmpfs mounts are the paths that may be written', () => {
    expect(writablePaths(printed)).toEqual(['/tmp', '/app/.next/cache']);
  });
});
