import { commandChain } from '../../core/command.ts';
import { cacheMount, run, secretMount } from '../../core/instruction.ts';
import { imageName, mountPath, pairValue, shellCommand, shellPaths } from '../../core/quote.ts';
import type { Spec } from '../../core/stack.ts';
import type { Recipe } from '../shared/javascript/packages/recipe.ts';
import { recipeFor } from '../shared/javascript/packages/recipes/index.ts';
import { resolveInside } from '../shared/paths.ts';
import { deploy } from './deploy.ts';
import type { NodeFacts } from './facts.ts';
import { deploys, gathers, serviceFolder } from './layout.ts';

/** Everything that the build stage runs after its install, in order. */
export function buildCommands(spec: Spec<NodeFacts>): string[] {
  const { facts } = spec;
  const recipe = recipeFor(facts.manager);
  const commands = stepsOf(spec, recipe).map(({ own, chain }, at) => {
    const step = run([...buildCaches(spec), ...buildSecrets(spec, recipe), ...buildNetwork(spec)], chain);
    return own || at > 0 ? `${enter(own ? serviceFolder(facts) : '/app')}${step}` : step;
  });
  if (deploys(facts)) return [...commands, deploy(spec, recipe)];
  return gathers(facts) ? [...commands, gather(facts)] : commands;
}

/** A chain of commands, and whether it runs in the service's own folder of a workspace, not in the root. */
interface Step {
  readonly own: boolean;
  readonly chain: readonly string[];
}

/** Programs of packages run in the service's folder: Vite and Prisma look for their files there. Managers find the service by name. */
function stepsOf({ answers, facts }: Spec<NodeFacts>, recipe: Recipe): Step[] {
  const member = facts.workspace !== null;
  const prepare = facts.prepare.map((words) => recipe.execute(words));
  const { own, chain } = answers.build === null ? { own: true, chain: [] } : serviceBuild(answers.build, facts, recipe);
  const steps: Step[] =
    member && !own
      ? [
          { own: true, chain: prepare },
          { own: false, chain },
        ]
      : [{ own: member, chain: [...prepare, ...chain] }];
  const filled = steps.filter((step) => step.chain.length > 0);
  // what the build installed is not what ships
  const cleans = !deploys(facts) && facts.shape.outputs.some(({ from }) => from === '.');
  return cleans ? withRemoval(filled, facts) : filled;
}

function withRemoval(steps: readonly Step[], facts: NodeFacts): Step[] {
  const last = steps.at(-1) ?? { own: false, chain: [] };
  return [...steps.slice(0, -1), { ...last, chain: [...last.chain, removeModules(last.own ? null : facts.workspace)] }];
}

function enter(folder: string): string {
  return `\nWORKDIR ${pairValue(folder, 'the folder')}\n\n`;
}

/** One folder with all that members and service ship, so that the last stage copies it in one layer, however many they are. */
function gather(facts: NodeFacts): string {
  const service = facts.workspace?.service.path ?? '.';
  const members = (facts.workspace?.running ?? []).flatMap(({ path, outputs }) => below(path, outputs));
  const own = below(service, ['package.json', ...facts.shape.outputs.map(({ from }) => from)]);
  // the WORKDIR keeps two RUNs of equal flags apart (hadolint DL3059)
  return `${enter('/app')}${run([], ['mkdir /out', `cp -r --parents ${shellPaths([...members, ...own], 'the path')} /out`])}`;
}

/** Paths of a member from the root; the member itself without the `/.` after which `cp --parents` makes a folder twice. */
function below(member: string, paths: readonly string[]): string[] {
  return paths.map((path) => resolveInside(member, path) ?? member);
}

function removeModules(workspace: NodeFacts['workspace']): string {
  const folder = workspace ? `${workspace.service.path}/node_modules` : 'node_modules';
  return `rm -rf ${shellPaths([folder], 'the folder')}`;
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

/** The build of the service, after those of the members that it needs: scripts of the manifest, or commands. */
function serviceBuild(build: string, { manifest, workspace }: NodeFacts, recipe: Recipe): Step {
  const isScript = (name: string) => Object.hasOwn(manifest.scripts, name);
  const scripts = isScript(build) ? [build] : build.split(' && ');
  if (!scripts.every(isScript)) {
    const chain = commandChain(build, 'the build command');
    const runs = chain.map((words) => OWN_PROGRAMS.has(words[0] ?? ''));
    return {
      own: !runs.includes(true),
      chain: chain.map((words, at) => (runs[at] ? shellCommand(words, 'the build command') : recipe.execute(words))),
    };
  }
  return {
    own: false,
    chain: scripts.flatMap((name) => {
      if (!workspace) return recipe.script(name, []);
      const needed = workspace.building.filter((member) => member.scripts.includes(name));
      return recipe.script(name, [...needed, workspace.service]);
    }),
  };
}
