import { BAKE_FILE } from '../core/bake.ts';
import type { RenderedFile } from '../core/plan.ts';
import type { State } from '../core/state.ts';
import { UserError } from '../errors.ts';
import { visibleLine } from './print.ts';
import type { Rendered, Service } from './services.ts';

/**
 * The files of all services.
 * @throws UserError `conflict` where two want the same one, be it one of an earlier run: neither may take the other's away
 */
export function apart(planned: readonly (Service & Rendered)[], state: State): RenderedFile[] {
  const now = new Set(planned.map(({ path }) => path));
  const before = [...state.services].filter(([path]) => !now.has(path));
  const owners = new Map(before.flatMap(([path, { files }]) => files.map((file) => [file, path] as const)));
  for (const { path: service, files } of planned) {
    for (const { path } of files) {
      const other = owners.get(path);
      if (other !== undefined)
        throw new UserError(
          'conflict',
          `${visibleLine(other)} and ${visibleLine(service)} both need the file ${visibleLine(path)}`,
          'Rename the folder of one of them.',
        );
      owners.set(path, service);
    }
  }
  return planned.flatMap(({ files }) => files);
}

/** The services of this run and those of earlier ones, each with the files that it has so far. */
export function filesByService(planned: readonly Service[], state: State): ReadonlyMap<string, readonly string[]> {
  const paths = new Set([...planned.map(({ path }) => path), ...state.services.keys()]);
  return new Map([...paths].map((path) => [path, state.services.get(path)?.files ?? []]));
}

/** Files that these services wrote in the last run and that no other service uses, and the one that is the project's. */
export function ownedBy(planned: readonly Service[], state: State): string[] {
  const paths = new Set(planned.map(({ path }) => path));
  const others = [...state.services].filter(([path]) => !paths.has(path)).flatMap(([, { files }]) => files);
  const own = [...state.services].filter(([path]) => paths.has(path)).flatMap(([, { files }]) => files);
  return [...own, BAKE_FILE].filter((path) => !others.includes(path) && state.files.has(path));
}
