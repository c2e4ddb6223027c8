import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { canonical, familiar, parseReference, tagOf } from '../../src/images/reference.ts';

const HEX = 'ab'.repeat(32);
const SHA = `sha256:${HEX}`;
const SHA512 = `sha512:${'cd'.repeat(64)}`;
const LONG = 'a'.repeat(128);

/** text, registry, repository, tag, digest, familiar form when it differs from the text */
type Valid = [string, string, string, string | null, string | null, string?];

const VALID: Valid[] = [
  ['node', 'docker.io', 'library/node', null, null],
  ['node:24-trixie-slim', 'docker.io', 'library/node', '24-trixie-slim', null],
  ['library/node:24', 'docker.io', 'library/node', '24', null, 'node:24'],
  ['docker.io/node:24', 'docker.io', 'library/node', '24', null, 'node:24'],
  ['docker.io/library/node:24', 'docker.io', 'library/node', '24', null, 'node:24'],
  ['index.docker.io/library/node', 'docker.io', 'library/node', null, null, 'node'],
  ['registry-1.docker.io/library/node', 'docker.io', 'library/node', null, null, 'node'],
  ['Docker.IO/library/node', 'docker.io', 'library/node', null, null, 'node'],
  [`node@${SHA}`, 'docker.io', 'library/node', null, SHA],
  [`node:24@${SHA}`, 'docker.io', 'library/node', '24', SHA],
  [`node:24@${SHA512}`, 'docker.io', 'library/node', '24', SHA512],
  ['oven/bun:1', 'docker.io', 'oven/bun', '1', null],
  ['docker.io/oven/bun', 'docker.io', 'oven/bun', null, null, 'oven/bun'],
  ['library/a/b', 'docker.io', 'library/a/b', null, null],
  ['docker.io/foo.bar/baz', 'docker.io', 'foo.bar/baz', null, null, 'docker.io/foo.bar/baz'],
  ['docker.io/localhost/baz', 'docker.io', 'localhost/baz', null, null, 'docker.io/localhost/baz'],
  ['docker.io/library', 'docker.io', 'library/library', null, null, 'library'],
  ['gcr.io/distroless/nodejs24-debian13:nonroot', 'gcr.io', 'distroless/nodejs24-debian13', 'nonroot', null],
  ['dhi.io/node:24-debian13', 'dhi.io', 'node', '24-debian13', null],
  ['registry.example.com/app', 'registry.example.com', 'app', null, null],
  ['registry.example.com:5000/app', 'registry.example.com:5000', 'app', null, null],
  ['registry.example.com:5000/a/b/c:1.2', 'registry.example.com:5000', 'a/b/c', '1.2', null],
  ['Registry.Example.com/app', 'registry.example.com', 'app', null, null, 'registry.example.com/app'],
  ['localhost/app', 'localhost', 'app', null, null],
  ['localhost:5000/app:1', 'localhost:5000', 'app', '1', null],
  ['localhost:5000', 'docker.io', 'library/localhost', '5000', null],
  ['127.0.0.1:5000/library/node:24', '127.0.0.1:5000', 'library/node', '24', null],
  ['127.0.0.1', 'docker.io', 'library/127.0.0.1', null, null],
  ['127.0.0.1:80', 'docker.io', 'library/127.0.0.1', '80', null],
  ['[::1]:5000/app', '[::1]:5000', 'app', null, null],
  ['[fc00:1:2:3:4:5:6:7]/app:1', '[fc00:1:2:3:4:5:6:7]', 'app', '1', null],
  ['a.b/c', 'a.b', 'c', null, null],
  ['a-b.c-d/e', 'a-b.c-d', 'e', null, null],
  ['xn--n3h.com/app', 'xn--n3h.com', 'app', null, null],
  ['a--b', 'docker.io', 'library/a--b', null, null],
  ['a---b', 'docker.io', 'library/a---b', null, null],
  ['a_b', 'docker.io', 'library/a_b', null, null],
  ['a__b', 'docker.io', 'library/a__b', null, null],
  ['a.b', 'docker.io', 'library/a.b', null, null],
  ['a/b/c/d/e', 'docker.io', 'a/b/c/d/e', null, null],
  ['app:_x', 'docker.io', 'library/app', '_x', null],
  ['app:V1.0-RC_1', 'docker.io', 'library/app', 'V1.0-RC_1', null],
  [`app:${LONG}`, 'docker.io', 'library/app', LONG, null],
  [`docker.io/library/${HEX}`, 'docker.io', `library/${HEX}`, null, null, `docker.io/library/${HEX}`],
  [`team/${HEX}`, 'docker.io', `team/${HEX}`, null, null],
  [`x.io/${'a'.repeat(250)}`, 'x.io', 'a'.repeat(250), null, null],
];

describe.each(VALID)('%s', (text, registry, repository, tag, digest, short) => {
  const parsed = parseReference(text);

  test('is split into its parts', () => {
    expect(parsed).toEqual({ registry, repository, tag, digest });
  });

  test('comes back in both forms', () => {
    expect(familiar(parsed)).toBe(short ?? text);
    expect(parseReference(familiar(parsed))).toEqual(parsed);
    expect(parseReference(canonical(parsed))).toEqual(parsed);
    expect(canonical(parsed).startsWith(`${registry}/${repository}`)).toBe(true);
  });
});

const INVALID: [string, string][] = [
  ['', 'empty'],
  [' node', 'cannot be part'],
  ['node ', 'cannot be part'],
  ['node latest', 'cannot be part'],
  ['node:24 AS build', 'not a tag'],
  ['node:24\nRUN id', 'not a tag'],
  ['node\u0000', 'cannot be part'],
  ['nöde', 'cannot be part'],
  ['Node', 'lower case'],
  ['Team/app', 'lower case'],
  ['docker.io/Team/app', 'lower case'],
  ['LOCALHOST/App', 'lower case'],
  ['-node', 'cannot be part'],
  ['node-', 'cannot be part'],
  ['.node', 'cannot be part'],
  ['node..x', 'cannot be part'],
  ['a___b', 'cannot be part'],
  ['a._b', 'cannot be part'],
  ['a-_b', 'cannot be part'],
  ['$IMAGE', 'lower case'],
  ['$image', 'cannot be part'],
  ['a//b', 'empty part'],
  ['/a', 'empty part'],
  ['a/', 'empty part'],
  ['docker.io/', 'name is missing'],
  [':24', 'name is missing'],
  ['@', 'name is missing'],
  ['node:', 'tag is empty'],
  ['node:.x', 'not a tag'],
  ['node:-x', 'not a tag'],
  ['node:a:b', 'not a tag'],
  [`node:${LONG}a`, 'not a tag'],
  ['node:24+1', 'not a tag'],
  ['node@', 'digest must be'],
  ['node@sha256', 'digest must be'],
  ['node@sha256:', '64 hex digits'],
  ['node@sha256:abc', '64 hex digits'],
  [`node@sha256:${HEX.toUpperCase()}`, '64 hex digits'],
  [`node@${SHA}0`, '64 hex digits'],
  [`node@sha512:${HEX}`, '128 hex digits'],
  [`node@md5:${HEX}`, 'digest must be'],
  [`node@__proto__:${HEX}`, 'digest must be'],
  [`node@${SHA}@${SHA}`, '64 hex digits'],
  [`node@${SHA}:24`, '64 hex digits'],
  ['https://docker.io/library/node', 'scheme'],
  ['docker://node', 'scheme'],
  ['-registry.example.com/app', 'host name'],
  ['registry-.example.com/app', 'host name'],
  ['registry..com/app', 'host name'],
  ['registry.example.com./app', 'host name'],
  ['reg_istry.example.com/app', 'host name'],
  ['user@registry.example.com/app', 'digest must be'],
  ['registry.example.com:/app', 'port'],
  ['registry.example.com:0/app', 'port'],
  ['registry.example.com:65536/app', 'port'],
  ['registry.example.com:http/app', 'port'],
  ['[::1/app', 'host name'],
  ['[zz::1]:5000/app', 'host name'],
  [HEX, 'image id'],
  [`x.io/${'a'.repeat(251)}`, '255'],
  ['a'.repeat(601), 'too long'],
];

test.each(INVALID)('%j is refused', (text, why) => {
  let error: unknown;
  try {
    parseReference(text);
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(UserError);
  const { code, message } = error as UserError;
  expect(code).toBe('bad-input');
  expect(message).toContain(why);
  expect(message).toMatch(/^[\x20-\x7e…]{1,250}$/);
});

test('a hostile name is refused quickly', () => {
  const started = performance.now();
  for (const part of ['a-', 'a_', 'a.', '-', 'a']) expect(() => parseReference(`${part.repeat(250)}!`)).toThrow();
  expect(performance.now() - started).toBeLessThan(200);
});

test.each([
  ['node', 'latest'],
  ['node:24', '24'],
  [`node@${SHA}`, null],
  [`node:24@${SHA}`, '24'],
])('the tag of %s is %s', (text, tag) => {
  expect(tagOf(parseReference(text))).toBe(tag);
});
