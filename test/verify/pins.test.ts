import { describe, expect, it } from 'vitest';
import { checkPins, type SignatureSources } from '../../src/cli/signatures.ts';
import type { Pin } from '../../src/core/stack.ts';
import { UserError } from '../../src/errors.ts';
import { parseMirrors } from '../../src/images/options.ts';
import { readKey } from '../../src/verify/keys.ts';
import { memoryRegistry } from './registry.ts';
import { published, putTag, simple } from './signing.ts';
import { pair, publicPem } from './sigstore.ts';

const key = pair();
const PEM = publicPem(key);
const SIGNER = `key sha256:${readKey({ name: '', pem: PEM }).fingerprint}`;
const DIGEST = `sha256:${'a'.repeat(64)}`;
const REQUIRE = { 'registry.test': { policy: 'require', key: PEM } } as const;
const WARN = { 'registry.test': { policy: 'warn', key: PEM } } as const;

const pinOf = (rest: Partial<Pin> = {}): Pin => ({
  ...{ reference: 'registry.test/team/app:1', digest: DIGEST, kind: 'index', source: 'registry' },
  ...{ resolvedAt: '2026-11-20', signature: 'not-checked', signer: null, ...rest },
});

interface Run extends Partial<Omit<SignatureSources, 'registries' | 'flags'>> {
  readonly registry?: ReturnType<typeof memoryRegistry>;
  readonly offline?: boolean;
  readonly mirrors?: readonly string[];
}

const network = (mirrors: readonly string[]) => ({
  ...{ insecure: new Set<string>(), ca: undefined, quiet: true },
  mirrors: parseMirrors({ flags: mirrors, variable: undefined }),
});

async function check(pin: Pin, { registry, offline = false, mirrors = [], rules = {}, readFile }: Run = {}) {
  const own = registry ?? memoryRegistry();
  const checked = await checkPins([pin], {
    flags: { offline, network: network(mirrors) },
    ...{ rules, readFile: readFile ?? (() => undefined), registries: async () => own },
  });
  return { pin: checked.pins[0], warnings: checked.warnings, asked: own.asked };
}

/** A registry that cannot be reached. */
function unreachable() {
  const fault = async () => {
    throw new UserError('registry-unreachable', 'registry.test cannot be reached: it refuses connections');
  };
  return { ...memoryRegistry(), manifest: fault, referrers: fault, blob: fault };
}

async function signed() {
  const { registry, digest } = published();
  putTag(registry, digest, await simple(digest, key));
  return { registry, digest };
}

describe('while pinning', () => {
  it.each(['require', 'warn'] as const)(
    'a signature that the policy (%s) accepts is told, and by whom',
    async (policy) => {
      const { registry, digest } = await signed();
      const result = await check(pinOf({ digest }), { registry, rules: { 'registry.test': { policy, key: PEM } } });
      expect(result.pin).toEqual(pinOf({ digest, signature: 'verified', signer: SIGNER }));
      expect(result.warnings).toEqual([]);
    },
  );

  it('a required one that is missing stops the run, though the registry says nothing is wrong', async () => {
    await expect(check(pinOf(), { rules: REQUIRE })).rejects.toMatchObject({
      ...{ code: 'signature', exitCode: 1, hint: expect.stringContaining('Nothing was written') },
      message: 'registry.test/team/app:1: there is no signature of the signer of registry.test',
    });
  });

  it('a required one that is refused stops the run', async () => {
    const { registry, digest } = published();
    putTag(registry, digest, await simple(digest, pair()));
    await expect(check(pinOf({ digest }), { registry, rules: REQUIRE })).rejects.toMatchObject({
      ...{ code: 'signature', message: expect.stringContaining('it does not fit the key and what was signed') },
    });
  });

  it('one that is only wished for is a warning', async () => {
    const { pin, warnings } = await check(pinOf(), { rules: WARN });
    expect(pin).toEqual(pinOf({ signature: 'failed' }));
    expect(warnings).toEqual(['registry.test/team/app:1: there is no signature of the signer of registry.test']);
  });

  it('every image that is refused is named', async () => {
    const pins = [pinOf(), pinOf({ reference: 'registry.test/team/web:1' })];
    const sources = { flags: { offline: false, network: network([]) }, rules: REQUIRE, readFile: () => undefined };
    await expect(checkPins(pins, { ...sources, registries: async () => memoryRegistry() })).rejects.toThrow(
      /team\/app:1: .*; registry\.test\/team\/web:1: /,
    );
  });

  it.each<[reference: string, signature: Pin['signature']]>([
    ['ghcr.io/team/app:1', 'no-policy'],
    ['mcr.microsoft.com/dotnet/sdk:10.0', 'unsupported-format'],
    ['node:24-trixie-slim', 'not-signed-by-publisher'],
  ])('nothing is claimed of %s, and nobody asked: %s', async (reference, signature) => {
    const { pin, warnings, asked } = await check(pinOf({ reference }));
    expect([pin?.signature, pin?.signer, warnings, asked]).toEqual([signature, null, [], []]);
  });

  it('an image without a digest is left alone', async () => {
    expect((await check(pinOf({ digest: null }), { rules: REQUIRE })).pin).toEqual(pinOf({ digest: null }));
  });
});

describe('a digest that did not come from a registry', () => {
  it('keeps the word of the lock where that names the signer of the policy', async () => {
    const locked = pinOf({ source: 'lock', signature: 'verified', signer: SIGNER });
    const { pin, asked } = await check(locked, { rules: REQUIRE });
    expect([pin, asked]).toEqual([locked, []]);
  });

  it.each<[what: string, pin: Partial<Pin>]>([
    [
      'the lock names another signer',
      { source: 'lock', signature: 'verified', signer: `key sha256:${'0'.repeat(64)}` },
    ],
    ['the lock was not told', { source: 'lock', signature: 'not-checked' }],
    ['a bot or a hand wrote it', { source: 'manual' }],
    ['the catalogue stood in, and the user requires it', { source: 'catalogue', signature: 'skipped-offline' }],
  ])('is checked where %s', async (_, rest) => {
    await expect(check(pinOf(rest), { rules: REQUIRE })).rejects.toMatchObject({ code: 'signature' });
    const { registry, digest } = await signed();
    const { pin } = await check(pinOf({ ...rest, digest }), { registry, rules: REQUIRE });
    expect(pin).toMatchObject({ signature: 'verified', signer: SIGNER });
  });

  it('is not looked at for a policy that only warns', async () => {
    const { pin, asked } = await check(pinOf({ source: 'lock' }), { rules: WARN });
    expect([pin, asked]).toEqual([pinOf({ source: 'lock' }), []]);
  });
});

describe('without a network', () => {
  const distroless = (source: Pin['source']) => pinOf({ reference: 'gcr.io/distroless/static:1', source });

  it('--offline asks nobody, and says what the user required', async () => {
    const skipped = await check(pinOf({ source: 'lock' }), { offline: true, rules: REQUIRE });
    expect(skipped.warnings).toEqual(['registry.test/team/app:1 has to be signed; offline that was not checked']);
    expect((await check(distroless('catalogue'), { offline: true })).warnings).toEqual([]);
    expect(skipped.asked).toEqual([]);
  });

  it('what the user requires is a passing fault, and so is what has just been pinned', async () => {
    for (const run of [
      check(pinOf({ source: 'lock' }), { registry: unreachable(), rules: REQUIRE }),
      check(distroless('registry'), { registry: unreachable() }),
    ])
      await expect(run).rejects.toMatchObject({ code: 'registry-unreachable', exitCode: 75 });
  });

  it('what the lock has of a shipped policy is a warning', async () => {
    const { pin, warnings } = await check(distroless('lock'), { registry: unreachable() });
    expect(pin).toEqual(distroless('lock'));
    expect(warnings).toEqual([expect.stringContaining('its signature could not be checked')]);
  });
});

describe('on a mirror', () => {
  const mirrors = ['gcr.io=http://127.0.0.1:5000', 'registry.test=http://127.0.0.1:5000'];
  const distroless = pinOf({ reference: 'gcr.io/distroless/static:1' });

  it('a publisher whose signatures are not there is a warning; at its own registry it is none', async () => {
    await expect(check(distroless)).rejects.toMatchObject({ code: 'signature' });
    const { pin, warnings } = await check(distroless, { mirrors });
    expect(pin?.signature).toBe('failed');
    expect(warnings).toEqual([
      'gcr.io/distroless/static:1: there is no signature of Google (distroless) on the mirror',
    ]);
  });

  it('a signature that is refused is refused there too', async () => {
    const { registry, digest } = published();
    putTag(registry, digest, await simple(digest, pair()));
    await expect(check({ ...distroless, digest }, { mirrors, registry })).rejects.toMatchObject({ code: 'signature' });
  });

  it('what the user requires holds there too', async () => {
    await expect(check(pinOf(), { mirrors, rules: REQUIRE })).rejects.toMatchObject({ code: 'signature' });
  });
});
