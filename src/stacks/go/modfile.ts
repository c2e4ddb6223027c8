import type { Project } from '../../core/project.ts';

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
export function readModFile(project: Project, path: string): ModFile | undefined {
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
