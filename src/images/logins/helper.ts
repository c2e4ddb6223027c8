import { spawn } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import { within } from '../deadline.ts';
import { type Credential, passwordOrToken } from './login.ts';

/** What a credential helper said. */
export type Said =
  | { readonly kind: 'credential'; readonly credential: Credential }
  | { readonly kind: 'nothing' }
  /** Why it said nothing that can be used; its own words are left out, they may hold a secret. */
  | { readonly kind: 'fault'; readonly why: string };

export interface HelperOptions {
  readonly env: NodeJS.ProcessEnv;
  /** The folder in which it runs: not the project's, whose files are not ours to trust. */
  readonly home: string;
  readonly signal: AbortSignal;
  /** Milliseconds. */
  readonly time: number;
}

const MAX_BYTES = 64 * 1024;

/** What every helper says, and exits with a fault, when it has no login for a server. */
const NOT_FOUND = 'credentials not found in native keychain';

/**
 * Asks `docker-credential-NAME get` for the login of a server (the protocol of docker-credential-helpers). No shell is
 * involved, and nothing that it prints is shown.
 */
export async function askHelper(name: string, server: string, options: HelperOptions): Promise<Said> {
  const fault = (why: string): Said => ({ kind: 'fault', why });
  if (!/^[A-Za-z0-9._-]{1,64}$/.test(name)) return fault('the name of a credential helper cannot be used');
  const program = `docker-credential-${name}`;
  const path = findProgram(program, options.env);
  if (path === undefined) return fault(`${program} is not installed`);
  try {
    const { code, out } = await within(options.time, options.signal, (signal) => run(path, server, options, signal));
    if (code === 0) return readAnswer(out) ?? fault(`${program} gave an answer that cannot be read`);
    return out.trim() === NOT_FOUND ? { kind: 'nothing' } : fault(`${program} failed`);
  } catch (error) {
    if (options.signal.aborted) throw error;
    return fault(`${program} did not answer`);
  }
}

/** The program's place, looked for in absolute folders only: a relative one would be a folder of the project. */
function findProgram(program: string, env: NodeJS.ProcessEnv): string | undefined {
  const file = process.platform === 'win32' ? `${program}.exe` : program;
  const folders = (env.PATH ?? env.Path ?? '').split(delimiter).filter((folder) => isAbsolute(folder));
  return folders.map((folder) => join(folder, file)).find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function run(path: string, server: string, { env, home }: HelperOptions, signal: AbortSignal) {
  return new Promise<{ code: number | null; out: string }>((done, failed) => {
    const child = spawn(path, ['get'], { cwd: home, env, stdio: ['pipe', 'pipe', 'ignore'], windowsHide: true });
    const chunks: Buffer[] = [];
    let size = 0;
    // What it has started itself may hold the pipe open: it is not waited for.
    const stop = () => {
      child.kill('SIGKILL');
      child.stdout.destroy();
      failed(new Error('stopped'));
    };
    signal.addEventListener('abort', stop);
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > MAX_BYTES) stop();
      else chunks.push(chunk);
    });
    child.on('error', failed);
    child.on('close', (code) => {
      signal.removeEventListener('abort', stop);
      done({ code, out: Buffer.concat(chunks).toString('utf8') });
    });
    // One that ends without reading breaks the pipe; its exit code says enough.
    child.stdin.on('error', () => {});
    child.stdin.end(server);
  });
}

function readAnswer(out: string): Said | undefined {
  try {
    const { Username: user, Secret: secret }: { Username?: unknown; Secret?: unknown } = JSON.parse(out) ?? {};
    if (typeof user !== 'string' || typeof secret !== 'string') return undefined;
    const credential = passwordOrToken(user, secret);
    return credential ? { kind: 'credential', credential } : { kind: 'nothing' };
  } catch {
    return undefined;
  }
}
