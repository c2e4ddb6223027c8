import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/core/config.ts';
import { type Project, parseJsonObject, readYaml } from '../../src/core/project.ts';
import { salvageState } from '../../src/core/salvage.ts';
import { NO_STATE } from '../../src/core/state.ts';
import { readDocuments } from '../../src/core/yaml.ts';
import { UserError } from '../../src/errors.ts';
import { placesIn } from '../../src/pin/files.ts';

const SIZE = 2_000_000;
/** As much of it as a project's settings may hold. */
const READ = 512 * 1024;
const filled = (unit: string) => unit.repeat(Math.floor(SIZE / unit.length));
const holding = (text: string): Project => ({
  name: 'orders',
  has: () => true,
  hasDirectory: () => false,
  text: () => text,
  list: () => [],
});

describe('YAML of two megabytes that is made to be slow', () => {
  const texts = {
    'lists in lists': filled('[ '),
    'maps in maps': filled('{a: '),
    'lists in lists, in blocks': filled('- '),
    'maps in maps, on one line': filled('a: '),
    'keys of keys': filled('? '),
    'anchors before one value': filled('&a '),
    'tags before one value': filled('!a '),
    'a fault on each line': filled('a: ]\n'),
    'maps that are never closed': `${'{a: 1\n'.repeat(200)}${filled('x\n')}`,
  };

  it.each(Object.entries(texts))('%s: refused at once, by name', (_, text) => {
    const begin = performance.now();
    const settings = holding(text.slice(0, READ));
    expect(() => readYaml(settings, 'pnpm-workspace.yaml')).toThrow(/pnpm-workspace\.yaml is not valid YAML/);
    expect(() => placesIn('compose.yaml', text)).toThrow(/compose\.yaml cannot be read as YAML: line \d+/);
    expect(performance.now() - begin).toBeLessThan(5_000);
  });

  it('reads many keys in a time that grows with their number', () => {
    const text = Array.from({ length: 40_000 }, (_, at) => `key${at}: 1\n`).join('');
    const begin = performance.now();
    expect(Object.keys(readYaml(holding(text), 'pnpm-lock.yaml') ?? {})).toHaveLength(40_000);
    expect(performance.now() - begin).toBeLessThan(10_000);
  });
});

it('reads YAML as deep as people write it', () => {
  const text = `${Array.from({ length: 60 }, (_, at) => `${'  '.repeat(at)}k:\n`).join('')}${'  '.repeat(60)}- [x, &a !!str y]\n`;
  expect(readDocuments(text)).toHaveLength(1);
});

it('refuses several documents where one is expected, and keeps the bound on aliases', () => {
  expect(() => readYaml(holding('a: 1\n---\nb: 2\n'), 'x.yaml')).toThrow(/several documents/);
  const bomb = Array.from({ length: 12 }, (_, at) => `a${at + 1}: &a${at + 1} [${`*a${at},`.repeat(9)}]\n`).join('');
  expect(() => readYaml(holding(`a0: &a0 x\n${bomb}`), 'x.yaml')).toThrow(/Excessive alias count/);
});

describe('JSON nested without end', () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  it.each([
    ['with a comment', () => parseJsonObject(`{ // x\n"a": ${deep} }`, 'tsconfig.json')],
    ['that is not closed', () => parseJsonObject(`{"a": ${'{"a":'.repeat(100_000)}`, 'tsconfig.json')],
    ['in a key of the decisions that nobody reads', () => parseConfig(`{"version": 1, "$schema": ${deep}}`)],
  ])('%s is refused by name', (_, read) => {
    expect(read).toThrow(UserError);
    expect(read).toThrow(/nested too deeply/);
  });

  it('leaves nothing of a damaged lock to save', () => {
    expect(salvageState(`{"services": ${'['.repeat(100_000)}`, () => null)).toEqual({ ...NO_STATE, tool: '' });
  });
});
