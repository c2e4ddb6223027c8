import { bindMount, cacheMount, run, secretMount } from '../../core/instruction.ts';
import { copyArguments, pairValue, shellCommand, shellWord } from '../../core/quote.ts';
import type { Spec } from '../../core/stack.ts';
import { stageImage } from '../../core/view.ts';
import { busyboxProbe } from '../shared/busybox-probe.ts';
import { paragraphs } from '../shared/paragraphs.ts';
import { perlProbe } from '../shared/perl-probe.ts';
import { type Runtime, type ServicePlan, type Stage, serviceTitle } from '../shared/service.ts';
import { UNLOCKED } from '../shared/unlocked.ts';
import { NODE_IMAGE } from './assets.ts';
import { elixirBase } from './bases.ts';
import { FRAMEWORKS, RELEASE } from './detect.ts';
import type { ElixirFacts } from './facts.ts';

/** Several tasks in one run of mix; the word is quoted, for shells have one like it. */
const MIX_DO = "mix 'do'";
/** Packages as they were fetched. The file with the keys lies beside, and no cache must ever hold it. */
const PACKAGES = cacheMount('hex', '/root/.hex/packages');

/** The Dockerfile of an Elixir service: a release is made in one stage, and runs in the other with nothing of Elixir's tools. */
export function elixirPlan(spec: Spec<ElixirFacts>): ServicePlan {
  const { answers, facts } = spec;
  const framework = FRAMEWORKS.find(({ id }) => id === answers.framework);
  return {
    context: facts.context,
    title: serviceTitle(spec, [
      framework?.title ?? null,
      `Elixir ${answers.runtimeVersion.replace('-otp-', ' on OTP ')}`,
    ]),
    stages: [buildStage(spec)],
    runtime: runtimeOf(spec),
  };
}

function buildStage(spec: Spec<ElixirFacts>): Stage {
  const { answers, facts } = spec;
  const base = elixirBase(answers.base, answers.runtimeVersion);
  const early = facts.folder === '.' && facts.manifests.length > 0;
  const sources = [
    'COPY . .',
    facts.folder === '.' ? '' : `WORKDIR ${pairValue(`/app/${facts.folder}`, 'the folder')}`,
  ];
  const fetching = [...download(spec), ...fetchAssets(spec)];
  return {
    name: 'build',
    says: facts.lock ? 'packages as mix.lock has them; compiled into a release' : 'compiled into a release',
    image: base.build,
    imageUser: base.buildUser,
    environment: { MIX_ENV: 'prod', LANG: 'C.UTF-8' },
    tools: facts.assets.node ? [bringNode(spec)] : [],
    steps: paragraphs([...(early ? [...fetching, ...sources] : [...sources, ...fetching]), release(spec)]),
  };
}

/** Node and npm for the assets, from their own image: nothing of it gets further than this stage. */
function bringNode(spec: Spec<ElixirFacts>): string {
  const { image, tag } = stageImage(spec, NODE_IMAGE);
  return `${tag === null ? '' : `# ${tag}\n`}COPY --from=${image} /usr/local/ /usr/local/`;
}

/** Dependencies, fetched and compiled, in a layer of their own: a changed source of the service's repeats neither. */
function download({ facts, secrets }: Spec<ElixirFacts>): string[] {
  if (!facts.fetches) return [];
  const hex = secrets.filter(({ id }) => id === 'hex_config');
  const mounts = [
    ...facts.manifests.map((path) => bindMount(path)),
    PACKAGES,
    ...hex.map(({ id, required }) => secretMount(id, '/root/.hex/hex.config', required)),
  ];
  const locked = facts.lock ? ' --check-locked' : '';
  const setup = facts.assets.setup.map((task) => ` + ${task}`).join('');
  const step = run(mounts, [
    `${MIX_DO} local.hex --force + local.rebar --force`,
    `${MIX_DO} deps.get --only prod${locked} + deps.compile${setup}`,
  ]);
  return [facts.lock ? step : `${UNLOCKED}\n${step}`];
}

/** Packages of npm; some lie in a package of mix, so mix goes first. */
function fetchAssets({ facts, secrets }: Spec<ElixirFacts>): string[] {
  const { node } = facts.assets;
  if (!node) return [];
  const required = secrets.some(({ id, required }) => id === 'npmrc' && required);
  const binds = facts.folder === '.' ? node.files.map((path) => bindMount(path)) : [];
  const step = run(
    [...binds, node.cache, secretMount('npmrc', '/root/.npmrc', required)],
    [shellCommand(node.install, 'the install')],
  );
  return [node.lock === null ? `${UNLOCKED}\n${step}` : step];
}

/** Compiled, with the assets that its pages have, and put together as a release; mix takes no name where it has no choice. */
function release({ answers, facts }: Spec<ElixirFacts>): string {
  const name = facts.mix.releases.length > 0 ? ` ${shellWord(answers.set[RELEASE] ?? '', 'the release')}` : '';
  const tasks = ['compile', ...facts.assets.deploy, `release${name}`];
  const script = facts.assets.node?.script ? ['npm run deploy --prefix=assets'] : [];
  return run(['--network=none'], [...script, `${MIX_DO} ${tasks.join(' + ')}`]);
}

function runtimeOf(spec: Spec<ElixirFacts>): Runtime {
  const { answers, facts } = spec;
  const alpine = answers.base === 'alpine';
  const [program = '/app/bin/server', ...rest] = answers.start ?? [];
  const folder = facts.folder === '.' ? '/app' : `/app/${facts.folder}`;
  return {
    says: 'the release, and nothing that the process may change',
    base: elixirBase(answers.base, answers.runtimeVersion),
    environment: {
      LANG: 'C.UTF-8',
      RELEASE_TMP: '/tmp',
      // nodes that find each other are for those who say so: nothing listens for them otherwise
      ...(facts.ownEnvironment ? {} : { RELEASE_DISTRIBUTION: 'none' }),
      ...(facts.phoenix ? { PHX_SERVER: 'true' } : {}),
      ...(answers.port !== null && facts.readsPort ? { PORT: String(answers.port) } : {}),
    },
    ...(alpine
      ? { remove: run([cacheMount('apk', '/var/cache/apk')], ["apk add --no-cache 'libstdc++>=14' 'ncurses-libs>=6'"]) }
      : {}),
    copies: [
      ...(alpine ? [] : ['COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt']),
      `COPY --from=build ${copyArguments([`${folder}/_build/prod/rel/${answers.set[RELEASE] ?? ''}`, './'], 'the release')}`,
    ],
    probe: probeOf(spec, alpine),
    entrypoint: [program],
    command: rest,
  };
}

function probeOf({ answers, facts }: Spec<ElixirFacts>, alpine: boolean): string[] | null {
  const { port, healthcheck } = answers;
  if (port === null || healthcheck === null) return null;
  if (alpine) return busyboxProbe(port, healthcheck);
  return perlProbe(port, healthcheck, facts.readsPort ? 'PORT' : null, facts.healthSeen);
}
