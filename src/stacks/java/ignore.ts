import { type IgnoreView, isPlainPattern, keepingOut } from '../shared/ignore.ts';
import { inside, relativeTo } from '../shared/paths.ts';
import type { JavaFacts } from './detect.ts';

/** Folders that the tools make, down to modules of modules; a package of the sources may have the same name further down. */
const MADE = ['target', 'build'].flatMap((name) => [name, `*/${name}`, `*/*/${name}`]);

/** What the build of a Java service must not see. */
export function ignoredOf({ build, repositories }: JavaFacts): Partial<IgnoreView> {
  const { context, folder } = build.place;
  const seen = (path: string) => relativeTo(context, path) ?? path;
  const own = folder === context ? [] : ['target', 'build'].map((name) => seen(inside(folder, name)));
  return {
    built: [...new Set([...MADE, ...own.filter(isPlainPattern), '**/.gradle', '**/.kotlin', '**/.bsp', '**/.bloop'])],
    private: repositories.keptOut.map(seen).map(keepingOut),
    development: [
      '**/*.iml',
      '**/.classpath',
      '**/.project',
      '**/.settings',
      '**/.metals',
      '**/hs_err_pid*',
      ...(build.primes ? ['src/test'] : []),
    ],
  };
}
