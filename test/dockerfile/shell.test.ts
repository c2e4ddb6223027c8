// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the variables are Dockerfile's and the shell's
import { describe, expect, test } from 'vitest';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { readCommands } from '../../src/dockerfile/run.ts';
import { parseShell } from '../../src/dockerfile/shell.ts';
import { lineFinder } from '../../src/dockerfile/source.ts';

describe('the words of simple commands', () => {
  test.each<[text: string, commands: string[][]]>([
    ['a b  c', [['a', 'b', 'c']]],
    ['a && b || c; d | e & f', [['a'], ['b'], ['c'], ['d'], ['e'], ['f']]],
    ['a\nb', [['a'], ['b']]],
    ['a "b c" \'d e\' f\\ g ""', [['a', 'b c', 'd e', 'f g', '']]],
    ['a "b\\"c" \'d\\e\' "f\\g"', [['a', 'b"c', 'd\\e', 'f\\g']]],
    ['echo "a && b | c"', [['echo', 'a && b | c']]],
    ['a # b && c\nd', [['a'], ['d']]],
    ['a b#c', [['a', 'b#c']]],
    ['(a; b) && { c; }', [['a'], ['b'], ['c']]],
    ['if a; then b; else c; fi', [['a'], ['b'], ['c']]],
    [
      'for x in 1 2; do a $x; done',
      [
        ['for', 'x', 'in', '1', '2'],
        ['a', '$x'],
      ],
    ],
    ['! a && "then" b', [['a'], ['then', 'b']]],
    ['find / -exec chmod a-s {} \\; -quit', [['find', '/', '-exec', 'chmod', 'a-s', '{}', ';', '-quit']]],
    ['find . -exec x {} +', [['find', '.', '-exec', 'x', '{}', '+']]],
    [
      'a ${B:-c d} $E "$(f g)"',
      [
        ['a', '${B:-c d}', '$E', '$(f g)'],
        ['f', 'g'],
      ],
    ],
    [
      'a `b c`',
      [
        ['a', '`b c`'],
        ['b', 'c'],
      ],
    ],
    ['a $((1 + 2)) $(b $(c))', [['a', '$((1 + 2))', '$(b $(c))'], ['b', '$(c)'], ['c']]],
    ['a \\\n b', [['a', 'b']]],
    ['cat <<EOF && b\nx && y\nEOF\nc', [['cat'], ['b'], ['c']]],
    ['cat <<-E\n\tx\n\tE\nc', [['cat'], ['c']]],
    ['a "open', [['a', 'open']]],
    ["a 'open $(b", [['a', 'open $(b']]],
    [
      'a $(open b',
      [
        ['a', '$(open b'],
        ['open', 'b'],
      ],
    ],
    ['a \\', [['a', '']]],
    ['&& || ;;', []],
    ['', []],
  ])('%s', (text, commands) => {
    expect(parseShell(text).map(({ words }) => words)).toEqual(commands);
  });

  test('nothing makes it slow', () => {
    for (const part of ['$(', '`', '"', '${', 'a|', '<<A ', '\\', '((', "'"]) {
      const before = process.cpuUsage();
      parseShell(part.repeat(20_000));
      expect(process.cpuUsage(before).user / 1_000_000, part).toBeLessThan(6);
    }
  });
});

test('assignments, redirections and operators', () => {
  const [first, second, third] = parseShell('A=b C="d e" x 2>/dev/null > out && y < in | z &');
  expect(first).toMatchObject({
    words: ['x'],
    assignments: [
      { name: 'A', value: 'b' },
      { name: 'C', value: 'd e' },
    ],
    redirects: [
      { operator: '2>', target: '/dev/null' },
      { operator: '>', target: 'out' },
    ],
    before: '',
    behind: '&&',
  });
  expect(second).toMatchObject({
    words: ['y'],
    redirects: [{ operator: '<', target: 'in' }],
    before: '&&',
    behind: '|',
  });
  expect(third).toMatchObject({ words: ['z'], before: '|', behind: '&' });
});

test('a substitution is marked, and stands where it says', () => {
  const text = 'a "$(b c)" d';
  const nested = parseShell(text).find((command) => command.nested);
  expect(nested && text.slice(nested.start, nested.end)).toBe('b c');
});

describe('the commands of an instruction', () => {
  const programs = (text: string) => {
    const [instruction] = parseDockerfile(text).instructions;
    return instruction
      ? readCommands(instruction, lineFinder(text)).map(
          ({ line, program, args }) => `${line} ${[program, ...args].join(' ')}`,
        )
      : [];
  };

  test.each<[text: string, expected: string[]]>([
    ['RUN a && \\\n    b \\\n c', ['1 a', '2 b c']],
    ['RUN ["a", "b && c"]', ['1 a b && c']],
    ['RUN --mount=type=cache,target=/x \\\n  /usr/bin/apt-get update', ['2 apt-get update']],
    ['RUN sudo -u b env A=1 c d', ['1 sudo -u b env A=1 c d', '1 env A=1 c d', '1 c d']],
    ["RUN bash -euxc 'a && b'", ['1 bash -euxc a && b', '1 a', '1 b']],
    ['CMD ["sh", "-c", "a b"]', ['1 sh -c a b', '1 a b']],
    ['ENTRYPOINT ["tini", "--", "node", "a.js"]', ['1 tini -- node a.js', '1 node a.js']],
    ['RUN timeout -k 1 30 a | xargs -n 1 -r b', ['1 timeout -k 1 30 a', '1 a', '1 xargs -n 1 -r b', '1 b']],
    ['RUN <<EOF\na\n  b\nEOF', ['1 ', '2 a', '3 b']],
    ['RUN bash <<EOF\na\nEOF', ['1 bash', '2 a']],
    ['RUN cat <<EOF > /x\na && b\nEOF', ['1 cat']],
    ['RUN <<EOF\n#!/usr/bin/env python3\nimport a\nEOF', ['1 ']],
    ['RUN <<EOF\n#!/bin/bash -e\na\nEOF', ['1 ', '3 a']],
  ])('%s', (text, expected) => expect(programs(text)).toEqual(expected));

  test('a heredoc that is data goes with the command that reads it', () => {
    const text = 'RUN cat <<EOF > /x\nsecret\nEOF';
    const [instruction] = parseDockerfile(text).instructions;
    expect(instruction && readCommands(instruction, lineFinder(text))[0]?.input).toBe('secret\n');
  });
});
