import { command } from '../../core/command.ts';
import { bindMount, cacheMount, environment, run, secretMount } from '../../core/instruction.ts';
import { shellCommand } from '../../core/quote.ts';
import type { Spec } from '../../core/stack.ts';
import { banner } from '../../core/view.ts';
import type { NodeFacts } from './facts.ts';
import type { NodeImages } from './images.ts';
import { inside } from './manifest.ts';
import { type Member, type Recipe, recipeFor } from './recipe.ts';

/** A stage before the last: installs, and in the build stage also builds. Every value is an instruction or empty. */
export interface StageView {
  readonly banner: string;
  readonly image: string;
  readonly name: string;
  /** Whether the image starts as another user, so that the stage has to become root and to hand back. */
  readonly root: boolean;
  readonly leave: string;
  readonly environment: string;
  readonly tools: readonly string[];
  readonly install: string;
  readonly commands: readonly string[];
}

/** Where the service's own files lie in the image: in a workspace below its folder, but for what is self-contained. */
export function home(facts: NodeFacts): string {
  return facts.workspace && !deploys(facts) && facts.shape.dependencies === 'production' ? `/app/${facts.workspace.service.path}` : '/app';
}

/** pnpm itself puts a workspace's service and what it needs to run into one folder. */
export function deploys(facts: NodeFacts): boolean {
  return facts.workspace !== null && facts.manager.id === 'pnpm' && facts.shape.dependencies === 'production';
}

/** Whether anything runs in the build stage; if not, it only holds the sources. */
export function builds({ answers, facts }: Spec<NodeFacts>): boolean {
  return answers.build !== null || facts.prepare.length > 0 || deploys(facts);
}

/** The stage that installs everything and compiles; for a plain program the one that holds its sources. */
export function buildStage(spec: Spec<NodeFacts>, images: NodeImages): StageView {
  const offline = spec.facts.shape.buildNeedsNetwork === null;
  if (!builds(spec)) {
    const says = 'the sources, as they are';
    return { ...emptyStage(spec, images), banner: banner('source', says), name: 'source' };
  }
  const scripts = spec.facts.scriptsAllowed.length > 0 ? 'only allowed install scripts' : 'install scripts off';
  const from = spec.facts.lockfile ? 'installed from the lock file' : 'installed without a lock file';
  const compiled = spec.answers.build === null ? '' : `; built ${offline ? 'without a network' : 'with a network, for the build fetches'}`;
  return {
    ...installStage(spec, images, { production: false }),
    banner: banner('build', `${from}, ${scripts}${compiled}`),
    name: 'build',
    commands: buildCommands(spec),
  };
}

/** The stage with the dependencies that run, where they are needed and no other stage has them. */
export function productionStage(spec: Spec<NodeFacts>, images: NodeImages): StageView | null {
  if (spec.facts.shape.dependencies === 'none' || deploys(spec.facts)) return null;
  return {
    ...installStage(spec, images, { production: true }),
    banner: banner('production', 'the dependencies that run, and no others'),
    name: 'production',
  };
}

function emptyStage(spec: Spec<NodeFacts>, images: NodeImages): StageView {
  const root = images.buildUser !== null;
  return {
    banner: '',
    name: '',
    image: spec.image(images.build),
    root,
    leave: root ? `USER ${images.buildUser}` : '',
    environment: '',
    tools: [],
    install: '',
    commands: [],
  };
}

function installStage(spec: Spec<NodeFacts>, images: NodeImages, { production }: { production: boolean }): StageView {
  const { facts } = spec;
  const recipe = recipeFor(facts.manager);
  const tools = images.bun ? [`COPY --from=${spec.image(images.bun)} /usr/local/bin/bun /usr/local/bin/bun`] : [];
  if (recipe.tool && !(images.build.startsWith('oven/bun'))) tools.push(installTool(spec, recipe.tool));
  return {
    ...emptyStage(spec, images),
    environment: environment({ ...recipe.environment, ...(production ? {} : buildVariables(facts)) }),
    tools,
    install: install(spec, recipe, production),
  };
}

function buildVariables(facts: NodeFacts): Record<string, string> {
  const quiet: Record<string, Record<string, string>> = {
    'Next.js': { NEXT_TELEMETRY_DISABLED: '1' },
    Nuxt: { NUXT_TELEMETRY_DISABLED: '1' },
    Astro: { ASTRO_TELEMETRY_DISABLED: '1' },
    Gatsby: { GATSBY_TELEMETRY_DISABLED: '1' },
    Angular: { NG_CLI_ANALYTICS: 'false' },
  };
  return (facts.framework ? quiet[facts.framework] : undefined) ?? {};
}

/** The package manager itself, at its exact version. `add` with its options first: see recipe.ts on texts that checkers look for. */
function installTool(spec: Spec<NodeFacts>, tool: string): string {
  const required = spec.secrets.some(({ id, required }) => id === 'npmrc' && required);
  const mounts = [cacheMount('npm', '/root/.npm'), secretMount('npmrc', '/root/.npmrc', required)];
  return run(mounts, [`npm --global --force --ignore-scripts --no-audit --no-fund add ${shellCommand([tool], 'the package manager')}`]);
}

function install(spec: Spec<NodeFacts>, recipe: Recipe, production: boolean): string {
  const { facts } = spec;
  const locked = facts.lockfile !== null;
  const scripts = facts.scriptsAllowed.length > 0;
  const installs = recipe.install({ production, locked, scripts, members: installedMembers(facts, production) });
  const rebuild = scripts ? recipe.rebuild(facts.scriptsAllowed) : null;
  const required = spec.secrets.some((secret) => secret.id === recipe.secret.id && secret.required);
  const mounts = [
    ...manifests(facts).map(bindMount),
    ...(recipe.cache ? [cacheMount(recipe.cache.id, recipe.cache.target)] : []),
    secretMount(recipe.secret.id, recipe.secret.target, required),
  ];
  return run(mounts, rebuild ? [installs, rebuild] : [installs]);
}

/** Everything that an install reads, as mounts: a changed source file then never installs again. */
function manifests({ lockfile, installFiles, workspace }: NodeFacts): string[] {
  const members = workspace ? workspace.all.map(({ path }) => inside(path, 'package.json')) : [];
  return ['package.json', ...(lockfile ? [lockfile] : []), ...installFiles, ...members];
}

function installedMembers({ workspace }: NodeFacts, production: boolean): readonly Member[] {
  if (!workspace) return [];
  return [...(production ? workspace.running : workspace.building), workspace.service];
}

function buildCommands(spec: Spec<NodeFacts>): string[] {
  const { answers, facts } = spec;
  const recipe = recipeFor(facts.manager);
  const offline = facts.shape.buildNeedsNetwork === null ? ['--network=none'] : [];
  const steps = facts.prepare.map((words) => recipe.execute(words));
  if (answers.build !== null) steps.push(...serviceBuild(spec, recipe));
  const commands = steps.length > 0 ? [run(offline, steps)] : [];
  return deploys(facts) ? [...commands, deploy(facts, recipe)] : commands;
}

/** The build of the service, after those of the members that it needs: a script of the manifest, or a command. */
function serviceBuild({ answers, facts }: Spec<NodeFacts>, recipe: Recipe): string[] {
  const build = answers.build ?? 'build';
  if (!Object.hasOwn(facts.manifest.scripts, build)) return [command(build, 'the build command')];
  const { workspace } = facts;
  if (!workspace) return recipe.script(build, []);
  return recipe.script(build, [...workspace.building.filter(({ scripts }) => scripts.includes(build)), workspace.service]);
}

function deploy({ workspace }: NodeFacts, recipe: Recipe): string {
  const name = shellCommand([workspace?.service.name ?? ''], 'the workspace name');
  const mounts = recipe.cache ? [cacheMount(recipe.cache.id, recipe.cache.target)] : [];
  return run(mounts, [`pnpm --filter=${name} --store-dir=/pnpm/store --config.inject-workspace-packages=true --prod deploy /prod`]);
}

