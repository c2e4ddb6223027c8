import { describe, expect, it } from 'vitest';
import { detectNode } from '../../src/stacks/node/detect.ts';
import { recipeFor } from '../../src/stacks/shared/javascript/packages/recipes/index.ts';
import { memoryProject } from '../helpers.ts';

const manager = { id: 'pnpm', version: '10.34.4', linker: 'pnpm', yarnPath: null } as const;

describe('a member of a workspace, for pnpm', () => {
  // a filter by a name that no manifest has matches nothing, and pnpm ends as if all were well
  it.each([
    ['by its name', { path: 'apps/web', name: '@acme/web' }, '--filter=@acme/web...'],
    ['by its folder where it has no name', { path: 'apps/web', name: 'apps/web' }, "--filter='{apps/web}'..."],
    ['by its folder where its name is a pattern', { path: 'apps/web', name: '!web' }, "--filter='{apps/web}'..."],
    ['by its folder where its name is a question', { path: 'apps/web', name: 'web...' }, "--filter='{apps/web}'..."],
    ['by its folder where that is its name', { path: 'web', name: 'web' }, "--filter='{web}'..."],
  ])('is told %s', (_, member, filter) => {
    const { install, script } = recipeFor(manager);
    expect(script('build', [member])).toEqual([`pnpm ${filter} run build`]);
    const options = { production: true, locked: true, scripts: false, members: [member] };
    expect(install(options)).toMatch(new RegExp(`^pnpm ${filter.replace(/[.{}]/g, '\\$&')} --frozen-lockfile `));
  });
});

describe('the client that Prisma generates among the modules', () => {
  const app = JSON.stringify({
    name: 'api',
    scripts: { build: 'tsc', start: 'node dist/server.js' },
    dependencies: { '@prisma/client': '^6.16.0' },
  });
  const npm = { 'package-lock.json': '{ "lockfileVersion": 3 }', 'package.json': '{ "workspaces": ["apps/*"] }' };
  const pnpm = { 'pnpm-lock.yaml': "lockfileVersion: '9.0'\n", 'pnpm-workspace.yaml': 'packages: ["apps/*"]\n' };
  const own = { 'apps/api/package-lock.json': '{ "lockfileVersion": 3 }' };
  const elsewhere = { 'apps/api/prisma/schema.prisma': 'generator client {\n  output = "../src/generated"\n}\n' };

  it.each<[string, Readonly<Record<string, string>>, string | null]>([
    ['ships with a service below the root', own, 'node_modules/.prisma'],
    ['ships with a member of npm’s workspace', npm, 'node_modules/.prisma'],
    ['has no one place with a member of pnpm’s', pnpm, null],
    ['has none with one whose packages lie flat', { ...pnpm, '.npmrc': 'node-linker=hoisted\n' }, null],
    ['lies where the schema says', { ...npm, ...elsewhere }, null],
  ])('%s', (_, files, generated) => {
    const project = memoryProject({ ...files, 'apps/api/package.json': app });
    expect(detectNode(project, { service: 'apps/api' })?.facts.generated).toBe(generated);
  });
});

it('runs no script that a manager would read as an option', () => {
  const scripts = { '--prefix=/tmp': 'tsc', build: 'tsc --outDir dist', start: 'node dist/server.js' };
  const project = (of: object) => memoryProject({ 'package.json': JSON.stringify({ name: 'api', scripts: of }) });
  const build = (of: object) => detectNode(project(of), {})?.answers.build;
  expect(build(scripts)).toBe('build');
  const { build: _, ...others } = scripts;
  expect(build(others)).toBeNull();
});
