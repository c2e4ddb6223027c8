import { describe, expect, test } from 'vitest';
import type { Fetch } from '../../src/images/http.ts';
import { openKeyring } from '../../src/images/logins/keyring.ts';
import { INDEX, INDEX_BODY, sha256 } from './fake-registry.ts';
import { QUICK, resolveDigest } from './lookups.ts';

/** What was sent: method, address, and what proved who asks. */
type Sent = readonly [method: string, url: string, authorization: string | undefined];

const LOGIN = `Basic ${Buffer.from('me:hunter2').toString('base64')}`;

/** A registry of the Internet as it would answer: `challenge` to whoever sends nothing, a digest to the others. */
function internet(challenge: string | undefined) {
  const sent: Sent[] = [];
  const good = { 'content-type': INDEX, 'docker-content-digest': sha256(INDEX_BODY) };
  const fetch: Fetch = async (url, { method, headers }) => {
    sent.push([method, url.href, headers.authorization]);
    if (!url.pathname.startsWith('/v2/') || !url.pathname.includes('/manifests/'))
      return new Response('{"token":"t0ken"}', { status: 200 });
    if (challenge === undefined || headers.authorization !== undefined) return new Response(null, { headers: good });
    return new Response(null, { status: 401, headers: { 'www-authenticate': challenge } });
  };
  return { sent, fetch };
}

const bearer = (realm: string, service: string, scope: string) =>
  `Bearer realm="${realm}",service="${service}",scope="${scope}"`;

/** Challenges in the form that each sends them (knowledge of 2026): the reference, the challenge, what the token server is asked. */
const REGISTRIES: readonly (readonly [reference: string, challenge: string, token: string])[] = [
  [
    'node:24',
    bearer('https://auth.docker.io/token', 'registry.docker.io', 'repository:library/node:pull'),
    'https://auth.docker.io/token?service=registry.docker.io&scope=repository%3Alibrary%2Fnode%3Apull',
  ],
  [
    'ghcr.io/team/app:1',
    bearer('https://ghcr.io/token', 'ghcr.io', 'repository:team/app:pull'),
    'https://ghcr.io/token?service=ghcr.io&scope=repository%3Ateam%2Fapp%3Apull',
  ],
  [
    'quay.io/team/app:1',
    bearer('https://quay.io/v2/auth', 'quay.io', 'repository:team/app:pull'),
    'https://quay.io/v2/auth?service=quay.io&scope=repository%3Ateam%2Fapp%3Apull',
  ],
  [
    'gcr.io/distroless/static:nonroot',
    bearer('https://gcr.io/v2/token', 'gcr.io', 'repository:distroless/static:pull'),
    'https://gcr.io/v2/token?service=gcr.io&scope=repository%3Adistroless%2Fstatic%3Apull',
  ],
  [
    'public.ecr.aws/docker/library/node:24',
    bearer('https://public.ecr.aws/token/', 'public.ecr.aws', 'aws'),
    'https://public.ecr.aws/token/?service=public.ecr.aws&scope=aws',
  ],
  [
    'registry.gitlab.com/team/app:1',
    bearer('https://gitlab.com/jwt/auth', 'container_registry', 'repository:team/app:pull,push'),
    'https://gitlab.com/jwt/auth?service=container_registry&scope=repository%3Ateam%2Fapp%3Apull',
  ],
  [
    'harbor.example.com/team/app:1',
    bearer('https://harbor.example.com/service/token', 'harbor-registry', 'repository:team/app:pull'),
    'https://harbor.example.com/service/token?service=harbor-registry&scope=repository%3Ateam%2Fapp%3Apull',
  ],
  [
    'team.azurecr.io/app:1',
    bearer('https://team.azurecr.io/oauth2/token', 'team.azurecr.io', 'repository:app:pull'),
    'https://team.azurecr.io/oauth2/token?service=team.azurecr.io&scope=repository%3Aapp%3Apull',
  ],
  [
    'codeberg.org/team/app:1',
    `${bearer('https://codeberg.org/v2/token', 'container_registry', '*')}, Basic realm="Gitea Container Registry"`,
    'https://codeberg.org/v2/token?service=container_registry&scope=*',
  ],
  [
    'dhi.io/node:24-debian13',
    bearer('https://dhi.io/token', 'registry.docker.io', 'repository:node:pull'),
    'https://dhi.io/token?service=registry.docker.io&scope=repository%3Anode%3Apull',
  ],
  [
    'artifactory.example.com/docker/app:1',
    'Bearer realm="https://artifactory.example.com/v2/token",service="artifactory.example.com"',
    'https://artifactory.example.com/v2/token?service=artifactory.example.com&scope=repository%3Adocker%2Fapp%3Apull',
  ],
  [
    'registry.example.com:8443/app:1',
    'Negotiate, bearer Realm="https://registry.example.com:8443/auth"',
    'https://registry.example.com:8443/auth?scope=repository%3Aapp%3Apull',
  ],
];

/** Those that want a password: the reference and the challenge. */
const WITH_PASSWORD: readonly (readonly [reference: string, challenge: string])[] = [
  [
    '123456789012.dkr.ecr.eu-central-1.amazonaws.com/app:1',
    'Basic realm="https://123456789012.dkr.ecr.eu-central-1.amazonaws.com/",service="ecr.amazonaws.com"',
  ],
  ['artifactory.example.com/docker/app:1', 'Basic realm="Artifactory Realm"'],
  ['nexus.example.com:5000/app:1', 'BASIC realm="Sonatype Nexus Repository Manager"'],
  ['registry.example.com/app:1', 'Bearer realm="Registry Realm"'],
  ['registry.example.com/app:1', 'Negotiate, Basic realm="x", charset="UTF-8"'],
];

const hostOf = (reference: string) => (reference.includes('/') ? String(reference.split('/')[0]) : 'docker.io');
const keyringFor = (host: string) => {
  const auths = { [host]: { auth: Buffer.from('me:hunter2').toString('base64') } };
  return openKeyring({ env: { DOCKER_AUTH_CONFIG: JSON.stringify({ auths }) }, home: '/nowhere' });
};

describe('the digest of an index comes from', () => {
  test.each(REGISTRIES)('%s, for anyone (%s)', async (reference, challenge, token) => {
    const { sent, fetch } = internet(challenge);
    await expect(resolveDigest(reference, { ...QUICK, fetch })).resolves.toMatchObject({ kind: 'index' });
    expect(sent.map(([method, , authorization]) => [method, authorization])).toEqual([
      ['HEAD', undefined],
      ['GET', undefined],
      ['HEAD', 'Bearer t0ken'],
    ]);
    expect(sent[1]?.[1]).toBe(token);
  });

  test.each(REGISTRIES)('%s, with a login that only the token server sees', async (reference, challenge, token) => {
    const { sent, fetch } = internet(challenge);
    await resolveDigest(reference, { ...QUICK, fetch, keyring: keyringFor(hostOf(reference)) });
    expect(sent.map(([, , authorization]) => authorization)).toEqual([undefined, LOGIN, 'Bearer t0ken']);
    expect(sent[1]?.[1]).toBe(token);
  });

  test.each(WITH_PASSWORD)('%s, with a password (%s)', async (reference, challenge) => {
    const { sent, fetch } = internet(challenge);
    const keyring = keyringFor(hostOf(reference));
    await expect(resolveDigest(reference, { ...QUICK, fetch, keyring })).resolves.toMatchObject({ kind: 'index' });
    expect(sent.map(([method, , authorization]) => [method, authorization])).toEqual([
      ['HEAD', undefined],
      ['HEAD', LOGIN],
    ]);
  });

  test.each(WITH_PASSWORD)('%s, and not without one', async (reference, challenge) => {
    const { sent, fetch } = internet(challenge);
    const refused = resolveDigest(reference, { ...QUICK, fetch });
    await expect(refused).rejects.toMatchObject({
      code: 'registry',
      hint: expect.stringContaining('Log in with docker login'),
    });
    expect(sent).toHaveLength(1);
  });

  test('mcr.microsoft.com, which asks nobody who they are', async () => {
    const { sent, fetch } = internet(undefined);
    const reference = 'mcr.microsoft.com/dotnet/sdk:10.0';
    await resolveDigest(reference, { ...QUICK, fetch, keyring: keyringFor('mcr.microsoft.com') });
    expect(sent).toEqual([['HEAD', 'https://mcr.microsoft.com/v2/dotnet/sdk/manifests/10.0', undefined]]);
  });
});
