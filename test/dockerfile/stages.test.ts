// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the variables are Dockerfile's and the shell's
import { describe, expect, test } from 'vitest';
import { imageUses } from '../../src/dockerfile/images.ts';
import { mounts, mountTarget } from '../../src/dockerfile/mount.ts';
import { pairs } from '../../src/dockerfile/pairs.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { isDigest, splitReference } from '../../src/dockerfile/reference.ts';
import { readStages } from '../../src/dockerfile/stages.ts';

const stagesOf = (text: string) => readStages(parseDockerfile(text));
const last = (text: string) => stagesOf(text).at(-1);

describe('what a stage stands on', () => {
  test.each<[text: string, image: string | null, parent: string | null, origin: string | null]>([
    ['FROM a', 'a', null, 'a'],
    ['FROM a AS One\nFROM ONE', 'ONE', 'one', 'a'],
    ['FROM a AS one\nFROM one AS two\nFROM two', 'two', 'two', 'a'],
    ['FROM a AS one\nFROM b AS one\nFROM one', 'one', 'one', 'b'],
    ['ARG V=24\nFROM node:$V', 'node:24', null, 'node:24'],
    ['ARG V\nFROM node:$V', null, null, null],
    ['ARG V\nFROM node:${V:-22}', 'node:22', null, 'node:22'],
    ['ARG A=1\nARG B=a:$A\nFROM ${B}', 'a:1', null, 'a:1'],
    ['FROM "a:1"', 'a:1', null, 'a:1'],
    ['FROM $NOTHING', null, null, null],
    ['FROM', null, null, null],
    ['FROM a AS one\nARG V=one\nFROM $V', null, null, null],
  ])('%s', (text, image, parent, origin) => {
    expect(last(text)).toMatchObject({ image, origin });
    expect(last(text)?.parent?.name ?? null).toBe(parent);
  });
});

describe('the tag of what a stage stands on', () => {
  const digest = `@sha256:${'a'.repeat(64)}`;

  test.each<[name: string, text: string, tag: string | null]>([
    ['in the name', `FROM a:1${digest}`, '1'],
    ['in the comment above a digest', `# a:1\nFROM a${digest}`, '1'],
    ['of the parent', `# a:1\nFROM a${digest} AS b\nFROM b`, '1'],
    ['not in a comment of another image', `# b:1\nFROM a${digest}`, null],
    ['not in a sentence', `# a:1 is older\nFROM a${digest}`, null],
    ['not further above', `# a:1\n\nFROM a${digest}`, null],
    ['not where the name says it', `# a:1\nFROM a:2${digest}`, '2'],
    ['not without a digest', '# a:1\nFROM a', null],
    ['not known', 'FROM $A', null],
  ])('%s', (_, text, tag) => expect(last(text)?.originTag).toBe(tag));
});

describe('what a stage ends with', () => {
  test.each<[text: string, user: string | null | undefined]>([
    ['FROM a', undefined],
    ['FROM a\nUSER 1\nUSER 2:3', '2:3'],
    ['FROM a AS b\nUSER 1\nFROM b', '1'],
    ['FROM a AS b\nUSER 1\nFROM a', undefined],
    ['FROM a\nARG U=5\nUSER $U', '5'],
    ['ARG U=5\nFROM a\nARG U\nUSER $U', '5'],
    ['ARG U=5\nFROM a\nUSER $U', null],
    ['FROM a\nENV U=6\nARG U=5\nUSER ${U}', '6'],
    ['FROM a\nUSER ${U:-7}', '7'],
    ['FROM a\nARG U\nUSER $U', null],
    ['FROM a\nUSER "8"', '8'],
  ])('%s', (text, user) => {
    const setting = last(text)?.user;
    expect(setting ? setting.value : undefined).toBe(user);
  });

  test.each<[text: string, workdir: string | null | undefined]>([
    ['FROM a\nWORKDIR /a\nWORKDIR b', '/a/b'],
    ['FROM a\nWORKDIR b', null],
    ['FROM a AS x\nWORKDIR /a/\nFROM x\nWORKDIR b', '/a/b'],
    ['FROM a\nENV D=/srv\nWORKDIR $D/x', '/srv/x'],
  ])('%s', (text, workdir) => expect(last(text)?.workdir?.value).toBe(workdir));

  test('ENV sees what was set before it, across stages', () => {
    const stage = last('FROM a AS x\nENV A=1 B="two words"\nFROM x\nENV C=$A$B D=${NO:+x}\nENV E old form');
    expect(['A', 'B', 'C', 'E', 'F'].map((name) => stage?.env.get(name))).toEqual([
      '1',
      'two words',
      '1two words',
      'old form',
      undefined,
    ]);
  });

  test('a value that doubles in every line stays small', () => {
    const stage = last(`FROM a\nENV A=x\n${'ENV A=$A$A\n'.repeat(100)}`);
    expect(stage?.env.get('A')).toBeNull();
  });

  test('a chain of more stages than anyone writes neither hangs nor lies', () => {
    const text = Array.from(
      { length: 3000 },
      (_, index) => `FROM ${index === 0 ? 'a' : 's'} AS s\nENV V${index}=1`,
    ).join('\n');
    const stage = last(text);
    expect(stage?.env.get('V2999')).toBe('1');
    expect(stage?.env.get('V0')).toBeNull();
  });
});

test.each<[text: string, reachable: boolean[]]>([
  ['FROM a\nFROM b', [false, true]],
  ['FROM a AS x\nFROM b\nCOPY --from=x /a /a', [true, true]],
  ['FROM a\nFROM b\nCOPY --from=0 /a /a', [true, true]],
  [
    'FROM a AS x\nFROM x AS y\nFROM b AS z\nFROM c\nRUN --mount=type=bind,from=y,target=/y true',
    [true, true, false, true],
  ],
  ['FROM a AS x\nFROM b AS x\nFROM x', [false, true, true]],
  ['FROM a AS x\nFROM b AS y\nCOPY --from=x / /\nFROM c', [false, false, true]],
])('which stages the image needs: %s', (text, reachable) => {
  expect(stagesOf(text).map((stage) => stage.reachable)).toEqual(reachable);
});

test('every image that the build fetches, with the place where its reference stands', () => {
  const text = [
    '# syntax=docker/dockerfile:1.26',
    'ARG V=1',
    'FROM node:$V AS Build',
    'COPY --from=BUILD /a /a',
    'FROM build',
    'COPY --from=0 /b /b',
    'COPY --from="nginx:1" /c /c',
    'ONBUILD COPY --from=redis:8 /d /d',
    'RUN --mount=type=bind,source=/x,from=golang:1.26,target=/go \\',
    '    --mount=type=cache,target=/y true',
    'FROM scratch',
  ].join('\n');
  const dockerfile = parseDockerfile(text);
  const uses = imageUses(dockerfile, readStages(dockerfile));
  expect(uses.map(({ kind, image, line, stage }) => [kind, image, line, stage?.label ?? null])).toEqual([
    ['syntax', 'docker/dockerfile:1.26', 1, null],
    ['from', 'node:1', 3, 'build'],
    ['copy', 'nginx:1', 7, '1'],
    ['copy', 'redis:8', 8, '1'],
    ['mount', 'golang:1.26', 9, '1'],
  ]);
  for (const { reference } of uses) expect(text.slice(reference.start, reference.end)).toBe(reference.text);
});

test('mounts with every way to write their keys', () => {
  const [run] = parseDockerfile(
    'RUN --mount=type=secret,id=npmrc,dst=/root/.npmrc,required --mount=target=/a,src=b,ro --mount=type=secret,id=t,env=T --mount=type=secret,id=u x',
  ).instructions;
  const found = run ? mounts(run) : [];
  expect(found.map((mount) => [mount.type, mountTarget(mount), Object.fromEntries(mount.options)])).toEqual([
    ['secret', '/root/.npmrc', { type: 'secret', id: 'npmrc', target: '/root/.npmrc', required: '' }],
    ['bind', '/a', { target: '/a', source: 'b', readonly: '' }],
    ['secret', undefined, { type: 'secret', id: 't', env: 'T' }],
    ['secret', '/run/secrets/u', { type: 'secret', id: 'u' }],
  ]);
});

test.each<[text: string, expected: [string, string | null][]]>([
  [
    'ENV A=b C="d e" F=\'g\' H=',
    [
      ['A', 'b'],
      ['C', 'd e'],
      ['F', 'g'],
      ['H', ''],
    ],
  ],
  ['ENV A b  c', [['A', 'b  c']]],
  ['ENV A A', [['A', 'A']]],
  ['ENV A', [['A', null]]],
  [
    'ARG A B=c',
    [
      ['A', null],
      ['B', 'c'],
    ],
  ],
  ['LABEL "a b"=c', [['a b', 'c']]],
  ['ENV', []],
])('%s', (text, expected) => {
  const [instruction] = parseDockerfile(text).instructions;
  expect(instruction && pairs(instruction).map(({ name, value }) => [name, value])).toEqual(expected);
});

test.each<[reference: string, name: string, tag: string | null, digest: string | null]>([
  ['node', 'node', null, null],
  ['node:24', 'node', '24', null],
  ['host:5000/a/b', 'host:5000/a/b', null, null],
  ['host:5000/a:1@sha256:ab', 'host:5000/a', '1', 'sha256:ab'],
  ['a@sha256:ab', 'a', null, 'sha256:ab'],
  ['', '', null, null],
])('the parts of %s', (reference, name, tag, digest) => {
  expect(splitReference(reference)).toEqual({ name, tag, digest });
});

test.each<[digest: string, valid: boolean]>([
  [`sha256:${'a'.repeat(64)}`, true],
  [`sha512:${'0'.repeat(128)}`, true],
  [`sha256:${'a'.repeat(63)}`, false],
  [`sha256:${'A'.repeat(64)}`, false],
  ['', false],
])('is %s a digest', (digest, valid) => expect(isDigest(digest)).toBe(valid));
