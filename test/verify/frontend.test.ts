import { beforeAll, describe, expect, it } from 'vitest';
import { type Policy, shippedPolicy } from '../../src/verify/policies.ts';
import { verifyImage } from '../../src/verify/verify.ts';
import { INDEX, MANIFEST, type MemoryRegistry, memoryRegistry } from './registry.ts';
import { type BundleJson, bundle, IMAGE, putBundle } from './signing.ts';
import { pair, type Sigstore, type Subject, sigstore } from './sigstore.ts';

/** Images of Docker's builder on GitHub: what is signed is the attestation manifest of each platform. */

const PLATFORMS = ['linux/amd64', 'linux/arm64/v8'] as const;
const BUILDER: Subject = {
  identity: 'https://github.com/docker/github-builder/.github/workflows/bake.yml@refs/tags/v1.4.0',
  issuer: 'https://token.actions.githubusercontent.com',
  texts: { 11: 'github-hosted', 12: 'https://github.com/moby/buildkit', 14: 'refs/tags/dockerfile/1.21.0' },
};

let from: Sigstore;
const key = pair();
const POLICY = shippedPolicy('docker-frontend') as Policy;

beforeAll(async () => {
  from = await sigstore();
});

type Entry = Record<string, unknown>;

interface Build {
  readonly registry: MemoryRegistry;
  /** Of the index, before it is put. */
  readonly entries: Entry[];
  /** Attestation manifests by platform. */
  readonly attestations: Map<string, string>;
}

const platformOf = (platform: string) => {
  const [os, architecture, variant] = platform.split('/');
  return { os, architecture, ...(variant !== undefined && { variant }) };
};

/** Builds every platform with its attestations; `spoil` changes an attestation's manifest before it is put. */
async function build(spoil: (manifest: Entry) => void = () => {}, subject = BUILDER): Promise<Build> {
  const registry = memoryRegistry();
  const built: Build = { registry, entries: [], attestations: new Map() };
  for (const platform of PLATFORMS) {
    const image = registry.put({ schemaVersion: 2, mediaType: MANIFEST, config: {}, layers: [], for: platform });
    const provenance = { mediaType: 'application/vnd.in-toto+json', digest: image, size: 1 };
    const manifest: Entry = {
      ...{ schemaVersion: 2, mediaType: MANIFEST, subject: { digest: image } },
      layers: [{ ...provenance, annotations: { 'in-toto.io/predicate-type': 'https://slsa.dev/provenance/v1' } }],
    };
    spoil(manifest);
    const attestation = registry.put(manifest);
    built.attestations.set(platform, attestation);
    putBundle(registry, attestation, await signature(attestation, subject));
    built.entries.push(
      { mediaType: MANIFEST, digest: image, size: 1, platform: platformOf(platform) },
      {
        ...{ mediaType: MANIFEST, digest: attestation, size: 1, platform: platformOf('unknown/unknown') },
        annotations: { 'vnd.docker.reference.type': 'attestation-manifest', 'vnd.docker.reference.digest': image },
      },
    );
  }
  return built;
}

const signature = (digest: string, subject = BUILDER): Promise<BundleJson> => bundle(digest, key, { from, subject });
const index = ({ registry, entries }: Build, more: Entry = {}) =>
  registry.put({ schemaVersion: 2, mediaType: INDEX, manifests: entries, ...more });
const verify = ({ registry }: Build, digest: string) =>
  verifyImage(IMAGE, digest, POLICY, { registries: registry, trust: from.trust });

describe("Docker's Dockerfile frontend", () => {
  it('is accepted when every platform is signed', async () => {
    const built = await build();
    expect(await verify(built, index(built))).toMatchObject({
      ...{ outcome: 'verified', how: 'keyless', where: 'the signed attestations of its platforms' },
      signer:
        'https://github.com/docker/github-builder for https://github.com/moby/buildkit (https://token.actions.githubusercontent.com)',
    });
  });

  type Row = [what: string, reason: RegExp, digest: () => Promise<[Build, string]>];
  const spoiled = (change: (built: Build) => unknown, more?: (built: Build) => Entry) => async () => {
    const built = await build();
    await change(built);
    return [built, index(built, more?.(built))] as [Build, string];
  };
  const signedBy = (subject: Partial<Subject>) => async () => {
    const built = await build(undefined, { ...BUILDER, ...subject });
    return [built, index(built)] as [Build, string];
  };
  const texts = (changed: Record<number, string>) => signedBy({ texts: { ...BUILDER.texts, ...changed } });
  const attested = (spoil: (manifest: Entry) => void) => async () => {
    const built = await build(spoil);
    return [built, index(built)] as [Build, string];
  };

  it.each<Row>([
    [
      'one platform is not signed',
      /linux\/arm64\/v8: there is none/,
      spoiled(({ registry, attestations }) => registry.listed.delete(attestations.get('linux/arm64/v8') ?? '')),
    ],
    [
      'one platform has the signature of the other',
      /linux\/arm64\/v8: it refers to another image/,
      spoiled(({ registry, attestations }) => {
        const [amd64 = '', arm64 = ''] = attestations.values();
        registry.listed.set(arm64, registry.listed.get(amd64) ?? []);
      }),
    ],
    [
      'one platform has no attestations',
      /its linux\/arm64\/v8 has no attestations/,
      spoiled(({ entries }) => entries.pop()),
    ],
    [
      'a platform is hidden as something beside another',
      /its linux\/amd64 has no attestations/,
      spoiled(({ entries, registry }) => {
        const evil = registry.put({ schemaVersion: 2, mediaType: MANIFEST, config: {}, layers: [], evil: true });
        const annotations = { 'vnd.docker.reference.type': 'attestation-manifest' };
        entries.unshift({
          mediaType: MANIFEST,
          digest: evil,
          size: 1,
          platform: platformOf('linux/amd64'),
          annotations,
        });
      }),
    ],
    [
      'a platform has no name, so that it fits every machine',
      /has no attestations/,
      spoiled(({ entries }) => entries.unshift({ mediaType: MANIFEST, digest: `sha256:${'1'.repeat(64)}`, size: 1 })),
    ],
    [
      'Go would read other entries than we do',
      /programs read it differently/,
      spoiled(
        () => {},
        () => ({ Manifests: [] }),
      ),
    ],
    [
      'Go would read another digest than we do',
      /programs read it differently/,
      spoiled(({ entries }) => Object.assign(entries[0] ?? {}, { DIGEST: `sha256:${'1'.repeat(64)}` })),
    ],
    ['the index is another', /it is not an index/, async () => [await build(), `sha256:${'0'.repeat(64)}`]],
    [
      'attestations are about another image',
      /do not say that they are about it/,
      attested((manifest) => Object.assign(manifest, { subject: { digest: `sha256:${'1'.repeat(64)}` } })),
    ],
    [
      'attestations say nothing of what they are about, as before 1.21',
      /do not say that they are about it/,
      attested((manifest) => {
        delete manifest.subject;
      }),
    ],
    [
      'attestations hold no provenance',
      /do not say how it was built/,
      attested((manifest) => Object.assign(manifest, { layers: [] })),
    ],
    [
      'another repository was built',
      /for a build of https:\/\/github.com\/evil\/buildkit/,
      texts({ 12: 'https://github.com/evil/buildkit' }),
    ],
    ['a branch was built', /for a build of refs\/heads\/master/, texts({ 14: 'refs/heads/master' })],
    ['BuildKit itself was built', /for a build of refs\/tags\/v0.27.0/, texts({ 14: 'refs/tags/v0.27.0' })],
    ['it was built on a machine of their own', /not made on a machine of GitHub/, texts({ 11: 'self-hosted' })],
    [
      'another workflow built it',
      /it is by https:\/\/github.com\/docker\/github-builder\/\.github\/workflows\/evil\.yml/,
      signedBy({ identity: BUILDER.identity.replace('bake', 'evil') }),
    ],
    [
      'a workflow of somebody else built it',
      /it is by https:\/\/github.com\/evil/,
      signedBy({ identity: BUILDER.identity.replace('docker', 'evil') }),
    ],
    [
      'the workflow is named in an address of somebody else',
      /it is by https:\/\/evil.test/,
      signedBy({ identity: `https://evil.test/${BUILDER.identity}` }),
    ],
    [
      'another service vouches for it',
      /it is by .*accounts.google.com/,
      signedBy({ issuer: 'https://accounts.google.com' }),
    ],
  ])('is refused when %s', async (_, reason, digest) => {
    const [built, ofIndex] = await digest();
    expect(await verify(built, ofIndex)).toMatchObject({ outcome: 'failed', says: expect.stringMatching(reason) });
  });
});
