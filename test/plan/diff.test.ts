import { describe, expect, it } from 'vitest';
import { sideBySide, unifiedDiff } from '../../src/core/diff.ts';

const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `${from + index}\n`).join('');

describe('unifiedDiff', () => {
  it.each<[string, string | null, string | null, string[]]>([
    ['nothing', 'a\n', 'a\n', []],
    ['a new file', null, 'a\nb\n', ['--- /dev/null', '+++ b/f', '@@ -0,0 +1,2 @@', '+a', '+b']],
    ['a deleted file', 'a\n', null, ['--- a/f', '+++ /dev/null', '@@ -1,1 +0,0 @@', '-a']],
    ['a changed line', 'a\nb\nc\n', 'a\nB\nc\n', ['--- a/f', '+++ b/f', '@@ -1,3 +1,3 @@', ' a', '-b', '+B', ' c']],
    ['no line end', 'a', 'a\n', ['--- a/f', '+++ b/f', '@@ -1,1 +1,1 @@', '-a (no line end)', '+a']],
  ])('shows %s', (_, before, after, expected) => {
    expect(unifiedDiff('f', before, after)).toEqual(expected);
  });

  it('shows three lines around a change, and far changes apart', () => {
    const lines = unifiedDiff(
      'f',
      numbers(1, 40),
      numbers(1, 40).replace('5\n', 'five\n').replace('\n30\n', '\n30\nnew\n'),
    );
    expect(lines.filter((line) => line.startsWith('@@'))).toEqual(['@@ -2,7 +2,7 @@', '@@ -28,6 +28,7 @@']);
    expect(lines.slice(3, 11)).toEqual([' 2', ' 3', ' 4', '-5', '+five', ' 6', ' 7', ' 8']);
  });

  it('only names what would take minutes to compare', () => {
    const many = 'a\n'.repeat(5000);
    expect(unifiedDiff('f', many, `x\n${many}`)).toEqual([
      '--- a/f',
      '+++ b/f',
      '@@ too long and repetitive to show @@',
    ]);
    expect(unifiedDiff('f', many, many)).toEqual([]);
  });

  it('joins changes that share their surroundings', () => {
    const lines = unifiedDiff('f', numbers(1, 20), numbers(1, 20).replace('5\n', 'five\n').replace('\n11\n', '\n'));
    expect(lines.filter((line) => line.startsWith('@@'))).toEqual(['@@ -2,13 +2,12 @@']);
  });
});

describe('sideBySide', () => {
  const rows = (before: string, after: string) =>
    sideBySide(before, after).map((row) => `${row.before ?? '-'}|${row.after ?? '-'}`);

  it.each<[string, string, string, string[]]>([
    ['nothing', '', '', []],
    ['the same', 'a\nb\n', 'a\nb\n', ['a|a', 'b|b']],
    ['a changed line', 'a\nb\nc\n', 'a\nB\nc\n', ['a|a', 'b|B', 'c|c']],
    ['more lines on the left', 'a\nx\ny\nc\n', 'a\nz\nc\n', ['a|a', 'x|z', 'y|-', 'c|c']],
    ['more lines on the right', 'c\n', 'a\nb\nc\n', ['-|a', '-|b', 'c|c']],
    ['other line ends', 'a\r\nb\r\n', 'a\nb\n', ['a|a', 'b|b']],
  ])('pairs %s', (_, before, after, expected) => expect(rows(before, after)).toEqual(expected));

  it('sets what is too repetitive to compare in rows as it comes', () => {
    const long = 'x\n'.repeat(1000);
    expect(sideBySide(long, `y\n${long}`)[0]).toEqual({ before: 'x', after: 'y' });
  });
});
