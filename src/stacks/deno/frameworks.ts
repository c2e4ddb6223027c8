import type { DenoManifest } from './manifest.ts';

export interface DenoFramework {
  readonly id: string;
  readonly title: string;
  /** Names of packages on JSR, npm or deno.land/x that it is found by. */
  readonly packages: readonly string[];
}

/** In order: what brings a build of its own before what only answers requests. */
export const FRAMEWORKS: readonly DenoFramework[] = [
  { id: 'fresh', title: 'Fresh', packages: ['@fresh/core', 'fresh'] },
  { id: 'hono', title: 'Hono', packages: ['@hono/hono', 'hono'] },
  { id: 'oak', title: 'Oak', packages: ['@oak/oak', 'oak'] },
  { id: 'express', title: 'Express', packages: ['express'] },
];

/** The framework among the imports of a configuration and the dependencies of the package.json beside it. */
export function frameworkOf(
  manifests: readonly DenoManifest[],
  asked: string | null | undefined,
): { readonly framework: DenoFramework; readonly from: string } | null {
  if (asked !== undefined)
    return (
      FRAMEWORKS.filter(({ id }) => id === asked).map((framework) => ({ framework, from: 'your answer' }))[0] ?? null
    );
  for (const framework of FRAMEWORKS)
    for (const { path, imports, package: npm } of manifests) {
      if (imports.some((specifier) => framework.packages.includes(packageName(specifier))))
        return { framework, from: `${path} imports` };
      if (npm && framework.packages.some((name) => Object.hasOwn(npm.dependencies, name)))
        return { framework, from: `${npm.path} dependencies` };
    }
  return null;
}

/** `jsr:@hono/hono@^4`, `npm:hono@4/jsx`, `https://deno.land/x/fresh@1.7.3/` → the package's own name. */
function packageName(specifier: string): string {
  const path = specifier.replace(/^(?:jsr|npm):\/?|^https:\/\/deno\.land\/x\//, '');
  return /^(?:@[\w.-]+\/)?[\w.-]+/.exec(path)?.[0] ?? '';
}
