import type { Project } from '../../core/project.ts';
import { inside, resolveInside, upwards } from '../shared/paths.ts';

/** What a go.mod or go.work says. Read as text: the file is never run. */
export interface ModFile {
  readonly path: string;
  /** The module's path; null in a go.work. */
  readonly module: string | null;
  /** The `go` line: the least version that builds it. */
  readonly go: string | null;
  /** The `toolchain` line without its `go`, or null. */
  readonly toolchain: string | null;
  /** Paths of required modules. */
  readonly requires: readonly string[];
  /** Folders that a `replace` leads to or that a go.work uses, as they are written: `../shared`. */
  readonly folders: readonly string[];
}

const LONGEST = 2_000;

/** Reads go.mod of a folder, or go.work; undefined when there is none. */
function readModFile(project: Project, path: string): ModFile | undefined {
  const text = project.text(path);
  if (text === undefined) return undefined;
  const found = { module: null as string | null, go: null as string | null, toolchain: null as string | null };
  const requires: string[] = [];
  const folders: string[] = [];
  for (const { verb, words } of directives(text)) {
    const [first = ''] = words;
    if (verb === 'module') found.module ??= first;
    else if (verb === 'go') found.go ??= first;
    else if (verb === 'toolchain') found.toolchain ??= first.replace(/^go/, '');
    else if (verb === 'require') requires.push(first);
    else if (verb === 'use') folders.push(first);
    else if (verb === 'replace') folders.push(...replacedBy(words));
  }
  return { path, ...found, requires, folders };
}

/** The lines of a go.mod, blocks taken apart: `require ( a v1 )` is `require a v1`. */
function* directives(text: string): Generator<{ verb: string; words: string[] }> {
  let block = '';
  for (const line of text.split('\n', 50_000)) {
    const [first = '', ...rest] = line
      .slice(0, LONGEST)
      .replace(/\/\/.*$/, '')
      .trim()
      .split(/\s+/)
      .map((word) => word.replace(/^["`]|["`]$/g, ''));
    if (first === '') continue;
    if (first === ')') block = '';
    else if (rest[0] === '(') block = first;
    else if (block !== '') yield { verb: block, words: [first, ...rest] };
    else yield { verb: first, words: rest };
  }
}

/** The folder on the right of `old => ../new`; a module there is fetched like any other. */
function replacedBy(words: readonly string[]): string[] {
  const target = words[words.indexOf('=>') + 1] ?? '';
  return words.includes('=>') && /^\.{1,2}(?:\/|$)/.test(target) ? [target] : [];
}

/** A service's module and the folder that its build needs as context. */
export interface GoModule {
  readonly mod: ModFile;
  /** The go.work that has it as a member, or null. */
  readonly work: ModFile | null;
  /** Below the project's root: the module's folder, or the root where it needs other folders. */
  readonly context: string;
  /** Folders of other modules that the build reads, below the project's root. */
  readonly neighbours: readonly string[];
}

/** The module that a service's folder belongs to: its own, or the nearest above it. */
export function goModule(project: Project, service: string): GoModule | undefined {
  const folder = upwards(service).find((each) => project.has(inside(each, 'go.mod')));
  const mod = folder === undefined ? undefined : readModFile(project, inside(folder, 'go.mod'));
  if (folder === undefined || !mod) return undefined;
  const work = workOf(project, folder);
  const used = work ? work.folders.map((path) => resolveInside('.', path)) : [];
  const replaced = mod.folders.map((path) => resolveInside(folder, path));
  const neighbours = [...new Set([...used, ...replaced])].filter(
    (path): path is string => path !== undefined && path !== folder,
  );
  return { mod, work, context: neighbours.length > 0 || work ? '.' : folder, neighbours };
}

/** Only a go.work in the project's root counts: one above it is not part of the context. */
function workOf(project: Project, folder: string): ModFile | null {
  const work = readModFile(project, 'go.work');
  return work?.folders.some((path) => resolveInside('.', path) === folder) ? work : null;
}
