import { run } from '../../core/instruction.ts';
import { copyArguments, pairValue } from '../../core/quote.ts';
import type { Spec } from '../../core/stack.ts';
import { UserError } from '../../errors.ts';
import { inside, relativeTo } from '../shared/paths.ts';
import { type Runtime, type ServicePlan, type Stage, serviceTitle } from '../shared/service.ts';
import { isOfficial, rustBase } from './bases.ts';
import type { RustFacts } from './detect.ts';
import { PROBE_PATH, PROBE_SOURCE } from './probe.ts';
import { BIN } from './programs.ts';
import {
  aptInstall,
  CARGO_HOME,
  compile,
  copyFiles,
  copySources,
  EMPTY,
  fetchAndCompile,
  hasLayer,
  installTools,
  planSteps,
  rootBelow,
  TARGET,
} from './steps.ts';

const CERTIFICATES = '/etc/ssl/certs/ca-certificates.crt';

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
    stages: [...(hasLayer(spec) ? [planStage(spec)] : []), buildStage(spec)],
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
      copySources(spec),
      ...(layer ? [compile(spec, true)] : [enter, fetchAndCompile(spec)]),
      ...(probes(spec) ? [PROBE_SOURCE, compileProbe()] : []),
    ],
  };
}

/** Cargo's folders are the official image's in any other, too; git itself fetches, for it knows the secret. */
function buildEnvironment({ answers, facts }: Spec<RustFacts>): Record<string, string> {
  const { registries, sqlxOffline, toolchain } = facts;
  return {
    ...(isOfficial(answers.base) ? {} : { CARGO_HOME }),
    CARGO_TARGET_DIR: TARGET,
    ...(registries.git ? { CARGO_NET_GIT_FETCH_WITH_CLI: 'true' } : {}),
    ...(sqlxOffline ? { SQLX_OFFLINE: 'true' } : {}),
    ...(toolchain.channel === null ? {} : { RUSTUP_TOOLCHAIN: toolchain.channel }),
  };
}

function compileProbe(): string {
  const flags = '-O --edition 2021 -C panic=abort -C strip=symbols';
  return run(['--network=none'], [`rustc ${flags} -o /out${PROBE_PATH} /probe.rs`]);
}

function runtimeOf(spec: Spec<RustFacts>, program: string): Runtime {
  const { answers, facts } = spec;
  const base = rustBase(answers.base, answers.runtimeVersion, facts.musl);
  const [said = `/app/${program}`, ...rest] = answers.start ?? [];
  const target = said.startsWith('/') ? said : `/app/${said}`;
  const folder = relativeTo(facts.context, facts.program?.package.folder ?? '.') ?? '.';
  return {
    says: 'the program, and nothing that the process may change',
    base,
    environment: runEnvironment(spec),
    remove: aptInstall(facts.natives.runtime),
    copies: [
      ...(answers.base === 'slim' ? [`COPY --from=build ${CERTIFICATES} ${CERTIFICATES}`] : []),
      ...(probes(spec) ? [`COPY --from=build /out${PROBE_PATH} ${PROBE_PATH}`] : []),
      ...copyFiles(spec),
      `COPY --from=build ${copyArguments([`/out/bin/${program}`, target], 'the program')}`,
    ],
    // what it reads it names as seen from its own folder
    ...(facts.files.paths.length > 0 && folder !== '.' ? { home: inside('/app', folder) } : {}),
    probe: probeOf(spec),
    terse: true,
    entrypoint: [target],
    command: rest,
  };
}

function runEnvironment({ answers, facts }: Spec<RustFacts>): Record<string, string> {
  const variable = portVariable(facts);
  return {
    ...facts.framework?.environment,
    ...(variable !== null && answers.port !== null ? { [variable]: String(answers.port) } : {}),
    ...(facts.natives.openssl === null ? {} : { SSL_CERT_FILE: CERTIFICATES }),
  };
}

/** The variable that the service takes its port from. */
function portVariable({ framework, listens }: RustFacts): string | null {
  return framework?.variable ?? (listens.readsPort ? 'PORT' : null);
}

/** Alpine has BusyBox's wget; where there is nothing, the probe is built beside the program. */
function probes({ answers }: Spec<RustFacts>): boolean {
  return answers.port !== null && answers.healthcheck !== null && answers.base !== 'alpine';
}

function probeOf({ answers, facts }: Spec<RustFacts>): string[] | null {
  const { port, healthcheck, base } = answers;
  if (port === null || healthcheck === null) return null;
  if (base === 'alpine') return ['wget', '-q', '-O', '/dev/null', `http://127.0.0.1:${port}${healthcheck}`];
  const variable = portVariable(facts);
  return [PROBE_PATH, String(port), healthcheck, ...(variable === null ? [] : [variable])];
}
