import { bindMount, cacheMount, run } from '../../core/instruction.ts';
import { copyArguments, pairValue } from '../../core/quote.ts';
import type { Spec } from '../../core/stack.ts';
import { stageImage } from '../../core/view.ts';
import { busyboxProbe } from '../shared/busybox-probe.ts';
import { paragraphs } from '../shared/paragraphs.ts';
import { relativeTo } from '../shared/paths.ts';
import { perlProbe } from '../shared/perl-probe.ts';
import { type Runtime, type ServicePlan, type Stage, serviceTitle } from '../shared/service.ts';
import { UNLOCKED } from '../shared/unlocked.ts';
import { gleamBase, gleamImage } from './bases.ts';
import { FRAMEWORKS, type GleamFacts } from './detect.ts';

/** The Dockerfile of a Gleam service: compiled for Erlang in one stage, and run by Erlang alone in the other. */
export function gleamPlan(spec: Spec<GleamFacts>): ServicePlan {
  const { answers, facts } = spec;
  const framework = FRAMEWORKS.find(({ id }) => id === answers.framework);
  return {
    context: facts.context,
    title: serviceTitle(spec, [framework?.title ?? null, `Gleam ${answers.runtimeVersion} on OTP ${facts.otp}`]),
    stages: [buildStage(spec)],
    runtime: runtimeOf(spec),
  };
}

function buildStage(spec: Spec<GleamFacts>): Stage {
  const { answers, facts } = spec;
  const base = gleamBase(answers.base, facts.otp, facts.manifest.mix);
  const { image, tag } = stageImage(spec, gleamImage(answers.runtimeVersion));
  const sources = [
    'COPY . .',
    facts.folder === '.' ? '' : `WORKDIR ${pairValue(`/app/${facts.folder}`, 'the folder')}`,
  ];
  const fetching = download(facts);
  return {
    name: 'build',
    says: facts.manifest.lock
      ? 'packages as manifest.toml has them; compiled without a network'
      : 'compiled without a network',
    image: base.build,
    imageUser: base.buildUser,
    tools: [`${tag === null ? '' : `# ${tag}\n`}COPY --from=${image} /bin/gleam /usr/local/bin/gleam`],
    steps: paragraphs([
      ...(facts.folder === '.' ? [fetching, ...sources] : [...sources, fetching]),
      run(['--network=none'], ['gleam export erlang-shipment']),
    ]),
  };
}

/** Packages in a layer of their own. The lock file is mounted to be read only, so one that does not fit fails the build. */
function download({ manifest, context, folder }: GleamFacts): string {
  if (manifest.dependencies.size === 0 && manifest.lock === null) return '';
  const files = [manifest.path, ...(manifest.lock === null ? [] : [manifest.lock])];
  const folders = manifest.folders.filter((each) => relativeTo(context, each) !== undefined);
  const seen = [...files, ...folders].map((path) => relativeTo(context, path) ?? path);
  const binds = folder === '.' ? seen.map((path) => bindMount(path)) : [];
  const step = run([...binds, cacheMount('gleam', '/root/.cache/gleam')], ['gleam deps download']);
  return manifest.lock === null ? `${UNLOCKED}\n${step}` : step;
}

function runtimeOf(spec: Spec<GleamFacts>): Runtime {
  const { answers, facts } = spec;
  const [program = '/app/entrypoint.sh', ...rest] = answers.start ?? [];
  const folder = facts.folder === '.' ? '/app' : `/app/${facts.folder}`;
  return {
    says: 'what was compiled, and nothing that the process may change',
    base: gleamBase(answers.base, facts.otp, facts.manifest.mix),
    environment: answers.port !== null && facts.readsPort ? { PORT: String(answers.port) } : {},
    remove: run([], ['rm -f /usr/local/bin/rebar3']),
    copies: [`COPY --from=build ${copyArguments([`${folder}/build/erlang-shipment`, './'], 'the folder')}`],
    probe: probeOf(spec),
    entrypoint: [program],
    command: rest,
  };
}

function probeOf({ answers, facts }: Spec<GleamFacts>): string[] | null {
  const { port, healthcheck, base } = answers;
  if (port === null || healthcheck === null) return null;
  if (base === 'alpine') return busyboxProbe(port, healthcheck);
  return perlProbe(port, healthcheck, facts.readsPort ? 'PORT' : null, facts.healthSeen);
}
