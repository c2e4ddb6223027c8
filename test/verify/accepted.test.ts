import { beforeAll, describe, expect, it } from 'vitest';
import { verifyImage } from '../../src/verify/verify.ts';
import { SIMPLE_SIGNING } from './registry.ts';
import {
  bundle,
  byIdentity,
  byKey,
  IMAGE,
  layer,
  PUBLISHER,
  published,
  putBundle,
  putReferrer,
  putTag,
  simple,
} from './signing.ts';
import { pair, type Sigstore, sigstore } from './sigstore.ts';

let from: Sigstore;
const key = pair();

beforeAll(async () => {
  from = await sigstore();
});

type Put = (registry: ReturnType<typeof published>['registry'], digest: string) => Promise<void>;

const FORMS: Readonly<Record<string, { readonly where: string; put(keyless: boolean): Put }>> = {
  'the tag of older cosign': {
    where: 'the .sig tag',
    put: (keyless) => async (registry, digest) =>
      putTag(registry, digest, await simple(digest, key, keyless ? { from } : undefined)),
  },
  'the same by OCI 1.1': {
    where: 'the referrers',
    put: (keyless) => async (registry, digest) => {
      const { payload, annotations } = await simple(digest, key, keyless ? { from } : undefined);
      putReferrer(registry, digest, [layer(registry, payload, SIMPLE_SIGNING, annotations)]);
    },
  },
  'a bundle': {
    where: 'the referrers',
    put: (keyless) => async (registry, digest) =>
      putBundle(registry, digest, await bundle(digest, key, keyless ? { from } : undefined)),
  },
};

describe.each(Object.entries(FORMS))('%s', (_, { where, put }) => {
  it('is accepted from the expected identity', async () => {
    const { registry, digest } = published();
    await put(true)(registry, digest);
    const verdict = await verifyImage(IMAGE, digest, byIdentity, { registries: registry, trust: from.trust });
    expect(verdict).toMatchObject({
      ...{ outcome: 'verified', policy: 'team', how: 'keyless', where },
      signer: `${PUBLISHER.identity} (${PUBLISHER.issuer})`,
      loggedAt: expect.stringMatching(/^20\d\d-\d\d-\d\dT/),
      logIndex: expect.stringMatching(/^\d+$/),
    });
  });

  it('is accepted from the expected key, with no log', async () => {
    const { registry, digest } = published();
    await put(false)(registry, digest);
    const policy = byKey(pair(), key);
    const verdict = await verifyImage(IMAGE, digest, policy, { registries: registry, trust: from.trust });
    expect(verdict).toMatchObject({
      ...{ outcome: 'verified', how: 'key', where, loggedAt: null, logIndex: null },
      signer: expect.stringMatching(/^key sha256:[0-9a-f]{64}$/),
    });
  });
});
