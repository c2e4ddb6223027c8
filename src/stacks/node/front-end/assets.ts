import type { Given } from '../../../core/answers.ts';
import { cleanPath } from '../../../core/path.ts';
import { UserError } from '../../../errors.ts';
import { inside } from '../../shared/paths.ts';
import { shown } from '../../shared/shown.ts';
import type { FrameworkInput, Shape } from '../framework.ts';
import type { FrontEndUse } from './front-end.ts';
import { type Outputs, outputsOf } from './outputs.ts';
import { ASSETS } from './settings.ts';

/** `--set assets=…`, what the stack says, or what the project says. */
export function outputsIn(
  input: FrameworkInput,
  shape: Shape,
  service: string,
  given: Given,
  use: FrontEndUse,
): Outputs | undefined {
  const told = given.set?.[ASSETS];
  const paths = told === undefined ? use.outputs : told.split(',').map(pathBelow);
  if (paths === undefined) return outputsOf(input, shape);
  return {
    paths: paths.map((path) => inside(service, path)),
    from: told === undefined ? `${input.manifest.path}` : 'your answer',
  };
}

/** Letters that what a build writes may have. */
const PLAIN = /^[\p{L}\p{N}._@ /-]{1,200}$/u;

/** One path of `--set assets=…`. @throws UserError when it leads out of the service's folder, or is all of it */
function pathBelow(text: string): string {
  const path = PLAIN.test(text) ? cleanPath(text.trim()) : undefined;
  if (path !== undefined && path !== '.') return path;
  throw new UserError(
    'usage',
    `--set ${ASSETS}: ${shown(text)} is no path below the service's folder`,
    'Name what the build writes, several with commas between: static/js,static/css.',
  );
}
