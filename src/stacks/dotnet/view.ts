import { copyArguments } from '../../core/quote.ts';
import type { Spec } from '../../core/stack.ts';
import { frontEndStages } from '../node/front-end/index.ts';
import { busyboxProbe } from '../shared/busybox-probe.ts';
import { type Runtime, type ServicePlan, serviceTitle } from '../shared/service.ts';
import { siteRuntime } from '../shared/site.ts';
import { dotnetBase } from './bases.ts';
import { buildStages } from './build.ts';
import type { DotnetFacts } from './detect.ts';
import { FRAMEWORKS } from './frameworks.ts';
import { PROBE_FOLDER, probes } from './probe.ts';
import type { Program } from './program.ts';
import { major } from './versions.ts';

/** The Dockerfile of a .NET program: restored and published in one stage, run in the other. */
export function dotnetPlan(spec: Spec<DotnetFacts>, program: Program): ServicePlan {
  const { answers } = spec;
  const { graph, framework, publish } = program;
  const title = FRAMEWORKS.find(({ id }) => id === framework?.id)?.title ?? null;
  return {
    context: graph.context,
    title: serviceTitle(spec, [
      `.NET ${answers.runtimeVersion}`,
      title,
      publish.mode === 'aot' ? 'compiled ahead of time' : null,
    ]),
    stages: [...frontEndStages(spec, program.frontEnd, graph.context), ...buildStages(spec, program)],
    runtime: program.project.kind === 'wasm' ? pagesOf(spec, program) : runtimeOf(spec, program),
  };
}

function pagesOf(spec: Spec<DotnetFacts>, { graph }: Program): Runtime {
  const says = 'nginx and the published pages, and nothing that the process may change';
  return siteRuntime(spec, { context: graph.context, says, copies: ['COPY --from=build /out/app/wwwroot ./'] });
}

function runtimeOf(spec: Spec<DotnetFacts>, program: Program): Runtime {
  const { answers } = spec;
  const [first = 'dotnet', ...rest] = answers.start ?? [];
  // the runtime's own program is no more than a part of the command: what is added to docker run goes to the service
  const words = first === 'dotnet' ? 1 : 0;
  return {
    says: 'the published program, and nothing that the process may change',
    base: dotnetBase(answers.base, answers.runtimeVersion, program.needs),
    environment: environmentOf(spec, program),
    copies: [
      ...(probes(answers, program.publish) ? [`COPY --from=build /out${PROBE_FOLDER} ${PROBE_FOLDER}`] : []),
      `COPY --from=build ${copyArguments(['/out/app', './'], 'the program')}`,
    ],
    probe: probeOf(spec, program),
    terse: probes(answers, program.publish),
    entrypoint: [first, ...rest.slice(0, words)],
    command: rest.slice(words),
  };
}

function probeOf({ answers }: Spec<DotnetFacts>, { publish }: Program): string[] | null {
  const { port, healthcheck, base } = answers;
  if (port === null || healthcheck === null) return null;
  if (base === 'alpine') return busyboxProbe(port, healthcheck);
  if (!probes(answers, publish)) return null;
  const program =
    publish.mode === 'aot' ? [`${PROBE_FOLDER}/healthcheck`] : ['dotnet', `${PROBE_FOLDER}/healthcheck.dll`];
  return [...program, String(port), healthcheck];
}

function environmentOf({ answers }: Spec<DotnetFacts>, { listens, target }: Program): Record<string, string> {
  const port: Record<string, string> = answers.port === null ? {} : { [listens.variable]: String(answers.port) };
  const older = target.line !== null && major(target.line) < major(answers.runtimeVersion);
  return {
    ...port,
    // the debugger's and profiler's socket would be a file, which a read-only root has no place for
    DOTNET_EnableDiagnostics: '0',
    DOTNET_CLI_TELEMETRY_OPTOUT: '1',
    ...(older ? { DOTNET_ROLL_FORWARD: 'Major' } : {}),
  };
}
