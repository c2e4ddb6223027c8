import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { findFiles } from '../../src/io/find-files.ts';
import { withDigests } from '../../src/pin/edit.ts';
import { placesIn } from '../../src/pin/files.ts';
import { runtimesOf } from '../../src/pin/runtime.ts';
import { folder, removeFolders } from '../cli/helpers.ts';
import { cases, pin, resolve } from './cases.ts';

const [A, B] = ['a', 'b'].map((digit) => `sha256:${digit.repeat(64)}`) as [string, string];

afterEach(removeFolders);

describe('an edit', () => {
  const text = `x@${A} y`;

  it('puts a digest where none or one was', () => {
    expect(withDigests(text, [{ start: 1, end: 73, text: `@${B}` }])).toBe(`x@${B} y`);
    expect(withDigests(text, [{ start: 75, end: 75, text: `@${B}` }])).toBe(`x@${A} y@${B}`);
    expect(withDigests(text, [{ start: 2, end: 73, text: B }])).toBe(`x@${B} y`);
  });

  it.each([
    ['takes anything else away', { start: 0, end: 1, text: `@${B}` }],
    ['takes a digest and a character more', { start: 1, end: 74, text: `@${B}` }],
    ['takes the @ and does not give it back', { start: 1, end: 73, text: B }],
    ['writes what is no digest', { start: 75, end: 75, text: '@sha256:abc' }],
    ['writes two of them', { start: 75, end: 75, text: `@${A}@${B}` }],
  ])('that %s is a bug', (_, edit) => {
    expect(() => withDigests(text, [edit])).toThrow('no digest can be written');
  });

  it('that meets another is a bug', () => {
    const edits = [1, 2].map((start) => ({ start, end: 73, text: start === 1 ? `@${B}` : B }));
    expect(() => withDigests(text, edits)).toThrow('no digest can be written');
  });
});

it.each<[string, string]>([
  ['node:24-bookworm-slim', 'node 24, debian 12'],
  ['docker.io/library/node:24', 'node 24'],
  ['registry.example.com/library/python:3.13-slim-trixie', 'python 3.13, debian 13'],
  ['golang:1.27-alpine3.24', 'go 1.27, alpine 3.24'],
  ['eclipse-temurin:21-jre', 'java 21'],
  ['mcr.microsoft.com/dotnet/aspnet:10.0-noble', 'dotnet 10.0'],
  ['gcr.io/distroless/nodejs24-debian13:nonroot', 'node 24, debian 13'],
  ['gcr.io/distroless/static-debian12', 'debian 12'],
  ['debian:trixie-slim', 'debian 13'],
  ['debian:13.1-slim', 'debian 13.1'],
  ['node:latest', ''],
  ['node:lts-slim', ''],
  ['team/node:24', ''],
  ['nginx:1.29-alpine', ''],
])('knows what %s brings', (image, brings) => {
  expect(
    runtimesOf(image)
      .map(({ product, version }) => `${product} ${version}`)
      .join(', '),
  ).toBe(brings);
});

describe('files below a folder', () => {
  it('are looked for so deep and no deeper', () => {
    const root = folder({});
    const deep = (levels: number) => Array.from({ length: levels }, () => 'd').join('/');
    for (const levels of [16, 17]) {
      mkdirSync(join(root, deep(levels)), { recursive: true });
      writeFileSync(join(root, deep(levels), 'Dockerfile'), '');
    }
    expect(findFiles(root, () => true)).toEqual([`${deep(16)}/Dockerfile`]);
  });
});

it('asks for four images of a registry at once, and for each once', async () => {
  const names = Array.from(
    { length: 20 },
    (_, number) => `FROM team/app-${number}:1\nFROM docker.io/team/app-${number}:1\n`,
  );
  let [open, most, asked] = [0, 0, 0];
  await pin('Dockerfile', Buffer.from(names.join('')), {}, async (image) => {
    asked++;
    most = Math.max(most, ++open);
    await new Promise((done) => setTimeout(done, 1));
    open--;
    return resolve(image);
  });
  expect({ most, asked }).toEqual({ most: 4, asked: 20 });
});

describe('files made to hurt', () => {
  const deep = 50_000;
  it.each<[string, string, string]>([
    [
      'variables in variables',
      'Dockerfile',
      `${Array.from({ length: 2000 }, (_, i) => `ARG A${i}=$A${i + 1}`).join('\n')}\nFROM $A0\n`,
    ],
    ['one variable in many names', 'Dockerfile', `ARG A=1\n${'FROM x:$A\n'.repeat(3000)}`],
    [
      'values that double',
      'Dockerfile',
      `ARG A0=aaaaaaaaaa\n${Array.from({ length: 60 }, (_, i) => `ARG A${i + 1}=$A${i}$A${i}`).join('\n')}\nFROM $A60\n`,
    ],
    ['a word of dollars', 'Dockerfile', `FROM ${'$'.repeat(100_000)}\n`],
    ['a word of open braces', 'Dockerfile', `FROM ${'${a:-'.repeat(50_000)}\n`],
    ['a mount of many fields', 'Dockerfile', `FROM a:1\nRUN --mount=${'from=b:1,'.repeat(50_000)} x\n`],
    ['lists without end', 'compose.yaml', `services: ${'['.repeat(deep)}${']'.repeat(deep)}`],
    ['maps without end', 'compose.yaml', 'a: '.repeat(1) + '{a: '.repeat(deep)],
    [
      'aliases of aliases',
      'compose.yaml',
      `a0: &a0 {image: x}\n${Array.from({ length: 40 }, (_, i) => `a${i + 1}: &a${i + 1} {<<: [${`*a${i},`.repeat(10)}]}`).join('\n')}\nservices:\n  a: *a40\n  b: {<<: *a40}\n`,
    ],
    ['a map merged into itself', 'compose.yaml', 'services:\n  a: &a\n    <<: *a\n'],
    [
      'one list in many pods',
      'k.yaml',
      `apiVersion: v1\nkind: X\nc: &c [${'{image: a},'.repeat(2000)}]\nitems:\n${'- containers: *c\n'.repeat(2000)}`,
    ],
    ['texts that are not closed', 'docker-bake.hcl', `target "a" { contexts = { ${'"${'.repeat(100_000)}`],
    ['comments that are not closed', 'docker-bake.hcl', `${'/* '.repeat(200_000)}`],
    ['heredocs that are not closed', 'docker-bake.hcl', `${'a = <<E\n'.repeat(50_000)}`],
  ])('%s are read in bounded time, or refused', (_, name, text) => {
    const start = performance.now();
    try {
      placesIn(name, text);
    } catch (error) {
      expect(error).toBeInstanceOf(UserError);
    }
    expect(performance.now() - start).toBeLessThan(5000);
  });

  it('change nothing but digests, whatever a file is cut down to', async () => {
    const bare = (bytes: Buffer) => bytes.toString('utf8').replace(/@?sha(?:256:[0-9a-f]{64}|512:[0-9a-f]{128})/g, '');
    let seed = 20261126;
    const random = (below: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % below;
    };
    for (let round = 0; round < 600; round++) {
      const each = cases[random(cases.length)];
      const other = cases[random(cases.length)];
      if (!each || !other) continue;
      const [from, to] = [each.bytes.toString('utf8'), other.bytes.toString('utf8')];
      const text = from.slice(0, random(from.length + 1)) + to.slice(random(to.length + 1));
      const result = await pin(each.file, Buffer.from(text), { update: true }).catch((error: unknown) => error);
      if (result instanceof UserError) continue;
      if (result instanceof Error) throw new Error(`${result.message} in ${JSON.stringify(text)}`);
      expect(bare((result as { bytes: Buffer }).bytes)).toBe(bare(Buffer.from(text)));
    }
  });
});
