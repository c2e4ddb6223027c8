import { describe, expect, it } from 'vitest';
import { natives } from '../../src/stacks/node/natives.ts';
import { readManifest } from '../../src/stacks/shared/javascript/manifest.ts';
import { memoryProject } from '../helpers.ts';

type Files = Readonly<Record<string, string>>;
const VERSIONS = { npm: null, pnpm: '10.34.4', yarn: '4.18.1', bun: '1.4.5' } as const;

function found(id: keyof typeof VERSIONS, json: object, files: Files = {}, version: string | null = VERSIONS[id]) {
  const project = memoryProject({ 'package.json': JSON.stringify(json), ...files });
  const manifest = readManifest(project, '.');
  if (!manifest) throw new Error('the case has no manifest');
  return natives(project, manifest, { id, version, home: '.' });
}

describe('install scripts', () => {
  it.each([
    ['npm, a map', 'npm', { allowScripts: { bcrypt: true, evil: false } }, {}, ['bcrypt']],
    [
      'npm, versions',
      'npm',
      { allowScripts: { 'bcrypt@5.1.1': true, '@scope/a@1.0.0': true } },
      {},
      ['@scope/a', 'bcrypt'],
    ],
    ['npm, a list', 'npm', { allowScripts: ['bcrypt'] }, {}, ['bcrypt']],
    ['npm, lavamoat', 'npm', { lavamoat: { allowScripts: { 'a>bcrypt': true, x: false } } }, {}, ['bcrypt']],
    ['pnpm, package.json', 'pnpm', { pnpm: { onlyBuiltDependencies: ['bcrypt'] } }, {}, ['bcrypt']],
    ['pnpm, its file', 'pnpm', {}, { 'pnpm-workspace.yaml': 'onlyBuiltDependencies:\n  - bcrypt\n' }, ['bcrypt']],
    [
      'pnpm, allowBuilds',
      'pnpm',
      {},
      { 'pnpm-workspace.yaml': 'allowBuilds:\n  bcrypt: true\n  x: false\n' },
      ['bcrypt'],
    ],
    ['bun', 'bun', { trustedDependencies: ['bcrypt'] }, {}, ['bcrypt']],
    ['yarn', 'yarn', { dependenciesMeta: { bcrypt: { built: true }, x: { built: false } } }, {}, ['bcrypt']],
    [
      'yarn, scripts on',
      'yarn',
      { dependencies: { bcrypt: '^5', canvas: '^3' }, dependenciesMeta: { canvas: { built: false } } },
      { '.yarnrc.yml': 'enableScripts: true' },
      ['bcrypt'],
    ],
    [
      "another manager's list",
      'npm',
      { trustedDependencies: ['bcrypt'], pnpm: { onlyBuiltDependencies: ['x'] } },
      {},
      [],
    ],
    ['wrong types', 'bun', { trustedDependencies: [1, null, 'ok'] }, {}, ['ok']],
    ['a crafted name', 'bun', { trustedDependencies: ['a; id', 'b\nRUN id', '-x', '../y', 'ok'] }, {}, ['ok']],
    ['nothing', 'pnpm', {}, {}, []],
  ] as const)('are allowed by %s', (_name, id, json, files: Files, allowed) => {
    expect(found(id, json, files).allowed).toEqual(allowed);
  });

  it.each([
    ['bcrypt', '^5.1.0', ['bcrypt']],
    ['bcrypt', '^6.0.0', []],
    ['bcrypt', 'latest', []],
    ['better-sqlite3', '^12.0.0', ['better-sqlite3']],
    ['better-sqlite3', '^13.0.0', []],
    ['sqlite3', '^6', ['sqlite3']],
    ['sharp', '^0.32.0', ['sharp']],
    ['sharp', '^0.34.0', []],
    ['canvas', '^3', ['canvas']],
    ['argon2', '^0.45.0', []],
    ['node-sass', '^9', ['node-sass']],
    ['prisma', '^6.0.0', ['@prisma/engines']],
    ['prisma', '^7.0.0', []],
    ['@prisma/client', '^5.0.0', ['@prisma/engines', '@prisma/client']],
    ['puppeteer', '^25', ['puppeteer']],
    ['playwright', '^1', []],
    ['esbuild', '^0.25.0', []],
    ['bufferutil', '^4', []],
    ['pg-native', '^3', ['libpq']],
    ['express', '^5', []],
  ])('are needed by %s %s: %j', (name, range, needed) => {
    expect(found('npm', { dependencies: { [name]: range } }).needed).toEqual(needed);
  });

  it.each([
    ['npm', null, '"allowScripts": { "canvas": true } in package.json'],
    ['pnpm', '10.34.4', 'canvas below onlyBuiltDependencies in pnpm-workspace.yaml'],
    ['pnpm', '11.28.10', 'canvas: true below allowBuilds in pnpm-workspace.yaml'],
    ['yarn', '4.18.1', '"dependenciesMeta": { "canvas": { "built": true } } in package.json'],
    ['yarn', '1.22.22', '"allowScripts": { "canvas": true } in package.json'],
    ['bun', '1.4.5', '"trustedDependencies": ["canvas"] in package.json'],
  ] as const)('note the missing entry for %s %s', (id, version, part) => {
    const { notes } = found(id, { dependencies: { canvas: '^3' } }, {}, version);
    expect(notes).toHaveLength(1);
    expect(notes[0]).toContain(part);
  });

  it.each([
    ['a compiler for bcrypt', ['bcrypt'], true],
    ['a compiler for what nobody knows', ['some-addon'], true],
    ['none for esbuild', ['esbuild'], false],
    ['none for prisma', ['@prisma/engines'], false],
    ['none for nothing', [], false],
  ])('need %s', (_name, trustedDependencies, compile) => {
    expect(found('bun', { trustedDependencies }).compile).toBe(compile);
  });

  it('says nothing about what is allowed, and reports scripts of its own', () => {
    expect(found('bun', { dependencies: { canvas: '3' }, trustedDependencies: ['canvas'] }).notes).toEqual([]);
    expect(found('npm', { scripts: { postinstall: 'node setup.js' } }).notes).toEqual([
      'package.json scripts.postinstall does not run in the image, as install scripts are off; what the build needs of it belongs into the build script.',
    ]);
  });
});
