import type { Given } from '../../core/answers.ts';
import { UserError } from '../../errors.ts';
import { inside, relativeTo } from '../shared/paths.ts';

/** The setting that names which module of several is the service. */
export const MODULE = 'module';

/**
 * The module that is built: the one that was named, or the only one that runs.
 * @param below the modules that run, as paths of the project
 * @returns undefined for the service's own folder, and where somebody has to choose
 */
export function chosenModule(service: string, below: readonly string[], given: Given): string | undefined {
  const named = given.set?.[MODULE];
  if (named === undefined) return below.length === 1 ? below[0] : undefined;
  const folder = inside(service, named);
  if (below.includes(folder)) return folder;
  throw new UserError(
    'usage',
    `--set ${MODULE}=${JSON.stringify(named)} is no module that runs`,
    below.length === 0 ? 'The build has none.' : `Known: ${below.map((path) => relativeTo(service, path)).join(', ')}.`,
  );
}
