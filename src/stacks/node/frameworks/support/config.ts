import { posix } from 'node:path';
import type { Project } from '../../../../core/project.ts';
import { inside } from '../../../shared/paths.ts';
import type { FrameworkInput } from '../../framework.ts';
import { readSettings, type Settings, type Value } from './settings.ts';
import { tokenize } from './tokens.ts';

/** A config file that is a program, read as data. */
export interface Config extends Settings {
  /** The file's name below the service's folder. */
  readonly path: string;
  readonly text: string;
}

const EXTENSIONS = ['ts', 'mts', 'js', 'mjs', 'cts', 'cjs'];

/**
 * The first of some config files (names without extension: `vite.config`) in the service's folder, read and never run.
 * @returns undefined when none is there
 */
export function readConfig(input: FrameworkInput, ...names: readonly string[]): Config | undefined {
  for (const name of names) {
    for (const extension of EXTENSIONS) {
      const path = `${name}.${extension}`;
      const text = input.project.text(inside(input.service, path));
      if (text !== undefined) return { path, text, ...readSettings(tokenize(text)) };
    }
  }
  return undefined;
}

/** The first of some settings, by their path of keys, that the file has. */
export function setting(config: Config | undefined, ...paths: readonly string[]): Value | undefined {
  for (const path of paths) {
    const value = config?.values.get(path);
    if (value) return value;
  }
  return undefined;
}

/** The first of them that is a literal. */
export function literal(config: Config | undefined, ...paths: readonly string[]): string | undefined {
  for (const path of paths) {
    const value = config?.values.get(path);
    if (value?.kind === 'literal') return value.value;
  }
  return undefined;
}

/** Whether the file imports one of some packages. */
export function importsAny(config: Config | undefined, ...packages: readonly string[]): string | undefined {
  return packages.find((name) => config?.imports.has(name));
}

/** Letters that a folder of a build may have; anything else is not taken from a config file. */
const FOLDER = /^[\p{L}\p{N}._@ /-]{1,200}$/u;

/**
 * A folder that a config file or option names, relative to the service's folder and without dots in the middle.
 * @returns undefined when it is absolute, leaves the project, or has letters that no build folder needs
 */
export function safeFolder(input: FrameworkInput, folder: string | undefined): string | undefined {
  if (folder === undefined || !FOLDER.test(folder) || posix.isAbsolute(folder)) return undefined;
  const fromRoot = posix.normalize(posix.join(input.service, folder));
  if (fromRoot === '..' || fromRoot.startsWith('../')) return undefined;
  const relative = posix.normalize(folder).replace(/\/$/, '');
  return relative === '.' || relative === '' ? undefined : relative;
}

/** The same for a folder that is named relative to another one of the service's. */
export function safeFolderBelow(input: FrameworkInput, base: string, folder: string): string | undefined {
  return posix.isAbsolute(folder) ? undefined : safeFolder(input, posix.join(base, folder));
}

/** Those of some files and folders that the service has, in the order given. */
export function existing(input: FrameworkInput, ...names: readonly string[]): string[] {
  return names.filter((name) => {
    const path = inside(input.service, name);
    return input.project.hasDirectory(path) || input.project.has(path);
  });
}

/** Where a walk stops: enough for every honest app, and no more for a folder made to be slow. */
const MOST_FILES = 500;
const DEEPEST = 8;
const SKIPPED = new Set(['node_modules', '.git', '.next', '.nuxt', 'dist', 'build', 'public', 'coverage']);
const SOURCE = /\.(?:[cm]?[jt]sx?|vue|svelte|astro|css|scss|html)$/;

/** The first source file below some folders whose text has a word, e.g. an import that fetches while building. */
export function findInSources(input: FrameworkInput, folders: readonly string[], word: string): string | undefined {
  const queue = folders.map((folder) => ({ path: inside(input.service, folder), depth: 0 }));
  let left = MOST_FILES;
  for (let next = queue.shift(); next && left > 0; next = queue.shift()) {
    for (const entry of input.project.list(next.path)) {
      const path = `${next.path}/${entry.name}`;
      if (entry.kind === 'directory') {
        if (next.depth < DEEPEST && !SKIPPED.has(entry.name)) queue.push({ path, depth: next.depth + 1 });
      } else if (SOURCE.test(entry.name) && left-- > 0 && has(input.project, path, word)) return path;
    }
  }
  return undefined;
}

function has(project: Project, path: string, word: string): boolean {
  try {
    return project.text(path)?.includes(word) ?? false;
  } catch {
    // Too large or not text: nothing that a person wrote, and no reason to stop.
    return false;
  }
}
