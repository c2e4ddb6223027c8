import type { Said } from '../core/earlier.ts';
import { bringsProgram, copies } from './copies.ts';
import { namedWords, type Reading } from './reading.ts';
import { baseName, fromWords, isScript, startedBy, startLine } from './start-words.ts';

/** What a Dockerfile says of the start: a command, or a script of the manifest, or neither. */
export interface SaidStart {
  readonly start?: Said<readonly string[]>;
  readonly script: Said<string> | null;
  readonly notes: readonly string[];
}

interface Context {
  readonly reading: Reading;
  readonly from: string;
  readonly notes: string[];
}

type Outcome = { readonly words: readonly string[] } | { readonly script: string } | null;

/** Programs that only pass signals on or change the user; with how many words of their own, options apart. */
const WRAPPERS: ReadonlyMap<string, number> = new Map([
  ...['exec', 'tini', 'tini-static', 'dumb-init', 'catatonit', 'env', 'nice', 'command'].map(
    (name) => [name, 0] as const,
  ),
  ...['gosu', 'su-exec', 'chroot'].map((name) => [name, 1] as const),
]);
const MANAGERS = new Set(['npm', 'pnpm', 'yarn', 'bun']);
const DEVELOPMENT = new Set([
  'nodemon',
  'ts-node',
  'ts-node-dev',
  'tsx',
  'vite',
  'nest',
  'next',
  'nuxt',
  'ng',
  'react-scripts',
  'npx',
  'pnpx',
  'bunx',
  'serve',
  'http-server',
]);
/** The module that our own entrypoints load before the program. */
const OURS = /^--import data:|^--preload \/usr\/local\/lib\/end-on-signal\.js$/;
const SCRIPT = /\.[cm]?js$/;
const DEEPEST = 8;

/**
 * The start command of the final stage, without wrappers, shells and process managers; what cannot be told is a note.
 * @param service the service's folder, whose part of a path falls away: the command runs in it
 * @param entrypoint what the image itself starts a CMD with
 */
export function readStart(reading: Reading, service: string, entrypoint: readonly string[]): SaidStart {
  const { final } = reading;
  const started = startedBy(final, entrypoint);
  if (!started) return { script: null, notes: [] };
  const from = reading.at(startLine(final)?.line ?? final.line);
  if ('reason' in started)
    return { script: null, notes: [`${from}: its start command is not taken over, because ${started.reason}.`] };
  const context = { reading, from, notes: beforeNotes(started.before, from) };
  const outcome = unwrap(started.words, context, 0);
  const { notes } = context;
  if (!outcome) return { script: null, notes };
  if ('script' in outcome) return { script: { value: outcome.script, from }, notes };
  const [program = '', ...args] = outcome.words;
  const words = [program, ...args.map((word) => relative(word, final.workdir?.value ?? null, service))];
  const compiled = copies(reading).some((copy) => bringsProgram(copy, program));
  return { start: { value: withoutOurs(words), from, ...(compiled && { compiled }) }, script: null, notes };
}

function beforeNotes(before: readonly (readonly string[])[], from: string): string[] {
  const real = before.filter(([program]) => program !== 'cd' && program !== 'export' && program !== 'set');
  return real.length === 0
    ? []
    : [
        `${from} runs ${real.map(namedWords).slice(0, 5).join(', ')} before the service starts; the new one starts the service alone: run that as a job of its own.`,
      ];
}

/** Takes wrappers off until a program is left. */
function unwrap(words: readonly string[], context: Context, depth: number): Outcome {
  const [first = '', ...rest] = words;
  const name = baseName(first);
  if (words.length === 0 || depth > DEEPEST) return null;
  const inner = () => unwrap(rest, context, depth + 1);
  if (isScript(first)) return entrypointScript(first, rest, context, depth);
  const own = WRAPPERS.get(name);
  if (own !== undefined) return unwrap(afterOptions(rest, own), context, depth + 1);
  if (/^[A-Za-z_]\w{0,100}=/.test(first)) return inner();
  if (['sh', 'bash', 'ash', 'dash'].includes(name)) {
    const started = fromWords(words, context.reading.final);
    if ('reason' in started || started.words === words) return refused(words, 'it needs a shell', context);
    context.notes.push(...beforeNotes(started.before, context.from));
    return unwrap(started.words, context, depth + 1);
  }
  return program(name, words, context);
}

/** What is left is a program that we know to start, a script of the manifest, or a reason why neither. */
function program(name: string, words: readonly string[], context: Context): Outcome {
  const [first = '', ...rest] = words;
  if (name === 'node' || name === 'nodejs') return { words: ['node', ...rest] };
  if (SCRIPT.test(name) || (first.startsWith('-') && rest.some((word) => SCRIPT.test(word))))
    return { words: ['node', ...words] };
  if (name === 'pm2-runtime' || name === 'pm2') return managed(words, context);
  const script = MANAGERS.has(name) ? scriptOf(name, rest) : undefined;
  if (script !== undefined) return { script };
  if (name === 'bun') return { words: ['bun', ...(rest[0] === 'run' ? rest.slice(1) : rest)] };
  if (name === 'nginx' || name === 'httpd' || name === 'caddy') return null;
  if (MANAGERS.has(name) || DEVELOPMENT.has(name))
    return refused(words, 'it is a tool and not the program itself', context);
  return { words };
}

function refused(words: readonly string[], why: string, { from, notes }: Context): null {
  notes.push(`${from} starts ${namedWords(words)}, which is not taken over: ${why}. --start gives another command.`);
  return null;
}

/** `npm start`, `pnpm run serve`, `yarn start:prod`: the script's name. */
function scriptOf(manager: string, args: readonly string[]): string | undefined {
  const [verb, name] = args.filter((word) => !word.startsWith('-'));
  if (verb === 'run' || verb === 'run-script') return manager === 'bun' && /[./]/.test(name ?? '') ? undefined : name;
  if (verb === 'start') return 'start';
  return manager !== 'npm' && manager !== 'bun' && /^[\w-]*:?(?:start|serve|prod)[\w:-]*$/.test(verb ?? '')
    ? verb
    : undefined;
}

/** pm2 starts a file, or what a file of settings names. */
function managed(words: readonly string[], { from, notes }: Context): Outcome {
  const file = words
    .slice(1)
    .find((word) => SCRIPT.test(word) && !/(?:ecosystem|pm2|process)[\w.-]*\.[cm]?js$/.test(word));
  const manager = baseName(words[0] ?? '');
  notes.push(
    `${from} runs the service under ${manager}; the new one starts it alone: the orchestrator restarts it, and runs as many as are wanted.`,
  );
  return file === undefined ? null : { words: ['node', file] };
}

/** Scripts are not run here; the command that they are handed is what they start in the end. */
function entrypointScript(script: string, rest: readonly string[], context: Context, depth: number): Outcome {
  // nothing is handed to it, so it is the program itself
  if (rest.length === 0 || rest[0]?.startsWith('-')) return { words: [script, ...rest] };
  return unwrap(rest, context, depth + 1);
}

function afterOptions(words: readonly string[], own: number): readonly string[] {
  let at = 0;
  while (words[at]?.startsWith('-') && words[at] !== '--') at++;
  if (words[at] === '--') at++;
  return words.slice(at + own);
}

/** A path below the folder in which the command runs, seen from there. */
function relative(word: string, workdir: string | null, service: string): string {
  const inside = workdir !== null && workdir !== '/' && word.startsWith(`${workdir.replace(/\/$/, '')}/`);
  const path = (inside ? word.slice((workdir?.replace(/\/$/, '').length ?? 0) + 1) : word).replace(/^\.\/(?=[^.])/, '');
  return service !== '.' && path.startsWith(`${service}/`) ? path.slice(service.length + 1) : path;
}

/** Without the module that our own entrypoint carries, which is added again. */
function withoutOurs(words: readonly string[]): readonly string[] {
  const at = words.findIndex((word, index) => OURS.test(`${word} ${words[index + 1]}`));
  return at === -1 ? words : [...words.slice(0, at), ...words.slice(at + 2)];
}
