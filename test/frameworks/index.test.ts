import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { frameworkById, frameworks } from '../../src/stacks/node/frameworks/index.ts';
import { inputOf } from './app.ts';

const folder = new URL('../../src/stacks/node/frameworks/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.ts') && name !== 'index.ts');

test('every file is in the list, under the name that it bears', () => {
  expect(frameworks.map(({ id }) => `${id}.ts`).sort()).toEqual(files.sort());
});

test('no two frameworks share a name or a title', () => {
  expect(new Set(frameworks.map(({ id }) => id)).size).toBe(frameworks.length);
  expect(new Set(frameworks.map(({ title }) => title)).size).toBe(frameworks.length);
});

test('a framework is found by its short name, and nothing by another', () => {
  for (const framework of frameworks) expect(frameworkById(framework.id)).toBe(framework);
  for (const id of ['', 'Next', 'constructor', 'toString']) expect(frameworkById(id)).toBeUndefined();
});

describe.each(frameworks.map((framework) => [framework.id, framework] as const))('%s', (_, framework) => {
  test('says how it is told, and what must never run in production', () => {
    expect(framework.packages.length).toBeGreaterThan(0);
    expect(framework.never.length).toBeGreaterThan(0);
    for (const command of framework.never) expect(command).toMatch(/^[a-z]/);
  });

  // `--framework` can name any framework for any project.
  test('has a shape even for a project that is none of its own', () => {
    const shape = framework.shape(inputOf({}));
    expect(shape.outputs.length).toBeGreaterThan(0);
    for (const { from, to } of shape.outputs) expect([from, to].every((path) => !path.startsWith('/'))).toBe(true);
    if (shape.kind === 'static') {
      expect(shape.outputs).toHaveLength(1);
      expect(shape).toMatchObject({ start: null, dependencies: 'none', port: 8080 });
    }
  });

  test('is started by a file, never by a runner or a development command', () => {
    const { start } = framework.shape(inputOf({ dependencies: framework.packages.join(' ') }));
    if (start === null) return expect(start).toBeNull();
    expect(start[0]).toMatch(/\.(?:js|mjs|cjs)$|\/next$/);
    for (const command of framework.never) expect(start.join(' ')).not.toContain(command);
  });
});
