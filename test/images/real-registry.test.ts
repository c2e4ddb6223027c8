import { describe, expect, test } from 'vitest';
import { openKeyring } from '../../src/images/logins/keyring.ts';
import { parseMirrors } from '../../src/images/options.ts';
import { parseReference } from '../../src/images/reference.ts';
import { openRegistries } from '../../src/images/registry.ts';
import { openTransport } from '../../src/images/transport.ts';
import { resolveDigest } from './lookups.ts';

/** The registries of a container lab, and the user and password of those that have one. */
const { env } = process;
const registry = env.TEST_REGISTRY ?? env.LAB_REGISTRY;
const passwordRegistry = env.TEST_PASSWORD_REGISTRY ?? env.LAB_AUTH_REGISTRY;
const tokenRegistry = env.TEST_TOKEN_REGISTRY ?? env.LAB_TOKEN_REGISTRY;
const login = env.TEST_REGISTRY_LOGIN ?? 'lab:lab';

/** What a test is given must be there; of the lab, which may have been started without some, it is looked up. */
async function isThere(given: string | undefined, ofLab: string | undefined): Promise<boolean> {
  if (given !== undefined || ofLab === undefined) return given !== undefined;
  const reply = await fetch(`http://${ofLab}/v2/`, { signal: AbortSignal.timeout(2000) }).catch(() => undefined);
  return reply !== undefined;
}

const there = {
  TEST_REGISTRY: await isThere(env.TEST_REGISTRY, env.LAB_REGISTRY),
  TEST_PASSWORD_REGISTRY: await isThere(env.TEST_PASSWORD_REGISTRY, env.LAB_AUTH_REGISTRY),
  TEST_TOKEN_REGISTRY: await isThere(env.TEST_TOKEN_REGISTRY, env.LAB_TOKEN_REGISTRY),
};
for (const [variable, found] of Object.entries(there))
  if (!found) process.stderr.write(`skipped: a real registry (set ${variable}=HOST:PORT)\n`);

const transport = openTransport({ env: {}, home: '/nowhere' });
const DIGEST = { digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/), kind: 'index' };

describe.skipIf(!there.TEST_REGISTRY)('a real registry', () => {
  // A function, as the body of a skipped describe is run too.
  const options = () => ({
    mirrors: parseMirrors({ flags: [`docker.io=http://${registry}`], variable: undefined }),
    fetch: transport,
  });

  test('gives the index of node:24-trixie-slim, by tag and by digest', async () => {
    const resolved = await resolveDigest('node:24-trixie-slim', options());
    expect(resolved).toEqual(DIGEST);
    await expect(resolveDigest(`node@${resolved.digest}`, options())).resolves.toEqual(resolved);
  });

  test('says that it does not have a tag', async () => {
    const missing = resolveDigest('node:no-such-tag', options());
    await expect(missing).rejects.toMatchObject({
      code: 'registry',
      message: expect.stringContaining('MANIFEST_UNKNOWN'),
    });
  });

  test('gives every manifest of an index and the configuration of each, as their digests say', async () => {
    const image = parseReference('node:24-trixie-slim');
    const registries = openRegistries(options());
    const index = await registries.manifest(image, '24-trixie-slim');
    const { manifests }: { manifests: { digest: string }[] } = JSON.parse(String(index?.body));
    expect(manifests.length).toBeGreaterThan(1);
    for (const { digest } of manifests) {
      const manifest = await registries.manifest(image, digest);
      expect(manifest?.digest).toBe(digest);
      const { config }: { config: { digest: string; size: number } } = JSON.parse(String(manifest?.body));
      await expect(registries.blob(image, config.digest, config.size)).resolves.toHaveLength(config.size);
    }
    await expect(registries.manifest(image, 'no-such-tag')).resolves.toBeUndefined();
    await expect(registries.blob(image, `sha256:${'0'.repeat(64)}`, 100)).resolves.toBeUndefined();
  });

  test('has nothing that refers to what nobody signed', async () => {
    const registries = openRegistries(options());
    const nothing = registries.referrers(parseReference('node:24-trixie-slim'), `sha256:${'0'.repeat(64)}`);
    await expect(nothing).resolves.toEqual([]);
  });
});

const rows = [
  { kind: 'a password', found: there.TEST_PASSWORD_REGISTRY, host: passwordRegistry },
  { kind: 'tokens', found: there.TEST_TOKEN_REGISTRY, host: tokenRegistry },
];
describe.each(rows)('a real registry with $kind', ({ found, host }) => {
  const as = (pair: string) => {
    const auths = { [String(host)]: { auth: Buffer.from(pair).toString('base64') } };
    const keyring = openKeyring({ env: { DOCKER_AUTH_CONFIG: JSON.stringify({ auths }) }, home: '/nowhere' });
    return { keyring, fetch: transport };
  };
  const closed = `${host}/private/debian:trixie-slim`;

  test.skipIf(!found)('gives what is closed to who has a login', async () => {
    await expect(resolveDigest(closed, as(login))).resolves.toEqual(DIGEST);
  });

  test.skipIf(!found)('gives it to nobody else, and says what to do', async () => {
    const nobody = resolveDigest(closed, { fetch: transport });
    await expect(nobody).rejects.toMatchObject({
      code: 'registry',
      message: expect.stringContaining('without a login'),
      hint: expect.stringContaining(`docker login ${host}`),
    });
    const wrong = resolveDigest(closed, as('lab:wrong-password'));
    await expect(wrong).rejects.toMatchObject({
      code: 'registry',
      message: expect.stringMatching(/refuses the login from DOCKER_AUTH_CONFIG(?!.*wrong-password)/),
    });
  });
});

test.skipIf(!there.TEST_TOKEN_REGISTRY)(
  'a real registry with tokens gives what anyone may pull to anyone',
  async () => {
    await expect(resolveDigest(`${tokenRegistry}/library/debian:trixie-slim`, { fetch: transport })).resolves.toEqual(
      DIGEST,
    );
  },
);
