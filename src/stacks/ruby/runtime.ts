import { copyArguments } from '../../core/quote.ts';
import type { Spec } from '../../core/stack.ts';
import { relativeTo } from '../shared/paths.ts';
import { rubyBase } from '../shared/ruby/bases.ts';
import type { Runtime } from '../shared/service.ts';
import type { RubyFacts } from './detect.ts';
import { BOOTSNAP, bundleEnvironment, GEMS, gathers } from './install.ts';
import { gemfileOf, homeOf } from './places.ts';
import { healthProbe, portVariable } from './probe.ts';

/** The programs that install gems; an image of your own may have Debian's. The library stays: it sets up the gems at start. */
const REMOVE = 'RUN rm -rf /usr/local/bundle /usr/local/bin/gem /usr/local/bin/bundle* /usr/bin/gem* /usr/bin/bundle*';

/** The last stage: gems, sources and what was made of them. */
export function runtimeOf(spec: Spec<RubyFacts>): Runtime {
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
