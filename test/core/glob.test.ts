import { describe, expect, it, test } from 'vitest';
import { ignoreMatcher } from '../../src/audit/facts/ignore-file.ts';
import { nameMatcher } from '../../src/core/glob.ts';

/** Every text of up to so many of the signs. */
function textsOf(signs: string, longest: number): string[] {
  if (longest === 0) return [''];
  const shorter = textsOf(signs, longest - 1);
  return ['', ...[...signs].flatMap((sign) => shorter.map((text) => sign + text))];
}

describe('a pattern of one name', () => {
  it('fits what the same expression fits', () => {
    const names = textsOf('ab', 5);
    const wrong = textsOf('ab*?', 5).flatMap((pattern) => {
      const expression = new RegExp(`^${pattern.replaceAll('?', '.').replace(/\*+/g, '.*')}$`);
      const fitting = nameMatcher(pattern);
      return names.filter((name) => fitting(name) !== expression.test(name)).map((name) => `${pattern} and ${name}`);
    });
    expect(wrong).toEqual([]);
  });

  it.each<[string, string, boolean]>([
    ['pack.ages', 'packXages', false],
    ['?', '😀', true],
    ['*.ts', '.ts', true],
    ['*', '', true],
  ])('%j and %j: %s', (pattern, name, expected) => {
    expect(nameMatcher(pattern)(name)).toBe(expected);
  });
});

describe('a line of an ignore file', () => {
  test.each<[line: string, named: string[], others: string[]]>([
    ['docs', ['docs', 'docs/a/b'], ['a/docs', 'docsx']],
    ['/docs/', ['docs/a'], ['a/docs']],
    ['*.md', ['a.md', 'a.md/b'], ['a/b.md', 'a.mdx']],
    ['**/*.md', ['a.md', 'a/b/c.md'], ['a.mdx']],
    ['a/**', ['a/b', 'a/b/c'], ['a', 'ab/c']],
    ['a/**/b', ['a/b', 'a/x/b', 'a/x/y/b/c'], ['a/xb', 'ab']],
    ['**', ['a', 'a/b'], []],
    ['.en?', ['.env', '.env/a'], ['.en', '.en/v']],
    ['[.]env', ['.env'], ['xenv']],
    ['[a-c]x', ['bx'], ['dx', 'x']],
    ['[^a-c]x', ['dx'], ['bx']],
    ['[z-a]x', [], ['zx', 'ax', '[z-a]x']],
    ['a+(b)', ['a+(b)'], ['aab', 'ab']],
    ['a[', ['a['], ['a']],
    [`${'*a'.repeat(30)}b`, [`${'a'.repeat(30)}b`], [`${'a'.repeat(29)}b`]],
  ])('%s', (line, named, others) => {
    const ignored = ignoreMatcher(line);
    expect([...named, ...others].filter(ignored)).toEqual(named);
  });

  test('the last one that names a path counts', () => {
    const ignored = ignoreMatcher('# all\n*\r\n!src\n! src/keep\nsrc/**/*.key\n');
    expect(['a', 'src/a', 'src/a/b.key', 'src/c.key', '# all'].filter(ignored)).toEqual([
      'a',
      'src/a/b.key',
      'src/c.key',
      '# all',
    ]);
  });
});
