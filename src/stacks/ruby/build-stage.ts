import { environment, run } from '../../core/instruction.ts';
import { shellPaths } from '../../core/quote.ts';
import type { Spec } from '../../core/stack.ts';
import { frontEndCopies } from '../node/front-end/index.ts';
import { inside } from '../shared/paths.ts';
import { rubyBase } from '../shared/ruby/bases.ts';
import type { Stage } from '../shared/service.ts';
import { nodeIsDone } from './assets.ts';
import type { RubyFacts } from './detect.ts';
import { BOOTSNAP, bundleEnvironment, installSteps, packagesStep } from './install.ts';
import { gemfileOf, homeOf, writableFolders } from './places.ts';
import type { Rails } from './rails.ts';

/** The stage that installs the gems and takes the sources. */
export function buildStage(spec: Spec<RubyFacts>): Stage {
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
export function assetStages({ answers, facts }: Spec<RubyFacts>): Stage[] {
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
