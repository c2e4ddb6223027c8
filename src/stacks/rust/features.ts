import type { Given } from '../../core/answers.ts';
import { isObject, valueAt } from '../../core/project.ts';
import { UserError } from '../../errors.ts';
import { shown } from '../shared/shown.ts';
import type { Manifest } from './manifest.ts';
import type { Program } from './programs.ts';

/** The settings that choose features: names by comma, and `no` to leave out the default ones. */
export const FEATURES = 'features';
export const DEFAULT_FEATURES = 'defaultFeatures';

/** What a program is built with. */
export interface Features {
  readonly names: readonly string[];
  /** Whether the default ones are built, too. */
  readonly usual: boolean;
}

const NAME = /^[A-Za-z0-9_][\w+./?-]{0,100}$/;

/**
 * The named features, and those without which the program is not built.
 * @throws UserError `usage` for a feature that the package has not
 */
export function chosenFeatures(program: Program | undefined, given: Given): Features {
  const asked = (given.set?.[FEATURES] ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  for (const name of asked) if (program && !knows(program.package, name)) refuse(program.package, name);
  const usual = given.set?.[DEFAULT_FEATURES] ?? 'yes';
  if (usual !== 'yes' && usual !== 'no')
    throw new UserError('usage', `--set ${DEFAULT_FEATURES}=${shown(usual)} is neither yes nor no`);
  const needed = (program?.features ?? []).filter((name) => NAME.test(name));
  return { names: [...new Set([...needed, ...asked])], usual: usual === 'yes' };
}

function knows({ json }: Manifest, name: string): boolean {
  if (!NAME.test(name)) return false;
  return name.includes('/') || featureNames(json).includes(name);
}

/** What `[features]` lists, and each dependency that is optional. */
function featureNames(json: Manifest['json']): string[] {
  const features = valueAt(json, 'features');
  const dependencies = valueAt(json, 'dependencies');
  const optional = Object.entries(isObject(dependencies) ? dependencies : {}).filter(
    ([, entry]) => valueAt(entry, 'optional') === true,
  );
  return [...Object.keys(isObject(features) ? features : {}), ...optional.map(([name]) => name)];
}

function refuse({ path, json }: Manifest, name: string): never {
  const known = featureNames(json).filter((each) => NAME.test(each));
  throw new UserError(
    'usage',
    `--set ${FEATURES}: ${path} has no feature ${shown(name)}`,
    known.length > 0 ? `It has: ${known.slice(0, 20).join(', ')}.` : 'It has none.',
  );
}
