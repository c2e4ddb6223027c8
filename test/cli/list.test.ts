import { afterEach, describe, expect, it, vi } from 'vitest';
import { listWarnings } from '../../src/cli/list.ts';
import { baseImages, baseWarnings } from '../../src/cli/list-bases.ts';
import { catalogueDigest } from '../../src/images/catalogue.ts';
import { parseReference } from '../../src/images/reference.ts';
import { supportWarning } from '../../src/images/support.ts';
import { stacks } from '../../src/stacks/index.ts';
import { command } from './helpers.ts';

const TODAY = '2026-11-23';
const data = async (...flags: string[]) => JSON.parse((await command('list', '--json', ...flags)).out);
const on = (day: string) => vi.useFakeTimers({ now: new Date(`${day}T12:00:00Z`), toFake: ['Date'] });

afterEach(() => {
  vi.useRealTimers();
});

describe('list', () => {
  it('is an overview of all three', async () => {
    const { code, out, err } = await command('list');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^Stacks\npython .*\nnode .*Base images \(--base\)\nslim .*Rules \(explain RULE\)\n/s);
  });

  it.each([
    [
      ['--stacks'],
      /^In this order: .*^python {2}Python\n {2}here because takes .*\n {2}built and run: uv .*^ {2}django +Django +django\n.*^node {2}Node\.js\n.*^ {2}payload +Payload +payload\n/ms,
      /user\/root|trixie/,
    ],
    [['--rules'], /^check\/off +info +/, /trixie/],
    [
      ['--bases'],
      /^slim: Docker Official Images, pinned, not signed by its publisher\n {2}python:3\.14-slim-trixie .*\n {2}node:22-trixie-slim /s,
      /user\/root/,
    ],
  ])('%j shows that alone', async (flags, shown, hidden) => {
    const { code, out } = await command('list', ...flags);
    expect(code).toBe(0);
    expect(out).toMatch(shown);
    expect(out).not.toMatch(hidden);
  });

  it.each([
    [[], ['version', 'tool', 'stacks', 'bases', 'images', 'warnings', 'rules']],
    [['--stacks'], ['version', 'tool', 'stacks']],
    [['--bases'], ['version', 'tool', 'bases', 'images', 'warnings']],
    [
      ['--rules', '--stacks'],
      ['version', 'tool', 'stacks', 'rules'],
    ],
  ])('%j as data', async (flags, keys) => {
    expect(Object.keys(await data(...flags))).toEqual(keys);
  });

  it('has every framework with its packages', async () => {
    const { stacks } = await data('--stacks');
    const node = stacks.find(({ id }: { id: string }) => id === 'node');
    expect(node).toMatchObject({ title: 'Node.js' });
    expect(node.frameworks).toContainEqual({ id: 'nuxt', title: 'Nuxt', packages: ['nuxt', 'nuxt3', 'nuxt-nightly'] });
    expect(Object.keys(node.frameworks[0])).toEqual(['id', 'title', 'packages']);
  });
});

describe('list --bases', () => {
  it('says all that is known of an image', async () => {
    on(TODAY);
    const { images } = await data('--bases');
    expect(images.find(({ reference }: { reference: string }) => reference === 'node:24-trixie-slim')).toEqual({
      ...{ reference: 'node:24-trixie-slim', base: 'slim', publisher: 'Docker Official Images', user: '1000' },
      ...{ shell: true, megabytes: null, signedBy: 'pinned, not signed by its publisher' },
      ...{ digest: catalogueDigest('node:24-trixie-slim')?.digest, kind: 'index', observed: '2026-10-01', ageDays: 53 },
      stale: true,
      support: [
        { product: 'node', version: '24', state: 'supported', until: '2028-04-30' },
        { product: 'debian', version: '13', state: 'supported', until: '2028-08-31' },
      ],
    });
  });

  it.each([
    [
      'node:24-trixie-slim',
      /user 1000, shell +size unknown +seen 2026-10-01, 53 days ago +Node\.js 24: supported until 2028-04-30, Debian 13: /,
    ],
    [
      'debian:trixie-slim',
      /user 10001, shell +31\.5 MB +seen 2026-10-08, 46 days ago +Debian 13: supported until 2028-08-31/,
    ],
    [
      'gcr.io/distroless/nodejs24-debian13:nonroot',
      /user 65532, no shell .* Node\.js 24: supported until 2028-04-30, Debian 13: /,
    ],
    [
      'dhi.io/node:24-debian13-dev',
      /user root, shell .* Node\.js 24: supported until 2028-04-30, Debian 13: supported until 2028-08-31$/,
    ],
    ['cgr.dev/chainguard/node:latest-dev', /user root, shell .* no digest$/],
    ['nginxinc/nginx-unprivileged:1.31-alpine', /user 101, shell .* seen 2026-10-03, 51 days ago$/],
  ])('has a line for %s', async (reference, says) => {
    on(TODAY);
    const { out } = await command('list', '--bases');
    const line = out.split('\n').find((each) => each.startsWith(`  ${reference} `));
    expect(line).toMatch(says);
  });

  it('has every image that a stack names, each once, and only those', () => {
    const named = new Set(stacks.flatMap((stack) => stack.parents(TODAY)).map(({ reference }) => reference));
    expect(baseImages(TODAY).map(({ reference }) => reference)).toEqual([...named]);
  });

  it('follows the versions that have support', () => {
    const has = (reference: string, day: string) => baseImages(day).some((image) => image.reference === reference);
    expect(has('node:22-trixie-slim', '2027-04-30')).toBe(true);
    expect(has('node:22-trixie-slim', '2027-05-01')).toBe(false);
  });

  it.each(baseImages(TODAY).map((image) => [image.reference, image] as const))(
    'names the publisher of %s',
    (_, image) => {
      const { registry, repository } = parseReference(image.reference);
      const [owner] = repository.split('/');
      const homes = { 'docker.io': owner, 'ghcr.io': `ghcr.io/${owner}` };
      const home = homes[registry as keyof typeof homes] ?? registry;
      const publishers: Readonly<Record<string, readonly [publisher: string, signer: RegExp]>> = {
        library: ['Docker Official Images', /not signed by its publisher/],
        'gcr.io': ['Google', /signed by Google/],
        'cgr.dev': ['Chainguard', /signed by Chainguard/],
        'dhi.io': ['Docker', /signed by Docker/],
        'mcr.microsoft.com': ['Microsoft', /signed by Microsoft with Notation, which this tool cannot check/],
        crystallang: ['Crystal', /not known to be signed/],
        oven: ['Oven', /not known to be signed/],
        denoland: ['Deno', /not known to be signed/],
        'ghcr.io/gleam-lang': ['Gleam', /not known to be signed/],
        sbtscala: ['the Scala community', /not known to be signed/],
        'ghcr.io/astral-sh': ['Astral', /not known to be signed/],
        'ghcr.io/gohugoio': ['Hugo', /not known to be signed/],
        'ghcr.io/getzola': ['Zola', /not known to be signed/],
        composer: ['Composer', /not known to be signed/],
        dunglas: ['FrankenPHP', /not known to be signed/],
        mlocati: ['Michele Locati', /not known to be signed/],
        nginxinc: ['NGINX', /not known to be signed/],
      };
      const [publisher, signer] = publishers[home ?? ''] ?? ['none', /none/];
      expect(image.publisher).toBe(publisher);
      expect(image.signedBy).toMatch(signer);
    },
  );

  it('warns of old digests, on stderr', async () => {
    on(TODAY);
    const { err } = await command('list', '--bases');
    expect(err).toMatch(/^note \d+ digests of the catalogue are older than 45 days: --offline takes what is there/);
  });

  it('says nothing where everything is fresh', () => {
    const images = baseImages('2026-10-05').filter(({ observed }) => observed === '2026-10-01');
    expect(images.length).toBeGreaterThan(0);
    expect(baseWarnings(images, '2026-10-05')).toEqual([]);
    expect(listWarnings(['stacks', 'rules'], '2030-01-01')).toEqual([]);
  });

  it('warns of one old digest in the singular', () => {
    const images = baseImages(TODAY).filter(({ reference }) => reference === 'alpine:3.24');
    expect(baseWarnings(images, TODAY)).toEqual([expect.stringMatching(/^1 digest of the catalogue is older/)]);
  });
});

it.each([
  ['2027-05-22', undefined],
  ['2027-05-23', 'last checked on 2026-11-23, 181 days ago'],
])('on %s the table of support says %s of itself', (today, says) => {
  if (says === undefined) expect(supportWarning(today)).toBeUndefined();
  else expect(supportWarning(today)).toContain(says);
});
