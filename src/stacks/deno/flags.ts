import { needsShell } from '../shared/javascript/words.ts';
import { shown } from '../shared/shown.ts';

/** `deno run` or `deno serve` taken apart: what a container keeps of it. */
export interface DenoProgram {
  readonly command: 'run' | 'serve';
  /** Options that are kept: permissions as they are written, and what changes how the program runs. */
  readonly options: readonly string[];
  /** The module: a file, or a specifier such as `npm:serve`. */
  readonly entry: string;
  readonly args: readonly string[];
  /** Whether it watches files or waits for a debugger. */
  readonly dev: boolean;
  readonly notes: readonly string[];
}

/** Only for people who work on the sources. */
const DEVELOPMENT =
  /^--(?:watch|watch-hmr|hmr|unstable-hmr|watch-exclude|no-clear-screen|open|inspect|inspect-brk|inspect-wait|inspect-publish-uid|coverage)(?:=|$)/;
/** What the build has done, or the container's own options say. */
const SETTLED =
  /^(?:--(?:reload|frozen|frozen-lockfile|no-lock|lock|cached-only|check|no-check|allow-scripts|node-modules-dir|vendor|no-prompt)(?:=|$)|-r$)/;
/** Options whose value may be the next word. */
const VALUED =
  /^(?:--(?:port|host|config|import-map|ext|location|seed|cert|preload|require|conditions|node-modules-linker|log-level|min-dep-age|unstable-kv-backend)|-c|-L)$/;
const ENV_FILE = /^--env(?:-file)?(?:=|$)/;
const UNSAFE = /^--unsafely-ignore-certificate-errors(?:=|$)/;
const EVERYTHING = /^(?:--allow-all|-[B-Zb-z]*A[A-Za-z]*)$/;
/** A file, or a specifier: `./src/main.ts`, `npm:serve@14`, `jsr:@std/http@^1/file-server`. */
const MODULE = /^[\p{L}\p{N}_@:./+~^=%-]{1,500}$/u;
/** The variable that hosts set; `deno task` fills it in as a shell would. */
const PORT = /\$\{PORT(?::-\d{1,5})?\}|\$PORT\b/g;

/**
 * Takes the words behind `deno run`, `deno serve` or `deno` apart. Permissions are kept to the letter: none is added or widened.
 * @param port what takes the place of `$PORT`
 */
export function denoProgram(
  command: 'run' | 'serve',
  words: readonly string[],
  port: number,
): DenoProgram | { readonly reason: string } {
  const filled = words.map((word) => word.replace(PORT, String(port)));
  const strange = filled.find(needsShell);
  if (strange !== undefined) return { reason: `${shown(strange)} needs a shell` };
  const options: string[] = [];
  const dropped: string[] = [];
  let at = 0;
  for (; at < filled.length && filled[at]?.startsWith('-'); at++) {
    const word = filled[at] ?? '';
    const value = VALUED.test(word) || takesLockFile(word, filled[at + 1]) ? filled[++at] : undefined;
    const kept = keptOption(word);
    if (kept === undefined) dropped.push(word);
    else options.push(kept, ...(value === undefined ? [] : [value]));
  }
  const [entry, ...args] = filled.slice(at);
  if (entry === undefined || entry === '-') return { reason: 'it names no module to run' };
  if (!MODULE.test(entry)) return { reason: `${shown(entry)} is no plain name of a module` };
  const dev = dropped.some((word) => DEVELOPMENT.test(word));
  return { command, options, entry, args, dev, notes: notesOn(options, dropped) };
}

/** `--lock deno.lock`: its value may be left out. */
function takesLockFile(word: string, next: string | undefined): boolean {
  return word === '--lock' && next !== undefined && /\.(?:lock|json)$/.test(next);
}

/** An option as the container gets it; undefined for one that it does without. */
function keptOption(word: string): string | undefined {
  if ([DEVELOPMENT, SETTLED, ENV_FILE, UNSAFE].some((one) => one.test(word))) return undefined;
  // letters in one word: -Ar is all permissions, and a reload of the cache
  return /^-[A-Za-z]{2,}$/.test(word) ? word.replace('r', '') : word;
}

function notesOn(options: readonly string[], dropped: readonly string[]): string[] {
  return [
    ...(options.some((word) => EVERYTHING.test(word))
      ? [
          'The program runs with every permission (-A), as its task says: name the ones that it needs, and Deno refuses the rest.',
        ]
      : []),
    ...(dropped.some((word) => ENV_FILE.test(word))
      ? ['The task reads variables from a file; the image holds none, so give them to the container (--env-file).']
      : []),
    ...(dropped.some((word) => UNSAFE.test(word))
      ? ['The task switches the check of certificates off; the container does not: give it the authority by --cert.']
      : []),
  ];
}
