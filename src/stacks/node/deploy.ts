import semver from 'semver';
import { cacheMount, run, secretMount } from '../../core/instruction.ts';
import type { Spec } from '../../core/stack.ts';
import type { Recipe } from '../shared/javascript/packages/recipe.ts';
import { PNPM_STORE, pnpmFilter } from '../shared/javascript/packages/recipes/pnpm.ts';
import type { NodeFacts } from './facts.ts';

/** Until 10.26 pnpm wrote a lock for what it deploys that it then refused itself (ERR_PNPM_LOCKFILE_CONFIG_MISMATCH); 9 and before knew one way only. */
const REFUSES_ITS_OWN_LOCK = '>=10.0.0 <10.26.0';

/** The members of the workspace that a service needs are copied to it, not linked. */
function deployFlag(version: string | null): string {
  const legacy = version !== null && semver.satisfies(version, REFUSES_ITS_OWN_LOCK);
  return legacy ? '--legacy' : '--config.inject-workspace-packages=true';
}

/** Deploying is one more install: the same secret, and no install scripts but those that the project allows. */
export function deploy({ secrets, facts }: Spec<NodeFacts>, recipe: Recipe): string {
  const member = facts.workspace?.service ?? { path: '.', name: '.' };
  const mounts = recipe.cache ? [cacheMount(recipe.cache.id, recipe.cache.target)] : [];
  const { id, target } = recipe.secret;
  const required = secrets.some((secret) => secret.id === id && secret.required);
  const scripts = facts.scriptsAllowed.length > 0 && recipe.rebuild(facts.scriptsAllowed) === null;
  return run(
    [...mounts, secretMount(id, target, required)],
    [
      `pnpm ${pnpmFilter(member)} --store-dir=${PNPM_STORE} ${deployFlag(facts.manager.version)} --prod${scripts ? '' : ' --ignore-scripts'} deploy /prod`,
    ],
  );
}
