import { BlockList, isIP } from 'node:net';
import { UserError } from '../errors.ts';
import { isLoopback, type Mirrors } from './options.ts';
import { DOCKER_HUB, type ImageReference } from './reference.ts';

/** Where a registry is asked for the objects of one image. */
export interface Endpoint {
  /** The address of the registry itself: scheme, host and port. */
  readonly registry: URL;
  /** The repository's path there; a mirror's own path stands before the image's. */
  readonly repository: string;
  /** The registry in the words of a message. */
  readonly label: string;
}

/** `docker.io` is a name; its HTTP interface answers elsewhere. */
const HTTP_HOSTS: ReadonlyMap<string, string> = new Map([[DOCKER_HUB, 'registry-1.docker.io']]);

const INSIDE: readonly (readonly [string, number, 'ipv4' | 'ipv6'])[] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  ['::', 127, 'ipv6'],
  ['64:ff9b::', 96, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
];

const inside = new BlockList();
for (const [net, prefix, family] of INSIDE) inside.addSubnet(net, prefix, family);

/**
 * Where an image's registry, or the mirror in its place, is asked. HTTP is only spoken to this machine.
 * @param insecure hosts, with their ports, that it is spoken to as well
 */
export function endpointOf(
  image: ImageReference,
  mirrors: Mirrors,
  insecure: ReadonlySet<string> = new Set(),
): Endpoint {
  const mirror = mirrors.get(image.registry);
  const registry = new URL('/', mirror ?? registryUrl(HTTP_HOSTS.get(image.registry) ?? image.registry, insecure));
  const path = `${mirror?.pathname ?? '/'}/${image.repository}`.replace(/^\/+/, '').replaceAll(/\/{2,}/g, '/');
  const label = mirror === undefined ? image.registry : `${image.registry} (asked at ${registry.host})`;
  return { registry, repository: path, label };
}

/** The address of one object of a repository. */
export function objectUrl(endpoint: Endpoint, kind: 'manifests' | 'blobs' | 'referrers', name: string): URL {
  return new URL(`/v2/${endpoint.repository}/${kind}/${name}`, endpoint.registry);
}

function registryUrl(host: string, insecure: ReadonlySet<string>): URL {
  const text = `${isLoopback(host) || insecure.has(host) ? 'http' : 'https'}://${host}`;
  // The grammar lets pass what no address can be: 999.1.1.1.
  if (!URL.canParse(text)) throw new UserError('bad-input', `the registry ${host} is not an address`);
  return new URL(text);
}

/**
 * Why a registry must not send us to an address (a redirect, a token server), or undefined when it may: a registry of the
 * Internet could otherwise make us ask services inside this network. Rules: registry.md 1.3, after go-containerregistry;
 * beyond them a registry on this machine may name others on this machine, and one that the user calls insecure others that are called so.
 * @param insecure hosts, with their ports, that plain HTTP is spoken to
 */
export function refusedTarget(
  target: URL,
  registry: URL,
  insecure: ReadonlySet<string> = new Set(),
): string | undefined {
  if (target.username !== '' || target.password !== '') return 'it names a user';
  if (target.origin === registry.origin) return undefined;
  if (insecure.has(target.host) && insecure.has(registry.host) && /^https?:$/.test(target.protocol)) return undefined;
  const local = isLoopback(target.host);
  if (local && isLoopback(registry.host) && /^https?:$/.test(target.protocol)) return undefined;
  if (target.protocol !== 'https:') return 'it is not https';
  return local || isInside(target.hostname) ? 'it lies inside this network' : undefined;
}

function isInside(hostname: string): boolean {
  const address = hostname.replace(/^\[|\]$/g, '');
  const version = isIP(address);
  return version !== 0 && inside.check(address, version === 4 ? 'ipv4' : 'ipv6');
}
