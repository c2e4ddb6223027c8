import semver from 'semver';
import { commandChain } from '../../core/command.ts';
import { cacheMount, run, secretMount } from '../../core/instruction.ts';
import { imageName, mountPath, shellCommand } from '../../core/quote.ts';
import type { Spec } from '../../core/stack.ts';
import type { Recipe } from '../shared/javascript/packages/recipe.ts';
import { recipeFor } from '../shared/javascript/packages/recipes/index.ts';
import { PNPM_STORE } from '../shared/javascript/packages/recipes/pnpm.ts';
import { resolveInside } from '../shared/paths.ts';
import type { NodeFacts } from './facts.ts';
import { deploys, gathers, serviceFolder } from './layout.ts';

/** Everything that the build stage runs after its install, in order. */
export function buildCommands(spec: Spec<NodeFacts>): string[] {
  const { answers, facts } = spec;
  const recipe = recipeFor(facts.manager);
  const steps = facts.prepare.map((words) => recipe.execute(words));
  if (answers.build !== null) steps.push(...serviceBuild(spec, recipe));
  // what the build installed is not what ships
  if (!deploys(facts) && facts.shape.outputs.some(({ from }) => from === '.')) steps.push(removeModules(facts));
  const commands =
    steps.length > 0 ? [run([...buildCaches(spec), ...buildSecrets(spec, recipe), ...buildNetwork(spec)], steps)] : [];
  if (deploys(facts)) return [...commands, deploy(spec, recipe)];
  return gathers(facts) ? [...commands, gather(facts)] : commands;
}

/** One folder with all that members and service ship, so that the last stage copies it in one layer, however many they are. */
function gather(facts: NodeFacts): string {
  const service = facts.workspace?.service.path ?? '.';
  const members = (facts.workspace?.running ?? []).flatMap(({ path, outputs }) => below(path, outputs));
  const own = below(service, ['package.json', ...facts.shape.outputs.map(({ from }) => from)]);
  // the WORKDIR keeps two RUNs of equal flags apart (hadolint DL3059)
  return `\nWORKDIR /app\n\n${run([], ['mkdir /out', `cp -r --parents ${shellCommand([...members, ...own].map(noOption), 'the path')} /out`])}`;
}

/** Paths of a member from the root; the member itself without the `/.` after which `cp --parents` makes a folder twice. */
function below(member: string, paths: readonly string[]): string[] {
  return paths.map((path) => resolveInside(member, path) ?? member);
}

function removeModules(facts: NodeFacts): string {
  const folder = facts.workspace ? `${facts.workspace.service.path}/node_modules` : 'node_modules';
  return `rm -rf ${shellCommand([noOption(folder)], 'the folder')}`;
}

/** A folder may be called `-rf`. */
function noOption(path: string): string {
  return path.startsWith('-') ? `./${path}` : path;
}

/** What a framework's build reuses between runs (`.next/cache`): mounted, so it reaches no layer and no image. */
function buildCaches(spec: Spec<NodeFacts>): string[] {
  const folder = serviceFolder(spec.facts);
  return spec.facts.shape.caches.map((path) =>
    cacheMount(`${spec.name}-${imageName(path)}`, mountPath(`${folder}/${path}`, 'the cache folder')),
  );
}

/** A build that takes a secret of its own talks to somebody, and one that fetches may have to say who it is. */
export function fetches({ secrets, facts }: Spec<NodeFacts>): boolean {
  return facts.shape.buildNeedsNetwork !== null || secrets.some((secret) => secret.for === 'build');
}

function buildNetwork(spec: Spec<NodeFacts>): string[] {
  return fetches(spec) ? [] : ['--network=none'];
}

/** The secrets of a build that can use them: its own as files below /run/secrets, and the registries' credentials. */
function buildSecrets(spec: Spec<NodeFacts>, recipe: Recipe): string[] {
  if (!fetches(spec)) return [];
  const own = spec.secrets.filter((secret) => secret.for === 'build');
  const { id, target } = recipe.secret;
  return [
    secretMount(id, target, false),
    ...own.map((secret) => secretMount(secret.id, `/run/secrets/${secret.id}`, secret.required)),
  ];
}

/** Programs that run as they are; any other first word is a program of the installed packages. */
const OWN_PROGRAMS = new Set(['npm', 'npx', 'pnpm', 'pnpx', 'yarn', 'bun', 'bunx', 'node', 'sh', 'make']);

/** The build of the service, after those of the members that it needs: scripts of the manifest, or a command. */
function serviceBuild({ answers, facts }: Spec<NodeFacts>, recipe: Recipe): string[] {
  const build = answers.build ?? 'build';
  const own = (name: string) => Object.hasOwn(facts.manifest.scripts, name);
  const scripts = own(build) ? [build] : build.split(' && ');
  if (!scripts.every(own)) {
    const chain = commandChain(build, 'the build command');
    return chain.map((words) =>
      OWN_PROGRAMS.has(words[0] ?? '') ? shellCommand(words, 'the build command') : recipe.execute(words),
    );
  }
  const { workspace } = facts;
  return scripts.flatMap((name) => {
    if (!workspace) return recipe.script(name, []);
    const needed = workspace.building.filter((member) => member.scripts.includes(name));
    return recipe.script(name, [...needed, workspace.service]);
  });
}

/** Until 10.26 pnpm wrote a lock for what it deploys that it then refused itself (ERR_PNPM_LOCKFILE_CONFIG_MISMATCH); 9 and before knew one way only. */
const REFUSES_ITS_OWN_LOCK = '>=10.0.0 <10.26.0';

/** The members of the workspace that a service needs are copied to it, not linked. */
function deployFlag(version: string | null): string {
  const legacy = version !== null && semver.satisfies(version, REFUSES_ITS_OWN_LOCK);
  return legacy ? '--legacy' : '--config.inject-workspace-packages=true';
}

/** Deploying is one more install: the same secret, and no install scripts but those that the project allows. */
function deploy({ secrets, facts }: Spec<NodeFacts>, recipe: Recipe): string {
  const name = shellCommand([facts.workspace?.service.name ?? ''], 'the workspace name');
  const mounts = recipe.cache ? [cacheMount(recipe.cache.id, recipe.cache.target)] : [];
  const { id, target } = recipe.secret;
  const required = secrets.some((secret) => secret.id === id && secret.required);
  const scripts = facts.scriptsAllowed.length > 0 && recipe.rebuild(facts.scriptsAllowed) === null;
  return run(
    [...mounts, secretMount(id, target, required)],
    [
      `pnpm --filter=${name} --store-dir=${PNPM_STORE} ${deployFlag(facts.manager.version)} --prod${scripts ? '' : ' --ignore-scripts'} deploy /prod`,
    ],
  );
}
