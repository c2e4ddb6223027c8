import type { Blueprint, Spec } from '../../core/stack.ts';
import { dockerfilePath } from '../../core/view.ts';

/** What `service/dockerignore.hbs` names: patterns as they stand in the file. */
export interface IgnoreView {
  /** What the build makes again: `target`, `.venv`. */
  readonly built: readonly string[];
  /** Files of this ecosystem that hold credentials, and files in which detection found one. */
  readonly private: readonly string[];
  /** What only people and tools of development need. */
  readonly development: readonly string[];
  /** Files that the lines before keep out and an install reads: settings without a credential. */
  readonly needed: readonly string[];
}

/** Where tools of any ecosystem keep credentials: a repository rarely has one only. */
const CREDENTIALS = ['**/.npmrc', '**/.netrc', '**/.pypirc', '**/.git-credentials'];

/**
 * The ignore file of a service: Docker takes `<Dockerfile>.dockerignore` before `.dockerignore`.
 * @param parts what its stack says, and what the front end says that it builds
 */
export function serviceIgnoreFile(spec: Spec, context: string, ...parts: readonly Partial<IgnoreView>[]): Blueprint {
  const all = (kind: keyof IgnoreView) => parts.flatMap((part) => part[kind] ?? []);
  const built = [...new Set(all('built'))];
  const view: IgnoreView = {
    built,
    private: [...new Set([...CREDENTIALS, ...all('private')])],
    development: all('development').filter((pattern) => !built.includes(pattern)),
    needed: all('needed'),
  };
  return { path: ignorePath(spec, context), template: 'service/dockerignore.hbs', view };
}

/** Where the ignore file goes that a build with this service's Dockerfile reads. */
export function ignorePath(spec: Spec, context: string): string {
  const dockerfile = dockerfilePath(spec, context);
  return dockerfile.endsWith('.Dockerfile')
    ? `${dockerfile}.dockerignore`
    : dockerfile.replace(/Dockerfile$/, '.dockerignore');
}

/**
 * A path as a pattern that keeps it out whatever its name: `?` stands for each character that an ignore file reads as something
 * else. It may keep out a neighbour too; a file with a credential that gets in would be worse.
 */
export function keepingOut(path: string): string {
  return path.replace(/^[^A-Za-z0-9_@.]|[^A-Za-z0-9_@./ -]| $/gu, '?');
}

/** Whether an ignore file can name a path as it is: no pattern, no negation, no comment. */
export function isPlainPattern(path: string): boolean {
  return /^[A-Za-z0-9_@.][A-Za-z0-9_@./ -]*$/.test(path);
}
