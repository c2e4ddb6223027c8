import type { Project } from '../../core/project.ts';
import { inside } from '../shared/paths.ts';

/** What a Cargo.lock says of the packages that are built. */
export interface Lock {
  /** Each package with the packages that it needs. */
  readonly packages: ReadonlyMap<string, ReadonlySet<string>>;
  /** Addresses of git repositories that packages come from, each once. */
  readonly git: readonly string[];
}

const MOST_PACKAGES = 10_000;

/** Reads the lock of a workspace by its lines, as Cargo writes them; undefined when there is none. */
export function readLock(project: Project, folder: string): Lock | undefined {
  const text = project.text(inside(folder, 'Cargo.lock'));
  if (text === undefined) return undefined;
  const packages = new Map<string, Set<string>>();
  const git = new Set<string>();
  for (const block of text.split('[[package]]', MOST_PACKAGES).slice(1)) {
    const name = /^name = "([\w-]{1,64})"/m.exec(block)?.[1];
    if (name === undefined) continue;
    const needed = packages.get(name) ?? new Set<string>();
    for (const [, dependency = ''] of block.matchAll(/^ "([\w-]{1,64})[ "]/gm)) needed.add(dependency);
    packages.set(name, needed);
    const source = /^source = "git\+([a-z+]{3,8}:\/\/[^"?#\s]{1,500})/m.exec(block)?.[1];
    if (source !== undefined) git.add(source);
  }
  return { packages, git: [...git] };
}
