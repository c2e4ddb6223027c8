import { describe, expect, test } from 'vitest';
import { isLoopback, parseInsecure, parseMirrors, parseRegistries, rewrite } from '../../src/images/options.ts';

const flags = (...texts: string[]) => ({ flags: texts, variable: undefined });

describe('--mirror', () => {
  test.each([
    ['docker.io=http://127.0.0.1:5000', 'docker.io', 'http://127.0.0.1:5000/'],
    ['docker.io=http://localhost:5000', 'docker.io', 'http://localhost:5000/'],
    ['docker.io=http://[::1]:5000', 'docker.io', 'http://[::1]:5000/'],
    ['index.docker.io=https://registry.example.com', 'docker.io', 'https://registry.example.com/'],
    ['docker.io=registry.example.com/hub', 'docker.io', 'https://registry.example.com/hub'],
    ['GCR.io = registry.example.com:8443/gcr', 'gcr.io', 'https://registry.example.com:8443/gcr'],
    ['127.0.0.1:5001=http://127.0.0.1:5000/', '127.0.0.1:5001', 'http://127.0.0.1:5000/'],
  ])('%s', (text, host, url) => {
    const mirrors = parseMirrors(flags(text));
    expect([...mirrors.keys()]).toEqual([host]);
    expect(mirrors.get(host)?.href).toBe(url);
  });

  test.each([
    ['docker.io', 'takes HOST=URL'],
    ['', 'takes HOST=URL'],
    ['=https://registry.example.com', 'not a registry'],
    ['a b=https://registry.example.com', 'not a registry'],
    ['docker.io=', 'cannot be read'],
    ['docker.io=https://', 'cannot be read'],
    ['docker.io=http://registry.example.com', 'plain http'],
    ['docker.io=http://127.0.0.1.example.com', 'plain http'],
    ['docker.io=http://10.0.0.1:5000', 'plain http'],
    ['docker.io=ftp://registry.example.com', 'https://'],
    ['docker.io=https://user:hunter2@registry.example.com', 'user or password'],
    ['docker.io=https://hunter2@registry.example.com', 'user or password'],
    ['docker.io=https://:hunter2@registry.example.com', 'user or password'],
    ['https://user:hunter2=@registry.example.com', 'not a registry'],
    ['docker.io=https://registry.example.com?token=hunter2', 'end with its path'],
    ['docker.io=https://registry.example.com#hunter2', 'end with its path'],
  ])('%j is refused: %s', (text, why) => {
    const error = catching(() => parseMirrors(flags(text)));
    expect(error).toMatchObject({ code: 'usage', exitCode: 2, message: expect.stringMatching(/^--mirror/) });
    expect(String(error)).toContain(why);
    expect(JSON.stringify(error) + String(error)).not.toContain('hunter2');
  });

  test('the variable is a list, and a flag wins over it', () => {
    const variable = 'docker.io=registry.example.com/one, gcr.io=registry.example.com/two,,';
    const mirrors = parseMirrors({ flags: ['docker.io=registry.example.com/three'], variable });
    expect([...mirrors].map(([host, url]) => `${host} ${url.pathname}`)).toEqual(['docker.io /three', 'gcr.io /two']);
  });

  test('a fault in the variable names the variable', () => {
    const error = catching(() => parseMirrors({ flags: [], variable: 'docker.io' }));
    expect(String(error)).toContain('SECURE_DOCKERFILE_MIRRORS');
  });
});

describe('--registry', () => {
  test.each([
    ['gcr.io=registry.example.com/gcr', 'registry.example.com/gcr'],
    ['gcr.io=registry.example.com/gcr/', 'registry.example.com/gcr'],
    ['gcr.io=localhost:5000', 'localhost:5000'],
    ['gcr.io=docker.io/team', 'docker.io/team'],
    ['gcr.io=docker.io', 'docker.io'],
  ])('%s', (text, prefix) => {
    expect(parseRegistries(flags(text)).get('gcr.io')).toBe(prefix);
  });

  test.each([
    ['gcr.io', 'takes HOST=PREFIX'],
    ['gcr.io=', 'begin with a registry'],
    ['gcr.io=team/gcr', 'begin with a registry'],
    ['gcr.io=https://registry.example.com/gcr', 'without a scheme'],
    ['gcr.io=registry.example.com/GCR', 'lower case'],
    ['gcr.io=registry.example.com/gcr:1', 'lower case'],
    ['gcr.io=registry.example.com/g cr', 'lower case'],
  ])('%j is refused: %s', (text, why) => {
    const error = catching(() => parseRegistries(flags(text)));
    expect(error).toMatchObject({ code: 'usage', message: expect.stringMatching(/^--registry/) });
    expect(String(error)).toContain(why);
  });
});

const SHA = `sha256:${'ab'.repeat(32)}`;

test.each([
  ['gcr.io/distroless/static:nonroot', 'registry.example.com/gcr/distroless/static:nonroot'],
  [`gcr.io/distroless/static:nonroot@${SHA}`, `registry.example.com/gcr/distroless/static:nonroot@${SHA}`],
  ['node:24', 'registry.example.com:5000/library/node:24'],
  ['oven/bun', 'registry.example.com:5000/oven/bun'],
  ['dhi.io/node:24', 'mirrored/node:24'],
  ['ghcr.io/team/app:1', 'ghcr.io/team/app:1'],
  ['docker.io/library/node', 'registry.example.com:5000/library/node'],
])('%s becomes %s', (reference, text) => {
  const texts = ['gcr.io=registry.example.com/gcr', 'docker.io=registry.example.com:5000', 'dhi.io=docker.io/mirrored'];
  expect(rewrite(reference, parseRegistries(flags(...texts)))).toBe(text);
});

test.each([
  ['localhost', true],
  ['localhost:5000', true],
  ['registry.localhost:5000', true],
  ['127.0.0.1:5000', true],
  ['127.1.2.3', true],
  ['[::1]:5000', true],
  ['127.0.0.1.example.com', false],
  ['localhost.example.com', false],
  ['10.0.0.1', false],
  ['[::2]', false],
])('%s is this machine: %s', (host, expected) => {
  expect(isLoopback(host)).toBe(expected);
});

function catching(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}

describe('--insecure-registry', () => {
  test.each([
    [['registry.example.com:5000'], ['registry.example.com:5000']],
    [
      ['REGISTRY.example.com', '10.0.0.1:5000'],
      ['registry.example.com', '10.0.0.1:5000'],
    ],
    [[], []],
  ])('%j', (hosts, expected) => {
    expect([...parseInsecure(hosts)]).toEqual(expected);
  });

  test.each([
    'http://registry.example.com',
    'registry.example.com/team',
    '',
    'a b',
    '*',
    'u:hunter2@registry.example.com',
  ])('%j is refused', (host) => {
    const error = catching(() => parseInsecure([host]));
    expect(error).toMatchObject({
      code: 'usage',
      message: "--insecure-registry takes a registry's host",
    });
  });

  test('lets a mirror do without TLS, the named one only', () => {
    const insecure = parseInsecure(['registry.example.com:5000']);
    const url = parseMirrors(flags('docker.io=http://registry.example.com:5000'), insecure).get('docker.io');
    expect(url?.href).toBe('http://registry.example.com:5000/');
    const other = catching(() => parseMirrors(flags('docker.io=http://registry.example.com:5001'), insecure));
    expect(other).toMatchObject({ code: 'usage', message: expect.stringContaining('plain http') });
  });
});
