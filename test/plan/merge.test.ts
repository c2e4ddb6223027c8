import { describe, expect, it } from 'vitest';
import { hasMarkers, mergeLines } from '../../src/core/merge.ts';

const merged = (base: string, current: string, rendered: string) =>
  mergeLines({ base, current, rendered }, 'Dockerfile');

describe('mergeLines', () => {
  it.each([
    ['an insertion of theirs, an update of ours', 'a\nb\nc\nd\n', 'a\nx\nb\nc\nd\n', 'a\nb\nc\nD\n', 'a\nx\nb\nc\nD\n'],
    ['a deletion of theirs', 'a\nb\nc\nd\n', 'a\nc\nd\n', 'a\nb\nc\nD\n', 'a\nc\nD\n'],
    ['additions at both ends', 'a\nb\nc\n', '# mine\na\nb\nc\n', 'a\nb\nc\nd\n', '# mine\na\nb\nc\nd\n'],
    ['no final line end', 'a\nb\nc', 'A\nb\nc', 'a\nb\nc\nd', 'A\nb\nc\nd'],
    ['the same change twice', 'a\nb\nc\n', 'a\nB\nc\n', 'a\nB\nc\nd\n', 'a\nB\nc\nd\n'],
    ['CRLF on disk', 'a\nb\nc\n', 'A\r\nb\r\nc\r\n', 'a\nb\nC\n', 'A\r\nb\r\nC\r\n'],
    ['mixed line ends become plain', 'a\nb\nc\n', 'A\r\nb\nc\n', 'a\nb\nC\n', 'A\nb\nC\n'],
  ])('%s', (_, base, current, rendered, text) => {
    expect(merged(base, current, rendered)).toEqual({ text, conflicts: 0 });
  });

  it('counts the places that overlap', () => {
    const { text, conflicts } = merged('a\nb\nc\nd\ne\n', '1\nb\nc\nd\n2\n', '3\nb\nc\nd\n4\n');
    expect(conflicts).toBe(2);
    expect(text.match(/^<{7} yours$/gm)).toHaveLength(2);
    expect(hasMarkers(text)).toBe(true);
  });

  it('writes markers with the line ends of the file', () => {
    const { text } = merged('a\n', 'b\r\n', 'c\n');
    expect(text).toContain('=======\r\nc\r\n>>>>>>> generated now');
    expect(hasMarkers(text)).toBe(true);
  });

  it('refuses texts that would take minutes to compare', () => {
    const many = 'a\n'.repeat(5000);
    expect(() => merged(many, `x\n${many}`, `${many}y\n`)).toThrow('Dockerfile is too long and repetitive to compare');
  });

  it('compares what it does not refuse in bounded time', () => {
    const many = 'a\n'.repeat(440);
    const start = performance.now();
    expect(merged(many, `x\n${many}`, `${many}y\n`).conflicts).toBe(0);
    expect(performance.now() - start).toBeLessThan(3000);
  });
});

describe('hasMarkers', () => {
  it.each([
    ['<<<<<<< yours\na\n=======\nb\n>>>>>>> generated now\n', true],
    ['<<<<<<< HEAD\r\na\r\n=======\r\nb\r\n>>>>>>> other\r\n', true],
    ['=======\n', false],
    ['# <<<<<<< not at the start\n=======\n>>>>>>> x\n', false],
    ['RUN cat <<EOF\na\nEOF\n', false],
  ])('%j is %s', (text, expected) => {
    expect(hasMarkers(text)).toBe(expected);
  });
});
