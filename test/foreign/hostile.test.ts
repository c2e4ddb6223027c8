import { describe, expect, test } from 'vitest';
import { execForm } from '../../src/core/quote.ts';
import { FIELDS, type SavedKey } from '../../src/core/schema.ts';
import { lostNotes } from '../../src/foreign/lost.ts';
import { readEarlier } from '../../src/foreign/read.ts';
import { parseReference } from '../../src/images/reference.ts';
import { stacks } from '../../src/stacks/index.ts';
import { HARDENED } from './cases/hardened.ts';
import { ODD } from './cases/odd.ts';
import { SINGLE } from './cases/single.ts';
import { STAGES } from './cases/stages.ts';

const seeds = [...SINGLE, ...STAGES, ...HARDENED, ...ODD].map(({ dockerfile }) => dockerfile);
const NOISE = [
  '\n',
  '\r',
  '\0',
  '\u202e',
  '\u2028',
  '"',
  "'",
  '`',
  '\\',
  '$',
  '${',
  '}',
  '<<EOF',
  ' && ',
  '[',
  ']',
  '\u001b[2J',
  'é',
  '\ud800',
  '=',
  '#',
  ' ',
  '/',
  ':',
  '@',
];

/** A fixed sequence, so that a failure can be seen again. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state % below;
  };
}

function crafted(seed: number): string {
  const next = numbers(seed);
  let text = seeds[next(seeds.length)] ?? '';
  for (let change = 0; change <= next(12); change++) {
    const at = next(text.length + 1);
    const other = seeds[next(seeds.length)] ?? '';
    const from = next(other.length + 1);
    const piece = next(3) === 0 ? other.slice(from, from + next(80)) : (NOISE[next(NOISE.length)] ?? '');
    text = text.slice(0, at) + piece + text.slice(at + next(6));
  }
  return text;
}

const ours = 'FROM node:24-trixie-slim AS runtime\nUSER 1000:1000\nCMD ["node", "server.js"]\n';

describe('a crafted Dockerfile', () => {
  test('gives only answers that any answer may be, each with its line, and sentences of one line', () => {
    for (let seed = 1; seed <= 400; seed++) {
      const text = crafted(seed);
      const { answers, notes } = readEarlier('Dockerfile', text, '.', stacks);
      for (const [key, said] of Object.entries(answers)) {
        expect(FIELDS[key as SavedKey].accepts(said.value), `${seed} ${key}`).toBe(true);
        expect(said.from, String(seed)).toMatch(/^Dockerfile:\d+$/);
        if (Array.isArray(said.value) && key === 'start') execForm(said.value, String(seed));
        if (key === 'base' && /[/:]/.test(String(said.value))) parseReference(String(said.value));
      }
      for (const note of [...notes, ...lostNotes('Dockerfile', text, ours, stacks)]) {
        expect(note, String(seed)).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
        expect(note.length, String(seed)).toBeLessThan(1500);
      }
    }
  }, 60_000);

  test.each([
    ['many variables', `FROM node:24\n${Array.from({ length: 4000 }, (_, at) => `ENV V${at}=${at}\n`).join('')}`],
    [
      'many arguments',
      `FROM node:24\n${Array.from({ length: 2800 }, (_, at) => `ARG V${at}=$V${at - 1}$V${at - 1}\n`).join('')}`,
    ],
    [
      'many stages on top of each other',
      Array.from({ length: 2500 }, (_, at) => `FROM ${at === 0 ? 'node:24' : `s${at - 1}`} AS s${at}\n`).join(''),
    ],
    ['one command of many parts', `FROM node:24\nRUN ${'npx a && '.repeat(7_000)}true\n`],
    ['a health check that nearly matches', `FROM node:24\nHEALTHCHECK CMD curl ${'http://localhost:'.repeat(3_700)}\n`],
    ['an endless entrypoint', `FROM node:24\nCMD ["${Array(8_000).fill('tini').join('", "')}"]\n`],
    ['nested shells', `FROM node:24\nCMD ${'sh -c '.repeat(9_000)}x\n`],
  ])('takes no long time: %s', (_, text) => {
    const start = performance.now();
    const { notes } = readEarlier('Dockerfile', text, '.', stacks);
    const lost = lostNotes('Dockerfile', text, ours, stacks);
    expect(performance.now() - start).toBeLessThan(3000);
    expect([...notes, ...lost].length).toBeLessThan(30);
  });

  test('that is larger than any is not read', () => {
    const { answers, notes } = readEarlier('Dockerfile', `FROM node:24\n${'#'.repeat(300_000)}`, '.', stacks);
    expect({ answers, notes }).toEqual({
      answers: {},
      notes: ['Dockerfile is too long to be read; it answers nothing.'],
    });
  });
});
