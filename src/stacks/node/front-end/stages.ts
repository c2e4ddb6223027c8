import type { Answers } from '../../../core/answers.ts';
import { copyArguments } from '../../../core/quote.ts';
import { completeAnswers } from '../../../core/spec.ts';
import type { Secret, Spec } from '../../../core/stack.ts';
import type { IgnoreView } from '../../shared/ignore.ts';
import { isPlainPattern, keepingOut } from '../../shared/ignore.ts';
import { recipeFor } from '../../shared/javascript/packages/recipes/index.ts';
import { relativeTo } from '../../shared/paths.ts';
import type { Stage } from '../../shared/service.ts';
import { NODE_BASES } from '../bases.ts';
import { buildCommands } from '../build-steps.ts';
import type { NodeFacts } from '../facts.ts';
import { nodeImages } from '../images.ts';
import { install } from '../install.ts';
import { installEnvironment, installTools } from '../install-tools.ts';
import { copyManifests, keepManifests, MANIFESTS_SAY } from '../manifests-stage.ts';
import { sayBuild } from '../stages.ts';
import type { BuiltFrontEnd, FrontEnd } from './front-end.ts';

/** The stage's name, for COPY --from. */
const STAGE = 'frontend';

/** The images of its stages. */
export function frontEndImages(answers: Answers, { built }: FrontEnd): string[] {
  if (!built) return [];
  const { build, bun } = nodeImages(answersOf(answers, built), built.node.facts);
  return bun === null ? [build] : [build, bun];
}

/**
 * The folder that a build needs as its context once the front end is part of it: a member of a workspace is installed and built
 * from the project's root.
 * @param own what the service alone needs
 */
export function frontEndContext({ built }: FrontEnd, own: string): string {
  return built?.node.facts.workspace ? '.' : own;
}

/**
 * The stages that install and build a front end: put them before the service's own.
 * @param context the folder that is the build's context
 * @param before instructions that bring what its install reads from other stages, in the folder of its package.json
 */
export function frontEndStages(
  spec: Spec,
  { built }: FrontEnd,
  context: string,
  before: readonly string[] = [],
): Stage[] {
  if (!built) return [];
  const folder = relativeTo(context, built.folder) ?? '.';
  const node = specOf(spec, built, built.folder === context ? '.' : folder);
  const { facts } = node;
  const images = nodeImages(node.answers, facts);
  const parent = { image: images.build, imageUser: images.buildUser };
  const manifests: Stage = {
    name: 'manifests',
    says: MANIFESTS_SAY,
    ...parent,
    steps: ['COPY . .', keepManifests(facts)],
  };
  return [
    ...(facts.workspace ? [manifests] : []),
    {
      name: STAGE,
      says: sayBuild(node),
      ...parent,
      environment: installEnvironment(facts, false),
      tools: installTools(node, images),
      workdir: facts.workspace || facts.below === '.' ? '/app' : `/app/${facts.below}`,
      steps: [
        [copyManifests(facts), ...before].filter(Boolean).join('\n'),
        install(node, recipeFor(facts.manager), false),
        sources(built, facts),
        ...buildCommands(node).map((command) => command.trim()),
      ],
    },
  ];
}

/** Its own folder alone where the build reads no other: then a change of the service's sources builds nothing here again. */
function sources({ reachesOut }: BuiltFrontEnd, { below, workspace }: NodeFacts): string {
  if (workspace || below === '.') return 'COPY . .';
  return reachesOut ? 'COPY . /app/' : `COPY ${copyArguments([below, './'], 'the folder')}`;
}

/**
 * COPY lines that bring the result to the same place below the folder of a stage that works in the context's root.
 * @param home the folder to copy to, `.` where the stage is in it
 * @param holds the project's folder that lies there, where it is not the context: the service's own, in the image that runs
 */
export function frontEndCopies({ built }: FrontEnd, context: string, home = '.', holds = context): string[] {
  return (built?.outputs ?? []).map((path) => {
    const [from, to] = [relativeTo(context, path) ?? path, relativeTo(holds, path) ?? path];
    return `COPY --from=${STAGE} ${copyArguments([`/app/${from}`, `${home}/${to}`], 'the built folder')}`;
  });
}

/** What the ignore file has to say for it. */
export function frontEndIgnored({ built }: FrontEnd, context: string): Partial<IgnoreView> {
  const seen = (paths: readonly string[]) => paths.flatMap((path) => relativeTo(context, path) ?? []);
  if (!built) return {};
  return {
    built: ['**/node_modules', ...seen(built.made).filter(isPlainPattern)],
    private: seen(built.keptOut).map(keepingOut),
    needed: seen(built.needed).filter(isPlainPattern),
  };
}

/** The front end's own answers: the kind of base is the service's, where Node has it. */
function answersOf({ base }: Answers, { node }: BuiltFrontEnd): Answers {
  return completeAnswers(node, { base: Object.hasOwn(NODE_BASES, base) ? base : 'slim' });
}

function specOf(spec: Spec, built: BuiltFrontEnd, below: string): Spec<NodeFacts> {
  const ids = new Set(built.node.secrets.map(({ id }) => id));
  return {
    ...spec,
    answers: answersOf(spec.answers, built),
    facts: { ...built.node.facts, below: built.node.facts.workspace ? '.' : below },
    secrets: spec.secrets.filter((secret: Secret) => ids.has(secret.id) || secret.for === 'build'),
  };
}
