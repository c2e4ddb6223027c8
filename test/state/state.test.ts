import { describe, expect, it } from 'vitest';
import { formatState, parseState, type State } from '../../src/core/state.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const pin = (reference: string) => ({
  reference,
  digest: DIGEST,
  kind: 'index' as const,
  source: 'catalogue' as const,
  resolvedAt: '2026-11-23',
  signature: 'not-checked' as const,
  signer: null,
});
const state: State = {
  tool: '0.1.0',
  project: 'shop',
  services: new Map([
    ['.', { answers: { stack: 'node', port: 3000 }, files: ['Dockerfile', '.dockerignore'], images: [] }],
  ]),
  pins: [pin('node:24-trixie-slim'), pin('docker/dockerfile:1.20')],
  files: new Map([
    ['Dockerfile', 'FROM a\nUSER 1\n'],
    ['.dockerignore', '*\r\n!src'],
  ]),
  pending: new Map(),
};
const broken = (change: object) => JSON.stringify({ ...JSON.parse(formatState(state)), ...change });

describe('secure-dockerfile-lock.json', () => {
  it('reads back what it wrote, byte for byte', () => {
    const text = formatState(state);
    const read = parseState(text);
    expect(read.files).toEqual(state.files);
    expect(read.project).toBe('shop');
    expect(read.services.get('.')).toEqual({
      answers: { stack: 'node', port: 3000 },
      files: ['.dockerignore', 'Dockerfile'],
      images: [],
    });
    expect(formatState(read)).toBe(text);
  });

  it('gives the same bytes whatever the order of finding', () => {
    const shuffled = {
      ...state,
      pins: [...state.pins].reverse(),
      files: new Map([...state.files].reverse()),
    };
    expect(formatState(shuffled)).toBe(formatState(state));
  });

  it('keeps texts line by line, so that git can show and merge them', () => {
    expect(JSON.parse(formatState(state)).files.Dockerfile).toEqual(['FROM a', 'USER 1', '']);
  });

  it('passes over keys that it does not know', () => {
    expect(parseState(broken({ later: true })).pins).toHaveLength(2);
  });

  it('keeps what a digest on disk took the place of', () => {
    const adopted = { ...pin('own:1'), source: 'manual' as const, superseded: [`sha256:${'b'.repeat(64)}`] };
    expect(parseState(formatState({ ...state, pins: [adopted] })).pins).toEqual([adopted]);
    expect(() => parseState(broken({ pins: [{ ...adopted, superseded: ['sha256:x'] }] }))).toThrow('"superseded"');
  });

  it('reads a lock of before, which says of nobody that he signed', () => {
    const { signer: _, ...before } = pin('node:24-trixie-slim');
    expect(parseState(broken({ pins: [before] })).pins).toEqual([pin('node:24-trixie-slim')]);
  });

  it('keeps who signed an image', () => {
    const signer = 'keyless@distroless.iam.gserviceaccount.com (https://accounts.google.com)';
    const signed = { ...pin('gcr.io/distroless/cc:1'), signature: 'verified' as const, signer };
    expect(parseState(formatState({ ...state, pins: [signed] })).pins).toEqual([signed]);
  });

  it('keeps an image that was allowed without a digest', () => {
    const text = formatState({ ...state, pins: [{ ...pin('own:1'), digest: null }] });
    expect(parseState(text).pins).toEqual([{ ...pin('own:1'), digest: null }]);
  });

  it.each([
    [
      'merge markers',
      '{\n<<<<<<< HEAD\n"a":1\n=======\n"a":2\n>>>>>>> other\n}',
      /holds the markers of a merge conflict/,
    ],
    ['half a file', '{"version":1,"pins":[', /secure-dockerfile-lock\.json is not valid JSON/],
    ['a newer version', '{"version":3}', /newer create-secure-dockerfile \(version 3/],
    ['pins that are no list', broken({ pins: {} }), /"pins" must be a list/],
    ['a pin without digest', broken({ pins: [{ reference: 'a:1' }] }), /"digest" of pins\[0\] must be a sha256 digest/],
    ['a crafted digest', broken({ pins: [{ ...pin('a:1'), digest: 'sha256:x\nUSER 0' }] }), /"digest" of pins\[0\]/],
    ['a crafted reference', broken({ pins: [pin('a:1\nUSER 0')] }), /"reference" of pins\[0\]/],
    ['a crafted signer', broken({ pins: [{ ...pin('a:1'), signer: 'x\u001b[2J' }] }), /"signer" of pins\[0\]/],
    ['a path that leads out', broken({ files: { '../x': ['a'] } }), /"\.\.\/x" of files must be a path inside/],
    ['an absolute path', broken({ files: { '/etc/passwd': ['a'] } }), /of files must be a path inside/],
    ['a text that is no list', broken({ files: { Dockerfile: 'a' } }), /"Dockerfile" of files must be a list of lines/],
    ['a line with a break', broken({ files: { Dockerfile: ['a\nb'] } }), /must be a list of lines/],
    [
      'a service with files outside',
      broken({ services: { '.': { answers: {}, files: ['../x'] } } }),
      /"files" of services\["\."\] must be a list of paths inside/,
    ],
    [
      'answers of the wrong kind',
      broken({ services: { '.': { answers: { port: 'x' } } } }),
      /"port" of services\["\."\] must be a number/,
    ],
  ])('refuses %s', (_, text, message) => {
    expect(() => parseState(text)).toThrow(message);
  });
});
