import { describe, expect, test } from 'vitest';
import type { Registries } from '../../src/images/content.ts';
import { type ImageReference, parseReference } from '../../src/images/reference.ts';
import { openRegistries } from '../../src/images/registry.ts';
import { type Answer, GOOD, INDEX, INDEX_BODY, MANIFEST, MANIFEST_BODY, type Seen, sha256 } from './fake-registry.ts';
import { expectFault, QUICK, start, typed, withToken } from './lookups.ts';

const SUBJECT = sha256(INDEX_BODY);
const NOT_THERE: Answer = { status: 404 };
const BLOB = 'simple signing';
const SIGNATURES = 'application/vnd.dev.sigstore.bundle.v0.3+json';

const descriptor = (text: string, more: object = {}) => ({
  mediaType: MANIFEST,
  digest: sha256(text),
  size: 7,
  ...more,
});
const list = (...manifests: unknown[]) => JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests });

/** What a call comes to, of a registry that answers by path (what it does not know is not there). */
async function call<Result>(
  answers: Readonly<Record<string, Answer>>,
  task: (registries: Registries, image: ImageReference) => Promise<Result>,
) {
  const registry = await start((request) => answers[request.path] ?? NOT_THERE);
  const image = parseReference(`${registry.host}/team/app:1`);
  const result = await task(openRegistries(QUICK), image).catch((error: unknown) => error);
  return { result, registry, paths: registry.seen.map(({ path }) => path.replace('/v2/team/app/', '')) };
}

describe('a manifest', () => {
  const get = (name: string, answer: Answer) =>
    call({ [`/v2/team/app/manifests/${name}`]: answer }, (registries, image) => registries.manifest(image, name));

  test.each([
    ['by tag', 'sha256-abc.sig', GOOD, { digest: SUBJECT, mediaType: INDEX, body: Buffer.from(INDEX_BODY) }],
    ['by digest', SUBJECT, GOOD, { digest: SUBJECT, mediaType: INDEX, body: Buffer.from(INDEX_BODY) }],
    ['its type in the header', 'x', typed(`${MANIFEST}; a=b`, '{"schemaVersion":2}'), { mediaType: MANIFEST }],
    ['its type in its form', 'x', typed('', '{"schemaVersion":2,"config":{}}'), { mediaType: MANIFEST }],
  ])('%s', async (_, name, answer, expected) => {
    expect((await get(name, answer)).result).toMatchObject(expected);
  });

  test('that is not there is undefined', async () => {
    expect((await get('x', NOT_THERE)).result).toBeUndefined();
  });

  test.each<[string, string, Answer, string]>([
    ['other bytes', SUBJECT, typed(MANIFEST, MANIFEST_BODY), 'not the one of that digest'],
    ['another digest in the header', 'x', { ...GOOD, body: MANIFEST_BODY }, 'does not match the digest'],
    ['a login', 'x', { status: 401 }, 'without a login'],
    ['a blob in its place', 'x', typed('application/octet-stream', BLOB), 'is not a manifest'],
    ['more than 4 MiB', 'x', typed(INDEX, ' '.repeat(4 * 1024 * 1024 + 1)), 'larger than 4 MiB'],
  ])('is refused: %s', async (_, name, answer, message) => {
    expectFault((await get(name, answer)).result, 'registry', 2, message);
  });

  test.each(['../../x/manifests/1', 'a/b', 'sha256:abc', '?x', ''])('%j is never asked for', async (name) => {
    const { result, registry } = await call({}, (registries, image) => registries.manifest(image, name));
    expectFault(result, 'registry', 2, 'is no tag or digest');
    expect(registry.seen).toEqual([]);
  });
});

describe('a blob', () => {
  const digest = sha256(BLOB);
  const get = (answer: Answer, maxBytes = 100) =>
    call({ [`/v2/team/app/blobs/${digest}`]: answer }, (registries, image) => registries.blob(image, digest, maxBytes));

  test('is what its digest says', async () => {
    expect((await get({ body: BLOB })).result).toEqual(Buffer.from(BLOB));
  });

  test('that is not there is undefined', async () => {
    expect((await get(NOT_THERE)).result).toBeUndefined();
  });

  test('comes from another host without the token', async () => {
    const store = await start(() => ({ body: BLOB }));
    const registry = await start(withToken({ status: 307, headers: { location: `http://${store.host}/x?signed=1` } }));
    const image = parseReference(`${registry.host}/team/app:1`);
    await expect(openRegistries(QUICK).blob(image, digest, 100)).resolves.toEqual(Buffer.from(BLOB));
    expect(store.seen.map(({ authorization }) => authorization)).toEqual([undefined]);
  });

  test.each<[string, Answer, number, string, string]>([
    ['other bytes', { body: 'simple  signing' }, 100, 'registry', 'its bytes are not those of that digest'],
    ['more bytes than wanted', { body: BLOB }, 5, 'registry', 'it is larger than 5 bytes'],
    ['a login', { status: 403 }, 100, 'registry', 'without a login'],
    [
      'half of it',
      { headers: { 'content-length': '50' }, body: BLOB, cut: true },
      100,
      'registry-unreachable',
      'broke',
    ],
    ['half of it, no length', { body: BLOB.slice(0, 5) }, 100, 'registry', 'its bytes are not those of that digest'],
  ])('is refused: %s', async (_, answer, maxBytes, code, message) => {
    expectFault((await get(answer, maxBytes)).result, code, code === 'registry' ? 2 : 75, message);
  });
});

describe('what refers to a manifest', () => {
  const API = `/v2/team/app/referrers/${SUBJECT}`;
  const TAG = `/v2/team/app/manifests/${SUBJECT.replace(':', '-')}`;
  const get = (answers: Readonly<Record<string, Answer>>, type?: string) =>
    call(answers, (registries, image) => registries.referrers(image, SUBJECT, type));
  const one = descriptor('one', { artifactType: SIGNATURES, annotations: { a: 'b', wrong: 7 } });
  const two = descriptor('two');
  const read = [
    { ...one, annotations: { a: 'b' } },
    { ...two, annotations: {} },
  ];

  test('is listed by the API', async () => {
    const { result, paths } = await get({ [API]: typed(INDEX, list(one, two)), [TAG]: typed(INDEX, list()) });
    expect(result).toEqual(read);
    expect(paths).toEqual([`referrers/${SUBJECT}`]);
  });

  test('is nothing when the API says so, whatever a tag says', async () => {
    expect((await get({ [API]: typed(INDEX, list()), [TAG]: typed(INDEX, list(one)) })).result).toEqual([]);
  });

  test.each([400, 404, 405, 406, 501])('is listed by the tag where the API answers %i', async (status) => {
    expect((await get({ [API]: { status }, [TAG]: typed(INDEX, list(one, two)) })).result).toEqual(read);
  });

  test('is listed by the tag where the API is a page for people', async () => {
    const answers = { [API]: typed('text/html', '<html>'), [TAG]: typed(INDEX, list(two)) };
    expect((await get(answers)).result).toEqual(read.slice(1));
  });

  test('is nothing where there is neither', async () => {
    expect((await get({})).result).toEqual([]);
  });

  test.each([
    ['did', { 'oci-filters-applied': 'artifactType' }],
    ['did not', {}],
  ])('is filtered by type where the registry %s', async (_, headers) => {
    const { result, registry } = await get(
      { [API]: { headers: { 'content-type': INDEX, ...headers }, body: list(one, two) } },
      SIGNATURES,
    );
    expect(result).toEqual(read.slice(0, 1));
    expect(registry.seen[0]?.query.get('artifactType')).toBe(SIGNATURES);
  });

  const pages = async (next: (request: Seen, page: number) => string) => {
    let page = 0;
    const registry = await start((request) => {
      const link = next(request, ++page);
      return { headers: { 'content-type': INDEX, ...(link && { link }) }, body: list(page === 1 ? one : two) };
    });
    const image = parseReference(`${registry.host}/team/app:1`);
    const result = await openRegistries(QUICK)
      .referrers(image, SUBJECT)
      .catch((error: unknown) => error);
    return { result, registry };
  };

  test.each(['rel="next"', 'rel=next', 'a=b; rel="next"'])('is read page by page (%s)', async (rel) => {
    const { result, registry } = await pages(({ path }, page) => (page < 3 ? `<${path}?last=${page}>; ${rel}` : ''));
    expect(result).toHaveLength(3);
    expect(registry.seen.map(({ query }) => query.get('last'))).toEqual([null, '1', '2']);
  });

  test.each<[string, (request: Seen) => string]>([
    ['another host', () => '<https://registry.example.com/v2/team/app/referrers/x>; rel="next"'],
    ['another path', () => '</v2/other/app/referrers/x>; rel="next"'],
  ])('is refused when the next page lies at %s', async (_, link) => {
    const { result, registry } = await pages(link);
    expectFault(result, 'registry', 2, 'the next page of its list lies elsewhere');
    expect(registry.seen).toHaveLength(1);
  });

  test('is refused when its list never ends', async () => {
    const { result, registry } = await pages(({ path }, page) => `<${path}?last=${page}>; rel="next"`);
    expectFault(result, 'registry', 2, 'more than 20 pages');
    expect(registry.seen).toHaveLength(20);
  });

  test.each<[string, Readonly<Record<string, Answer>>, string]>([
    ['a list that is none', { [API]: typed(INDEX, '{"manifests":7}') }, 'its list cannot be read'],
    ['no digest', { [API]: typed(INDEX, list({ ...one, digest: '../x' })) }, 'its list cannot be read'],
    ['no size', { [API]: typed(INDEX, list({ ...one, size: '7' })) }, 'its list cannot be read'],
    ['a login', { [API]: { status: 401 } }, 'without a login'],
    ['an image under the tag', { [TAG]: typed(MANIFEST, MANIFEST_BODY) }, 'it is no list of what refers'],
  ])('is refused: %s', async (_, answers, message) => {
    expectFault((await get(answers)).result, 'registry', 2, message);
  });

  test('a fault that passes is not taken for an empty list', async () => {
    expectFault((await get({ [API]: { status: 503 } })).result, 'registry-unreachable', 75, 'a fault of its own');
  });
});
