import { commandChain } from '../../core/command.ts';
import { bindMount, cacheMount, environment, run, secretMount } from '../../core/instruction.ts';
import { imageName, mountPath, shellCommand, shellWord } from '../../core/quote.ts';
import type { Spec } from '../../core/stack.ts';
import { banner, serviceName, stageImage } from '../../core/view.ts';
import type { NodeFacts } from './facts.ts';
import type { NodeImages } from './images.ts';
import { inside } from './manifest.ts';
import { type Member, PNPM_STORE, type Recipe, recipeFor } from './recipe.ts';

/** A stage before the last: installs, and in the build stage also builds. Every value is an instruction or empty. */
export interface StageView {
  readonly banner: string;
  readonly image: string;
  readonly tag: string | null;
  readonly name: string;
  /** Whether the image starts as another user, so that the stage has to become root and to hand back. */
  readonly root: boolean;
  readonly leave: string;
  readonly environment: string;
  readonly tools: readonly string[];
  /** In a workspace: the COPY of what an install reads. */
  readonly manifests: string;
  readonly install: string;
  readonly commands: readonly string[];
}

/** Where the service's own files lie in the image: in a workspace below its folder, but for what is self-contained. */
export function home(facts: NodeFacts): string {
  return gathers(facts) ? serviceFolder(facts) : '/app';
}

/** The service's folder in the build stage. */
export function serviceFolder({ workspace }: NodeFacts): string {
  return workspace ? `/app/${workspace.service.path}` : '/app';
}

/** pnpm itself puts a workspace's service and what it needs to run into one folder. */
export function deploys(facts: NodeFacts): boolean {
  return facts.workspace !== null && facts.manager.id === 'pnpm' && facts.shape.dependencies === 'production';
}

/** A workspace whose service runs from its own folder, beside the members that it needs. */
export function gathers(facts: NodeFacts): boolean {
  return facts.workspace !== null && !deploys(facts) && facts.shape.dependencies === 'production';
}

/** Whether anything runs in the build stage; if not, it only holds the sources. */
export function builds({ answers, facts }: Spec<NodeFacts>): boolean {
  return answers.build !== null || facts.prepare.length > 0 || facts.workspace !== null;
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
  const compiled =
    spec.answers.build === null
      ? ''
      : `; ${spec.facts.typescript ? 'compiled' : 'built'} ${offline ? 'without a network' : 'with a network, for the build fetches'}`;
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
    ...stageImage(spec, images.build),
    root,
    leave: root ? `USER ${images.buildUser}` : '',
    environment: '',
    tools: [],
    manifests: '',
    install: '',
    commands: [],
  };
}

function installStage(spec: Spec<NodeFacts>, images: NodeImages, { production }: { production: boolean }): StageView {
  const { facts } = spec;
  const recipe = recipeFor(facts.manager);
  const tools = images.bun ? [`COPY --from=${spec.image(images.bun)} /usr/local/bin/bun /usr/local/bin/bun`] : [];
  if (recipe.tool && !images.build.startsWith('oven/bun')) tools.push(installTool(spec, recipe.tool));
  return {
    ...emptyStage(spec, images),
    environment: environment({
      ...recipe.environment,
      ...yarnLinker(facts),
      ...(facts.compiles ? COMPILER_VARIABLES : {}),
      ...(production ? {} : facts.shape.buildEnvironment),
    }),
    tools,
    manifests: facts.workspace ? 'COPY --from=manifests /app ./' : '',
    install: install(spec, recipe, production),
  };
}

/** What a `.yarnrc.yml` that holds a credential, and so stays out, would have said. */
function yarnLinker({ keptOut, manager }: NodeFacts): Record<string, string> {
  return keptOut.includes('.yarnrc.yml') && manager.id === 'yarn' ? { YARN_NODE_LINKER: manager.linker } : {};
}

/** The package manager itself, at its exact version. `add` with its options first: see recipe.ts on texts that checkers look for. */
function installTool(spec: Spec<NodeFacts>, tool: string): string {
  const required = spec.secrets.some(({ id, required }) => id === 'npmrc' && required);
  const mounts = [cacheMount('npm', '/root/.npm'), secretMount('npmrc', '/root/.npmrc', required)];
  return run(mounts, [
    `npm --global --force --ignore-scripts --no-audit --no-fund add ${shellCommand([tool], 'the package manager')}`,
  ]);
}

/** What compiling leaves behind. */
const COMPILER_MOUNTS = [cacheMount('node-gyp', '/root/.cache/node-gyp'), '--mount=type=tmpfs,target=/tmp'];
/** The base has the headers of its own Node: nothing is downloaded to compile against. */
const COMPILER_VARIABLES = { npm_config_nodedir: '/usr/local' };

/** Above an install that nothing holds to a lock file: detection has said so, and our own audit is told. */
const UNLOCKED =
  '# secure-dockerfile ignore=install/no-lock the project has no lock file, so installs are not reproducible';

function install(spec: Spec<NodeFacts>, recipe: Recipe, production: boolean): string {
  const { facts } = spec;
  const locked = facts.lockfile !== null;
  const scripts = facts.scriptsAllowed.length > 0;
  const installs = recipe.install({ production, locked, scripts, members: installedMembers(facts, production) });
  const rebuild = scripts ? recipe.rebuild(facts.scriptsAllowed) : null;
  const required = spec.secrets.some((secret) => secret.id === recipe.secret.id && secret.required);
  const mounts = [
    ...manifests(facts).map((path) => bindMount(path, recipe.rewritesManifest && path === 'package.json')),
    ...(recipe.cache ? [cacheMount(recipe.cache.id, recipe.cache.target)] : []),
    ...(scripts ? COMPILER_MOUNTS : []),
    secretMount(recipe.secret.id, recipe.secret.target, required),
  ];
  const step = run(mounts, rebuild ? [installs, rebuild] : [installs]);
  return locked ? step : `${UNLOCKED}\n${step}`;
}

/** Everything that an install reads, as mounts: a changed source file then never installs again. */
function manifests({ lockfile, installFiles, workspace }: NodeFacts): string[] {
  return workspace ? [] : ['package.json', ...(lockfile ? [lockfile] : []), ...installFiles.map(({ path }) => path)];
}

/** What `node/Dockerfile.hbs` names for the stage that keeps only what an install reads, of however many members. */
export type ManifestsView = Omit<StageView, 'tools' | 'manifests' | 'install' | 'commands'> & { readonly keep: string };

/** For a workspace: a stage whose content changes only with a manifest, so that only then an install runs again. */
export function manifestsStage(spec: Spec<NodeFacts>, images: NodeImages): ManifestsView | null {
  const { workspace, lockfile, installFiles } = spec.facts;
  if (!workspace || (!builds(spec) && spec.facts.shape.dependencies === 'none')) return null;
  const kept = [
    ...(lockfile ? [lockfile] : []),
    ...installFiles.map(({ path, kind }) => (kind === 'directory' ? `${path}/*` : path)),
  ];
  const tests = kept.map((path) => `-not -path ${shellWord(`./${path}`, 'the file')}`);
  return {
    ...emptyStage(spec, images),
    banner: banner('manifests', 'what an install reads, of every member of the workspace'),
    name: 'manifests',
    keep: run([], [['find . -type f -not -name package.json', ...tests, '-delete'].join(' ')]),
  };
}

function installedMembers({ workspace }: NodeFacts, production: boolean): readonly Member[] {
  if (!workspace) return [];
  return [...(production ? workspace.running : workspace.building), workspace.service];
}

function buildCommands(spec: Spec<NodeFacts>): string[] {
  const { answers, facts } = spec;
  const recipe = recipeFor(facts.manager);
  const steps = facts.prepare.map((words) => recipe.execute(words));
  if (answers.build !== null) steps.push(...serviceBuild(spec, recipe));
  // what the build installed is not what ships
  if (!deploys(facts) && facts.shape.outputs.some(({ from }) => from === '.')) steps.push(removeModules(facts));
  const commands = steps.length > 0 ? [run([...buildCaches(spec), ...buildNetwork(facts)], steps)] : [];
  if (deploys(facts)) return [...commands, deploy(facts, recipe)];
  return gathers(facts) ? [...commands, gather(facts)] : commands;
}

/** One folder with all that members and service ship, so that the last stage copies it in one layer, however many they are. */
function gather(facts: NodeFacts): string {
  const service = facts.workspace?.service.path ?? '.';
  const members = (facts.workspace?.running ?? []).flatMap(({ path, outputs }) =>
    outputs.map((output) => inside(path, output)),
  );
  const own = ['package.json', ...facts.shape.outputs.map(({ from }) => from)].map((path) =>
    path === '.' ? service : `${service}/${path}`,
  );
  // the WORKDIR keeps two RUNs of equal flags apart (hadolint DL3059)
  return `\nWORKDIR /app\n\n${run([], ['mkdir /out', `cp -r --parents ${shellCommand([...members, ...own], 'the path')} /out`])}`;
}

function removeModules(facts: NodeFacts): string {
  const folder = facts.workspace ? `${facts.workspace.service.path}/node_modules` : 'node_modules';
  return `rm -rf ${shellCommand([folder], 'the folder')}`;
}

/** What a framework's build reuses between runs (`.next/cache`): mounted, so it reaches no layer and no image. */
function buildCaches(spec: Spec<NodeFacts>): string[] {
  const folder = serviceFolder(spec.facts);
  return spec.facts.shape.caches.map((path) =>
    cacheMount(`${serviceName(spec)}-${imageName(path)}`, mountPath(`${folder}/${path}`, 'the cache folder')),
  );
}

function buildNetwork({ shape }: NodeFacts): string[] {
  return shape.buildNeedsNetwork === null ? ['--network=none'] : [];
}

/** Programs that run as they are; any other first word is a program of the installed packages. */
const OWN_PROGRAMS = new Set(['npm', 'npx', 'pnpm', 'pnpx', 'yarn', 'bun', 'bunx', 'node', 'sh', 'make']);

/** The build of the service, after those of the members that it needs: a script of the manifest, or a command. */
function serviceBuild({ answers, facts }: Spec<NodeFacts>, recipe: Recipe): string[] {
  const build = answers.build ?? 'build';
  if (!Object.hasOwn(facts.manifest.scripts, build)) {
    const chain = commandChain(build, 'the build command');
    return chain.map((words) =>
      OWN_PROGRAMS.has(words[0] ?? '') ? shellCommand(words, 'the build command') : recipe.execute(words),
    );
  }
  const { workspace } = facts;
  if (!workspace) return recipe.script(build, []);
  return recipe.script(build, [
    ...workspace.building.filter(({ scripts }) => scripts.includes(build)),
    workspace.service,
  ]);
}

function deploy({ workspace }: NodeFacts, recipe: Recipe): string {
  const name = shellCommand([workspace?.service.name ?? ''], 'the workspace name');
  const mounts = recipe.cache ? [cacheMount(recipe.cache.id, recipe.cache.target)] : [];
  return run(mounts, [
    `pnpm --filter=${name} --store-dir=${PNPM_STORE} --config.inject-workspace-packages=true --prod deploy /prod`,
  ]);
}
