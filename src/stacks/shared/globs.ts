import { fits, MANY, nameMatcher, type Step } from '../../core/glob.ts';
import type { Project } from '../../core/project.ts';
import { inside } from './paths.ts';

/** Bounds on foreign patterns and trees. */
const MOST_PATTERNS = 200;
const MOST_ALTERNATIVES = 64;
const MOST_FOLDERS = 20_000;
const DEEPEST = 8;
const MOST_SEGMENTS = 40;

/** Folders that hold no member of a workspace, whatever the patterns say. */
const NEVER = new Set(['node_modules', 'bower_components', '.git', '.yarn', '.pnpm-store']);

/** A list of workspace patterns (`packages/*`, `apps/**`, `{a,b}/*`, `!packages/old`), split into segments. */
export interface Globs {
  readonly wanted: readonly Glob[];
  readonly unwanted: readonly Glob[];
}

interface Glob {
  readonly segments: readonly string[];
  readonly steps: readonly Step<string>[];
}

/** Reads workspace patterns; what is no pattern of a folder inside the project is left out. */
export function readGlobs(patterns: readonly string[]): Globs {
  const all = patterns.slice(0, MOST_PATTERNS).flatMap(expandBraces);
  const [unwanted, wanted] = [all.filter((one) => one.startsWith('!')), all.filter((one) => !one.startsWith('!'))];
  return { wanted: wanted.flatMap(readGlob), unwanted: unwanted.flatMap((one) => readGlob(one.slice(1))) };
}

function readGlob(pattern: string): Glob[] {
  const parts = pattern.split('/').filter((part) => part !== '' && part !== '.');
  const segments = parts.filter((part, at) => part !== '**' || parts[at - 1] !== '**');
  if (segments.length === 0 || segments.length > MOST_SEGMENTS || segments.includes('..')) return [];
  return [{ segments, steps: segments.map((part) => (part === '**' ? MANY : { takes: nameMatcher(part) })) }];
}

/** `{apps,packages}/*` → `apps/*`, `packages/*`; nested ones too, up to 64 in all. */
function expandBraces(pattern: string): string[] {
  const done: string[] = [];
  const todo = [pattern.slice(0, 1000)];
  while (todo.length > 0 && done.length + todo.length <= MOST_ALTERNATIVES) {
    const next = todo.pop() ?? '';
    const close = next.indexOf('}');
    const open = close < 0 ? -1 : next.lastIndexOf('{', close);
    if (open < 0) done.unshift(next);
    else
      for (const one of next.slice(open + 1, close).split(','))
        todo.push(next.slice(0, open) + one + next.slice(close + 1));
  }
  return done;
}

/** Whether a folder is one that the patterns ask for. */
export function matches(globs: Globs, folder: string): boolean {
  const parts = folder.split('/');
  if (parts.some((part) => NEVER.has(part))) return false;
  const fitting = ({ steps }: Glob) => fits(steps, parts);
  return globs.wanted.some(fitting) && !globs.unwanted.some(fitting);
}

/** The folders below the root that the patterns ask for, sorted; no other part of the tree is read. */
export function foldersMatching(project: Project, globs: Globs): string[] {
  const walk: Walk = { project, found: new Set(), been: new Set(), left: MOST_FOLDERS };
  for (const { segments } of globs.wanted) collect(walk, '.', segments);
  return [...walk.found].filter((folder) => matches(globs, folder)).sort();
}

interface Walk {
  readonly project: Project;
  readonly found: Set<string>;
  /** The folders with what of a pattern was asked of them: two `**` come to the same place by many ways. */
  readonly been: Set<string>;
  /** How many folders may still be read. */
  left: number;
}

function collect(walk: Walk, folder: string, segments: readonly string[]): void {
  const [head, ...rest] = segments;
  if (head === undefined) {
    if (folder !== '.') walk.found.add(folder);
    return;
  }
  const place = `${folder} ${segments.join('/')}`;
  if (walk.been.has(place)) return;
  walk.been.add(place);
  if (head === '**') collect(walk, folder, rest);
  if (walk.left-- <= 0 || depthOf(folder) >= DEEPEST) return;
  for (const name of subfolders(walk.project, folder, head)) {
    collect(walk, inside(folder, name), head === '**' ? segments : rest);
  }
}

function subfolders(project: Project, folder: string, pattern: string): string[] {
  if (!/[*?]/.test(pattern)) return project.hasDirectory(inside(folder, pattern)) ? [pattern] : [];
  const names = project.list(folder).flatMap(({ name, kind }) => (kind === 'directory' ? [name] : []));
  const fitting = nameMatcher(pattern);
  return names.filter((name) => !NEVER.has(name) && !name.startsWith('.') && fitting(name));
}

function depthOf(folder: string): number {
  return folder === '.' ? 0 : folder.split('/').length;
}
