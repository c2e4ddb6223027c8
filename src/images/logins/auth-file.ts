import { registryName } from '../reference.ts';
import { type Credential, type Place, passwordOrToken } from './login.ts';

/** What a `config.json` of Docker or an `auth.json` of Podman says about logins. */
export interface AuthFile {
  readonly entries: readonly Entry[];
  /** Registry → the helper that keeps its login. */
  readonly helpers: ReadonlyMap<string, string>;
  /** The helper that keeps every other login. */
  readonly store: string | undefined;
}

interface Entry {
  readonly host: string;
  /** Podman's keys may hold a part of the repository's path; empty for the whole registry. */
  readonly path: string;
  readonly credential: Credential;
}

/** Reads such a file; undefined for what is none. Entries that hold no secret (Docker leaves them as marks) are left out. */
export function parseAuthFile(text: string): AuthFile | undefined {
  const file = objectIn(text);
  if (file === undefined) return undefined;
  const helpers = Object.entries(objectOf(file.credHelpers)).map(([key, name]) => [place(key).host, name] as const);
  return {
    entries: Object.entries(objectOf(file.auths)).flatMap(([key, value]) => {
      const credential = credentialIn(objectOf(value));
      return credential ? [{ ...place(key), credential }] : [];
    }),
    helpers: new Map(helpers.filter((pair): pair is [string, string] => typeof pair[1] === 'string')),
    store: typeof file.credsStore === 'string' && file.credsStore !== '' ? file.credsStore : undefined,
  };
}

/** The entry for a place: the same host, never a part of its name, and the longest path that holds the repository. */
export function entryFor({ entries }: AuthFile, { host, repository }: Place): Entry | undefined {
  const holds = (path: string) => path === '' || path === repository || repository.startsWith(`${path}/`);
  const fitting = entries.filter((entry) => entry.host === host && holds(entry.path));
  return fitting.sort((a, b) => b.path.length - a.path.length)[0];
}

/** The paths that old keys of Docker end with; they say nothing about a repository. */
const API_PATH = /^v[12]\/?$/;

/** `https://index.docker.io/v1/`, `registry.example.com:5000`, `quay.io/team` → host and path. */
function place(key: string): { host: string; path: string } {
  const [, scheme = '', host = '', rest = ''] = /^(https?:\/\/)?([^/]*)\/?(.*)$/is.exec(key) ?? [];
  const path = scheme !== '' || API_PATH.test(rest) ? '' : rest.replace(/\/+$/, '');
  return { host: registryName(host), path };
}

function credentialIn(entry: Readonly<Record<string, unknown>>): Credential | undefined {
  const text = (key: string) => (typeof entry[key] === 'string' ? entry[key] : '');
  if (text('registrytoken') !== '') return { kind: 'bearer', token: text('registrytoken') };
  if (text('identitytoken') !== '') return { kind: 'identity', token: text('identitytoken') };
  // Padded with zero bytes by old versions of Docker.
  const pair = Buffer.from(text('auth'), 'base64').toString('utf8').replace(/\0+$/, '');
  const colon = pair.indexOf(':');
  if (colon > 0) return passwordOrToken(pair.slice(0, colon), pair.slice(colon + 1));
  return text('username') === '' ? undefined : passwordOrToken(text('username'), text('password'));
}

function objectIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    // What is wrong stays unsaid: the parser's message quotes the file.
    return undefined;
  }
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
