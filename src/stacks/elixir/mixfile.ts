import type { Project } from '../../core/project.ts';
import { withoutComments } from '../shared/comments.ts';
import { folderOf, inside, resolveInside } from '../shared/paths.ts';

/** What a mix.exs says, as far as its text tells: it is a program, and is never run. */
export interface MixFile {
  readonly path: string;
  /** `app: :shop`; null in an umbrella. */
  readonly app: string | null;
  /** `elixir: "~> 1.18"`. */
  readonly requirement: string | null;
  /** Names of the dependencies, as they are declared. */
  readonly dependencies: ReadonlySet<string>;
  /** Whether it starts processes of its own: a library starts none. */
  readonly starts: boolean;
  /** Names under `releases:`, in order. */
  readonly releases: readonly string[];
  /** Names of its aliases: `assets.deploy`. */
  readonly aliases: ReadonlySet<string>;
  /** The folder of an umbrella's applications, or null. */
  readonly umbrella: string | null;
  /** Folders that dependencies lie in, below the project's root: `path: "../shared"`. */
  readonly folders: readonly string[];
  /** Files that it reads when it is loaded, below the project's root: `File.read!("VERSION")`. */
  readonly reads: readonly string[];
}

const LONGEST = 256 * 1024;
const NAME = '[a-z][a-z0-9_]{0,63}';

/** Reads the mix.exs of a folder; undefined when there is none. */
export function readMixFile(project: Project, folder: string): MixFile | undefined {
  const path = inside(folder, 'mix.exs');
  const text = project.text(path);
  return text === undefined ? undefined : parse(withoutComments(text.slice(0, LONGEST), path), path);
}

function parse(text: string, path: string): MixFile {
  const folder = folderOf(path);
  const paths = (pattern: RegExp) =>
    [...text.matchAll(pattern)].flatMap((match) => resolveInside(folder, match[1] ?? '') ?? []);
  return {
    path,
    app: first(text, new RegExp(`\\bapp:\\s{0,20}:(${NAME})\\b`)),
    requirement: first(text, /\belixir:\s{0,20}"([^"\n]{1,60})"/),
    dependencies: new Set(dependencies(text)),
    starts: /\bmod:\s{0,20}\{/.test(text),
    releases: keysOf(text, 'releases'),
    aliases: new Set(
      [...text.matchAll(/(?:^|[[,])\s{0,40}"?([a-z][\w.]{0,60})"?:\s{0,20}\[/gm)].map((match) => match[1] ?? ''),
    ),
    umbrella: first(text, /\bapps_path:\s{0,20}"([\w./-]{1,60})"/),
    folders: paths(/\bpath:\s{0,20}"([^"\n]{1,200})"/g),
    reads: paths(/\bFile\.(?:read!?|stream!)\(\s{0,20}"([^"\n]{1,200})"/g),
  };
}

/** `{:phoenix, "~> 1.8"}`; what looks the same elsewhere names no package that is asked for. */
function dependencies(text: string): string[] {
  return [...text.matchAll(new RegExp(`\\{\\s{0,20}:(${NAME}),`, 'g'))].map((match) => match[1] ?? '');
}

/** The keys of a keyword list: `releases: [shop: [...], worker: [...]]`, or of the function of that name. */
function keysOf(text: string, key: string): string[] {
  const inline = new RegExp(`\\b${key}:\\s{0,20}\\[`).exec(text);
  const named = new RegExp(`\\bdefp?\\s{1,4}${key}(?:\\(\\))?\\s{1,4}do\\s{1,40}\\[`).exec(text);
  const start = inline ?? named;
  if (!start) return [];
  const keys: string[] = [];
  let depth = 1;
  const rest = text.slice(start.index + start[0].length);
  const token = /([a-z][a-z0-9_]{0,63}):(?=\s{0,20}\[)|[[\]{}]/g;
  for (const match of rest.matchAll(token)) {
    if (match[1] !== undefined && depth === 1) keys.push(match[1]);
    else if (match[0] === '[' || match[0] === '{') depth++;
    else if (match[0] === ']' || match[0] === '}') depth--;
    if (depth === 0 || keys.length > 50) break;
  }
  return keys;
}

function first(text: string, pattern: RegExp): string | null {
  return pattern.exec(text)?.[1] ?? null;
}
