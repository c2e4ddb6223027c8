import { spawn } from 'node:child_process';

/** How a program ended. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Milliseconds after which it is killed; 15 minutes when not given. */
  readonly timeout?: number;
}

/** Runs a program without a shell and waits for it; never throws because of its exit code (127 when it cannot be started). */
export function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  const started = performance.now();
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    timeout: options.timeout ?? 900_000,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  return new Promise((resolve) => {
    const end = (code: number, message = '') =>
      resolve({
        code,
        stdout: Buffer.concat(out).toString('utf8'),
        stderr: Buffer.concat(err).toString('utf8') + message,
        seconds: (performance.now() - started) / 1000,
      });
    child.once('error', (error) => end(127, error.message));
    child.once('close', (code, signal) => end(code ?? 128, signal ? `\nended by ${signal}` : ''));
  });
}

/** The same, but throws with the last lines of its output when it fails. */
export async function must(program: string, args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  const outcome = await run(program, args, options);
  if (outcome.code === 0) return outcome;
  const last = `${outcome.stdout}\n${outcome.stderr}`.trim().split('\n').slice(-25).join('\n');
  throw new Error(`${program} ${args.slice(0, 3).join(' ')} … ended with ${outcome.code}\n${last}`);
}
