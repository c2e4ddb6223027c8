import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';
import { farewell } from '../../src/cli/exit.ts';
import { painter } from '../../src/cli/print.ts';
import { run } from '../../src/cli/program.ts';

export interface Result {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export const SERVICE: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({
    name: 'orders',
    version: '1.0.0',
    engines: { node: '24' },
    scripts: { start: 'node server.js' },
    dependencies: { express: '^5.0.0' },
  }),
  'package-lock.json': JSON.stringify({
    name: 'orders',
    version: '1.0.0',
    lockfileVersion: 3,
    packages: { '': { name: 'orders', version: '1.0.0', dependencies: { express: '^5.0.0' } } },
  }),
  'server.js': 'require("express")().listen(process.env.PORT ?? 3000);\n',
};

const folders: string[] = [];

/** A real folder with these files; `removeFolders` takes all of them away. */
export function folder(files: Readonly<Record<string, string>> = SERVICE): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'orders-')));
  folders.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

export function removeFolders(): void {
  for (const each of folders.splice(0)) rmSync(each, { recursive: true, force: true });
}

/** Every file with its bytes and the time of its last change: what must not move when nothing is written. */
export function everything(root: string): string[] {
  return (readdirSync(root, { recursive: true }) as string[])
    .sort()
    .filter((path) => statSync(join(root, path)).isFile())
    .map((path) => `${path} ${statSync(join(root, path)).mtimeMs} ${readFileSync(join(root, path), 'utf8')}`);
}

/** Runs a command line in this process, with nobody at a terminal. */
export async function command(...words: string[]): Promise<Result> {
  const texts = { out: '', err: '' };
  const capture = (stream: NodeJS.WriteStream, key: 'out' | 'err') =>
    vi.spyOn(stream, 'write').mockImplementation((text) => {
      texts[key] += String(text);
      return true;
    });
  const spies = [capture(process.stdout, 'out'), capture(process.stderr, 'err')];
  vi.stubEnv('CI', '1');
  vi.stubEnv('NO_COLOR', '1');
  let code: number;
  try {
    code = await run(words);
  } catch (error) {
    const last = farewell(error, painter({ isTTY: false }));
    code = last.code;
    texts.err += last.text;
  } finally {
    for (const spy of spies) spy.mockRestore();
    vi.unstubAllEnvs();
  }
  return { code, ...texts };
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CLI = join(ROOT, 'dist/cli.js');

/** What the program is built from. */
const SOURCES = ['src', 'templates', 'starters', 'build', 'package.json', 'rolldown.config.ts'];

/** The built program; built now when a source is newer. A type error is for the type check to report. */
export function builtCli(): string {
  const built = statSync(CLI, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (SOURCES.some((path) => newestBelow(join(ROOT, path)) > built)) {
    const words = ['node_modules/rolldown/bin/cli.mjs', '-c', '--log-level', 'silent'];
    const { status, stderr } = spawnSync(process.execPath, words, { cwd: ROOT, encoding: 'utf8' });
    if (status !== 0) throw new Error(`the program cannot be built: ${stderr}`);
  }
  statSync(CLI);
  return CLI;
}

function newestBelow(path: string): number {
  if (!statSync(path).isDirectory()) return statSync(path).mtimeMs;
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' });
  return Math.max(...names.map((name) => statSync(join(path, name)).mtimeMs));
}

/** Runs the compiled program as its own process, without a terminal. */
export function program(cwd: string, words: readonly string[], env: Readonly<Record<string, string>> = {}): Result {
  const { PATH = '' } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...words], {
    cwd,
    env: { PATH, ...env },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { code: status ?? -1, out: stdout, err: stderr };
}
