import type { Project } from '../../core/project.ts';
import { inside } from './paths.ts';

/** Bounds on foreign patterns and trees. */
const MOST_PATTERNS = 200;
const MOST_ALTERNATIVES = 64;
const MOST_FOLDERS = 20_000;
const DEEPEST = 8;

/** Folders that hold no member of a workspace, whatever the patterns say. */
const NEVER = new Set(['node_modules', 'bower_components', '.git', '.yarn', '.pnpm-store']);

/** A list of workspace patterns (`packages/*`, `apps/**`, `{a,b}/*`, `!packages/old`), split into segments. */
export interface Globs {
  readonly wanted: readonly (readonly string[])[];
  readonly unwanted: readonly (readonly string[])[];
}

/** Reads workspace patterns; what is no pattern of a folder inside the project is left out. */
export function readGlobs(patterns: readonly string[]): Globs {
  const all = patterns.slice(0, MOST_PATTERNS).flatMap(expandBraces);
  const [unwanted, wanted] = [all.filter((one) => one.startsWith('!')), all.filter((one) => !one.startsWith('!'))];
  return { wanted: segmentsOf(wanted), unwanted: segmentsOf(unwanted.map((one) => one.slice(1))) };
}

function segmentsOf(patterns: readonly string[]): string[][] {
  const split = patterns.map((pattern) => pattern.split('/').filter((part) => part !== '' && part !== '.'));
  return split.filter((parts) => parts.length > 0 && !parts.includes('..'));
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
  return globs.wanted.some((glob) => fits(glob, parts)) && !globs.unwanted.some((glob) => fits(glob, parts));
}

/** The folders below the root that the patterns ask for, sorted; no other part of the tree is read. */
export function foldersMatching(project: Project, globs: Globs): string[] {
  const found = new Set<string>();
  const budget = { folders: MOST_FOLDERS };
  for (const glob of globs.wanted) collect(project, '.', glob, found, budget);
  return [...found].filter((folder) => matches(globs, folder)).sort();
}

function collect(
  project: Project,
  folder: string,
  glob: readonly string[],
  found: Set<string>,
  budget: { folders: number },
): void {
  const [head, ...rest] = glob;
  if (head === undefined) {
    if (folder !== '.') found.add(folder);
    return;
  }
  if (head === '**') collect(project, folder, rest, found, budget);
  if (budget.folders-- <= 0 || depthOf(folder) >= DEEPEST) return;
  for (const name of subfolders(project, folder, head)) {
    collect(project, inside(folder, name), head === '**' ? glob : rest, found, budget);
  }
}

function subfolders(project: Project, folder: string, pattern: string): string[] {
  if (!/[*?]/.test(pattern)) return project.hasDirectory(inside(folder, pattern)) ? [pattern] : [];
  const names = project.list(folder).flatMap(({ name, kind }) => (kind === 'directory' ? [name] : []));
  return names.filter(
    (name) => !NEVER.has(name) && !name.startsWith('.') && (pattern === '**' || fitsName(pattern, name)),
  );
}

function depthOf(folder: string): number {
  return folder === '.' ? 0 : folder.split('/').length;
}

function fits(glob: readonly string[], parts: readonly string[]): boolean {
  const [head, ...rest] = glob;
  if (head === undefined) return parts.length === 0;
  if (head === '**') return parts.some((_, skipped) => fits(rest, parts.slice(skipped))) || fits(rest, []);
  const [first, ...others] = parts;
  return first !== undefined && fitsName(head, first) && fits(rest, others);
}

/** `*` and `?` within one name, by the greedy walk that goes back to the last star only: linear for any input of ours. */
export function fitsName(pattern: string, name: string): boolean {
  let [p, n, star, mark] = [0, 0, -1, 0];
  while (n < name.length) {
    if (pattern[p] === '*') {
      star = p++;
      mark = n;
    } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === name[n])) {
      p++;
      n++;
    } else if (star >= 0) {
      p = star + 1;
      n = ++mark;
    } else return false;
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}
