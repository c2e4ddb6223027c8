import { bindMount, cacheMount, run, secretMount } from '../../core/instruction.ts';
import { copyArguments, pairValue, shellWord } from '../../core/quote.ts';
import type { Spec } from '../../core/stack.ts';
import { frontEndCopies, frontEndStages } from '../node/front-end/index.ts';
import { busyboxProbe } from '../shared/busybox-probe.ts';
import { relativeTo } from '../shared/paths.ts';
import { type Runtime, type ServicePlan, type Stage, serviceTitle } from '../shared/service.ts';
import { goBase } from './bases.ts';
import type { GoFacts } from './detect.ts';
import { COMPILE_PROBE, PROBE_PATH, PROBE_SOURCE } from './probe.ts';
import { PACKAGE } from './programs.ts';

const CACHE = '/go/pkg/mod';
const KEPT = '/modules';
const MODULES = cacheMount('go-mod', CACHE);
const COMPILED = cacheMount('go-build', '/root/.cache/go-build');
/** One name whatever the program is called: `healthcheck` is the probe's, and checkers take `service` or `top` for a command. */
const PROGRAM = '/out/program';

/** The Dockerfile of a Go service: fetched and compiled in one stage, one static program in the other. */
export function goPlan(spec: Spec<GoFacts>): ServicePlan {
  const { answers, facts } = spec;
  return {
    context: facts.module.context,
    title: serviceTitle(spec, [`Go ${answers.runtimeVersion}`, facts.cgo ? 'cgo' : null]),
    stages: [...frontEndStages(spec, facts.frontEnd, facts.module.context), buildStage(spec)],
    runtime: runtimeOf(spec),
  };
}

function buildStage(spec: Spec<GoFacts>): Stage {
  const { answers, facts } = spec;
  const base = goBase(answers.base, answers.runtimeVersion, facts.cgo);
  const folder = relativeTo(facts.module.context, facts.folder) ?? '.';
  return {
    name: 'build',
    says: `${facts.vendored ? 'vendored modules' : 'modules as go.sum has them'}; compiled without a network`,
    image: base.build,
    imageUser: base.buildUser,
    environment: { CGO_ENABLED: facts.cgo ? '1' : '0', GOTOOLCHAIN: 'local' },
    workdir: '/src',
    steps: [
      download(spec, folder),
      [
        'COPY . .',
        ...(facts.embeds ? frontEndCopies(facts.frontEnd, facts.module.context) : []),
        ...(probes(spec) ? [PROBE_SOURCE] : []),
      ].join('\n'),
      folder === '.' ? '' : `WORKDIR ${pairValue(`/src/${folder}`, 'the folder')}`,
      compile(spec),
    ],
  };
}

/**
 * Modules in a layer of their own: a changed source fetches nothing. The cache mount has them, too, but may be empty where the
 * layer comes from another machine, or was pruned since: then the compiler, without a network, takes them from the layer.
 */
function download({ facts, secrets }: Spec<GoFacts>, folder: string): string {
  if (facts.vendored || facts.manifests.length === 0) return '';
  const required = secrets.some(({ id, required }) => id === 'netrc' && required);
  const mounts = [
    ...facts.manifests.map((path) => bindMount(path)),
    MODULES,
    COMPILED,
    secretMount('netrc', '/root/.netrc', required),
  ];
  const where = folder === '.' || facts.module.work ? '' : ` -C ${shellWord(folder, 'the folder')}`;
  return run(mounts, [
    `go${where} mod download`,
    `GOMODCACHE=${KEPT} ${from(`${CACHE}/cache/download`)} go${where} mod download`,
  ]);
}

function compile(spec: Spec<GoFacts>): string {
  const { answers, facts } = spec;
  const target = shellWord(answers.set[PACKAGE] ?? '.', 'the package');
  const flags = `-trimpath -buildvcs=false${facts.vendored ? ' -mod=vendor' : ''} -ldflags='-s -w'`;
  const kept = facts.vendored || facts.manifests.length === 0 ? '' : `${from(`${KEPT}/cache/download`)} `;
  const builds = [`${kept}go build ${flags} -o ${PROGRAM} ${target}`, ...(probes(spec) ? [COMPILE_PROBE] : [])];
  return run(['--network=none', MODULES, COMPILED], builds);
}

/** Modules from a folder alone, private ones included. */
function from(folder: string): string {
  return `GOPROXY=file://${folder} GONOPROXY=none`;
}

function runtimeOf(spec: Spec<GoFacts>): Runtime {
  const { answers, facts } = spec;
  const base = goBase(answers.base, answers.runtimeVersion, facts.cgo);
  const [program = '/app/app', ...rest] = answers.start ?? [];
  const file = copyArguments([PROGRAM, program.startsWith('/') ? program : `/app/${program}`], 'the program');
  return {
    says: 'the program, and nothing that the process may change',
    base,
    environment: answers.port !== null && facts.readsPort ? { PORT: String(answers.port) } : {},
    copies: [
      ...(probes(spec) ? [`COPY --from=build /out${PROBE_PATH} ${PROBE_PATH}`] : []),
      `COPY --from=build ${file}`,
      // what the program reads when it runs lies where it starts
      ...(facts.embeds ? [] : frontEndCopies(facts.frontEnd, facts.module.context, '.', facts.folder)),
    ],
    probe: probeOf(spec),
    terse: probes(spec),
    entrypoint: [program.startsWith('/') ? program : `/app/${program}`],
    command: rest,
  };
}

/** Alpine has BusyBox's wget; where there is nothing, the probe is built beside the program. */
function probes({ answers }: Spec<GoFacts>): boolean {
  return answers.port !== null && answers.healthcheck !== null && answers.base !== 'alpine';
}

function probeOf(spec: Spec<GoFacts>): string[] | null {
  const { port, healthcheck, base } = spec.answers;
  if (port === null || healthcheck === null) return null;
  if (base === 'alpine') return busyboxProbe(port, healthcheck);
  return [PROBE_PATH, String(port), healthcheck];
}
