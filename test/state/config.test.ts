import { describe, expect, it } from 'vitest';
import type { Given } from '../../src/core/answers.ts';
import { configSchema, parseConfig, savedAnswers } from '../../src/core/config.ts';
import { writeConfig } from '../../src/core/config-write.ts';

const services = (entries: Record<string, Given>) => ({ shared: {}, services: new Map(Object.entries(entries)) });

describe('reading secure-dockerfile.json', () => {
  it('reads a service at the root, with comments', () => {
    const config = parseConfig('{ // ours\n "version": 1, "stack": "node", "port": null, "start": ["node", "a.js"], }');
    expect(savedAnswers(config, '.')).toEqual({ stack: 'node', port: null, start: ['node', 'a.js'] });
  });

  it('reads who must have signed', () => {
    const signatures = {
      'registry.example.com:5000/team/': { policy: 'require', key: '-----BEGIN PUBLIC KEY-----\nAAAA\n' },
      'ghcr.io': { policy: 'warn', identity: 'a@example.com', issuer: 'https://accounts.google.com' },
      'gcr.io/distroless': { policy: 'warn' },
    };
    expect(parseConfig(JSON.stringify({ signatures })).shared.signatures).toEqual(signatures);
  });

  it('lets a service of a monorepo go before the shared answers', () => {
    const config = parseConfig('{"base":"alpine","port":80,"services":{"apps/api":{"port":3000}}}');
    expect(savedAnswers(config, 'apps/api')).toEqual({ base: 'alpine', port: 3000 });
    expect(savedAnswers(config, 'apps/web')).toEqual({ base: 'alpine', port: 80 });
  });

  it.each([
    ['{', /secure-dockerfile\.json is not valid JSON \(line 1: CloseBraceExpected\)/],
    ['[]', /does not hold a JSON object/],
    ['{"version":2}', /written by a newer create-secure-dockerfile/],
    ['{"version":"1"}', /"version" must be 1/],
    ['{"port":"3000"}', /"port" must be a number from 1 to 65535, or null/],
    ['{"port":0}', /"port" must be/],
    ['{"port":3000.5}', /"port" must be/],
    ['{"start":"node a.js"}', /"start" must be a list of words/],
    ['{"start":[]}', /"start" must be/],
    ['{"start":["node","a\\nUSER 0"]}', /"start" must be/],
    ['{"build":"x\\ny"}', /"build" must be a text of one line/],
    ['{"healthcheck":"health"}', /"healthcheck" must be a path that begins with "\/"/],
    ['{"base":"x\\nUSER 0"}', /"base" must be/],
    ['{"stack":"Node JS"}', /"stack" must be/],
    ['{"runtimeVersion":24}', /"runtimeVersion" must be a version/],
    ['{"set":{"a b":"c"}}', /"set" must be/],
    ['{"set":[]}', /"set" must be an object/],
    ['{"secrets":["a,required=false"]}', /"secrets" must be/],
    ['{"engine":"docker"}', /"engine" must be one of buildkit, podman/],
    ['{"registries":{"docker.io":"x\\ny"}}', /"registries" must be/],
    [
      '{"signatures":{"r.example.com":"require"}}',
      /"signatures" must be an object of registries, each with a "policy"/,
    ],
    ['{"signatures":{"r.example.com":{}}}', /"signatures" must be/],
    ['{"signatures":{"r.example.com":{"policy":"off"}}}', /"signatures" must be/],
    ['{"signatures":{"r.example.com":{"policy":"warn","identity":"a"}}}', /"signatures" must be/],
    ['{"signatures":{"r.example.com":{"policy":"warn","issuer":"a"}}}', /"signatures" must be/],
    [
      '{"signatures":{"r.example.com":{"policy":"warn","key":"a","identity":"a","issuer":"b"}}}',
      /"signatures" must be/,
    ],
    ['{"signatures":{"r.example.com":{"policy":"warn","identity":"a\\nb","issuer":"b"}}}', /"signatures" must be/],
    ['{"signatures":{"r.example.com":{"policy":"warn","keys":"a"}}}', /"signatures" must be/],
    ['{"signatures":{"https://r.example.com":{"policy":"warn","key":"a"}}}', /"signatures" must be/],
    ['{"signatures":{"r.example.com/*":{"policy":"warn","key":"a"}}}', /"signatures" must be/],
    ['{"services":[]}', /"services" must be an object/],
    ['{"services":{"../x":{}}}', /"\.\.\/x" of services must be the path of a folder inside/],
    ['{"services":{"/x":{}}}', /of services must be/],
    ['{"services":{"a":{"port":"1"}}}', /"port" of services\["a"\] must be/],
    ['{"services":{"a":{"engine":"podman"}}}', /unknown key "engine" of services\["a"\]/],
    ['{"extends":"./preset.json"}', /unknown key "extends"/],
    ['{"__proto__":{"port":1},"constructor":1}', /unknown key "(constructor|__proto__)"/],
  ])('refuses %s', (source, message) => {
    expect(() => parseConfig(source)).toThrow(message);
  });

  it.each([
    ['prot', 'port'],
    ['packagemanager', 'packageManager'],
    ['helthcheck', 'healthcheck'],
  ])('says what was meant by %s', (key, meant) => {
    expect(() => parseConfig(JSON.stringify({ [key]: 1 }))).toThrow(
      expect.objectContaining({ hint: `Did you mean ${meant}?` }),
    );
  });
});

describe('writing secure-dockerfile.json', () => {
  it('writes one service flat, in a fixed order', () => {
    expect(writeConfig(null, services({ '.': { base: 'slim', port: 3000, stack: 'node' } }))).toBe(
      `{\n  "$schema": "https://unpkg.com/create-secure-dockerfile/schema/secure-dockerfile.schema.json",\n  "version": 1,\n  "stack": "node",\n  "base": "slim",\n  "port": 3000\n}\n`,
    );
  });

  it('writes the services of a monorepo by their folder', () => {
    const text = writeConfig(null, services({ 'b/web': { base: 'slim' }, 'a/api': { base: 'alpine' } }));
    expect(Object.keys(JSON.parse(text).services)).toEqual(['a/api', 'b/web']);
    expect(savedAnswers(parseConfig(text), 'a/api')).toEqual({ base: 'alpine' });
  });

  it('leaves every byte alone when nothing differs', () => {
    const source = '{ "base": "slim", // small\n  "stack":"node" }';
    expect(writeConfig(source, services({ '.': { stack: 'node', base: 'slim' } }))).toBe(source);
  });

  it('changes one value and keeps comments, order and layout', () => {
    const source = '{\n  // agreed with ops\n  "port": 80,\n  "stack": "node"\n}\n';
    const text = writeConfig(source, services({ '.': { stack: 'node', port: 3000, base: 'slim' } }));
    expect(text).toContain('// agreed with ops');
    expect(text.indexOf('"port": 3000')).toBeLessThan(text.indexOf('"stack"'));
    expect(savedAnswers(parseConfig(text), '.')).toEqual({ port: 3000, stack: 'node', base: 'slim' });
  });

  it('adds a service without touching the shared answers', () => {
    const text = writeConfig('{"base":"alpine"}', services({ 'apps/api': { base: 'alpine', stack: 'node' } }));
    expect(JSON.parse(text)).toEqual({ base: 'alpine', services: { 'apps/api': { stack: 'node' } } });
  });

  it('takes what stands at the top for the answers of a root that was alone, and for everybody’s where it was not', () => {
    const source = '{ // ours\n  "stack": "node",\n  "port": 80\n}\n';
    const decided = services({ worker: { stack: 'node', port: 9000 } });
    expect(parseConfig(writeConfig(source, decided, new Set(['.'])))).toMatchObject({
      answers: {},
      services: new Map([
        ['.', { stack: 'node', port: 80 }],
        ['worker', { stack: 'node', port: 9000 }],
      ]),
    });
    expect(parseConfig(writeConfig(source, decided))).toMatchObject({
      answers: { stack: 'node', port: 80 },
      services: new Map([['worker', { port: 9000 }]]),
    });
  });

  it('names a service that has no answer of its own', () => {
    const text = writeConfig('{"stack":"node","services":{"api":{}}}', services({ web: { stack: 'node' } }));
    expect(JSON.parse(text)).toEqual({ stack: 'node', services: { api: {}, web: {} } });
  });

  it('reads back what it wrote', () => {
    const given: Given = {
      stack: 'node',
      framework: null,
      packageManager: 'pnpm',
      packageManagerVersion: '10.34.4',
      runtimeVersion: '24',
      base: 'registry.example.com/node:24@sha256:abc',
      build: 'npm run build',
      start: ['node', 'dist/server.js'],
      port: 3000,
      healthcheck: '/healthz',
      extras: ['compose'],
      secrets: ['npmrc'],
      set: { key: 'value' },
    };
    const shared = {
      engine: 'podman',
      pinStyle: 'digest',
      registries: { 'gcr.io': 'registry.example.com/gcr' },
    } as const;
    const config = parseConfig(writeConfig(null, { shared, services: new Map([['.', given]]) }));
    expect(savedAnswers(config, '.')).toEqual(given);
    expect(config.shared).toEqual(shared);
  });

  it('has a schema for editors', async () => {
    await expect(`${JSON.stringify(configSchema(), null, 2)}\n`).toMatchFileSnapshot(
      '../../schema/secure-dockerfile.schema.json',
    );
  });
});
