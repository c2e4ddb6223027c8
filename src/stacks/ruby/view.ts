import { environment, run } from '../../core/instruction.ts';
import { copyArguments, shellPaths } from '../../core/quote.ts';
import type { Spec } from '../../core/stack.ts';
import type { Writable } from '../../core/view.ts';
import { frontEndCopies, frontEndStages } from '../node/front-end/index.ts';
import { inside, relativeTo } from '../shared/paths.ts';
import { rubyBase } from '../shared/ruby/bases.ts';
import { type Runtime, type ServicePlan, type Stage, serviceTitle } from '../shared/service.ts';
import { nodeIsDone } from './assets.ts';
import type { RubyFacts } from './detect.ts';
import { BOOTSNAP, bundleEnvironment, GEMS, gathers, installSteps, packagesStep } from './install.ts';
import { healthProbe, portVariable } from './probe.ts';
import type { Rails } from './rails.ts';

/** The Dockerfile of a Ruby service: gems and assets in one stage, run in the other. */
export function rubyPlan(spec: Spec<RubyFacts>): ServicePlan {
  const { answers, facts } = spec;
  return {
    context: facts.context,
    title: serviceTitle(spec, [
      `Ruby ${answers.runtimeVersion}`,
      facts.bundle ? 'Bundler' : null,
      facts.start.framework?.title ?? null,
    ]),
    writable: writablePaths(spec),
    stages: [...frontEndStages(spec, facts.frontEnd, facts.context), buildStage(spec), ...assetStages(spec)],
    runtime: runtimeOf(spec),
  };
}

/** What a Rails application writes: each is memory when it runs, and belongs to the user in the image too. */
export function writablePaths({ answers, facts }: Spec<RubyFacts>): Writable[] {
  const { user } = rubyBase(answers.base, answers.runtimeVersion, facts.compiles);
  return writableFolders(facts).map((path) => ({ path: `${homeOf(facts)}/${path}`, user }));
}

function writableFolders({ rails }: RubyFacts): string[] {
  return rails ? ['tmp', 'log', ...(rails.storage ? ['storage'] : [])] : [];
}

function homeOf({ folder }: RubyFacts): string {
  return folder === '.' ? '/app' : `/app/${folder}`;
}

function buildStage(spec: Spec<RubyFacts>): Stage {
  const { answers, facts } = spec;
  const { bundle, rails } = facts;
  const base = rubyBase(answers.base, answers.runtimeVersion, facts.compiles);
  const packages = packagesStep(spec);
  const variables = buildEnvironment(spec);
  const install = [packages, packages === '' ? '' : environment(variables), ...installSteps(spec)];
  return {
    name: bundle ? 'build' : 'source',
    says: saysOf(facts),
    image: base.build,
    imageUser: base.buildUser,
    ...(packages === '' ? { environment: variables } : {}),
    steps: [
      ...(bundle?.whole ? [] : install),
      [copyAll(base.buildUser), ...(rails?.assets ? [] : frontEndCopies(facts.frontEnd, facts.context))].join('\n'),
      ...(bundle?.whole ? install : []),
      prepare(spec),
    ],
  };
}

function buildEnvironment(spec: Spec<RubyFacts>): Record<string, string> {
  const { bundle, rails, start, folder } = spec.facts;
  if (!bundle) return {};
  return {
    ...bundleEnvironment(spec),
    ...(folder === '.' ? {} : { BUNDLE_GEMFILE: gemfileOf(spec.facts) }),
    [rails ? 'RAILS_ENV' : (start.framework?.environment ?? 'RACK_ENV')]: 'production',
    ...(rails?.bootsnap ? { BOOTSNAP_CACHE_DIR: BOOTSNAP } : {}),
  };
}

/** Assets in a stage of their own: what making them leaves besides goes with it. */
function assetStages({ answers, facts }: Spec<RubyFacts>): Stage[] {
  const { rails, folder } = facts;
  if (!rails?.assets) return [];
  const { buildUser } = rubyBase(answers.base, answers.runtimeVersion, facts.compiles);
  const variables = [...placeholders(rails), ...nodeIsDone(facts.bundle)].join(' ');
  return [
    {
      name: 'assets',
      says: 'made without a network, with settings that open nothing',
      image: 'build',
      imageUser: buildUser,
      ...(folder === '.' ? {} : { workdir: homeOf(facts) }),
      steps: [
        frontEndCopies(facts.frontEnd, facts.context, '/app').join('\n'),
        `RUN --network=none ${variables} bundle exec rails assets:precompile`,
      ],
    },
  ];
}

function saysOf({ bundle }: RubyFacts): string {
  if (!bundle) return 'the sources, as they are';
  return bundle.lock ? `gems as ${bundle.lock.path} has them, without those of development` : 'gems and sources';
}

function gemfileOf({ bundle, context }: RubyFacts): string {
  const path = bundle?.manifest.path ?? 'Gemfile';
  return `/app/${relativeTo(context, path) ?? path}`;
}

/** Root owns the sources, also in a stage that goes back to the image's own user. */
function copyAll(buildUser: string | null): string {
  return buildUser === null ? 'COPY . .' : `# tally ignore=tally/ruby/state-paths-not-writable-as-non-root\nCOPY . .`;
}

/** What bootsnap compiles, and folders that the process may write; what the install left goes. */
function prepare(spec: Spec<RubyFacts>): string {
  const { answers, facts } = spec;
  const { rails, bundle, folder } = facts;
  const at = (path: string) => shellPaths([inside(folder, path)], 'the folder');
  const [uid, gid] = rubyBase(answers.base, answers.runtimeVersion, facts.compiles).user.split(':');
  const folders = writableFolders(facts).map(at);
  const sources = ['app', 'config', 'lib'].map((path) => `${at(path)}/`).join(' ');
  const commands = [
    ...(bundle?.vendored ? [`rm -rf ${at('vendor/cache')}`] : []),
    ...(rails?.bootsnap ? [`bundle exec bootsnap precompile -j 1 --gemfile ${sources}`] : []),
    ...(folders.length === 0 ? [] : [`install -d -o ${uid} -g ${gid} ${folders.join(' ')}`]),
  ];
  if (commands.length === 0) return '';
  const step = run([], commands);
  return rails?.bootsnap ? step.replace('RUN ', 'RUN --network=none ') : step;
}

/** What lets settings load and opens nothing. */
function placeholders({ dummyKey, variables, adapter }: Rails): string[] {
  const key = dummyKey ? 'SECRET_KEY_BASE_DUMMY=1' : 'SECRET_KEY_BASE=1';
  return [key, ...variables.map((name) => `${name}=${placeholder(name, adapter)}`)];
}

function placeholder(name: string, adapter: string): string {
  if (/DATABASE.*UR[IL]|^DB_UR[IL]/.test(name)) return adapter === 'sqlite3' ? 'sqlite3:none' : `${adapter}:///none`;
  if (/REDIS.*UR[IL]/.test(name)) return 'redis://127.0.0.1';
  if (/UR[IL]|ENDPOINT/.test(name)) return 'http://127.0.0.1';
  return /PORT|TIMEOUT|SIZE|COUNT|THREADS|LIMIT/.test(name) ? '1' : 'none';
}

/** The programs that install gems; an image of your own may have Debian's. The library stays: it sets up the gems at start. */
const REMOVE = 'RUN rm -rf /usr/local/bundle /usr/local/bin/gem /usr/local/bin/bundle* /usr/bin/gem* /usr/bin/bundle*';

function runtimeOf(spec: Spec<RubyFacts>): Runtime {
  const { answers, facts } = spec;
  const { bundle, rails } = facts;
  const base = rubyBase(answers.base, answers.runtimeVersion, facts.compiles);
  const words = withoutBundler(answers.start ?? []);
  const [first = 'ruby', ...rest] = words;
  const stage = bundle ? 'build' : 'source';
  return {
    says: 'no package manager, no set-id file, nothing that the process may change',
    base,
    environment: runtimeEnvironment(spec),
    remove: REMOVE,
    copies: [
      ...(gathers(spec) ? ['COPY --from=build /libraries /'] : []),
      ...(bundle ? [`COPY --from=build ${GEMS} ${GEMS}`] : []),
      ...sourceCopies(facts, stage),
      ...(rails?.assets ? [publicCopy(facts)] : []),
    ],
    home: homeOf(facts),
    probe: healthProbe({ ...answers, start: words }, facts.start),
    terse: rails !== null || gathers(spec),
    entrypoint: [first],
    command: rest,
  };
}

/** The service's folder and those of its gems; the whole context where that is the service's. */
function sourceCopies(facts: RubyFacts, stage: string): string[] {
  const { folder, context, bundle } = facts;
  if (folder === '.') return [`COPY --from=${stage} /app/ ./`];
  const folders = [folder, ...(bundle?.local ?? []).map((path) => relativeTo(context, path) ?? path)];
  return folders.map((path) => `COPY --from=${stage} ${copyArguments([`/app/${path}`, `/app/${path}`], 'the folder')}`);
}

function publicCopy(facts: RubyFacts): string {
  const path = `${homeOf(facts)}/public`;
  return `COPY --from=assets ${copyArguments([path, path], 'the folder')}`;
}

/** `bundle exec` is what RUBYOPT does without a program of Bundler's. */
function withoutBundler(words: readonly string[]): readonly string[] {
  return words[0] === 'bundle' && words[1] === 'exec' ? words.slice(2) : words;
}

function runtimeEnvironment(spec: Spec<RubyFacts>): Record<string, string> {
  const { answers, facts } = spec;
  const { bundle, rails, start } = facts;
  const { port } = answers;
  const variable = port === null ? null : portVariable(answers.start, port, start);
  const named = start.framework?.environment ?? 'RACK_ENV';
  return {
    ...(start.behind === null ? {} : { TARGET_PORT: String(start.behind) }),
    ...(port === null || variable === null ? {} : { [variable]: String(port) }),
    ...bundleEnvironment(spec),
    ...(bundle
      ? {
          BUNDLE_GEMFILE: gemfileOf(facts),
          RUBYOPT: '-rbundler/setup',
          PATH: `${GEMS}/bin:/usr/local/bin:/usr/bin:/bin`,
          [rails ? 'RAILS_ENV' : named]: 'production',
        }
      : {}),
    ...Object.fromEntries((rails?.switches ?? []).map((name) => [name, '1'])),
    ...(rails?.bootsnap ? { BOOTSNAP_CACHE_DIR: BOOTSNAP, BOOTSNAP_READONLY: '1' } : {}),
    ...(rails && answers.base === 'slim' ? { MALLOC_ARENA_MAX: '2' } : {}),
    ...(bundle && hasYjit(answers.runtimeVersion) ? { RUBY_YJIT_ENABLE: '1' } : {}),
    ...(answers.start?.includes('resque:work') ? { QUEUE: '*' } : {}),
    // the other images say so themselves
    ...(answers.base === 'chainguard' || answers.base === 'hardened' ? { LANG: 'C.UTF-8' } : {}),
  };
}

/** From 3.3 on the compiler within Ruby starts cheaply enough for every service. */
function hasYjit(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 3 || (major === 3 && minor >= 3);
}
