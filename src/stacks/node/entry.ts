import type { Project } from '../../core/project.ts';
import type { Manifest } from '../shared/javascript/manifest.ts';
import { inside, relativeTo, resolveInside } from '../shared/paths.ts';
import { findCompiled } from './frameworks/support/program.ts';

/** A file to start, relative to the service's folder, and whether it is there or made by the build. */
export interface Entry {
  readonly path: string;
  readonly state: 'there' | 'built' | 'missing';
}

export const TYPESCRIPT = /\.[cm]?tsx?$/;
const SCRIPT = /\.(?:[cm]?js|[cm]?ts|tsx|jsx|json|node)$/;
const NAMES = ['server', 'index', 'app', 'main'];
const FOLDERS = ['dist', 'build', 'out', 'lib', 'src', '.'];
const EXTENSIONS = ['js', 'mjs', 'cjs'];

/**
 * The file that node would run for an entry as it is written: `.`, `dist/main`, `server.js`.
 * @returns undefined when it leaves the service's folder
 */
export function resolveEntry(
  project: Project,
  service: string,
  manifest: Manifest,
  written: string,
): Entry | undefined {
  const path = resolveInside('.', written);
  if (path === undefined) return undefined;
  const candidates =
    path === '.' ? mainCandidates(manifest) : SCRIPT.test(path) ? [path] : [`${path}.js`, `${path}/index.js`, path];
  const there = candidates.find((one) => project.has(inside(service, one)));
  if (there !== undefined) return { path: there, state: 'there' };
  const folder = builtFolder(project, service, manifest);
  const [first = 'index.js'] = path === folder ? [`${path}/index.js`] : candidates;
  const built = folder !== undefined && (first.startsWith(`${folder}/`) || relativeTo(folder, first) !== undefined);
  return { path: first, state: built || (folder === undefined && isBuilt(manifest, first)) ? 'built' : 'missing' };
}

/** Where the build writes, as far as its compiler says it. */
function builtFolder(project: Project, service: string, manifest: Manifest): string | undefined {
  return findCompiled({ project, service, manifest })?.folder;
}

/** A build whose compiler says no folder can make any file in the usual ones. */
function isBuilt(manifest: Manifest, path: string): boolean {
  return Object.hasOwn(manifest.scripts, 'build') && /^(?:dist|build|out|lib|\.output|\.next)\//.test(path);
}

function mainCandidates({ main }: Manifest): string[] {
  const path = main === undefined ? undefined : resolveInside('.', main);
  if (path === undefined || path === '.') return ['index.js'];
  return SCRIPT.test(path) ? [path] : [`${path}.js`, `${path}/index.js`];
}

/** The first of the usual files that is there: server, index, app, main in dist, build, out, lib, src and the top. */
export function usualFile(project: Project, service: string, pattern?: RegExp): string | undefined {
  const extensions = pattern === TYPESCRIPT ? ['ts', 'mts', 'cts', 'tsx'] : EXTENSIONS;
  for (const folder of pattern === TYPESCRIPT ? ['src', '.', 'app', 'server'] : FOLDERS) {
    for (const name of NAMES) {
      const found = extensions
        .map((extension) => inside(folder, `${name}.${extension}`))
        .find((path) => project.has(inside(service, path)));
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
