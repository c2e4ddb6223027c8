import { bindMount, cacheMount, run, secretMount } from '../../core/instruction.ts';
import { copyArguments, shellWord } from '../../core/quote.ts';
import type { Spec } from '../../core/stack.ts';
import { aptInstall } from '../shared/apt.ts';
import type { StackBase } from '../shared/bases.ts';
import { busyboxProbe } from '../shared/busybox-probe.ts';
import { type Runtime, type ServicePlan, type Stage, serviceTitle } from '../shared/service.ts';
import { UNLOCKED } from '../shared/unlocked.ts';
import { BUILT_PROBE, compileProbe, PROBE_PATH, PROBE_SOURCE } from './probe.ts';
import type { Recipe, Skeleton } from './skeleton.ts';
import { PROGRAM, type SkeletonFacts } from './told.ts';

/** The Dockerfile of a service: fetched and built in one stage, run in the other. */
export function skeletonPlan(spec: Spec<SkeletonFacts>, skeleton: Skeleton, base: StackBase): ServicePlan {
  const { answers, facts } = spec;
  const program = shellWord(answers.set[PROGRAM] ?? 'app', 'the program');
  const recipe = skeleton.recipe({ look: facts.look, version: answers.runtimeVersion, program });
  return {
    context: answers.service,
    title: serviceTitle(spec, [`${skeleton.title} ${answers.runtimeVersion}`, facts.look.manager?.name ?? null]),
    stages: [buildStage(spec, recipe, base)],
    runtime: runtimeOf(spec, recipe, base),
  };
}

function buildStage(spec: Spec<SkeletonFacts>, recipe: Recipe, base: StackBase): Stage {
  const { look } = spec.facts;
  const held = look.lock === null ? 'packages' : `packages as ${look.lock} has them`;
  const tools = recipe.tools ?? '';
  const fetched = fetchStep(spec, recipe);
  const late = recipe.fetchesFromSources === true;
  const probe = probes(spec, recipe) ? compileProbe(recipe.compiler ?? 'gcc') : null;
  const last = recipe.build.at(-1) ?? [];
  // one step for both where that is no more than two commands
  const together = probe !== null && last.length === 1;
  const build = [...recipe.build.slice(0, -1), together ? [...last, probe] : last];
  const alone = probe !== null && !together ? [PROBE_SOURCE, run(['--network=none'], [probe])] : [];
  return {
    name: 'build',
    says: `${recipe.fetch === null ? '' : `${held}; `}compiled without a network`,
    image: base.build,
    imageUser: base.buildUser,
    environment: recipe.environment ?? {},
    steps: [
      lines(tools, late ? '' : fetched),
      ...alone,
      lines('COPY . .', together ? PROBE_SOURCE : ''),
      lines(late ? fetched : '', ...build.map((commands) => run(['--network=none'], commands))),
    ],
  };
}

/** Instructions of one kind, one below the other. */
function lines(...instructions: readonly string[]): string {
  return instructions.filter((each) => each !== '').join('\n');
}

function fetchStep(
  spec: Spec<SkeletonFacts>,
  { fetch, caches = [], secrets = [], fetchesFromSources }: Recipe,
): string {
  const { look } = spec.facts;
  if (fetch === null) return '';
  const required = (id: string) => spec.secrets.some((secret) => secret.id === id && secret.required);
  const mounts = [
    ...(fetchesFromSources ? [] : look.manifests.map((path) => bindMount(path))),
    ...caches.map(([id, target]) => cacheMount(id, target)),
    ...secrets.map(([id, target]) => secretMount(id, target, required(id))),
  ];
  return `${look.lock === null ? `${UNLOCKED}\n` : ''}${run(mounts, fetch)}`;
}

/** Where a compiler can make the probe, and the image has nothing of its own to ask with. */
function probes({ answers }: Spec<SkeletonFacts>, { compiler }: Recipe): boolean {
  return compiler !== null && answers.port !== null && answers.healthcheck !== null && answers.base !== 'alpine';
}

function runtimeOf(spec: Spec<SkeletonFacts>, recipe: Recipe, base: StackBase): Runtime {
  const { answers, facts } = spec;
  const [first = '', ...rest] = answers.start ?? recipe.start;
  return {
    says: 'the program, and nothing that the process may change',
    base,
    environment: {
      ...(recipe.runtime ?? {}),
      ...(answers.port !== null && facts.listens.readsPort ? { PORT: String(answers.port) } : {}),
    },
    remove: aptInstall(facts.look.packages?.runtime ?? []),
    copies: [
      ...(probes(spec, recipe) ? [`COPY --from=build ${BUILT_PROBE} ${PROBE_PATH}`] : []),
      ...recipe.artefacts.map(([from, to]) => `COPY --from=build ${copyArguments([from, to], 'the program')}`),
      ...(facts.look.folders ?? []).map(
        (path) => `COPY --from=build ${copyArguments([`/app/${path}`, `./${path}`], 'the folder')}`,
      ),
    ],
    probe: probeOf(spec, recipe),
    terse: probes(spec, recipe),
    entrypoint: [first],
    command: rest,
  };
}

function probeOf({ answers, ...spec }: Spec<SkeletonFacts>, recipe: Recipe): string[] | null {
  const { port, healthcheck, base } = answers;
  if (port === null || healthcheck === null) return null;
  if (base === 'alpine') return busyboxProbe(port, healthcheck);
  return probes({ ...spec, answers }, recipe) ? [PROBE_PATH, String(port), healthcheck] : null;
}
