import type { Spec } from '../../core/stack.ts';
import { ENDS_AT_SIGTERM } from '../shared/javascript/signals.ts';
import { inside } from '../shared/paths.ts';
import { type Runtime, type ServicePlan, type Stage, serviceTitle } from '../shared/service.ts';
import { bringsDeno, denoBase } from './bases.ts';
import type { DenoFacts } from './facts.ts';
import type { DenoProgram } from './flags.ts';
import { healthProbe, scriptAddress } from './probe.ts';
import { programOf } from './start.ts';
import { build, CACHE, install } from './steps.ts';
import { atLeast } from './versions.ts';

const DENO_ENVIRONMENT = { DENO_DIR: CACHE, DENO_NO_UPDATE_CHECK: '1', DENO_NO_PROMPT: '1' };

/** The Dockerfile of a Deno service: fetched, built and compiled in one stage; read-only sources and their cache in the other. */
export function denoPlan(spec: Spec<DenoFacts>): ServicePlan {
  const { answers, facts } = spec;
  return {
    context: facts.context,
    title: serviceTitle(spec, [facts.framework, `Deno ${answers.runtimeVersion}`]),
    stages: [buildStage(spec)],
    runtime: runtimeOf(spec),
  };
}

function buildStage(spec: Spec<DenoFacts>): Stage {
  const { answers, facts } = spec;
  const base = denoBase(answers.base, answers.runtimeVersion);
  return {
    name: 'build',
    says: facts.lock ? 'modules as deno.lock has them' : 'without a lock file: the modules of the day',
    image: base.build,
    imageUser: base.buildUser,
    environment: DENO_ENVIRONMENT,
    steps: [install(spec), 'COPY . .', ...build(spec)],
  };
}

function runtimeOf(spec: Spec<DenoFacts>): Runtime {
  const { answers, facts } = spec;
  const program = programOf(answers.start);
  const { readsPort } = facts;
  const [first = 'deno', ...rest] = answers.start ?? [];
  const entrypoint = program ? startWords(program, spec) : [first, ...rest];
  return {
    says: 'the sources and their modules, which the process may read and not change',
    base: denoBase(answers.base, answers.runtimeVersion),
    environment: {
      ...DENO_ENVIRONMENT,
      ...(facts.npm === null ? {} : { NODE_ENV: 'production' }),
      ...facts.environment,
      ...(answers.port !== null && readsPort ? { PORT: String(answers.port) } : {}),
    },
    copies: [
      ...(bringsDeno(answers.base) ? ['COPY --from=build /usr/bin/deno /usr/local/bin/deno'] : []),
      `COPY --from=build ${CACHE} ${CACHE}`,
      'COPY --from=build /app ./',
    ],
    home: facts.home === '.' ? '/app' : inside('/app', facts.home),
    probe: healthProbe(answers, readsPort, facts.healthSeen),
    signals: preload(program, spec).length > 0 ? ENDS_AT_SIGTERM : null,
    entrypoint,
  };
}

const END_ON_SIGNAL = "for (const s of ['SIGTERM', 'SIGINT']) Deno.addSignalListener(s, () => Deno.exit(143))";

/** The program as it is said, with what holds it to the build: no fetching, no lock file written, and an end at SIGTERM. */
function startWords(program: DenoProgram, spec: Spec<DenoFacts>): string[] {
  const { command, options, entry, args } = program;
  const held = ['--cached-only', spec.facts.lock ? '--frozen' : '--no-lock'];
  return ['deno', command, ...held, ...preload(program, spec), ...options, entry, ...args];
}

/** `deno serve` ends by itself, and a program with a listener of its own has the say. */
function preload(program: DenoProgram | null, { answers, facts }: Spec<DenoFacts>): string[] {
  const needs = program?.command === 'run' && !facts.handlesSignals && atLeast(answers.runtimeVersion, '2.4.0');
  return needs ? ['--preload', scriptAddress(END_ON_SIGNAL)] : [];
}
