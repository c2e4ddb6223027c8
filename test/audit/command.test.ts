import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { type AuditOptions, auditCommand, auditOptions } from '../../src/cli/audit.ts';
import { painter } from '../../src/cli/print.ts';
import { isDockerfileName } from '../../src/dockerfile/file-names.ts';

const CLEAN = `FROM scratch\nUSER 1:1\nHEALTHCHECK NONE\nENTRYPOINT ["/app"]\n`;
const ROOT = `FROM scratch\nUSER 0\nHEALTHCHECK NONE\n`;
const NOTE = `${CLEAN}MAINTAINER me\n`;
const home = process.cwd();
const folders: string[] = [];

afterEach(() => {
  process.chdir(home);
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Writes files to a new folder and goes there. */
function inFolder(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'audit-'));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  process.chdir(folder);
  return folder;
}

interface Report {
  targets: { kind: string; name: string }[];
  findings: { rule: string; file: string; suppressed: string | null }[];
  errors: { name: string; message: string }[];
}

const paint = painter({ isTTY: false }, {});

function audit(paths: readonly string[], options: Partial<AuditOptions> = {}) {
  const out: string[] = [];
  const err: string[] = [];
  const io = { print: (text: string) => out.push(text), warn: (text: string) => err.push(text), tool: '1.2.3', paint };
  const code = auditCommand(paths, { format: 'text', failOn: 'low', quiet: false, ...options }, io);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

function auditJson(paths: readonly string[]): Report & { code: number } {
  const { code, out, err } = audit(paths, { format: 'json' });
  expect(err).toBe('');
  return { ...(JSON.parse(out) as Report), code };
}

describe('exit codes', () => {
  test.each<[name: string, text: string, options: Partial<AuditOptions>, code: number]>([
    ['clean', CLEAN, {}, 0],
    ['a high finding', ROOT, {}, 1],
    ['a high finding, when only critical ones fail', ROOT, { failOn: 'critical' }, 0],
    ['a high finding, when high ones fail', ROOT, { failOn: 'high' }, 1],
    ['a note does not fail', NOTE, {}, 0],
    ['a note fails when asked', NOTE, { failOn: 'info' }, 1],
    ['a suppressed finding does not fail', ROOT.replace('USER', '# hadolint ignore=DL3002\nUSER'), {}, 0],
  ])('%s', (_, text, options, code) => {
    inFolder({ Dockerfile: text });
    expect(audit(['Dockerfile'], options).code).toBe(code);
  });

  test('a path that cannot be read is 2, and the others are reported all the same', () => {
    inFolder({ Dockerfile: ROOT });
    const { code, out, err } = audit(['nothing', 'Dockerfile']);
    expect(code).toBe(2);
    expect(out).toContain('user/root');
    expect(err).toBe('error nothing is not there, or is no file');
    const json = auditJson(['nothing', 'Dockerfile']);
    expect(json.code).toBe(2);
    expect(json.errors).toEqual([{ name: 'nothing', message: 'nothing is not there, or is no file', hint: null }]);
  });

  test.each<[name: string, path: string, files: Record<string, string | Uint8Array>, message: RegExp]>([
    ['too large', 'Dockerfile', { Dockerfile: '#'.repeat(2 * 1024 * 1024 + 1) }, /more than 2 MiB/],
    ['no UTF-8', 'Dockerfile', { Dockerfile: new Uint8Array([0xff, 0xfe, 0x46]) }, /not UTF-8/],
    ['a folder without a Dockerfile', 'a', { 'a/b': '' }, /^error a holds no Dockerfile\n {2}Name the file\.$/],
    ['a file below a file', 'a/b', { a: '' }, /not there/],
  ])('%s', (_, path, files, message) => {
    inFolder(files);
    const { code, err } = audit([path]);
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });
});

describe('which files', () => {
  test('no path is the current folder; a folder is its Dockerfiles and those below it, each once', () => {
    inFolder({
      Dockerfile: CLEAN,
      'Dockerfile.j2': CLEAN,
      'node_modules/x/Dockerfile': CLEAN,
      'api.Dockerfile': CLEAN,
      'Dockerfile.dev': CLEAN,
      'Dockerfile.dockerignore': '',
      'a/Dockerfile': CLEAN,
    });
    const names = (paths: string[]) =>
      auditJson(paths)
        .targets.filter(({ kind }) => kind === 'dockerfile')
        .map(({ name }) => name);
    expect(names([])).toEqual(['Dockerfile', 'Dockerfile.dev', 'api.Dockerfile', 'a/Dockerfile']);
    expect(names(['a'])).toEqual(['a/Dockerfile']);
    expect(names(['.', 'Dockerfile', './a/'])).toEqual([
      'Dockerfile',
      'Dockerfile.dev',
      'api.Dockerfile',
      'a/Dockerfile',
    ]);
  });

  test.each<[name: string, is: boolean]>([
    ['Dockerfile', true],
    ['dockerfile', true],
    ['Containerfile', true],
    ['Dockerfile.prod', true],
    ['web.dockerfile', true],
    ['Dockerfile.dockerignore', false],
    ['Dockerfile.rego', false],
    ['Dockerfile~', false],
    ['Dockerfiles', false],
    ['.dockerignore', false],
    ['docker-compose.yml', false],
  ])('is %s a Dockerfile', (name, is) => expect(isDockerfileName(name)).toBe(is));

  test('a link to a Dockerfile is read', () => {
    inFolder({ real: ROOT });
    symlinkSync('real', 'Dockerfile');
    expect(audit(['Dockerfile']).code).toBe(1);
  });
});

describe('links of somebody else’s repository', () => {
  const SECRET = 'TOKEN_abcdef=1\n';
  const outside = (links: readonly string[]) => {
    const folder = inFolder({ 'outside/secret': SECRET, 'repository/x.Dockerfile': CLEAN });
    for (const link of links) symlinkSync(join(folder, 'outside/secret'), join(folder, 'repository', link));
    process.chdir(join(folder, 'repository'));
  };

  test('a Dockerfile that is only found is not followed out of the folder, and that is said', () => {
    outside(['Dockerfile']);
    const { code, out, err } = audit([]);
    expect(`${out}${err}`).not.toContain('TOKEN');
    expect({ code, err }).toEqual({
      code: 2,
      err: 'error Dockerfile is a link out of the folder\n  Name the file to have it read.',
    });
  });

  test('one that somebody names is', () => {
    outside(['Dockerfile']);
    expect(audit(['Dockerfile']).out).toContain('TOKEN');
  });

  test('one within the folder is', () => {
    const folder = inFolder({ 'docker/real': CLEAN });
    symlinkSync(join(folder, 'docker/real'), join(folder, 'Dockerfile'));
    expect(audit([]).code).toBe(0);
  });

  test('an ignore file that leads out counts as none', () => {
    outside(['x.Dockerfile.dockerignore', '.dockerignore']);
    writeFileSync('x.Dockerfile', `FROM a AS build\nCOPY . .\n${CLEAN}`);
    const { findings, targets } = auditJson([]);
    expect(findings.map(({ rule }) => rule)).toContain('ignore/missing');
    expect(targets.map(({ kind }) => kind)).toEqual(['dockerfile']);
  });
});

describe('which ignore file', () => {
  const COPIES = 'FROM a AS build\nCOPY . .\nFROM scratch\nUSER 1\nHEALTHCHECK NONE\n';
  const GOOD = '.git\n**/.env*\n.npmrc\n';
  test.each<
    [name: string, path: string, ignoreFiles: Record<string, string>, target: string | undefined, rules: string[]]
  >([
    ['none', 'Dockerfile', {}, undefined, ['ignore/missing']],
    ['that of the folder', 'Dockerfile', { '.dockerignore': GOOD }, '.dockerignore', []],
    [
      'its own before that of the folder',
      'Dockerfile',
      { '.dockerignore': GOOD, 'Dockerfile.dockerignore': '' },
      'Dockerfile.dockerignore',
      ['ignore/secrets-not-ignored'],
    ],
    [
      'that of the current folder for a file below it',
      'docker/Dockerfile',
      { '.dockerignore': GOOD },
      '.dockerignore',
      [],
    ],
    ['that of the context, seen from a folder ..x', '..x/Dockerfile', { '.dockerignore': GOOD }, '.dockerignore', []],
    [
      'that of its folder before that of the current one',
      'docker/Dockerfile',
      { '.dockerignore': '', 'docker/.dockerignore': GOOD },
      'docker/.dockerignore',
      [],
    ],
  ])('%s', (_, path, ignoreFiles, target, expected) => {
    inFolder({ [path]: COPIES, ...ignoreFiles });
    const { targets, findings } = auditJson([path]);
    expect(targets.find(({ kind }) => kind === 'ignorefile')?.name).toBe(target);
    const found = findings.filter(({ rule }) => rule.startsWith('ignore/')).map(({ rule }) => rule);
    expect([...new Set(found)]).toEqual(expected);
  });
});

describe('what is printed', () => {
  test('text: findings, then a summary', () => {
    inFolder({ Dockerfile: ROOT });
    expect(audit([]).out).toMatch(
      /^Dockerfile\n {2}high {5}user\/root {2}line 2, stage 0\n[\s\S]*\n\n1 finding in 1 file: 1 high\./,
    );
  });

  test('quiet: nothing when nothing fails', () => {
    inFolder({ Dockerfile: NOTE });
    expect(audit([], { quiet: true })).toEqual({ code: 0, out: '', err: '' });
  });

  test('a Dockerfile cannot steer the terminal', () => {
    inFolder({ Dockerfile: 'FROM a\u001b[2Jb:1\nUSER x\u202ey\n' });
    const { out } = audit([]);
    expect(out).toContain('\\u{1b}');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there
    expect(out).not.toMatch(/[\u001b\u202e]/);
  });
});

describe('flags', () => {
  test('defaults', () => expect(auditOptions({})).toEqual({ format: 'text', failOn: 'low', quiet: false }));

  test.each<[raw: { format?: string; failOn?: string }, message: string]>([
    [{ format: 'xml' }, '--format "xml" cannot be used: it takes text, json'],
    [{ failOn: 'hihg' }, '--fail-on "hihg" cannot be used: it takes critical, high, medium, low, info'],
  ])('%s', (raw, message) => {
    expect(() => auditOptions(raw)).toThrow(expect.objectContaining({ code: 'usage', message }));
  });
});
