import { describe, expect, it } from 'vitest';
import { painter, visible, visibleLine } from '../../src/cli/print.ts';

describe('what a project may show on a terminal', () => {
  it.each([
    ['plain text, ünïcode 日本 🎉', 'plain text, ünïcode 日本 🎉'],
    ['a\u001b[2Jb', 'a\\u{1b}[2Jb'],
    ['a\u009b2Jb', 'a\\u{9b}2Jb'],
    ['a\rb\u0007\u0008', 'a\\u{d}b\\u{7}\\u{8}'],
    ['a\u202egnp.exe', 'a\\u{202e}gnp.exe'],
    ['a\u2066b\u2069', 'a\\u{2066}b\\u{2069}'],
    ['a\u2028b', 'a\\u{2028}b'],
    ['a\ud800b', 'a\ufffdb'],
    ['tab\tand\nline', 'tab\tand\nline'],
  ])('%j', (text, shown) => {
    expect(visible(text)).toBe(shown);
  });

  it('stays on its line', () => {
    expect(visibleLine('a\nb')).toBe('a\\nb');
  });
});

describe('colours', () => {
  it.each<[string, boolean, Record<string, string>, boolean]>([
    ['a terminal', true, {}, true],
    ['a pipe', false, {}, false],
    ['a dumb terminal', true, { TERM: 'dumb' }, false],
    ['NO_COLOR', true, { NO_COLOR: '1' }, false],
    ['NO_COLOR=0', true, { NO_COLOR: '0' }, false],
    ['an empty NO_COLOR', true, { NO_COLOR: '' }, true],
    ['FORCE_COLOR on a pipe', false, { FORCE_COLOR: '1' }, true],
    ['FORCE_COLOR=0 on a terminal', true, { FORCE_COLOR: '0' }, false],
    ['both', false, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
  ])('%s', (_, isTTY, env, colours) => {
    expect(painter({ isTTY }, env).red('x') !== 'x').toBe(colours);
  });
});
