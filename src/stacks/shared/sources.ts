import type { Project } from '../../core/project.ts';
import { UserError } from '../../errors.ts';
import { withoutComments } from './comments.ts';
import { inside } from './paths.ts';

/** A source file of the service, as far as it is read: with blanks for its comments, which say nothing of what runs. */
export interface Source {
  /** From the project's root. */
  readonly path: string;
  readonly text: string;
}

/** Which files of a language are sources that run. */
export interface Language {
  readonly source: (name: string) => boolean;
  /** Files that most likely open the port: they come first. */
  readonly likely: RegExp;
  /** Folders without sources that run: tests, packages, what the build makes. Hidden ones never count. */
  readonly skipped: RegExp;
}

const MOST_FILES = 200;
const MOST_FOLDERS = 200;
const LONGEST = 64 * 1024;
const DEEPEST = 6;

/**
 * A reader of a service's own sources, the likely ones of each folder first and upper folders before lower ones: at most 200
 * files and 64 KiB of each. A file that cannot be read is passed over. Each project is walked once.
 */
export function sourceReader(language: Language): (project: Project, service: string) => readonly Source[] {
  const alreadyRead = new WeakMap<Project, Map<string, readonly Source[]>>();
  return (project, service) => {
    const known = alreadyRead.get(project) ?? new Map<string, readonly Source[]>();
    const sources = known.get(service) ?? walk(project, service, language);
    alreadyRead.set(project, known.set(service, sources));
    return sources;
  };
}

/** Of them only the likely ones: a library of hundreds of files has a handful. */
export function likelyReader(language: Language): (project: Project, service: string) => readonly Source[] {
  const { source, likely } = language;
  return sourceReader({ ...language, source: (name) => source(name) && likely.test(name) });
}

function walk(project: Project, service: string, { source, likely, skipped }: Language): Source[] {
  const found: Source[] = [];
  const queue = [{ folder: service, depth: 0 }];
  for (let at = 0; at < queue.length && at < MOST_FOLDERS && found.length < MOST_FILES; at++) {
    const { folder, depth } = queue[at] ?? { folder: service, depth: 0 };
    const entries = project.list(folder);
    const files = entries.filter(({ name, kind }) => kind === 'file' && source(name));
    for (const { name } of likelyFirst(files, likely).slice(0, MOST_FILES - found.length)) {
      found.push(...read(project, inside(folder, name)));
    }
    const folders = entries.filter(
      ({ name, kind }) => kind === 'directory' && !name.startsWith('.') && !skipped.test(name),
    );
    if (depth < DEEPEST) queue.push(...folders.map(({ name }) => ({ folder: inside(folder, name), depth: depth + 1 })));
  }
  return found;
}

function likelyFirst<Named extends { readonly name: string }>(files: readonly Named[], likely: RegExp): Named[] {
  return [...files.filter(({ name }) => likely.test(name)), ...files.filter(({ name }) => !likely.test(name))];
}

function read(project: Project, path: string): Source[] {
  try {
    const text = project.text(path);
    return text === undefined ? [] : [{ path, text: withoutComments(text.slice(0, LONGEST), path) }];
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}

/** Where the lines of a text begin, of the one that was asked about last: one file may hold thousands of matches. */
let known: { readonly text: string; readonly starts: readonly number[] } = { text: '', starts: [0] };

/** The line of a match, for evidence. */
export function lineAt(text: string, index: number): number {
  if (known.text !== text) known = { text, starts: startsOf(text) };
  let [first, behind] = [0, known.starts.length];
  while (behind - first > 1) {
    const middle = (first + behind) >> 1;
    if ((known.starts[middle] ?? 0) <= index) first = middle;
    else behind = middle;
  }
  return first + 1;
}

function startsOf(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
