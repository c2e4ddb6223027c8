import { copyArguments } from '../../core/quote.ts';
import type { Spec } from '../../core/stack.ts';
import { frontEndCopies } from '../node/front-end/index.ts';
import { aptInstall } from '../shared/apt.ts';
import { busyboxProbe } from '../shared/busybox-probe.ts';
import { inside, relativeTo } from '../shared/paths.ts';
import type { Runtime } from '../shared/service.ts';
import { rustBase } from './bases.ts';
import type { RustFacts } from './detect.ts';
import { PROBE_PATH } from './probe.ts';
import { INIT_COMMENT, INIT_PATH } from './signals.ts';
import { initOf } from './tools.ts';

const CERTIFICATES = '/etc/ssl/certs/ca-certificates.crt';

/** The last stage: the program, what it reads, and what looks after it. */
export function runtimeOf(spec: Spec<RustFacts>, program: string): Runtime {
  const { answers, facts } = spec;
  const base = rustBase(answers.base, answers.runtimeVersion, facts.musl);
  const [said = `/app/${program}`, ...rest] = answers.start ?? [];
  const target = said.startsWith('/') ? said : `/app/${said}`;
  const folder = relativeTo(facts.context, facts.program?.package.folder ?? '.') ?? '.';
  const init = initOf(spec);
  const reads = facts.files.paths.length + builtAssets(spec, false).length > 0;
  return {
    says: 'the program, and nothing that the process may change',
    base,
    environment: runEnvironment(spec),
    remove: aptInstall(facts.natives.runtime),
    copies: [
      ...(answers.base === 'slim' ? [`COPY --from=build ${CERTIFICATES} ${CERTIFICATES}`] : []),
      ...(probes(spec) ? [`COPY --from=build /out${PROBE_PATH} ${PROBE_PATH}`] : []),
      ...(init === null ? [] : [`COPY --from=build ${init.file} ${INIT_PATH}`]),
      ...copyFiles(spec),
      `COPY --from=build ${copyArguments([`/out/bin/${program}`, target], 'the program')}`,
      ...builtAssets(spec, false),
    ],
    // what it reads it names as seen from its own folder
    ...(reads && folder !== '.' ? { home: inside('/app', folder) } : {}),
    probe: probeOf(spec),
    terse: true,
    stopSignal: facts.stopSignal ?? 'SIGTERM',
    signals: init === null ? null : INIT_COMMENT,
    entrypoint: init === null ? [target] : [INIT_PATH, '--', target],
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
export function probes({ answers }: Spec<RustFacts>): boolean {
  return answers.port !== null && answers.healthcheck !== null && answers.base !== 'alpine';
}

function probeOf({ answers, facts }: Spec<RustFacts>): string[] | null {
  const { port, healthcheck, base } = answers;
  if (port === null || healthcheck === null) return null;
  if (base === 'alpine') return busyboxProbe(port, healthcheck);
  const variable = portVariable(facts);
  return [PROBE_PATH, String(port), healthcheck, ...(variable === null ? [] : [variable])];
}

/** What a front end's build leaves: into the program while it is compiled, or beside it where it reads them. */
export function builtAssets({ facts }: Spec<RustFacts>, embedded: boolean): string[] {
  const { assets, context } = facts;
  return assets.embedded === embedded ? frontEndCopies(assets.frontEnd, context, '/app') : [];
}

/** Files that the program reads, at the same place as in the project. */
function copyFiles({ facts }: Spec<RustFacts>): string[] {
  const paths = facts.files.paths.map((path) => relativeTo(facts.context, path) ?? path);
  return paths.map((path) => {
    const words = copyArguments([inside('/app', path), inside('/app', path)], 'the file');
    return `COPY --from=build ${words}`;
  });
}
