import { bindMount, cacheMount, run, secretMount } from '../../core/instruction.ts';
import { shellCommand } from '../../core/quote.ts';
import type { Spec } from '../../core/stack.ts';
import type { Member, Recipe } from '../shared/javascript/packages/recipe.ts';
import { inside } from '../shared/paths.ts';
import { UNLOCKED } from '../shared/unlocked.ts';
import type { NodeFacts } from './facts.ts';

/** The package manager itself, at its exact version. `add` with its options first: see recipe.ts on texts that checkers look for. */
export function installTool(spec: Spec<NodeFacts>, tool: string): string {
  const required = spec.secrets.some(({ id, required }) => id === 'npmrc' && required);
  const mounts = [cacheMount('npm', '/root/.npm'), secretMount('npmrc', '/root/.npmrc', required)];
  return run(mounts, [
    `npm --global --force --ignore-scripts --no-audit --no-fund add ${shellCommand([tool], 'the package manager')}`,
  ]);
}

/** What compiling leaves behind. */
const COMPILER_MOUNTS = [cacheMount('node-gyp', '/root/.cache/node-gyp'), '--mount=type=tmpfs,target=/tmp'];
/** The base has the headers of its own Node: nothing is downloaded to compile against. */
export const COMPILER_VARIABLES = { npm_config_nodedir: '/usr/local' };

/** The RUN that installs, with everything that it reads as mounts. */
export function install(spec: Spec<NodeFacts>, recipe: Recipe, production: boolean): string {
  const { facts } = spec;
  const locked = facts.lockfile !== null;
  const scripts = facts.scriptsAllowed.length > 0;
  const installs = recipe.install({ production, locked, scripts, members: installedMembers(facts, production) });
  const rebuild = scripts ? recipe.rebuild(facts.scriptsAllowed) : null;
  const required = spec.secrets.some((secret) => secret.id === recipe.secret.id && secret.required);
  const mounts = [
    ...manifests(facts).map((path) =>
      bindMount(path, recipe.rewritesManifest && path === 'package.json', inside(facts.below, path)),
    ),
    ...(recipe.cache ? [cacheMount(recipe.cache.id, recipe.cache.target)] : []),
    ...(scripts ? COMPILER_MOUNTS : []),
    secretMount(recipe.secret.id, recipe.secret.target, required),
  ];
  const patch = patches(facts, production) ? recipe.execute(['patch-package']) : null;
  const step = run(
    mounts,
    [installs, rebuild, patch].filter((command) => command !== null),
  );
  return locked ? step : `${UNLOCKED}\n${step}`;
}

/** The project's own patches: install scripts are off, so they are applied by name, wherever patch-package is installed. */
function patches({ patches, manifest, installFiles }: NodeFacts, production: boolean): boolean {
  const there = installFiles.some(({ path }) => path === 'patches');
  return patches && there && (!production || Object.hasOwn(manifest.dependencies, 'patch-package'));
}

/** Everything that an install reads, as mounts: a changed source file then never installs again. */
function manifests({ lockfile, installFiles, workspace }: NodeFacts): string[] {
  return workspace ? [] : ['package.json', ...(lockfile ? [lockfile] : []), ...installFiles.map(({ path }) => path)];
}

function installedMembers({ workspace }: NodeFacts, production: boolean): readonly Member[] {
  if (!workspace) return [];
  return [...(production ? workspace.running : workspace.building), workspace.service];
}
