import { describe, expect, it } from 'vitest';
import type { SignatureRules } from '../../src/core/signatures.ts';
import { parseReference } from '../../src/images/reference.ts';
import { expectedSigners, readKey } from '../../src/verify/keys.ts';
import { ownPolicies } from '../../src/verify/own.ts';
import { POLICY_IDS, PUBLISHERS, shippedPolicy, stanceOn } from '../../src/verify/policies.ts';
import { pair, publicPem } from './sigstore.ts';

const PEM = publicPem(pair());
const own = (rules: SignatureRules, files: Readonly<Record<string, string>> = {}) =>
  ownPolicies(rules, (path) => files[path]);
const stance = (reference: string, rules: SignatureRules = {}) => {
  const found = stanceOn(parseReference(reference), own(rules));
  return found && (found.kind === 'policy' ? found.id : found.kind);
};

describe('who must have signed', () => {
  it.each([
    ['gcr.io/distroless/static-debian13:nonroot', 'distroless'],
    ['gcr.io/distroless', 'distroless'],
    ['gcr.io/distroless-evil/static', undefined],
    ['gcr.io/other/distroless', undefined],
    ['cgr.dev/chainguard/node:latest', 'chainguard'],
    ['cgr.dev/acme/node:latest', undefined],
    ['dhi.io/node:24', 'docker-hardened'],
    ['dhi.io.evil.test/node:24', undefined],
    ['docker/dockerfile:1', 'docker-frontend'],
    ['docker/dockerfile-upstream:master', undefined],
    ['index.docker.io/docker/dockerfile:1', 'docker-frontend'],
    ['node:24', 'not-signed-by-publisher'],
    ['library/node:24', 'not-signed-by-publisher'],
    ['nginxinc/nginx-unprivileged:1.31-alpine', undefined],
    ['mcr.microsoft.com/dotnet/aspnet:10.0', 'unsupported-format'],
    ['redhat/ubi10-minimal', 'unsupported-format'],
    ['registry.access.redhat.com/ubi10', 'unsupported-format'],
  ])('of %s: %s', (reference, expected) => expect(stance(reference)).toBe(expected));

  it('holds Docker Hardened Images to the published key', () => {
    const signer = shippedPolicy('docker-hardened')?.signer;
    expect(signer && expectedSigners(signer)).toEqual([
      'key sha256:118ba556dd52f4aec67018efd316c285c783cd3e54cc0f4527605715c643887c',
    ]);
  });

  it('has one entry for each publisher, and no two for one prefix', () => {
    expect(POLICY_IDS).toEqual(['distroless', 'chainguard', 'docker-hardened', 'docker-frontend']);
    expect(new Set(PUBLISHERS.map(({ prefix }) => prefix)).size).toBe(PUBLISHERS.length);
    expect(shippedPolicy('constructor')).toBeUndefined();
  });
});

describe('rules of the user', () => {
  const identity = { policy: 'require', identity: 'a@example.com', issuer: 'https://accounts.google.com' } as const;
  it.each<[reference: string, prefixes: string[], expected: string | undefined]>([
    ['registry.example.com/team/app', ['registry.example.com/team'], 'registry.example.com/team'],
    ['registry.example.com/team/app', ['registry.example.com/team/'], 'registry.example.com/team'],
    ['registry.example.com/teamwork/app', ['registry.example.com/team'], undefined],
    [
      'registry.example.com/team/app',
      ['registry.example.com', 'registry.example.com/team/app', 'registry.example.com/team'],
      'registry.example.com/team/app',
    ],
    ['nginx:1', ['index.docker.io/library/nginx'], 'docker.io/library/nginx'],
    ['REGISTRY.example.com:5000/a/b', ['Registry.Example.com:5000'], 'registry.example.com:5000'],
    ['gcr.io/distroless/static', ['gcr.io/distroless'], 'gcr.io/distroless'],
    ['gcr.io/distroless/static', ['gcr.io'], 'distroless'],
  ])('%s under %j: %s', (reference, prefixes, expected) => {
    expect(stance(reference, Object.fromEntries(prefixes.map((prefix) => [prefix, identity])))).toBe(expected);
  });

  it('change the level of a shipped policy and keep its signer', () => {
    const found = stanceOn(parseReference('gcr.io/distroless/cc'), own({ 'gcr.io/distroless': { policy: 'warn' } }));
    expect(found).toMatchObject({ ...shippedPolicy('distroless'), level: 'warn', origin: 'own' });
  });

  it('take a key from the file or the text', () => {
    const inFile = own(
      { 'registry.example.com': { policy: 'warn', key: 'keys/cosign.pub' } },
      { 'keys/cosign.pub': PEM },
    );
    const asText = own({ 'registry.example.com': { policy: 'warn', key: PEM } });
    const signers = [inFile, asText].map(([policy]) => policy && expectedSigners(policy.signer));
    expect(signers[0]).toEqual(signers[1]);
    expect(signers[0]).toEqual([`key sha256:${readKey({ name: '', pem: PEM }).fingerprint}`]);
  });

  it.each<[what: string, rules: SignatureRules, message: RegExp]>([
    ['no signer where none is shipped', { 'registry.example.com': { policy: 'require' } }, /does not say who signs/],
    [
      'a key that is not there',
      { 'r.example.com': { policy: 'warn', key: '../x.pub' } },
      /which is not in the project/,
    ],
    ['a key that is none', { 'r.example.com': { policy: 'warn', key: 'bad' } }, /bad is not a public key in PEM form/],
    ['a private key', { 'r.example.com': { policy: 'warn', key: 'private' } }, /private is a private key/],
  ])('with %s are refused', (_, rules, message) => {
    const pem = pair().privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
    expect(() => own(rules, { bad: 'x', private: pem })).toThrow(
      expect.objectContaining({ code: 'bad-input', message: expect.stringMatching(message) }),
    );
  });
});
