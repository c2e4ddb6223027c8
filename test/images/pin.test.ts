import { describe, expect, test } from 'vitest';
import type { Pin } from '../../src/core/stack.ts';
import { UserError } from '../../src/errors.ts';
import type { ResolveDigest } from '../../src/images/lookup.ts';
import { pinImages, pinnedImages, pinnedText, pinsForLock } from '../../src/images/pin.ts';
import type { PinSources } from '../../src/images/pin-sources.ts';
import { familiar } from '../../src/images/reference.ts';

const digest = (digit: string) => `sha256:${digit.repeat(64)}`;
const TODAY = '2026-11-23';
const NODE = 'node:24-trixie-slim'; // in the catalogue
const NODE_IN_CATALOGUE = 'sha256:173f125896c3b47ddf056734c7ea789d04595a6a08769a8f78e0df642781fb66';
const APP = 'registry.example.com/team/app:1.2'; // in neither

const answers: ResolveDigest = async () => ({ digest: digest('a'), kind: 'index' });
const unreachable: ResolveDigest = async (image) => {
  throw new UserError('registry-unreachable', `${image.registry} cannot be reached`);
};
const refuses: ResolveDigest = async (image) => {
  throw new UserError('registry', `there is no ${familiar(image)}`);
};
const mustNotAsk: ResolveDigest = async (image) => {
  throw new Error(`asked for ${familiar(image)}`);
};

function locked(reference: string, rest: Partial<Pin> = {}): Pin {
  const pin = { reference, digest: digest('b'), kind: 'index', source: 'registry', resolvedAt: '2026-11-01' } as const;
  return { ...pin, signature: 'not-checked', signer: null, ...rest };
}

function pin(references: string[], sources: Partial<PinSources>) {
  const none = { lock: [], offline: false, allowUnpinned: false, refresh: false, today: TODAY, resolve: mustNotAsk };
  return pinImages(references, { ...none, ...sources });
}

/** name, reference, sources, what is expected of the pin, what the warning says */
type Row = [string, string, Partial<PinSources>, Partial<Pin>, string?];

const FOUND: Row[] = [
  ['its own digest', `${NODE}@${digest('c')}`, { lock: [locked(NODE)] }, { digest: digest('c'), source: 'manual' }],
  [
    'its own digest, without a tag',
    `${APP.slice(0, -4)}@${digest('c')}`,
    {},
    { reference: 'registry.example.com/team/app' },
  ],
  ['its own digest, offline', `${APP}@${digest('c')}`, { offline: true }, { signature: 'skipped-offline' }],
  ['the lock', APP, { lock: [locked(APP)] }, { digest: digest('b'), source: 'lock', resolvedAt: '2026-11-01' }],
  ['the lock, offline', APP, { lock: [locked(APP)], offline: true }, { source: 'lock', signature: 'not-checked' }],
  ['the lock, offline with refresh', APP, { lock: [locked(APP)], offline: true, refresh: true }, { source: 'lock' }],
  ['the lock before the catalogue', NODE, { lock: [locked(NODE)], offline: true }, { digest: digest('b') }],
  [
    'the lock by another spelling',
    'docker.io/library/node:24-trixie-slim',
    { lock: [locked(NODE)] },
    { reference: NODE },
  ],
  ['the registry', APP, { resolve: answers }, { digest: digest('a'), source: 'registry', resolvedAt: TODAY }],
  ['the registry before the catalogue', NODE, { resolve: answers }, { digest: digest('a'), source: 'registry' }],
  ['the registry with refresh', APP, { lock: [locked(APP)], refresh: true, resolve: answers }, { digest: digest('a') }],
  [
    'the registry when the lock has another tag',
    APP,
    { lock: [locked(`${APP}.1`)], resolve: answers },
    { digest: digest('a') },
  ],
  [
    'the registry when the lock has no digest',
    APP,
    { lock: [locked(APP, { digest: null })], resolve: answers },
    { source: 'registry' },
  ],
  ['the registry for latest', 'node', { resolve: answers }, { reference: 'node:latest' }],
  [
    'the catalogue offline',
    NODE,
    { offline: true },
    { digest: NODE_IN_CATALOGUE, source: 'catalogue', resolvedAt: '2026-10-01' },
    'seen on 2026-10-01, 53 days ago',
  ],
  [
    'a fresh catalogue',
    NODE,
    { offline: true, today: '2026-10-20' },
    { source: 'catalogue' },
    'seen on 2026-10-01; run update',
  ],
  [
    'the catalogue after a fault',
    NODE,
    { resolve: unreachable },
    { source: 'catalogue' },
    'docker.io cannot be reached. node:24',
  ],
  [
    'the lock after a fault',
    NODE,
    { lock: [locked(NODE)], refresh: true, resolve: unreachable },
    { digest: digest('b'), source: 'lock' },
    'docker.io cannot be reached. node:24-trixie-slim keeps its digest of 2026-11-01',
  ],
  ['nobody, offline', APP, { offline: true, allowUnpinned: true }, { digest: null }, 'stays without a digest'],
  ['nobody, after a fault', APP, { resolve: unreachable, allowUnpinned: true }, { digest: null }, 'cannot be reached'],
  ['nobody, refused', APP, { resolve: refuses, allowUnpinned: true }, { digest: null }, 'there is no'],
];

describe('a digest comes from', () => {
  test.each(FOUND)('%s', async (_, reference, sources, expected, warning) => {
    const { pins, warnings } = await pin([reference], sources);
    expect(pins).toHaveLength(1);
    expect(pins[0]).toMatchObject(expected);
    if (warning === undefined) expect(warnings).toEqual([]);
    else expect(warnings).toEqual([expect.stringContaining(warning)]);
  });

  test.each([
    ['node:24', {}, 'not-signed-by-publisher'],
    ['oven/bun:1', {}, 'not-checked'],
    ['gcr.io/distroless/static-debian13:nonroot', {}, 'not-checked'],
    ['gcr.io/distroless/static-debian13:nonroot', { offline: true }, 'skipped-offline'],
    [NODE, { offline: true }, 'not-signed-by-publisher'],
  ] as const)('%s %j: signature %s', async (reference, sources, signature) => {
    const { pins } = await pin([reference], { resolve: answers, ...sources });
    expect(pins[0]?.signature).toBe(signature);
  });
});

describe('an image that nobody has', () => {
  test.each([
    ['offline', { offline: true }, 'unpinned', 2],
    ['after a fault', { resolve: unreachable }, 'registry-unreachable', 75],
    ['refused', { resolve: refuses }, 'registry', 2],
    ['refused, though the lock has it', { resolve: refuses, refresh: true, lock: [locked(APP)] }, 'registry', 2],
  ] as const)('%s: %s', async (_, sources, code, exitCode) => {
    const error = await pin([APP], sources).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code, exitCode, message: expect.stringContaining(APP) });
  });

  test('a refusal never falls back on the catalogue', async () => {
    await expect(pin([NODE], { resolve: refuses })).rejects.toMatchObject({ code: 'registry' });
  });

  test('what is no reference is refused before anyone is asked', async () => {
    await expect(pin([NODE, 'No Such'], {})).rejects.toMatchObject({ code: 'bad-input' });
  });

  test('a bug in the resolver is not taken for a fault of the network', async () => {
    await expect(pin([NODE], { resolve: mustNotAsk, allowUnpinned: true })).rejects.toThrow('asked for node');
  });
});

describe('many images', () => {
  test('keep their order, each once', async () => {
    const { pins } = await pin([APP, NODE, 'docker.io/library/node:24-trixie-slim', 'oven/bun:1'], {
      resolve: answers,
    });
    expect(pins.map((entry) => entry.reference)).toEqual([APP, NODE, 'oven/bun:1']);
  });

  test('a silent registry is not asked for the rest', async () => {
    const asked: string[] = [];
    const resolve: ResolveDigest = async (image) => {
      asked.push(familiar(image));
      await new Promise((done) => setTimeout(done, 5));
      return image.registry === 'docker.io' ? unreachable(image) : answers(image);
    };
    const references = [...Array(20).keys()].flatMap((n) => [`node:${n}`, `registry.example.com/app:${n}`]);
    const { pins, warnings } = await pin(references, { resolve, allowUnpinned: true });
    expect(asked.filter((reference) => reference.startsWith('node'))).toHaveLength(4);
    expect(pins.filter((entry) => entry.digest === digest('a'))).toHaveLength(20);
    expect(warnings).toHaveLength(20);
  });
});

test.each([
  [NODE, digest('a'), 'tag+digest', `${NODE}@${digest('a')}`],
  [NODE, digest('a'), 'digest', `node@${digest('a')}`],
  [NODE, null, 'digest', NODE],
  ['127.0.0.1:5000/app:1', digest('a'), 'digest', `127.0.0.1:5000/app@${digest('a')}`],
  ['node', digest('a'), 'tag+digest', `node@${digest('a')}`],
] as const)('%s %s %s', (reference, hex, style, text) => {
  expect(pinnedText(locked(reference, { digest: hex }), style)).toBe(text);
});

test.each([
  [NODE, `${digest('a')}\nRUN id`],
  [`${NODE}\nRUN id`, digest('a')],
  [`${NODE} AS x`, null],
])('a lock with %j and %j adds no instruction', (reference, hex) => {
  expect(() => pinnedText(locked(reference, { digest: hex }), 'tag+digest')).toThrow(UserError);
});

test('pinnedImages finds an image by each of its spellings', () => {
  const manual = locked('node:24', { digest: digest('c') });
  const image = pinnedImages([locked(NODE), manual, locked('oven/bun:latest')], 'tag+digest');
  expect(image('docker.io/library/node:24-trixie-slim')).toBe(`${NODE}@${digest('b')}`);
  expect(image(`node:24@${digest('c')}`)).toBe(`node:24@${digest('c')}`);
  expect(image('oven/bun')).toBe(`oven/bun@${digest('b')}`);
  expect(() => image('alpine:3')).toThrow('was not pinned');
});

describe('pinsForLock', () => {
  const before = locked(APP);
  test.each<[string, Partial<Pin>, Pin]>([
    ['a pin from the lock', { source: 'lock' }, before],
    ['the same digest on another day', { resolvedAt: TODAY }, before],
    ['the same digest, now verified', { signature: 'verified' }, { ...before, signature: 'verified' }],
    ['a new digest', { digest: digest('d') }, { ...before, digest: digest('d') }],
    ['the same digest, now written by hand', { source: 'manual' }, { ...before, source: 'manual' }],
  ])('%s', (_, change, expected) => {
    expect(pinsForLock([{ ...before, ...change }], [before])).toEqual([expected]);
  });
});
