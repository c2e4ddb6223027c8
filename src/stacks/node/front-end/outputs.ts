import { folderOf, resolveInside } from '../../shared/paths.ts';
import { USUALLY_BUILT } from '../built-folders.ts';
import type { FrameworkInput, Shape } from '../framework.ts';
import { byCommands } from './command-outputs.ts';
import { byPlugin } from './plugin-outputs.ts';

/** What a front end's build leaves, from the project's root, and what says so. */
export interface Outputs {
  readonly paths: readonly string[];
  readonly from: string;
}

/**
 * What a build leaves: where a plug-in of the server's framework puts it, else the folder of the site that it builds, else what
 * the commands of its scripts write.
 * @returns undefined when nothing says it
 */
export function outputsOf(input: FrameworkInput, shape: Shape): Outputs | undefined {
  const found = byPlugin(input) ?? bySite(input, shape) ?? byCommands(input);
  if (!found) return undefined;
  const paths = found.paths
    .flatMap((path) => resolveInside(input.service, path) ?? [])
    .map((path) => builtFolder(input, path))
    .filter((path) => path !== '.');
  return paths.length === 0 ? undefined : { ...found, paths: withoutNested([...new Set(paths)]) };
}

/** A file in a folder that only builds make is not all that they leave there: another step copies pages beside it. */
function builtFolder({ project }: FrameworkInput, path: string): string {
  const folder = folderOf(path);
  const name = folder.slice(folder.lastIndexOf('/') + 1);
  const made = USUALLY_BUILT.has(name) || !project.hasDirectory(folder);
  return folder !== '.' && made && /\.(?:css|[cm]?js|map|html)$/.test(path) ? folder : path;
}

function withoutNested(paths: readonly string[]): string[] {
  return paths.filter((path) => !paths.some((other) => path.startsWith(`${other}/`)));
}

function bySite({ manifest }: FrameworkInput, { kind, outputs, from }: Shape): Outputs | undefined {
  if (kind !== 'static') return undefined;
  return { paths: outputs.map((output) => output.from), from: from.outputs ?? from.build ?? manifest.path };
}
