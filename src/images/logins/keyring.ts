import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AuthFile, entryFor, parseAuthFile } from './auth-file.ts';
import type { Said } from './helper.ts';
import { type Found, type Keyring, type Login, type Place, serverName } from './login.ts';

export interface KeyringOptions {
  readonly env: NodeJS.ProcessEnv;
  /** The user's home folder. */
  readonly home: string;
  /** Milliseconds for a credential helper. */
  readonly helperTime?: number;
}

/** A file that could be read, or why it could not. */
interface Source {
  readonly from: string;
  readonly file: AuthFile | undefined;
  readonly note?: string;
}

const MAX_FILE_BYTES = 4 * 1024 * 1024;

/**
 * The logins that Docker and Podman keep for a user: in DOCKER_AUTH_CONFIG, Docker's config.json with its credential helpers,
 * and Podman's auth.json. Files are read when the first login is looked up, and each helper is asked once for a registry.
 */
export function openKeyring(options: KeyringOptions): Keyring {
  let sources: readonly Source[] | undefined;
  const asked = new Map<string, Promise<Said>>();
  const askOnce = (name: string, host: string, signal: AbortSignal) => {
    const key = `${name} ${host}`;
    const said = asked.get(key) ?? askHelper(name, host, options, signal);
    asked.set(key, said);
    // Cut short with its lookup, it did not say anything; another lookup may ask again.
    said.catch(() => asked.delete(key));
    return said;
  };
  return (place) => {
    sources ??= readSources(options);
    const candidates = sources.flatMap((source) => candidatesIn(source, place));
    return {
      costly: candidates[0]?.helper !== undefined,
      named: candidates.some(({ named }) => named),
      find: (signal) => firstOf(candidates, sources ?? [], (name) => askOnce(name, place.host, signal)),
    };
  };
}

/** A login, or the helper that may have one. */
interface Candidate {
  readonly from: string;
  readonly named: boolean;
  readonly login?: Login;
  readonly helper?: string;
}

/** In Docker's order: the registry's own helper, else the one for all, then the entries. */
function candidatesIn({ from, file }: Source, place: Place): Candidate[] {
  if (file === undefined) return [];
  const own = file.helpers.get(place.host);
  const helper = own ?? file.store;
  const entry = entryFor(file, place);
  return [
    ...(helper === undefined ? [] : [{ from, named: own !== undefined, helper }]),
    ...(entry === undefined ? [] : [{ from, named: true, login: { credential: entry.credential, from } }]),
  ];
}

async function firstOf(
  candidates: readonly Candidate[],
  sources: readonly Source[],
  ask: (helper: string) => Promise<Said>,
): Promise<Found> {
  const notes = sources.flatMap(({ note }) => note ?? []);
  for (const { login, helper, from } of candidates) {
    if (login !== undefined) return { login, notes };
    if (helper === undefined) continue;
    const said = await ask(helper);
    if (said.kind === 'fault') notes.push(`${said.why} (named in ${from})`);
    if (said.kind === 'credential') {
      return { login: { credential: said.credential, from: `docker-credential-${helper}` }, notes };
    }
  }
  return { login: undefined, notes };
}

/** Loaded when it is needed: most runs start no other program. */
async function askHelper(name: string, host: string, options: KeyringOptions, signal: AbortSignal): Promise<Said> {
  const { env, home, helperTime = 10_000 } = options;
  const helper = await import('./helper.ts');
  return helper.askHelper(name, serverName(host), { env, home, signal, time: helperTime });
}

/** Every place that Docker and Podman look at, in the order in which they are asked. */
function readSources({ env, home }: KeyringOptions): readonly Source[] {
  const shown = (path: string) => (path.startsWith(join(home, '/')) ? join('~', path.slice(home.length)) : path);
  const fromVariable = env.DOCKER_AUTH_CONFIG ? [readText('DOCKER_AUTH_CONFIG', env.DOCKER_AUTH_CONFIG)] : [];
  const dockerFile = join(env.DOCKER_CONFIG || join(home, '.docker'), 'config.json');
  const fromDocker = readSource(dockerFile, shown(dockerFile));
  const configFirst = /^\s*config\b/.test(env.DOCKER_AUTH_ORDER ?? '');
  const podmanFiles = [
    env.REGISTRY_AUTH_FILE,
    env.XDG_RUNTIME_DIR && join(env.XDG_RUNTIME_DIR, 'containers/auth.json'),
    join(env.XDG_CONFIG_HOME || join(home, '.config'), 'containers/auth.json'),
  ];
  return [
    ...(configFirst ? [...fromDocker, ...fromVariable] : [...fromVariable, ...fromDocker]),
    ...podmanFiles.flatMap((path) => (path ? readSource(path, shown(path)) : [])),
  ];
}

function readSource(path: string, from: string): Source[] {
  const problem = (why: string) => [{ from, file: undefined, note: `${from} ${why}` }];
  try {
    const descriptor = openSync(path, 'r');
    try {
      const { size } = fstatSync(descriptor);
      if (size > MAX_FILE_BYTES) return problem('is too large to be read');
      return [readText(from, readFileSync(descriptor, 'utf8'))];
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? [] : problem('cannot be read');
  }
}

function readText(from: string, text: string): Source {
  const file = parseAuthFile(text);
  return file ? { from, file } : { from, file, note: `${from} holds no JSON that can be used` };
}
