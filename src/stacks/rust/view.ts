import { run } from '../../core/instruction.ts';
import { pairValue } from '../../core/quote.ts';
import type { Spec } from '../../core/stack.ts';
import { UserError } from '../../errors.ts';
import { frontEndStages } from '../node/front-end/index.ts';
import { inside } from '../shared/paths.ts';
import { type ServicePlan, type Stage, serviceTitle } from '../shared/service.ts';
import { isOfficial, rustBase } from './bases.ts';
import type { RustFacts } from './detect.ts';
import { PROBE_PATH, PROBE_SOURCE } from './probe.ts';
import { BIN } from './programs.ts';
import { builtAssets, probes, runtimeOf } from './runtime.ts';
import {
  CARGO_HOME,
  compile,
  copySources,
  EMPTY,
  fetchAndCompile,
  hasLayer,
  planSteps,
  rootBelow,
  TARGET,
} from './steps.ts';
import { installTools } from './tools.ts';

/** The Dockerfile of a Rust service: dependencies and program compiled in one stage, the program alone in the other. */
export function rustPlan(spec: Spec<RustFacts>): ServicePlan {
  const { answers, facts } = spec;
  if (!facts.program)
    throw new UserError('usage', 'No program to build', `Name one with --set ${BIN}=NAME, as cargo build --bin does.`);
  return {
    context: facts.context,
    title: serviceTitle(spec, [
      `Rust ${facts.toolchain.channel ?? answers.runtimeVersion}`,
      facts.framework?.title ?? null,
    ]),
    stages: [
      ...frontEndStages(spec, facts.assets.frontEnd, facts.context),
      ...(hasLayer(spec) ? [planStage(spec)] : []),
      buildStage(spec),
    ],
    runtime: runtimeOf(spec, facts.program.name),
  };
}

function planStage({ answers, facts }: Spec<RustFacts>): Stage {
  return {
    name: 'plan',
    says: 'the manifests, and emptied sources: only a new dependency changes it',
    image: rustBase(answers.base, answers.runtimeVersion, facts.musl).build,
    environment: { EMPTY },
    steps: planSteps(),
  };
}

function buildStage(spec: Spec<RustFacts>): Stage {
  const { answers, facts } = spec;
  const layer = hasLayer(spec);
  const below = rootBelow(facts);
  const enter = below === '.' ? '' : `WORKDIR ${pairValue(inside('/app', below), 'the folder')}`;
  return {
    name: 'build',
    says: `${facts.lock ? 'packages as Cargo.lock has them' : 'packages and program'}; compiled without a network`,
    image: rustBase(answers.base, answers.runtimeVersion, facts.musl).build,
    environment: buildEnvironment(spec),
    steps: [
      installTools(spec),
      ...(layer ? ['COPY --from=plan /app /app', enter, fetchAndCompile(spec)] : []),
      [copySources(spec), ...builtAssets(spec, true)].join('\n'),
      ...(layer ? [compile(spec, true)] : [enter, fetchAndCompile(spec)]),
      ...(probes(spec) ? [PROBE_SOURCE, compileProbe()] : []),
    ],
  };
}

/** Cargo's folders are the official image's in any other, too; git itself fetches, for it knows the secret. */
function buildEnvironment({ answers, facts }: Spec<RustFacts>): Record<string, string> {
  const { config, registries, sqlxOffline, toolchain } = facts;
  return {
    ...(isOfficial(answers.base) ? {} : { CARGO_HOME }),
    CARGO_TARGET_DIR: TARGET,
    ...(registries.git ? { CARGO_NET_GIT_FETCH_WITH_CLI: 'true' } : {}),
    // a program that runs the compiler as it is takes the place of a cache that the image has not
    ...(config.wrapped ? { RUSTC_WRAPPER: '/usr/bin/env', RUSTC_WORKSPACE_WRAPPER: '/usr/bin/env' } : {}),
    ...(sqlxOffline ? { SQLX_OFFLINE: 'true' } : {}),
    ...(toolchain.channel === null ? {} : { RUSTUP_TOOLCHAIN: toolchain.channel }),
  };
}

function compileProbe(): string {
  const flags = '-O --edition 2021 -C panic=abort -C strip=symbols';
  return run(['--network=none'], [`rustc ${flags} -o /out${PROBE_PATH} /probe.rs`]);
}
