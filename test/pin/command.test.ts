import { chmodSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { command, everything, folder, removeFolders } from '../cli/helpers.ts';
import { type Answer, type FakeRegistry, fakeRegistry, INDEX, MANIFEST, type Seen } from '../images/fake-registry.ts';
import { digestOf } from './cases.ts';

const OLD = `sha256:${'1'.repeat(64)}`;
let registry: FakeRegistry;
let answer: (request: Seen) => Answer | undefined;

/** Every tag has the digest of its path, but what a test says. */
const usual = ({ path }: Seen): Answer => ({
  headers: { 'content-type': INDEX, 'docker-content-digest': digestOf(path) },
});
const tagged = (repository: string, tag: string) => digestOf(`/v2/${repository}/manifests/${tag}`);

beforeEach(async () => {
  answer = () => undefined;
  registry = await fakeRegistry((request) => answer(request) ?? usual(request));
});
afterEach(async () => {
  vi.restoreAllMocks();
  removeFolders();
  await registry.close();
});

const gone = (text: string) => (request: Seen) => (request.path.includes(text) ? { status: 404 } : undefined);

/** Runs `pin` in a folder, with the fake registry in the place of Docker Hub. */
function pin(root: string, ...words: string[]) {
  vi.spyOn(process, 'cwd').mockReturnValue(root);
  return command('pin', '--mirror', `docker.io=http://${registry.host}`, ...words);
}
const read = (root: string, name: string) => readFileSync(join(root, name), 'utf8');

describe('pin', () => {
  it('finds the files of a folder, and leaves other people’s and linked ones alone', async () => {
    const root = folder({
      Dockerfile: 'FROM node:24\n',
      'api/api.Dockerfile': 'FROM node:24\n',
      'api/Dockerfile.dev': 'FROM debian:13\n',
      'web/Containerfile': 'FROM node:24\n',
      'compose.yaml': 'services:\n  a:\n    image: nginx:1.29\n',
      'deploy/docker-compose.prod.yml': 'services:\n  a:\n    image: nginx:1.29\n',
      'docker-bake.hcl': 'target "a" {\n  contexts = { x = "docker-image://alpine:3.24" }\n}\n',
      'k8s/app.yaml': 'not: looked at\n',
      'Dockerfile.hbs': 'FROM {{image}}\n',
      'Dockerfile.dockerignore': 'node_modules\n',
      'node_modules/x/Dockerfile': 'FROM node:24\n',
      '.git/Dockerfile': 'FROM node:24\n',
    });
    symlinkSync('/', join(root, 'everything'));
    symlinkSync(join(root, 'Dockerfile'), join(root, 'linked.Dockerfile'));
    const { code, out, err } = await pin(root, '--json');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(out).files.map(({ path }: { path: string }) => path)).toEqual([
      'Dockerfile',
      'api/Dockerfile.dev',
      'api/api.Dockerfile',
      'compose.yaml',
      'deploy/docker-compose.prod.yml',
      'docker-bake.hcl',
      'web/Containerfile',
    ]);
    expect(read(root, 'web/Containerfile')).toBe(`FROM node:24@${tagged('library/node', '24')}\n`);
    expect(read(root, 'node_modules/x/Dockerfile')).toBe('FROM node:24\n');
    // each image once: node, debian, nginx, alpine
    expect(registry.seen.map(({ path }) => path).sort()).toHaveLength(4);
  });

  it('changes nothing when it runs again, not even the time of a file', async () => {
    const root = folder({ Dockerfile: 'FROM node:24\n', 'compose.yaml': 'services: { a: { image: nginx:1.29 } }\n' });
    await pin(root);
    const before = everything(root);
    const { code, out } = await pin(root);
    expect(everything(root)).toEqual(before);
    expect(out).toContain('2 current; 0 of 2 files changed');
    expect(code).toBe(0);
  });

  it('keeps the mode of a file, and its own when it is reached from elsewhere', async () => {
    const root = folder({ 'a/Dockerfile': 'FROM node:24\n' });
    chmodSync(join(root, 'a/Dockerfile'), 0o640);
    const { code } = await pin(join(root), join(root, 'a/Dockerfile'));
    expect(code).toBe(0);
    expect(statSync(join(root, 'a/Dockerfile')).mode & 0o777).toBe(0o640);
    mkdirSync(join(root, 'b'));
    writeFileSync(join(root, 'a/Dockerfile'), 'FROM node:22\n');
    expect((await pin(join(root, 'b'), '../a/Dockerfile')).code).toBe(0);
    expect(read(root, 'a/Dockerfile')).toBe(`FROM node:22@${tagged('library/node', '22')}\n`);
  });

  it.each([
    ['a link', (root: string) => symlinkSync('/etc/hostname', join(root, 'Dockerfile')), 'is a link'],
    ['a file that is not there', () => {}, 'is not there'],
    [
      'a file that is too large',
      (root: string) => writeFileSync(join(root, 'Dockerfile'), 'x'.repeat(3e6)),
      'are not read',
    ],
    [
      'a file that is no text',
      (root: string) => writeFileSync(join(root, 'Dockerfile'), Buffer.from([0xff])),
      'not UTF-8',
    ],
    ['a file without FROM', (root: string) => writeFileSync(join(root, 'Dockerfile'), 'hello\n'), 'has no FROM'],
  ])('refuses %s and pins the others', async (_, make, says) => {
    const root = folder({ 'other.Dockerfile': 'FROM node:24\n' });
    make(root);
    const { code, err } = await pin(root, 'Dockerfile', 'other.Dockerfile');
    expect(code).toBe(2);
    expect(err).toContain(says);
    expect(read(root, 'other.Dockerfile')).toContain('@sha256:');
  });

  it('writes the other folders and says so where one cannot be written', async () => {
    const [root, other] = [folder({ Dockerfile: 'FROM node:24\n' }), folder({ Dockerfile: 'FROM node:24\n' })];
    const late = join(other, 'Dockerfile');
    answer = () => void writeFileSync(late, 'FROM node:26\n');
    const { code, out, err } = await pin(root, late, 'Dockerfile');
    expect(code).toBe(1);
    expect(err).toMatch(/^error [^\n]*Dockerfile: [^\n]*changed[^\n]*\n {2}/);
    expect(out).toContain('1 pinned, 1 held; 1 of 2 files changed');
    expect(read(root, 'Dockerfile')).toContain('@sha256:');
    expect(read(other, 'Dockerfile')).toBe('FROM node:26\n');
  });

  it.each([
    ['other.yaml', 'a: 1\n', 'no Kubernetes manifest'],
    ['chart.yaml', '{{- if .Values.x }}\na: 1\n{{- end }}\n', 'is a template'],
    ['bad.yaml', 'a: [1\n', 'cannot be read as YAML'],
  ])('refuses %s', async (name, text, says) => {
    const root = folder({ [name]: text });
    const { code, err } = await pin(root, name);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(says) });
    expect(registry.seen).toEqual([]);
  });
});

describe('an image that fails', () => {
  it('holds its own file and no other', async () => {
    const root = folder({ Dockerfile: 'FROM node:24\nFROM team/app:1\n', 'other.Dockerfile': 'FROM node:24\n' });
    answer = gone('team/app');
    const { code, out, err } = await pin(root);
    expect(code).toBe(2);
    expect(read(root, 'Dockerfile')).toBe('FROM node:24\nFROM team/app:1\n');
    expect(read(root, 'other.Dockerfile')).toContain('@sha256:');
    expect(err).toContain('Dockerfile:2: team/app:1:');
    expect(out).toContain('Not touched, because an image in it failed: Dockerfile');
  });

  it('is a passing fault when its registry is, and a warning when that is asked for', async () => {
    const root = folder({ Dockerfile: 'FROM team/app:1\nFROM node:24\n' });
    answer = ({ path }) => (path.includes('team') ? { status: 503, headers: { 'retry-after': '900' } } : undefined);
    expect((await pin(root)).code).toBe(75);
    expect(read(root, 'Dockerfile')).toBe('FROM team/app:1\nFROM node:24\n');
    expect((await pin(root, '--allow-unpinned')).code).toBe(0);
    expect(read(root, 'Dockerfile')).toMatch(/^FROM team\/app:1\nFROM node:24@sha256:[0-9a-f]{64}\n$/);
  });

  it('shows nothing of a file as it is that a terminal would act on', async () => {
    const root = folder({ Dockerfile: 'FROM \u001b[2Jnode:24\nFROM $X\u202e\n' });
    const { out, err } = await pin(root);
    for (const character of ['\u001b', '\u202e']) expect(out + err).not.toContain(character);
  });
});

describe('build contexts', () => {
  it.each([
    ['docker-bake.hcl', 'target "a" {\n  contexts = {\n    alpine = "target:base"\n    "node:24" = "./node"\n  }\n}\n'],
    ['docker-bake.json', '{ "target": { "a": { "contexts": { "alpine": "target:base", "node:24": "./node" } } } }'],
    ['compose.yaml', 'services:\n  a:\n    build:\n      additional_contexts: { alpine: ./a, "node:24": ./n }\n'],
    [
      'sub/compose.yaml',
      'services:\n  a:\n    build:\n      additional_contexts:\n        - alpine=./a\n        - node:24=./n\n',
    ],
  ])('of %s keep their places: a digest would switch them off', async (file, text) => {
    const dockerfile = 'FROM alpine\nFROM node:24\nFROM debian:13\n';
    const root = folder({ [file]: text, 'sub/Dockerfile': dockerfile, 'else/Dockerfile': dockerfile });
    const { code } = await pin(root, 'sub', file);
    expect(code).toBe(0);
    expect(read(root, 'sub/Dockerfile')).toBe(
      `FROM alpine\nFROM node:24\nFROM debian:13@${tagged('library/debian', '13')}\n`,
    );
    if (file.startsWith('sub/')) {
      await pin(root);
      expect(read(root, 'else/Dockerfile')).toBe(
        `FROM alpine@${tagged('library/alpine', 'latest')}\nFROM node:24@${tagged('library/node', '24')}\nFROM debian:13@${tagged('library/debian', '13')}\n`,
      );
    }
  });
});

describe('--check', () => {
  it.each([
    ['a pin is missing', 'FROM node:24\n', 1],
    ['a pin is behind its tag', `FROM node:24@${OLD}\n`, 1],
    ['a name is composed', 'ARG V=24\nFROM node:$V-slim\n', 1],
    ['all are what their tags say', `FROM node:24@${tagged('library/node', '24')}\n`, 0],
    ['a digest stands without a tag', `FROM node@${OLD}\n`, 0],
    ['nothing is fetched', 'FROM scratch\n', 0],
  ])('when %s', async (_, text, code) => {
    const root = folder({ Dockerfile: text });
    const before = everything(root);
    expect((await pin(root, '--check')).code).toBe(code);
    expect(everything(root)).toEqual(before);
  });

  it('cannot say so when a registry does not answer', async () => {
    const root = folder({ Dockerfile: `FROM node:24@${OLD}\n` });
    answer = () => ({ status: 503, headers: { 'retry-after': '900' } });
    expect((await pin(root, '--check')).code).toBe(75);
    expect((await pin(root)).code).toBe(0);
  });
});

describe('digests that are there', () => {
  it('stay, and are said to be behind; --update moves them', async () => {
    const root = folder({ Dockerfile: `FROM node:24@${OLD} AS a\nFROM node@${OLD}\nFROM debian:13\n` });
    const digests = [tagged('library/node', '24'), tagged('library/debian', '13')];
    const first = await pin(root);
    expect(first.out).toContain('behind');
    expect(read(root, 'Dockerfile')).toBe(`FROM node:24@${OLD} AS a\nFROM node@${OLD}\nFROM debian:13@${digests[1]}\n`);
    expect((await pin(root, '--update')).code).toBe(0);
    expect(read(root, 'Dockerfile')).toBe(
      `FROM node:24@${digests[0]} AS a\nFROM node@${OLD}\nFROM debian:13@${digests[1]}\n`,
    );
  });

  it('are all that --tag-only-newer moves', async () => {
    const root = folder({ Dockerfile: `FROM node:24@${OLD}\nFROM debian:13\nFROM alpine@${OLD}\n` });
    expect((await pin(root, '--tag-only-newer')).code).toBe(0);
    expect(read(root, 'Dockerfile')).toBe(
      `FROM node:24@${tagged('library/node', '24')}\nFROM debian:13\nFROM alpine@${OLD}\n`,
    );
    expect(registry.seen.some(({ path }) => path.includes('debian'))).toBe(false);
  });

  it('of one platform are said to be so', async () => {
    const body = JSON.stringify({ schemaVersion: 2, mediaType: MANIFEST, config: {}, layers: [] });
    const root = folder({ Dockerfile: `FROM node:24@${digestOf(body)}\n` });
    answer = ({ path }) =>
      path.endsWith(digestOf(body)) ? { headers: { 'content-type': MANIFEST }, body } : undefined;
    expect((await pin(root)).out).toContain('it is pinned to one platform; --update pins all of them');
    expect((await pin(root, '--update')).out).toContain('it was pinned to one platform, and is now to all of them');
  });

  it('that the registry has lost are said to be lost', async () => {
    const root = folder({ Dockerfile: `FROM node:24@${OLD}\n` });
    answer = gone(OLD);
    expect((await pin(root)).out).toContain('its old digest is no longer at the registry');
  });
});

describe('flags', () => {
  it('--offline asks nobody and takes the catalogue, with its date', async () => {
    const root = folder({ Dockerfile: 'FROM node:24-trixie-slim\n', 'x.Dockerfile': 'FROM team/app:1\n' });
    const { code, out } = await pin(root, '--offline');
    expect(registry.seen).toEqual([]);
    expect(read(root, 'Dockerfile')).toMatch(/^FROM node:24-trixie-slim@sha256:[0-9a-f]{64}\n$/);
    expect(out).toMatch(/built-in catalogue, seen on \d{4}-\d\d-\d\d, \d+ days ago/);
    expect(read(root, 'x.Dockerfile')).toBe('FROM team/app:1\n');
    expect(code).toBe(2);
    expect((await pin(root, '--offline', '--check', 'Dockerfile')).code).toBe(0);
  });

  it('--offline and --update do not go together', async () => {
    const { code, err } = await pin(folder({ Dockerfile: 'FROM node:24\n' }), '--offline', '--update');
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('--offline forbids') });
  });

  it('--registry asks elsewhere and leaves the name', async () => {
    const root = folder({ Dockerfile: 'FROM gcr.io/team/app:1\n' });
    await pin(root, '--registry', `gcr.io=${registry.host}/gcr`);
    expect(read(root, 'Dockerfile')).toBe(`FROM gcr.io/team/app:1@${tagged('gcr/team/app', '1')}\n`);
  });

  it('--dry-run and --diff show the change, and only the second makes it', async () => {
    const root = folder({ Dockerfile: 'FROM node:24\n' });
    const dry = await pin(root, '--dry-run');
    expect(dry.out).toContain(`-FROM node:24\n+FROM node:24@${tagged('library/node', '24')}`);
    expect(read(root, 'Dockerfile')).toBe('FROM node:24\n');
    const real = await pin(root, '--diff');
    expect(real.out).toContain('+FROM node:24@');
    expect(read(root, 'Dockerfile')).toContain('@sha256');
  });

  it('--quiet says nothing where nothing is wrong', async () => {
    const root = folder({ Dockerfile: 'FROM node:24\n' });
    expect(await pin(root, '--quiet')).toEqual({ code: 0, out: '', err: '' });
  });

  it('--json tells all of it', async () => {
    const root = folder({ Dockerfile: `FROM node:20\nFROM node:24-trixie-slim@${OLD}\nFROM $X\n` });
    const { code, out } = await pin(root, '--json', '--check');
    const { files, ...rest } = JSON.parse(out);
    expect(rest).toMatchObject({ version: 1, exitCode: 1, written: false, errors: [] });
    expect(code).toBe(1);
    expect(files[0]).toMatchObject({ path: 'Dockerfile', kind: 'dockerfile', changed: true });
    expect(files[0].images[0]).toEqual({
      ...{
        line: 1,
        where: 'FROM',
        reference: 'node:20',
        state: 'pinned',
        was: null,
        kind: 'index',
        source: 'registry',
      },
      ...{ digest: tagged('library/node', '20'), since: null, days: null, notes: [] },
      support: [{ product: 'node', version: '20', support: { state: 'ended', on: '2026-04-30' } }],
    });
    expect(files[0].images[1]).toMatchObject({ line: 2, state: 'behind', was: OLD });
    expect(files[0].left).toEqual([
      { line: 3, where: 'FROM', text: '$X', why: '$X has no default before the first FROM' },
    ]);
  });

  it('dates a digest that the catalogue or the lock knows', async () => {
    const root = folder({ Dockerfile: 'FROM node:24-trixie-slim\n' });
    await pin(root, '--offline');
    rmSync(join(root, 'secure-dockerfile-lock.json'), { force: true });
    const { out } = await pin(root, '--json');
    expect(JSON.parse(out).files[0].images[0]).toMatchObject({
      since: expect.stringMatching(/^2026-/),
      state: 'behind',
    });
  });
});

describe('who signed what is pinned', () => {
  const unsigned = ({ path }: Seen) => (/sha256-|referrers/.test(path) ? { status: 404 } : undefined);
  const DISTROLESS = { Dockerfile: 'FROM gcr.io/distroless/cc-debian13:nonroot\n', 'b.Dockerfile': 'FROM node:24\n' };
  const own = (policy: string) => ({
    'secure-dockerfile.json': JSON.stringify({
      signatures: {
        [registry.host]: { policy, identity: 'release@example.com', issuer: 'https://issuer.example.com' },
      },
    }),
    Dockerfile: `FROM ${registry.host}/team/app:1\n`,
  });

  it('writes nothing for an image that has to be signed and is not', async () => {
    answer = unsigned;
    const root = folder({ ...own('require'), 'b.Dockerfile': 'FROM node:24\n' });
    const { code, err } = await pin(root);
    expect(code).toBe(1);
    expect(err).toMatch(/team\/app:1.*sign/);
    expect(read(root, 'Dockerfile')).toBe(`FROM ${registry.host}/team/app:1\n`);
    expect(read(root, 'b.Dockerfile')).toBe(`FROM node:24@${tagged('library/node', '24')}\n`);
  });

  it('says so where it is only a warning, by a rule or because a mirror was asked', async () => {
    answer = unsigned;
    const warned = folder(own('warn'));
    expect(await pin(warned)).toMatchObject({ code: 0, err: expect.stringMatching(/^note .*team\/app:1.*sign/) });
    expect(read(warned, 'Dockerfile')).toContain('@sha256:');
    const root = folder(DISTROLESS);
    const { code, err } = await pin(root, '--mirror', `gcr.io=http://${registry.host}/gcr.io`);
    expect({ code, notes: err.match(/^note /gm) }).toEqual({ code: 0, notes: ['note '] });
  });

  it('looks for no signature offline, and none of an image that nobody signs', async () => {
    const root = folder({ Dockerfile: 'FROM node:24\n' });
    await pin(root);
    expect(registry.seen.filter(({ path }) => /sha256-|referrers/.test(path))).toEqual([]);
  });
});
