import { dependsOn } from '../../shared/javascript/manifest.ts';
import { inside } from '../../shared/paths.ts';
import type { FrameworkInput } from '../framework.ts';

const CONFIGS =
  /^(?:package\.json|[\w.-]+\.config\.[cm]?[jt]s|webpack\.[\w.-]+\.js|tsconfig[\w.-]*\.json|\.postcssrc[\w.]*|\.babelrc)$/;

/** Whether a build reads files beyond its own folder: Tailwind looks for classes in the files of the server; other tools say that they leave the folder. */
export function reachesOut({ project, service, manifest }: FrameworkInput): boolean {
  if (
    ['tailwindcss', '@tailwindcss/vite', '@tailwindcss/postcss', '@tailwindcss/cli'].some((name) =>
      dependsOn(manifest, name),
    )
  )
    return true;
  return project
    .list(service)
    .filter(({ name, kind }) => kind === 'file' && CONFIGS.test(name))
    .slice(0, 50)
    .some(({ name }) => project.text(inside(service, name))?.includes('..') ?? false);
}
