import type { Project } from '../../core/project.ts';
import { inside } from '../shared/paths.ts';

/** What a mix.lock names. */
export interface MixLock {
  readonly path: string;
  readonly packages: ReadonlySet<string>;
  /** Repositories other than the public one: `hexpm:acme` for an organisation, `oban` for one of its own. */
  readonly repositories: readonly string[];
  /** Packages that come from git over SSH, for which a build has no key. */
  readonly ssh: readonly string[];
  readonly git: boolean;
}

const LINE = /^\s{0,20}"([a-z][a-z0-9_]{0,63})":\s{0,20}\{:(hex|git),(.*)$/;
const REPOSITORY = /\],\s{0,4}"([\w:.-]{1,80})"(?:,\s{0,4}"[0-9a-f]{64}")?\},?\s{0,4}$/;

/** Reads a folder's mix.lock, a line for each package. */
export function readMixLock(project: Project, folder: string): MixLock | null {
  const path = inside(folder, 'mix.lock');
  const text = project.text(path);
  if (text === undefined) return null;
  const packages = new Set<string>();
  const repositories = new Set<string>();
  const ssh: string[] = [];
  let git = false;
  for (const line of text.split('\n', 20_000)) {
    const [, name, kind, rest = ''] = LINE.exec(line.slice(0, 20_000)) ?? [];
    if (name === undefined) continue;
    packages.add(name);
    if (kind === 'git') {
      git = true;
      if (/^\s{0,4}"(?:ssh:\/\/|git@)/.test(rest)) ssh.push(name);
    } else {
      const repository = REPOSITORY.exec(rest)?.[1] ?? 'hexpm';
      if (repository !== 'hexpm') repositories.add(repository);
    }
  }
  return { path, packages, repositories: [...repositories].sort(), ssh, git };
}
