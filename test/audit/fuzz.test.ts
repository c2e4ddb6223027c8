import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { auditDockerfile, rules } from '../../src/audit/index.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';

/** The same numbers in every run. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const PIECES = [
  '\\\n',
  '<<EOF',
  '\nEOF\n',
  '"',
  "'",
  '$(',
  '${',
  '`',
  '--mount=',
  '# ',
  '\r',
  '[',
  '&&',
  '|',
  '\u0000',
  'ONBUILD ',
  'FROM ',
  '@',
  ':',
  '=',
  ',',
];

/** A text with some of its parts removed, doubled, moved or broken by a piece of syntax. */
function mangle(text: string, random: (below: number) => number): string {
  let result = text;
  for (let count = 1 + random(6); count > 0; count--) {
    const [from, to] = [random(result.length + 1), random(result.length + 1)].sort((a, b) => a - b) as [number, number];
    const part = result.slice(from, Math.min(to, from + 200));
    const piece = [PIECES[random(PIECES.length)] ?? '', part + part, '', [...part].reverse().join('')][random(4)] ?? '';
    result = result.slice(0, from) + piece + result.slice(from + (random(2) === 0 ? part.length : 0));
  }
  return result;
}

test('no text makes the parser or a rule fail, and every offset holds', () => {
  const random = randomNumbers(20_261_124);
  const target = readFileSync(new URL('fixtures/node-npm-typescript.Dockerfile', import.meta.url), 'utf8');
  const examples = rules.flatMap(({ examples: { bad, good } }) =>
    [...bad, ...good].map(({ dockerfile }) => dockerfile),
  );
  for (let count = 0; count < 400; count++) {
    const text = mangle([target, ...examples][random(20) === 0 ? 0 : random(examples.length)] ?? '', random);
    const ignoreFile = { path: '.dockerignore', text: mangle('**/.git\n!a[b]\n*.e?v', random) };
    expect(() => auditDockerfile({ name: 'Dockerfile', text, ignoreFile }), text).not.toThrow();
    const { instructions } = parseDockerfile(text);
    for (const { start, end, line, endLine, name } of instructions) {
      // a continuation can run through a word, so only its ends are certain
      expect(text[start]).toBe(name.text[0]);
      expect(text[name.end - 1]).toBe(name.text.at(-1));
      expect(start).toBeLessThanOrEqual(end);
      expect(line).toBe(text.slice(0, start).split('\n').length);
      expect(endLine).toBe(text.slice(0, end).split('\n').length);
    }
  }
});
