import { UserError } from '../errors.ts';
import { shown } from './text.ts';

/** A parsed image reference; the grammar is that of github.com/distribution/reference. */
export interface ImageReference {
  /** Host and port in lower case: `docker.io`, `registry.example.com:5000`. */
  readonly registry: string;
  /** The path within the registry, Docker Hub's `library/` included: `library/node`. */
  readonly repository: string;
  /** As written; null when there is none (see `tagOf`). */
  readonly tag: string | null;
  /** `sha256:…`, or null. */
  readonly digest: string | null;
}

export const DOCKER_HUB = 'docker.io';

const HUB_NAMES: ReadonlySet<string> = new Set([DOCKER_HUB, 'index.docker.io', 'registry-1.docker.io']);
const LONGEST_NAME = 255;
const LONGEST_TEXT = 600;
const HEX_DIGITS: Readonly<Record<string, number>> = { sha256: 64, sha512: 128 };

const PATH_PART = /^[a-z0-9]+(?:(?:\.|__?|-+)[a-z0-9]+)*$/;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;
const HOST_LABEL = /^(?!-)[A-Za-z0-9-]+(?<!-)$/;
const IPV6 = /^\[[0-9A-Fa-f:.]{2,45}\]$/;
const IMAGE_ID = /^[0-9a-f]{64}$/;

/**
 * Reads an image reference in its familiar or canonical form.
 * @throws UserError `bad-input` that names the text and what is wrong with it
 */
export function parseReference(text: string): ImageReference {
  const problem = (what: string) => new UserError('bad-input', `${shown(text)} is not an image reference: ${what}`);
  if (text === '') throw problem('it is empty');
  if (text.length > LONGEST_TEXT) throw problem('it is too long');
  if (text.includes('://')) throw problem('write it without a scheme, like registry.example.com/team/app:1.2');
  const { name, tag, digest } = split(text);
  const { registry, repository } = splitName(name);
  const wrong = wrongRegistry(registry) ?? wrongPath(repository) ?? wrongTag(tag) ?? wrongDigest(digest);
  if (wrong !== undefined) throw problem(wrong);
  if (IMAGE_ID.test(name)) throw problem('it is an image id, not a name');
  const host = registryName(registry);
  const path = host === DOCKER_HUB && !repository.includes('/') ? `library/${repository}` : repository;
  if (host.length + 1 + path.length > LONGEST_NAME) throw problem(`the name is longer than ${LONGEST_NAME} characters`);
  return { registry: host, repository: path, tag, digest };
}

/** The same for a text that may be anything; undefined when it is no reference. */
export function readReference(text: string): ImageReference | undefined {
  try {
    return parseReference(text);
  } catch {
    return undefined;
  }
}

/** One spelling for each registry: lower case, and `docker.io` for every name that Docker Hub goes by. */
export function registryName(host: string): string {
  const lower = host.toLowerCase();
  return HUB_NAMES.has(lower) ? DOCKER_HUB : lower;
}

/** What is wrong with a registry's host (and port), or undefined. */
export function wrongRegistry(registry: string): string | undefined {
  const [, host = '', port] = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/s.exec(registry) ?? [];
  const valid = host.startsWith('[') ? IPV6.test(host) : host.split('.').every((label) => HOST_LABEL.test(label));
  if (!valid) return 'the registry is not a host name';
  if (port !== undefined && !(/^[0-9]{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65535)) {
    return 'the port of the registry is not a number from 1 to 65535';
  }
  return undefined;
}

/** The tag that a pull would use: `latest` when there is neither a tag nor a digest. */
export function tagOf(reference: ImageReference): string | null {
  return reference.tag ?? (reference.digest === null ? 'latest' : null);
}

/** The short form that people write: `node:24-trixie-slim`, `ghcr.io/team/app@sha256:…`. */
export function familiar(reference: ImageReference): string {
  return familiarName(reference) + suffix(reference);
}

/** The full form: `docker.io/library/node:24-trixie-slim`. */
export function canonical(reference: ImageReference): string {
  return `${reference.registry}/${reference.repository}${suffix(reference)}`;
}

function familiarName({ registry, repository }: ImageReference): string {
  if (registry !== DOCKER_HUB) return `${registry}/${repository}`;
  const parts = repository.split('/');
  const short = parts.length === 2 && parts[0] === 'library' ? String(parts[1]) : repository;
  // Shortened, these would be read back as another registry or as an image id.
  return IMAGE_ID.test(short) || looksLikeRegistry(short) ? `${DOCKER_HUB}/${repository}` : short;
}

function suffix({ tag, digest }: ImageReference): string {
  return (tag === null ? '' : `:${tag}`) + (digest === null ? '' : `@${digest}`);
}

function split(text: string): { name: string; tag: string | null; digest: string | null } {
  const at = text.indexOf('@');
  const digest = at === -1 ? null : text.slice(at + 1);
  const rest = at === -1 ? text : text.slice(0, at);
  const colon = rest.indexOf(':', rest.lastIndexOf('/') + 1);
  if (colon === -1) return { name: rest, tag: null, digest };
  return { name: rest.slice(0, colon), tag: rest.slice(colon + 1), digest };
}

function splitName(name: string): { registry: string; repository: string } {
  const slash = name.indexOf('/');
  if (!looksLikeRegistry(name)) return { registry: DOCKER_HUB, repository: name };
  return { registry: name.slice(0, slash), repository: name.slice(slash + 1) };
}

/** Whether the first part of a name is a registry: it has a dot or a port, or it is localhost. */
function looksLikeRegistry(name: string): boolean {
  const slash = name.indexOf('/');
  if (slash === -1) return false;
  const first = name.slice(0, slash);
  return /[.:]/.test(first) || first.toLowerCase() === 'localhost';
}

function wrongPath(repository: string): string | undefined {
  if (repository === '') return 'the name is missing';
  if (/[A-Z]/.test(repository)) return 'the name must be in lower case';
  const bad = repository.split('/').find((part) => !PATH_PART.test(part));
  if (bad === undefined) return undefined;
  return bad === '' ? 'the name has an empty part' : `${shown(bad)} cannot be part of a name`;
}

function wrongTag(tag: string | null): string | undefined {
  if (tag === null || TAG.test(tag)) return undefined;
  return tag === '' ? 'the tag is empty' : `${shown(tag)} is not a tag`;
}

function wrongDigest(digest: string | null): string | undefined {
  if (digest === null) return undefined;
  const colon = digest.indexOf(':');
  const algorithm = digest.slice(0, Math.max(colon, 0));
  const digits = Object.hasOwn(HEX_DIGITS, algorithm) ? HEX_DIGITS[algorithm] : undefined;
  if (digits === undefined) return 'the digest must be sha256:… or sha512:…';
  const hex = digest.slice(colon + 1);
  return hex.length === digits && /^[0-9a-f]+$/.test(hex) ? undefined : `${algorithm} takes ${digits} hex digits`;
}
