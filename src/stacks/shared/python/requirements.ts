import type { Project } from '../../../core/project.ts';
import { folderOf, inside, resolveInside } from '../paths.ts';
import { type Requirement, requirement } from './packages.ts';

/** What a requirements file and those that it includes say. */
export interface Requirements {
  /** The file that is installed from, below the project's root. */
  readonly path: string;
  /** That file and what it includes with `-r` and `-c`, in order, below the project's root. */
  readonly files: readonly string[];
  readonly packages: readonly Requirement[];
  /** Whether every package has a hash: pip then takes nothing else. */
  readonly hashed: boolean;
  /** Whether it installs folders of the project (`-e .`, `./libs/money`). */
  readonly local: boolean;
  /** Whether it fetches from a repository with git. */
  readonly git: boolean;
}

const MOST_FILES = 20;
const MOST_LINES = 20_000;
const LONGEST = 4_000;

/** Where the packages that a service runs with are usually listed, the strictest first. */
const USUAL = [
  'requirements.lock',
  'requirements.txt',
  'requirements/production.txt',
  'requirements/prod.txt',
  'requirements-prod.txt',
  'requirements-production.txt',
  'requirements/base.txt',
  'requirements/requirements.txt',
];

/** Reads the requirements of a service's folder; undefined when there are none. */
export function readRequirements(
  project: Project,
  service: string,
  files: readonly string[] = USUAL,
): Requirements | undefined {
  const path = files.map((file) => inside(service, file)).find((file) => project.has(file));
  return path === undefined ? undefined : readFrom(project, path);
}

function readFrom(project: Project, path: string): Requirements {
  const files: string[] = [];
  const packages: Requirement[] = [];
  const found = { hashed: true, local: false, git: false };
  const queue = [path];
  for (let next = queue.shift(); next !== undefined && files.length < MOST_FILES; next = queue.shift()) {
    if (files.includes(next)) continue;
    files.push(next);
    for (const line of logicalLines(project.text(next) ?? '')) {
      const included = /^(?:-r|--requirement|-c|--constraint)[ \t=]{0,8}(\S{1,500})/.exec(line)?.[1];
      const target = included === undefined ? undefined : resolveInside(folderOf(next), included);
      if (target !== undefined && project.has(target)) queue.push(target);
      if (/^(?:-e|--editable)\b|^\.{1,2}(?:\/|\[|$)|^file:|@ file:/.test(line)) found.local = true;
      if (/(?:^|[\s@])git\+/.test(line)) found.git = true;
      const named = line.startsWith('-') ? undefined : requirement(line);
      if (!named) continue;
      packages.push(named);
      if (!/--hash=sha(?:256|384|512):/.test(line)) found.hashed = false;
    }
  }
  return { path, files, packages, ...found, hashed: found.hashed && packages.length > 0 && !found.local };
}

/** Lines without comments; one that ends in a backslash goes on in the next. */
function logicalLines(text: string): string[] {
  return text
    .replace(/^\uFEFF/, '')
    .replace(/\\\r?\n/g, ' ')
    .split('\n', MOST_LINES)
    .map((line) =>
      line
        .slice(0, LONGEST)
        .replace(/(?:^|\s)#.*$/, '')
        .trim(),
    )
    .filter(Boolean);
}
