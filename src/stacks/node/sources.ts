import type { Project } from '../../core/project.ts';
import { UserError } from '../../errors.ts';
import { inside } from './manifest.ts';

/** A source file of the service, as far as it is read. */
export interface Source {
  /** From the project's root. */
  readonly path: string;
  readonly text: string;
}

const MOST_FILES = 200;
const MOST_FOLDERS = 200;
const LONGEST = 64 * 1024;
const DEEPEST = 6;
const SKIPPED =
  /^(?:\..*|node_modules|dist|build|out|coverage|public|static|assets|test|tests|__tests__|__mocks__|spec|e2e|cypress|playwright|fixtures|docs|examples?|scripts|migrations|seeds?|generated|vendor|tmp)$/;
const SOURCE = /\.(?:[cm]?[jt]s|[jt]sx|vue)$/;
const NO_SOURCE = /(?:\.d\.[cm]?ts|\.(?:test|spec|stories|min|config)\.[cm]?[jt]sx?)$/;
/** Files that most likely open the port come first. */
const LIKELY = /^(?:server|main|index|app|www|start|bootstrap|env|config|health\w{0,12})\b/;

/**
 * The service's own sources, the likely ones of each folder first and upper folders before lower ones: at most 200 files
 * and 64 KiB of each, never tests, built files or packages. A file that cannot be read is passed over.
 */
export function sourcesOf(project: Project, service: string): readonly Source[] {
  const known = alreadyRead.get(project) ?? new Map<string, readonly Source[]>();
  const sources = known.get(service) ?? walk(project, service);
  alreadyRead.set(project, known.set(service, sources));
  return sources;
}

/** Port, health route and signals all look at the same files: each is read once. */
const alreadyRead = new WeakMap<Project, Map<string, readonly Source[]>>();

function walk(project: Project, service: string): Source[] {
  const found: Source[] = [];
  const queue = [{ folder: service, depth: 0 }];
  for (let at = 0; at < queue.length && at < MOST_FOLDERS && found.length < MOST_FILES; at++) {
    const { folder, depth } = queue[at] ?? { folder: service, depth: 0 };
    const entries = project.list(folder);
    const files = entries.filter(({ name, kind }) => kind === 'file' && isSource(name));
    for (const { name } of likelyFirst(files).slice(0, MOST_FILES - found.length)) {
      found.push(...read(project, inside(folder, name)));
    }
    const folders = entries.filter(({ name, kind }) => kind === 'directory' && !SKIPPED.test(name));
    if (depth < DEEPEST) queue.push(...folders.map(({ name }) => ({ folder: inside(folder, name), depth: depth + 1 })));
  }
  return found;
}

function isSource(name: string): boolean {
  return name === 'www' || (SOURCE.test(name) && !NO_SOURCE.test(name));
}

function likelyFirst<Named extends { readonly name: string }>(files: readonly Named[]): Named[] {
  return [...files.filter(({ name }) => LIKELY.test(name)), ...files.filter(({ name }) => !LIKELY.test(name))];
}

function read(project: Project, path: string): Source[] {
  try {
    const text = project.text(path);
    return text === undefined ? [] : [{ path, text: text.slice(0, LONGEST) }];
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}

/** The line of a match, for evidence. */
export function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}
