import { describe, expect, test } from 'vitest';
import { readSettings, type Value } from '../../src/stacks/node/frameworks/support/settings.ts';
import { tokenize } from '../../src/stacks/node/frameworks/support/tokens.ts';

const literal = (value: string): Value => ({ kind: 'literal', value });
const computed = (...mentions: string[]): Value => ({ kind: 'computed', mentions });

/** What a setting of a config file is read as: text, path of keys, value. */
const CASES: readonly (readonly [string, string, Value | undefined])[] = [
  ["export default { output: 'standalone' }", 'output', literal('standalone')],
  ['module.exports = { output: "export", }', 'output', literal('export')],
  ['const c: NextConfig = { output: `standalone` };', 'output', literal('standalone')],
  ["export default { 'output': 'export' }", 'output', literal('export')],
  ["export default { output: 'standalone' as const }", 'output', literal('standalone')],
  ["export default { output: 'standalone' } satisfies Config", 'output', literal('standalone')],
  ["export default defineConfig({ build: { outDir: 'out' } })", 'build.outDir', literal('out')],
  ["export default defineConfig(({ mode }) => ({ build: { outDir: 'out' } }))", 'build.outDir', literal('out')],
  [
    "export default defineConfig(() => { const a = 1; return { build: { outDir: 'out' } } })",
    'build.outDir',
    literal('out'),
  ],
  ["export default with(a, { output: 'export' })", 'output', literal('export')],
  ["export default { adapter: node({ mode: 'standalone' }) }", 'adapter.mode', literal('standalone')],
  ["export default { plugins: [kit({ adapter: adapter({ out: 'x' }) })] }", 'plugins.adapter.out', literal('x')],
  ["export default { plugins: [a({ outDir: 'x' })], build: {} }", 'build.outDir', undefined],
  ["export default { vite: { build: { outDir: 'x' } } }", 'build.outDir', undefined],
  ["config.output = 'export'", 'output', literal('export')],
  ["if (config.output == 'export') {}", 'output', undefined],
  ["const dir = 'made'; export default { build: { outDir: dir } }", 'build.outDir', literal('made')],
  ['export default { ssr: false }', 'ssr', literal('false')],
  ['export default { ssr: isServer }', 'ssr', computed()],
  ["export default { output: process.env.X ? 'export' : undefined }", 'output', computed('export')],
  ["export default { output: flag && 'export' }", 'output', computed('export')],
  ["export default { ...(flag && { output: 'export' }) }", 'output', undefined],
  ["export default { ...(flag ? { output: 'export' } : { output: 'standalone' }) }", 'output', undefined],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a template of the config file
  ['export default { outDir: `${base}/x` }', 'outDir', computed()],
  ["export default { outDir: path.resolve(__dirname, '../dist') }", 'outDir', literal('../dist')],
  ["export default { outDir: path.join(__dirname, 'a', 'b') }", 'outDir', literal('a/b')],
  ["export default { outDir: fileURLToPath(new URL('./dist', import.meta.url)) }", 'outDir', literal('dist')],
  ['export default { root: __dirname }', 'root', literal('.')],
  ["export default { outDir: path.join(base, 'dist') }", 'outDir', computed('dist')],
  ["// output: 'export'\nexport default {}", 'output', undefined],
  ["/* output: 'export' */ export default {}", 'output', undefined],
  ["export default { // output: 'export'\n a: 1 }", 'output', undefined],
  ['export default { a: "{ output: \'export\' }" }', 'output', undefined],
  ['export default { a: "x // y", output: \'export\' }', 'output', literal('export')],
  ["export default { a: /[\"'/]/, output: 'export' }", 'output', literal('export')],
  ["export default { a: /\\/\\*/, output: 'export' }", 'output', literal('export')],
  ["export default { a: 4 / 2, output: 'export' }", 'output', literal('export')],
  ["export default { a: 'it\\'s', output: 'export' }", 'output', literal('export')],
  ["export default { a: 'open\noutput: 'export' }", 'output', undefined],
  ["export default { output: 'a\\nb' }", 'output', computed()],
  ["export default { __proto__: { output: 'export' } }", 'output', undefined],
  ["export default { output: 'first', output: 'second' }", 'output', literal('first')],
];

test.each(CASES)('%j: %s', (text, path, value) => {
  expect(readSettings(tokenize(text)).values.get(path)).toEqual(value);
});

/** What a config file imports. */
const IMPORTS: readonly (readonly [string, readonly string[]])[] = [
  ["import node from '@astrojs/node'", ['@astrojs/node']],
  ["import 'side-effect'", ['side-effect']],
  ["const a = require('a')", ['a']],
  ["const a = await import('a')", ['a']],
  ["export { x } from './x.js'", ['./x.js']],
  ["// import a from 'a'", []],
  ["const a = 'a'; call('b')", []],
  ['import type { X } from "x"', ['x']],
];

test.each(IMPORTS)('what is imported by %j', (text, names) => {
  expect([...readSettings(tokenize(text)).imports]).toEqual(names);
});

describe('a hostile config file costs no more than its size', () => {
  const many = 200_000;
  const HOSTILE: readonly (readonly [string, string])[] = [
    ['brackets that never close', '{'.repeat(many)],
    ['brackets that never open', '}'.repeat(many)],
    ['objects in objects', '{a:'.repeat(many)],
    ['keys without end', `{${'a:'.repeat(many)}`],
    ['calls without end', `{outDir: ${'path.join('.repeat(many)}`],
    ['quotes without end', "'".repeat(many)],
    ['a string that never ends', `\`${'x'.repeat(many)}`],
    ['a comment that never ends', `/*${'*'.repeat(many)}`],
    ['slashes', '= / '.repeat(many)],
    ['backslashes', '\\'.repeat(many)],
    ['spaces', ' '.repeat(many)],
    ['a megabyte of words', 'word '.repeat(many)],
    ['values of words', `{${'a: b c d, '.repeat(20_000)}`],
  ];

  test.each(HOSTILE)('%s', (_, text) => {
    const before = performance.now();
    const { values } = readSettings(tokenize(text));
    expect(values.get('outDir')?.kind).not.toBe('literal');
    expect(performance.now() - before).toBeLessThan(2000);
  });
});
