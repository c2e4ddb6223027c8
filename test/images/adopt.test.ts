import { describe, expect, test } from 'vitest';
import type { Pin } from '../../src/core/stack.ts';
import { UserError } from '../../src/errors.ts';
import { adoptions, type WrittenPin } from '../../src/images/adopt.ts';
import type { ResolveDigest } from '../../src/images/lookup.ts';
import { pinImages, pinsForLock } from '../../src/images/pin.ts';

const digest = (digit: string) => `sha256:${digit.repeat(64)}`;
const [LOCKED, DISK, NEW, OLDER] = [digest('a'), digest('b'), digest('c'), digest('0')];
const APP = 'registry.example.com/team/app:1.2';

const says = (answer: string): ResolveDigest => {
  return async () => ({ digest: answer, kind: 'index' });
};
const silent: ResolveDigest = async () => {
  throw new UserError('registry-unreachable', 'registry.example.com cannot be reached');
};
const mustNotAsk: ResolveDigest = async () => {
  throw new Error('asked');
};

const place = (written: string, rest: Partial<WrittenPin> = {}): WrittenPin => ({
  ...{ reference: APP, digest: written, file: 'Dockerfile', ours: written === LOCKED },
  ...rest,
});
const pinOf = (rest: Partial<Pin>): Pin => ({
  ...{ reference: APP, digest: LOCKED, kind: 'index', source: 'registry', resolvedAt: '2026-11-01' },
  ...{ signature: 'not-checked', signer: null, ...rest },
});

interface Case {
  readonly written: readonly WrittenPin[];
  readonly lock?: readonly Pin[];
  readonly resolve?: ResolveDigest;
  readonly refresh?: boolean;
  readonly offline?: boolean;
}

function pin({ written, lock = [pinOf({})], resolve = mustNotAsk, refresh = false, offline = false }: Case) {
  const sources = { lock, offline, refresh, resolve, allowUnpinned: false, today: '2026-11-23' };
  return pinImages([APP], { ...sources, adoptions: adoptions(written, lock) });
}

const three = [place(DISK), place(DISK), place(DISK)];
const taken = { digest: DISK, source: 'manual', resolvedAt: '2026-11-23', superseded: [LOCKED] } as const;

describe('a digest that somebody put into our file', () => {
  test.each<[string, Case, Partial<Pin>, string | null]>([
    [
      'is taken by create',
      { written: three },
      taken,
      `keeps the digest ${DISK.slice(0, 19)}… that was put into Dockerfile`,
    ],
    ['is taken offline', { written: three, offline: true }, taken, 'was put into Dockerfile'],
    ['is taken offline by update', { written: three, offline: true, refresh: true }, taken, 'was put into'],
    [
      'stays when the registry has what the lock has',
      { written: three, refresh: true, resolve: says(LOCKED) },
      taken,
      'the registry only has the one before it',
    ],
    [
      'is confirmed by the registry',
      { written: three, refresh: true, resolve: says(DISK) },
      { digest: DISK, source: 'registry' },
      'keeps the digest',
    ],
    [
      'gives way to a new one',
      { written: three, refresh: true, resolve: says(NEW) },
      { digest: NEW, source: 'registry' },
      'moves past the digest',
    ],
    [
      'stays when the registry is silent',
      { written: three, refresh: true, resolve: silent },
      taken,
      'cannot be reached. registry.example.com/team/app:1.2 keeps the digest',
    ],
    [
      'is taken where the lock has none',
      { written: three, lock: [] },
      { digest: DISK, source: 'manual' },
      'was put into Dockerfile',
    ],
    [
      'wins over the places that still have the old one',
      { written: [place(LOCKED), place(DISK), place(LOCKED)] },
      taken,
      `all places of ${APP} now have it`,
    ],
    [
      'may stand in several files',
      { written: [place(DISK), place(DISK, { file: 'api.Dockerfile' })] },
      taken,
      'into Dockerfile and api.Dockerfile',
    ],
    [
      'is not guessed from several: the registry says, also for create',
      { written: [place(DISK), place(NEW)], resolve: says(LOCKED) },
      { digest: LOCKED, source: 'registry' },
      'with several digests that the lock does not have; all become what the registry has now',
    ],
    [
      'is the first of several offline',
      { written: [place(DISK), place(NEW)], offline: true },
      taken,
      `all become the first, ${DISK.slice(0, 19)}…`,
    ],
    [
      'is the first of several when the registry is silent',
      { written: [place(DISK), place(NEW)], resolve: silent },
      taken,
      'all become the first',
    ],
    ['is none where it is the lock’s', { written: [place(LOCKED)] }, { digest: LOCKED, source: 'lock' }, null],
    [
      'is none where we wrote it in an earlier run',
      { written: [place(OLDER, { ours: true })] },
      { digest: LOCKED, source: 'lock' },
      null,
    ],
    [
      'is none under another tag',
      { written: [place(DISK, { reference: 'registry.example.com/team/app:1.3' })] },
      { digest: LOCKED, source: 'lock' },
      null,
    ],
  ])('%s', async (_, given, expected, note) => {
    const { pins, warnings } = await pin(given);
    expect(pins).toEqual([expect.objectContaining(expected)]);
    expect(warnings).toEqual(note === null ? [] : [expect.stringContaining(note)]);
  });
});

describe('a digest that was taken into the lock', () => {
  const lock = [pinOf({ digest: DISK, source: 'manual', superseded: [OLDER, LOCKED] })];

  test.each<[string, Case, Partial<Pin>]>([
    ['outlives a mirror that lags', { written: [], lock, refresh: true, resolve: says(LOCKED) }, { digest: DISK }],
    ['outlives one that lags further', { written: [], lock, refresh: true, resolve: says(OLDER) }, { digest: DISK }],
    [
      'moves with the registry',
      { written: [], lock, refresh: true, resolve: says(NEW) },
      { digest: NEW, source: 'registry' },
    ],
    [
      'remembers what it took the place of when the next one comes',
      { written: [place(NEW)], lock },
      { digest: NEW, superseded: [OLDER, LOCKED, DISK] },
    ],
  ])('%s', async (_, given, expected) => {
    const { pins } = await pin(given);
    expect(pins).toEqual([expect.objectContaining(expected)]);
    expect(pins[0]?.source === 'registry' && pins[0].superseded).toBeFalsy();
  });

  test('keeps the same bytes in the lock', async () => {
    const { pins } = await pin({ written: [], lock, refresh: true, resolve: says(LOCKED) });
    expect(pinsForLock(pins, lock)).toEqual(lock);
  });
});
