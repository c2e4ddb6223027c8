import { UserError } from '../errors.ts';
import { familiar, parseReference, registryName, wrongRegistry } from './reference.ts';

/** Registry → base URL at which its digests are asked. A path is put before the repository. */
export type Mirrors = ReadonlyMap<string, URL>;

/** Registry → prefix that takes its place in every reference, in the files too: `registry.example.com/gcr`. */
export type Registries = ReadonlyMap<string, string>;

/** The values of a repeatable flag and of the variable that says the same; a flag wins over the variable for one host. */
export interface OptionTexts {
  readonly flags: readonly string[];
  /** The variable's text, comma separated; undefined when it is not set. */
  readonly variable: string | undefined;
}

/**
 * Reads `--mirror HOST=URL` and SECURE_DOCKERFILE_MIRRORS.
 * @param insecure hosts, with their ports, that a URL without TLS may have
 * @throws UserError `usage` that names the flag or the variable, never a password in the URL
 */
export function parseMirrors(texts: OptionTexts, insecure: ReadonlySet<string> = new Set()): Mirrors {
  const read = (text: string, problem: Problem) => mirrorUrl(text, insecure, problem);
  return parsePairs(texts, '--mirror', 'SECURE_DOCKERFILE_MIRRORS', 'URL', read);
}

/**
 * Reads `--insecure-registry HOST`: the registries, with their ports, that plain HTTP is spoken to.
 * @throws UserError `usage`
 */
export function parseInsecure(hosts: readonly string[]): ReadonlySet<string> {
  const isWrong = hosts.some((host) => wrongRegistry(host) !== undefined);
  // It is not shown: what is no host may hold a password.
  const hint = 'Write it without a scheme or path, like registry.example.com:5000.';
  if (isWrong) throw new UserError('usage', "--insecure-registry takes a registry's host", hint);
  return new Set(hosts.map((host) => host.toLowerCase()));
}

/**
 * Reads `--registry HOST=PREFIX` and SECURE_DOCKERFILE_REGISTRIES.
 * @throws UserError `usage` that names the flag or the variable
 */
export function parseRegistries(texts: OptionTexts): Registries {
  return parsePairs(texts, '--registry', 'SECURE_DOCKERFILE_REGISTRIES', 'PREFIX', registryPrefix);
}

/** Puts an image of a mapped registry to its prefix (`--registry`); tag and digest stay. Gives back the familiar form. */
export function rewrite(reference: string, registries: Registries): string {
  const image = parseReference(reference);
  const prefix = registries.get(image.registry);
  if (prefix === undefined) return familiar(image);
  const { registry, repository } = parseReference(`${prefix}/${image.repository}`);
  return familiar({ ...image, registry, repository });
}

/** Whether a host (with or without a port) is this machine itself: the only place where plain HTTP is spoken. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/:[0-9]+$/, '');
  return (
    name === 'localhost' || name.endsWith('.localhost') || name === '[::1]' || /^127(?:\.[0-9]{1,3}){3}$/.test(name)
  );
}

type Problem = (what: string) => UserError;

function parsePairs<Value>(
  { flags, variable }: OptionTexts,
  flag: string,
  variableName: string,
  right: string,
  read: (text: string, problem: Problem) => Value,
): ReadonlyMap<string, Value> {
  const listed = (variable ?? '').split(',').map((text) => text.trim());
  const pairs = [
    ...listed.filter((text) => text !== '').map((text) => ({ text, from: variableName })),
    ...flags.map((text) => ({ text, from: flag })),
  ];
  const map = new Map<string, Value>();
  for (const { text, from } of pairs) {
    const equals = text.indexOf('=');
    const host = text.slice(0, Math.max(equals, 0)).trim();
    // Only the host is shown: what follows may hold a password.
    const problem: Problem = (what) => new UserError('usage', `${from} ${host}: ${what}`, `Write it as HOST=${right}.`);
    if (equals === -1)
      throw new UserError('usage', `${from} takes HOST=${right}`, `For example docker.io=registry.example.com/hub.`);
    // Not shown either: with a "=" in a password, this is a part of it.
    if (wrongRegistry(host) !== undefined)
      throw new UserError('usage', `${from}: what stands before "=" is not a registry`);
    map.set(registryName(host), read(text.slice(equals + 1).trim(), problem));
  }
  return map;
}

function mirrorUrl(text: string, insecure: ReadonlySet<string>, problem: Problem): URL {
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  if (text === '' || !URL.canParse(full)) throw problem('the URL cannot be read');
  const url = new URL(full);
  if (url.username !== '' || url.password !== '') throw problem('the URL must not hold a user or password');
  if (url.search !== '' || url.hash !== '') throw problem('the URL must end with its path');
  if (url.protocol === 'http:' && !isLoopback(url.host) && !insecure.has(url.host))
    throw problem('plain http is only for this machine (127.0.0.1) and what --insecure-registry names');
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw problem('the URL must begin with https://');
  return url;
}

function registryPrefix(text: string, problem: Problem): string {
  const prefix = text.replace(/\/+$/, '');
  if (prefix.includes('://')) throw problem('the prefix is written without a scheme');
  const [host = ''] = prefix.split('/');
  if (!/[.:]/.test(host) && host !== 'localhost') throw problem('the prefix must begin with a registry');
  try {
    const { registry, repository } = parseReference(`${prefix}/x/x`);
    return `${registry}/${repository}`.slice(0, -'/x/x'.length);
  } catch {
    throw problem('the prefix is not a registry and a path in lower case');
  }
}
