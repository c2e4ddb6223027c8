import { describe, expect, test } from 'vitest';
import { endpointOf, objectUrl, refusedTarget } from '../../src/images/address.ts';
import { parseReference, tagOf } from '../../src/images/reference.ts';

const SHA = `sha256:${'ab'.repeat(32)}`;
const MIRRORS = new Map([['gcr.io', new URL('https://registry.example.com/gcr')]]);

test.each([
  ['node', 'https://registry-1.docker.io/v2/library/node/manifests/latest', 'docker.io'],
  ['node:24', 'https://registry-1.docker.io/v2/library/node/manifests/24', 'docker.io'],
  [`node:24@${SHA}`, `https://registry-1.docker.io/v2/library/node/manifests/${SHA}`, 'docker.io'],
  ['ghcr.io/team/app:1', 'https://ghcr.io/v2/team/app/manifests/1', 'ghcr.io'],
  [
    'registry.example.com:8443/app:1',
    'https://registry.example.com:8443/v2/app/manifests/1',
    'registry.example.com:8443',
  ],
  ['127.0.0.1:5000/app:1', 'http://127.0.0.1:5000/v2/app/manifests/1', '127.0.0.1:5000'],
  ['localhost/app:1', 'http://localhost/v2/app/manifests/1', 'localhost'],
  ['[::1]:5000/app:1', 'http://[::1]:5000/v2/app/manifests/1', '[::1]:5000'],
  ['10.0.0.1:5000/app:1', 'https://10.0.0.1:5000/v2/app/manifests/1', '10.0.0.1:5000'],
  [
    'gcr.io/distroless/static:nonroot',
    'https://registry.example.com/v2/gcr/distroless/static/manifests/nonroot',
    'gcr.io (asked at registry.example.com)',
  ],
])('%s is asked at %s', (reference, url, label) => {
  const image = parseReference(reference);
  const endpoint = endpointOf(image, MIRRORS);
  expect(objectUrl(endpoint, 'manifests', String(image.digest ?? tagOf(image))).href).toBe(url);
  expect(endpoint.label).toBe(label);
});

test.each(['999.1.1.1/app', '[:::]/app'])('%s, a host that no address can have, is refused as input', (reference) => {
  expect(() => endpointOf(parseReference(reference), new Map())).toThrow(
    expect.objectContaining({ code: 'bad-input', message: expect.stringContaining(reference.split('/')[0] ?? '') }),
  );
});

describe('a registry without TLS that the user named', () => {
  const insecure = new Set(['registry.example.com:5000', '10.0.0.1:5000', 'auth.example.com']);
  test.each([
    ['registry.example.com:5000/app', 'http://registry.example.com:5000/'],
    ['10.0.0.1:5000/app', 'http://10.0.0.1:5000/'],
    ['registry.example.com/app', 'https://registry.example.com/'],
    ['10.0.0.1:5001/app', 'https://10.0.0.1:5001/'],
  ])('%s is asked at %s', (reference, address) => {
    expect(endpointOf(parseReference(reference), new Map(), insecure).registry.href).toBe(address);
  });

  const REGISTRY = 'http://registry.example.com:5000/v2/';
  test.each([
    [REGISTRY, 'http://registry.example.com:5000/token', undefined],
    [REGISTRY, 'http://auth.example.com/token', undefined],
    [REGISTRY, 'http://10.0.0.1:5000/token', undefined],
    [REGISTRY, 'http://registry.example.com/token', 'not https'],
    [REGISTRY, 'http://other.example.com/token', 'not https'],
    [REGISTRY, 'https://10.0.0.2/token', 'inside'],
    [REGISTRY, 'https://u@auth.example.com/token', 'names a user'],
    // named by the user, but not by this registry's place: another's challenge must not lead there
    ['https://ghcr.io/v2/', 'http://auth.example.com/token', 'not https'],
    ['https://ghcr.io/v2/', 'http://10.0.0.1:5000/token', 'not https'],
    ['https://ghcr.io/v2/', 'https://10.0.0.1:5000/token', 'inside'],
  ])('%s to %s: %s', (registry, target, refused) => {
    const reason = refusedTarget(new URL(target), new URL(registry), insecure);
    if (refused === undefined) expect(reason).toBeUndefined();
    else expect(reason).toContain(refused);
  });
});

describe('what a registry may send us to', () => {
  const HUB = 'https://registry-1.docker.io/v2/';
  const HERE = 'http://127.0.0.1:5000/v2/';
  const NEAR = 'https://10.0.0.1:5000/v2/';
  test.each([
    [HUB, 'https://auth.docker.io/token', undefined],
    [HUB, 'https://cdn.example.com:8443/x', undefined],
    [HUB, 'https://8.8.8.8/x', undefined],
    [HUB, 'http://auth.docker.io/token', 'not https'],
    [HUB, 'ftp://auth.docker.io/token', 'not https'],
    [HUB, 'file:///etc/passwd', 'not https'],
    [HUB, 'https://user@auth.docker.io/token', 'names a user'],
    [HUB, 'https://:pass@registry-1.docker.io/token', 'names a user'],
    [HUB, 'https://127.0.0.1/token', 'inside'],
    [HUB, 'https://2130706433/token', 'inside'],
    [HUB, 'https://0x7f.1/token', 'inside'],
    [HUB, 'https://localhost/token', 'inside'],
    [HUB, 'https://x.localhost/token', 'inside'],
    [HUB, 'https://0.0.0.0/token', 'inside'],
    [HUB, 'https://10.1.2.3/token', 'inside'],
    [HUB, 'https://172.16.0.1/token', 'inside'],
    [HUB, 'https://172.32.0.1/token', undefined],
    [HUB, 'https://192.168.1.1/token', 'inside'],
    [HUB, 'https://169.254.169.254/token', 'inside'],
    [HUB, 'https://100.100.100.200/token', 'inside'],
    [HUB, 'https://[::1]/token', 'inside'],
    [HUB, 'https://[::]/token', 'inside'],
    [HUB, 'https://[fe80::1]/token', 'inside'],
    [HUB, 'https://[fd00:ec2::254]/token', 'inside'],
    [HUB, 'https://[::ffff:169.254.169.254]/token', 'inside'],
    [HUB, 'https://[64:ff9b::a9fe:a9fe]/token', 'inside'],
    [HUB, 'https://[2606:4700::1]/token', undefined],
    [HERE, 'http://127.0.0.1:5000/token', undefined],
    [HERE, 'http://127.0.0.1:5003/token', undefined],
    [HERE, 'http://localhost:5003/token', undefined],
    [HERE, 'https://registry.example.com/token', undefined],
    [HERE, 'http://registry.example.com/token', 'not https'],
    [HERE, 'https://169.254.169.254/token', 'inside'],
    [HERE, 'file:///etc/passwd', 'not https'],
    [NEAR, 'https://10.0.0.1:5000/token', undefined],
    [NEAR, 'https://10.0.0.1:5001/token', 'inside'],
    [NEAR, 'https://127.0.0.1/token', 'inside'],
  ])('%s to %s: %s', (registry, target, refused) => {
    const reason = refusedTarget(new URL(target), new URL(registry));
    if (refused === undefined) expect(reason).toBeUndefined();
    else expect(reason).toContain(refused);
  });
});
