import { describe, expect, it } from 'vitest';
import { neededBy } from '../../src/stacks/node/needed.ts';
import { foldersMatching, matches, readGlobs } from '../../src/stacks/shared/globs.ts';
import { isMember, workspace } from '../../src/stacks/shared/javascript/workspace.ts';
import { memoryProject } from '../helpers.ts';

type Files = Readonly<Record<string, string>>;
const json = (value: object) => JSON.stringify(value);

describe('workspace patterns', () => {
  it.each([
    [['packages/*'], 'packages/a', true],
    [['packages/*'], 'packages/a/b', false],
    [['./packages/*'], 'packages/a', true],
    [['packages/*/'], 'packages/a', true],
    [['packages/**'], 'packages/a/b', true],
    [['packages/**'], 'packages', true],
    [['**'], 'a/b/c', true],
    [['apps/api'], 'apps/api', true],
    [['{apps,packages}/*'], 'apps/x', true],
    [['{apps,libs/{a,b}}/*'], 'libs/b/x', true],
    [['app*/web-?'], 'apps/web-1', true],
    [['app*/web-?'], 'apps/web-10', false],
    [['packages/*', '!packages/old'], 'packages/old', false],
    [['packages/**', '!**/test'], 'packages/a/test', false],
    [['packages/**', '!**/test'], 'packages/a', true],
    [['**'], 'a/node_modules/b', false],
    [['../*'], 'x', false],
    [[], 'x', false],
  ])('%j and %s: %s', (patterns, folder, expected) => {
    expect(matches(readGlobs(patterns), folder)).toBe(expected);
  });

  it('reads only the folders that the patterns name', () => {
    const project = memoryProject({
      'packages/a/package.json': '',
      'huge/x/y.js': '',
      'node_modules/z/package.json': '',
    });
    const listed: string[] = [];
    const watched = {
      ...project,
      list: (folder: string) => {
        listed.push(folder);
        return project.list(folder);
      },
    };
    expect(foldersMatching(watched, readGlobs(['packages/*', 'single']))).toEqual(['packages/a']);
    expect(listed).toEqual(['packages']);
  });

  it('ends on patterns made to be slow', () => {
    const globs = readGlobs(['{a,b}'.repeat(40), '**/'.repeat(12), `${'*a'.repeat(200)}b`]);
    expect(matches(globs, `${'a'.repeat(500)}/x`)).toBeTypeOf('boolean');
    const many = readGlobs([`${'**/a/'.repeat(18)}b`, `${'**/'.repeat(60)}b`]);
    expect(matches(many, `${'a/'.repeat(40)}c`)).toBe(false);
    expect(matches(many, `${'a/'.repeat(40)}b`)).toBe(true);
  });
});

describe('workspace', () => {
  it.each([
    ['npm', { 'package.json': json({ workspaces: ['packages/*'] }) }, 'npm'],
    ['npm by its object', { 'package.json': json({ workspaces: { packages: ['packages/*'] } }) }, 'npm'],
    ['yarn', { 'package.json': json({ workspaces: ['packages/*'] }), 'yarn.lock': '' }, 'yarn'],
    [
      'yarn by packageManager',
      { 'package.json': json({ workspaces: ['packages/*'], packageManager: 'yarn@4.1.0' }) },
      'yarn',
    ],
    ['bun', { 'package.json': json({ workspaces: ['packages/*'] }), 'bun.lock': '' }, 'bun'],
    ['pnpm', { 'package.json': '{}', 'pnpm-workspace.yaml': 'packages:\n  - packages/*' }, 'pnpm'],
    ['lerna alone', { 'package.json': '{}', 'lerna.json': json({ packages: ['packages/*'] }) }, null],
  ])('of %s', (_name, files: Files, tool) => {
    const found = workspace(
      memoryProject({ ...files, 'packages/a/package.json': '{"name":"@x/a"}', 'packages/empty/x.js': '' }),
    );
    expect(found.tool).toBe(tool);
    expect(found.members.map(({ path, name }) => [path, name])).toEqual([['packages/a', '@x/a']]);
  });

  it.each([
    ['turbo', { 'package.json': '{}', 'turbo.json': '{}' }, 'turbo'],
    ['turbo as a dependency', { 'package.json': json({ devDependencies: { turbo: '2' } }) }, 'turbo'],
    ['nx', { 'package.json': '{}', 'nx.json': '{}' }, 'nx'],
    ['lerna', { 'package.json': '{}', 'lerna.json': '{}' }, 'lerna'],
    ['none', { 'package.json': '{}' }, null],
    ['no manifest', {}, null],
  ])('orchestrated by %s', (_name, files: Files, orchestrator) => {
    expect(workspace(memoryProject(files)).orchestrator).toBe(orchestrator);
  });

  it('holds at most 2,000 members', () => {
    const files = Object.fromEntries(Array.from({ length: 2_100 }, (_, index) => [`p/x${index}/package.json`, '{}']));
    expect(workspace(memoryProject({ 'package.json': json({ workspaces: ['p/*'] }), ...files })).members).toHaveLength(
      2_000,
    );
  });

  it('knows a member from the patterns alone', () => {
    const project = memoryProject({ 'package.json': json({ workspaces: ['apps/*'] }) });
    expect([isMember(project, 'apps/api'), isMember(project, 'tools/x'), isMember(project, '.')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('needed members', () => {
  const MEMBERS: Readonly<Record<string, object>> = {
    'apps/api': {
      name: 'api',
      dependencies: { db: 'workspace:*', left: '^1' },
      devDependencies: { tools: 'workspace:^' },
    },
    'libs/db': { name: 'db', version: '1.2.0', dependencies: { log: '^2.0.0' }, devDependencies: { tools: '*' } },
    'libs/log': { name: 'log', version: '2.1.0', peerDependencies: { types: 'workspace:*' } },
    'libs/types': { name: 'types' },
    'libs/tools': { name: 'tools', dependencies: { base: 'workspace:*' } },
    'libs/base': { name: 'base' },
    'libs/unused': { name: 'unused', dependencies: { db: 'workspace:*' } },
    'apps/old': { name: 'old', dependencies: { log: '^1.0.0' } },
    'apps/alias': { name: 'alias', dependencies: { mine: 'workspace:types@*' } },
    'apps/file': {
      name: 'file',
      dependencies: { types: 'file:../../libs/types', base: 'https://example.com/base.tgz' },
    },
    'apps/a': { name: 'a', dependencies: { b: 'workspace:*' } },
    'libs/b': { name: 'b', dependencies: { a: 'workspace:*', c: 'workspace:*' } },
    'libs/c': { name: 'c', dependencies: { b: 'workspace:*' } },
  };
  const manifests = Object.entries(MEMBERS).map(([path, manifest]) => [`${path}/package.json`, json(manifest)]);
  const found = workspace(
    memoryProject({ 'package.json': json({ workspaces: ['*/*'] }), ...Object.fromEntries(manifests) }),
  );
  const names = (members: readonly { readonly name: string }[]) => members.map(({ name }) => name);

  it.each([
    ['apps/api', ['types', 'log', 'base', 'tools', 'db'], ['types', 'log', 'db']],
    ['libs/types', [], []],
    ['apps/old', [], []],
    ['apps/alias', ['types'], ['types']],
    ['apps/file', ['types'], ['types']],
    ['apps/a', ['c', 'b'], ['c', 'b']],
    ['apps/none', [], []],
  ])('of %s, dependencies first', (path, building, running) => {
    const needed = neededBy(found, path);
    expect(names(needed.building)).toEqual(building);
    expect(names(needed.running)).toEqual(running);
  });

  it('follows a chain of 1,500 members', () => {
    const chain = Object.fromEntries(
      Array.from({ length: 1_500 }, (_, index) => [
        `p/x${index}/package.json`,
        json({ name: `x${index}`, dependencies: { [`x${index + 1}`]: '*' } }),
      ]),
    );
    const long = workspace(memoryProject({ 'package.json': json({ workspaces: ['p/*'] }), ...chain }));
    expect(neededBy(long, 'p/x0').running).toHaveLength(1_499);
  });
});
