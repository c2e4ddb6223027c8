import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { parseState } from '../../src/core/state.ts';
import { type FakeRegistry, fakeRegistry, INDEX } from '../images/fake-registry.ts';
import { command, folder, removeFolders, SERVICE } from './helpers.ts';

const digest = (digit: string) => `sha256:${digit.repeat(64)}`;
const [OLD, BUMPED, NEW] = [digest('1'), digest('2'), digest('3')];
const NODE = 'node:24-trixie-slim';

let registry: FakeRegistry;
let says = OLD;

beforeAll(async () => {
  registry = await fakeRegistry(() => ({ headers: { 'content-type': INDEX, 'docker-content-digest': says } }));
});
afterAll(() => registry.close());
afterEach(() => {
  says = OLD;
  removeFolders();
});

const read = (root: string, path = 'Dockerfile') => readFileSync(join(root, path), 'utf8');
const mirrors = () =>
  ['docker.io', 'gcr.io', 'cgr.dev'].flatMap((host) => ['--mirror', `${host}=http://${registry.host}`]);
const run = (verb: 'create' | 'update', root: string, ...flags: string[]) =>
  command(...(verb === 'update' ? ['update'] : []), root, '--yes', ...mirrors(), ...flags);
const digestsOf = (root: string) => read(root).match(/(?<=^FROM [^@\n]+@)sha256:[0-9a-f]+/gm);
const pinOf = (root: string, reference = NODE) =>
  parseState(read(root, 'secure-dockerfile-lock.json')).pins.find((pin) => pin.reference === reference);

/** A service as `create` left it, and then what `change` makes of its Dockerfile. */
async function created(change: (dockerfile: string) => string, ...flags: string[]): Promise<string> {
  const root = folder(SERVICE);
  expect((await run('create', root, ...flags)).code).toBe(0);
  writeFileSync(join(root, 'Dockerfile'), change(read(root)));
  return root;
}

const bump = (text: string) => text.replaceAll(OLD, BUMPED);

describe('a digest that a bot moved in all three stages', () => {
  it.each([
    ['create', [], OLD],
    ['create', ['--offline'], OLD],
    ['update', ['--offline'], OLD],
    ['update', [], OLD], // a mirror that lags
    ['update', [], BUMPED],
  ] as const)('stays after %s %j, and the lock has it', async (verb, flags, answer) => {
    const root = await created(bump);
    const dockerfile = read(root);
    says = answer;

    const { code, out, err } = await run(verb, root, ...flags);

    expect(code).toBe(0);
    expect(read(root)).toBe(dockerfile);
    expect(out).toMatch(/keep +Dockerfile +same/);
    expect(err).toContain(`note ${NODE} keeps the digest ${BUMPED.slice(0, 19)}… that was put into Dockerfile`);
    expect(pinOf(root)).toMatchObject({ digest: BUMPED, source: answer === OLD ? 'manual' : 'registry' });
    expect((await run('update', root)).out).toMatch(/^Nothing to change/);
    expect(digestsOf(root)).toEqual([BUMPED, BUMPED, BUMPED]);
  });

  it('is not turned back by the next run either, while the mirror lags', async () => {
    const root = await created(bump);
    await run('create', root);
    const { out, err } = await run('update', root);
    expect(out).toMatch(/^Nothing to change/);
    expect(err).toContain('the registry only has the one before it');
    says = NEW;
    expect((await run('update', root)).code).toBe(0);
    expect(digestsOf(root)).toEqual([NEW, NEW, NEW]);
    expect(pinOf(root)).not.toHaveProperty('superseded');
  });

  it('gives way to one that the registry has since, without a conflict', async () => {
    const root = await created((text) => bump(text).replace('EXPOSE 3000', '# seen by the proxy\nEXPOSE 3000'));
    says = NEW;
    const { code, out } = await run('update', root);
    expect(code).toBe(0);
    expect(out).toMatch(/update +Dockerfile +newer digests/);
    expect(digestsOf(root)).toEqual([NEW, NEW, NEW]);
    expect(read(root)).toContain('# seen by the proxy\nEXPOSE 3000');
  });

  it('is in nobody’s way when the project goes to another version', async () => {
    const root = await created(bump);
    writeFileSync(join(root, '.nvmrc'), '22\n');
    const { code } = await run('update', root);
    expect(code).toBe(0);
    expect(read(root).match(/^FROM node:22-trixie-slim@sha256:1/gm)).toHaveLength(3);
    expect(read(root)).not.toContain(BUMPED);
  });

  it('writes nothing in a dry run', async () => {
    const root = await created(bump);
    const { out } = await run('update', root, '--json');
    expect(JSON.parse(out).pins).toEqual([expect.objectContaining({ digest: BUMPED, source: 'manual' })]);
    expect(pinOf(root)?.digest).toBe(OLD);
  });
});

describe('a digest that somebody moved in one place', () => {
  it('goes to the other places, and a note says so', async () => {
    const root = await created((text) => text.replace(OLD, BUMPED));
    const { code, err } = await run('create', root);
    expect(code).toBe(0);
    expect(err).toContain(`all places of ${NODE} now have it`);
    expect(digestsOf(root)).toEqual([BUMPED, BUMPED, BUMPED]);
    expect(pinOf(root)).toMatchObject({ digest: BUMPED, source: 'manual', superseded: [OLD] });
  });

  it('moves on a line that was edited too', async () => {
    const root = await created((text) => text.replace('FROM node', 'FROM --platform=$BUILDPLATFORM node'));
    says = NEW;
    const { code } = await run('update', root);
    expect(code).toBe(0);
    expect(read(root)).toContain(`FROM --platform=$BUILDPLATFORM ${NODE}@${NEW}`);
    expect(read(root)).not.toContain(OLD);
  });

  it('is not guessed from several', async () => {
    const root = await created((text) => text.replace(OLD, BUMPED).replace(OLD, digest('4')));
    says = NEW;
    const { code, err } = await run('create', root);
    expect(code).toBe(0);
    expect(err).toContain('several digests that the lock does not have; all become what the registry has now');
    expect(digestsOf(root)).toEqual([NEW, NEW, NEW]);
  });
});

describe('what is no digest of ours', () => {
  it('is a file that we did not write', async () => {
    const root = folder({ ...SERVICE, Dockerfile: `FROM ${NODE}@${BUMPED}\n` });
    const { code } = await run('create', root, '--on-conflict', 'overwrite');
    expect(code).toBe(0);
    expect(pinOf(root)).toMatchObject({ digest: OLD, source: 'registry' });
    expect(read(root)).not.toContain(BUMPED);
  });

  it('is another tag, which stays an edit', async () => {
    const root = await created((text) => text.replaceAll(`${NODE}@${OLD}`, `node:26-trixie-slim@${BUMPED}`));
    const { code, out } = await run('create', root);
    expect(code).toBe(0);
    expect(out).toMatch(/^Nothing to change/);
    expect(pinOf(root)).toMatchObject({ digest: OLD });
    expect(read(root)).toContain(`node:26-trixie-slim@${BUMPED}`);
  });

  it('is an image whose digest is an answer', async () => {
    const base = `${NODE}@${OLD}`;
    const root = await created(bump, '--base', base);
    const dockerfile = read(root);
    const { code } = await run('update', root);
    expect(code).toBe(0);
    expect(read(root)).toBe(dockerfile);
    expect(pinOf(root)).toMatchObject({ digest: OLD, source: 'manual' });
  });

  it('is a file with the markers of a conflict', async () => {
    const root = await created((text) => `<<<<<<< yours\n${bump(text)}=======\n>>>>>>> generated now\n`);
    const dockerfile = read(root);
    expect((await run('create', root)).code).toBe(1);
    expect(read(root)).toBe(dockerfile);
    expect(pinOf(root)).toMatchObject({ digest: OLD });
  });
});

describe('without tags in the file', () => {
  it('a digest stands for what we wrote there', async () => {
    const root = await created(bump, '--pin-style', 'digest');
    expect(read(root)).toContain(`FROM node@${BUMPED}`);
    const { code, out } = await run('create', root);
    expect(code).toBe(0);
    expect(out).toMatch(/keep +Dockerfile +same/);
    expect(pinOf(root)).toMatchObject({ digest: BUMPED, source: 'manual' });
  });

  it('one that could be of two tags stays an edit', async () => {
    const root = folder(SERVICE);
    let count = 0;
    const both = await fakeRegistry(({ path, method }) => {
      // it keeps no signatures, as mirrors do
      if (method === 'GET') return { status: 404 };
      count++;
      const own = path.endsWith('latest-dev') ? digest('8') : digest('9');
      return { headers: { 'content-type': INDEX, 'docker-content-digest': own } };
    });
    const flags = ['--yes', '--base', 'chainguard', '--mirror', `cgr.dev=http://${both.host}`];
    expect((await command(root, ...flags)).code).toBe(0);
    expect(count).toBe(2);
    writeFileSync(join(root, 'Dockerfile'), read(root).replaceAll(digest('8'), BUMPED));
    const { code, out } = await command(root, ...flags);
    await both.close();
    expect(code).toBe(0);
    expect(out).toMatch(/^Nothing to change/);
    expect(pinOf(root, 'cgr.dev/chainguard/node:latest-dev')).toMatchObject({ digest: digest('8') });
  });
});
