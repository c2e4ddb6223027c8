import { describe, expect, test } from 'vitest';
import { parseMirrors } from '../../src/images/options.ts';
import { resolveDigest } from '../../src/images/registry.ts';

const registry = process.env.TEST_REGISTRY ?? process.env.LAB_REGISTRY;
const tokenRegistry = process.env.TEST_TOKEN_REGISTRY;
if (registry === undefined)
  process.stderr.write('skipped: real registry (set TEST_REGISTRY=HOST:PORT with library/node in it)\n');

describe.skipIf(registry === undefined)('a real registry', () => {
  // A function, as the body of a skipped describe is run too.
  const options = () => ({ mirrors: parseMirrors({ flags: [`docker.io=http://${registry}`], variable: undefined }) });

  test('gives the index of node:24-trixie-slim, by tag and by digest', async () => {
    const resolved = await resolveDigest('node:24-trixie-slim', options());
    expect(resolved).toEqual({ digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/), kind: 'index' });
    await expect(resolveDigest(`node@${resolved.digest}`, options())).resolves.toEqual(resolved);
  });

  test('says that it does not have a tag', async () => {
    const missing = resolveDigest('node:no-such-tag', options());
    await expect(missing).rejects.toMatchObject({
      code: 'registry',
      message: expect.stringContaining('MANIFEST_UNKNOWN'),
    });
  });
});

describe.skipIf(tokenRegistry === undefined)('a real registry with tokens', () => {
  test('gives what anyone may pull, and nothing else', async () => {
    await expect(resolveDigest(`${tokenRegistry}/library/debian:trixie-slim`)).resolves.toMatchObject({
      kind: 'index',
    });
    const secret = resolveDigest(`${tokenRegistry}/private/debian:trixie-slim`);
    await expect(secret).rejects.toMatchObject({
      code: 'registry',
      message: expect.stringContaining('without a login'),
    });
  });
});
