import { describe, expect, test } from 'vitest';
import { pinnedReferences, withDigests } from '../../src/dockerfile/digests.ts';

const digest = (digit: string) => `sha256:${digit.repeat(64)}`;
const [A, B] = [digest('a'), digest('b')];

const FILE = `# syntax=docker/dockerfile:1@${A}
# was node:24@${A}
ARG BASE=node:24@${A}
FROM --platform=$BUILDPLATFORM node:24@${A} AS build
COPY --from=oven/bun:1@${A} /usr/local/bin/bun /usr/local/bin/
RUN --mount=type=bind,from=node:24@${A},target=/x true
FROM \${BASE} AS other
FROM registry.example.com:5000/app@${A}
COPY --from=build /app /app
RUN echo node:24@${A}
`;

describe('the references that hold a digest', () => {
  test('are those that a build fetches', () => {
    expect(pinnedReferences(FILE)).toEqual([
      `docker/dockerfile:1@${A}`,
      `node:24@${A}`,
      `oven/bun:1@${A}`,
      `node:24@${A}`,
      `registry.example.com:5000/app@${A}`,
    ]);
  });

  test('are none without a whole digest', () => {
    expect(pinnedReferences('FROM node:24\nFROM node:24@sha256:abc\nFROM node:24@md5:0\nFROM scratch\n')).toEqual([]);
  });
});

describe('other digests', () => {
  test('change what is named and nothing else', () => {
    const moved = withDigests(FILE, (reference) => (reference.startsWith('node:24') ? B : undefined));
    const lines = FILE.split('\n').map((line) =>
      /^(?:FROM --platform|RUN --mount)/.test(line) ? line.replace(A, B) : line,
    );
    expect(moved).toBe(lines.join('\n'));
  });

  test.each([
    ['line ends of Windows', FILE.replaceAll('\n', '\r\n')],
    ['a byte order mark', `\uFEFF${FILE}`],
    ['an escape of its own', `# escape=\`\nFROM node:24@${A} \`\n  AS build\n`],
    ['a text that is no Dockerfile', `}{ node:24@${A}`],
    ['nothing', ''],
  ])('keep %s', (_, text) => {
    const there = withDigests(text, () => B);
    expect(withDigests(there, () => A)).toBe(text);
    expect(there.replaceAll(B, A)).toBe(text);
  });

  test('leave alone what a continuation runs through', () => {
    const text = `FROM node:24@${A.slice(0, 30)}\\\n${A.slice(30)}\n`;
    expect(withDigests(text, () => B)).toBe(text);
  });
});
