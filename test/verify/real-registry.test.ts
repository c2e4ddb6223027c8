import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseReference } from '../../src/images/reference.ts';
import { openRegistries } from '../../src/images/registry.ts';
import type { Policy } from '../../src/verify/policies.ts';
import { signaturesOf } from '../../src/verify/sources.ts';
import { shippedTrust } from '../../src/verify/trust.ts';
import { verifyImage } from '../../src/verify/verify.ts';
import { policy } from './signing.ts';
import { pair, publicPem } from './sigstore.ts';

/** An image that the real cosign signed in both of its forms, in a real registry. */
const { TEST_SIGNED, TEST_SIGNED_KEY, TEST_UNSIGNED } = process.env;
if (TEST_SIGNED === undefined || TEST_SIGNED_KEY === undefined)
  process.stderr.write(
    'skipped: signatures of the real cosign (set TEST_SIGNED=HOST/NAME:TAG, TEST_SIGNED_KEY=FILE)\n',
  );

const byPem = (pem: string, first: Policy['first']): Policy => ({
  ...policy({ kind: 'key', keys: [{ name: 'the key', pem }] }),
  first,
});

async function verdictOn(reference: string, pem: string, first: Policy['first'] = 'tag') {
  const registries = openRegistries();
  const image = parseReference(reference);
  const { digest } = await registries.resolve(image);
  return verifyImage(image, digest, byPem(pem, first), { registries, trust: shippedTrust() });
}

describe.skipIf(TEST_SIGNED === undefined || TEST_SIGNED_KEY === undefined)('an image signed by cosign', () => {
  const signed = TEST_SIGNED ?? '';
  const key = () => readFileSync(TEST_SIGNED_KEY ?? '', 'utf8');

  it.each(['tag', 'referrers'] as const)('is accepted by its %s', async (first) => {
    const where = first === 'tag' ? 'the .sig tag' : 'the referrers';
    expect(await verdictOn(signed, key(), first)).toMatchObject({ outcome: 'verified', how: 'key', where });
  });

  it('has nothing beside it that cannot be read', async () => {
    const registries = openRegistries();
    const image = parseReference(signed);
    const { digest } = await registries.resolve(image);
    const forms = new Set<string>();
    for await (const found of signaturesOf({ image, digest, registries }, 'tag'))
      forms.add('form' in found ? found.form : found.refused);
    expect([...forms].sort()).toEqual(['bundle', 'simple-signing']);
  });

  it('is refused for another key', async () => {
    const says = expect.stringContaining('it does not fit the key');
    expect(await verdictOn(signed, publicPem(pair()))).toMatchObject({ outcome: 'failed', unsigned: false, says });
  });

  it.skipIf(TEST_UNSIGNED === undefined)('is told from one that is not signed', async () => {
    expect(await verdictOn(TEST_UNSIGNED ?? '', key())).toMatchObject({ outcome: 'failed', unsigned: true });
  });
});
