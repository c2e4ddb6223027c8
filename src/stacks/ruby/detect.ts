import type { Given } from '../../core/answers.ts';
import type { Around } from '../../core/around.ts';
import type { Project } from '../../core/project.ts';
import type { Detection } from '../../core/stack.ts';
import { type FrontEnd, findFrontEnd, frontEndContext } from '../node/front-end/index.ts';
import { relativeTo } from '../shared/paths.ts';
import { type Bundle, bundlerVersion, readBundle } from '../shared/ruby/bundle.ts';
import { bundleNotes } from '../shared/ruby/bundle-notes.ts';
import { type Indexes, indexesOf } from '../shared/ruby/credentials.ts';
import { rubyVersion } from '../shared/ruby/versions.ts';
import { earlierVersion } from '../shared/version-files.ts';
import { frontEndUse } from './assets.ts';
import { nativeNotes } from './natives.ts';
import { type Rails, railsOf } from './rails.ts';
import { refuseBase } from './refuse.ts';
import { type Start, startOf } from './start.ts';
import { assetNotes, evidenceOf } from './told.ts';

/** What detection found beyond the answers. */
export interface RubyFacts {
  readonly bundle: Bundle | undefined;
  readonly rails: Rails | null;
  readonly start: Start;
  readonly indexes: Indexes;
  readonly frontEnd: FrontEnd;
  /** Whether installing takes a network. */
  readonly fetches: boolean;
  /** Whether gems may have to be compiled: then the full image does it. */
  readonly compiles: boolean;
  /** The service's folder below the project's root. */
  readonly service: string;
  /** The folder that the build needs: the service's own, or the root where a gem lies outside. */
  readonly context: string;
  /** The service's folder, seen from there. */
  readonly folder: string;
}

/** Looks at a folder with a Gemfile, a config.ru, or a Ruby program. */
export function detectRuby(project: Project, given: Given, around: Around): Detection<RubyFacts> | undefined {
  const service = given.service ?? '.';
  const bundle = readBundle(project, service);
  const rails = railsOf(project, service, bundle);
  const start = startOf({ project, service, given, bundle, rails });
  if (!isRuby(given, bundle, start, around)) return undefined;
  const version = rubyVersion(project, service, bundle, earlierVersion('ruby', given, around));
  refuseBase(given, given.runtimeVersion ?? version.version);
  const facts = factsOf(project, given, { bundle, rails, start });
  const { frontEnd, indexes } = facts;
  return {
    stack: 'ruby',
    answers: answersOf(given, facts, version.version),
    detected: [...evidenceOf(version.evidence, bundle, start), ...frontEnd.detected],
    notes: [
      ...version.notes,
      ...bundleNotes(bundle, given.base ?? 'slim'),
      ...start.notes,
      ...indexes.notes,
      ...nativeNotes(bundle),
      ...(rails?.notes ?? []),
      ...frontEnd.notes,
      ...assetNotes(project, service, bundle, start),
    ],
    secrets: [...indexes.secrets, ...frontEnd.secrets],
    variables: rails ? [rails.key, ...rails.variables] : [],
    includes: frontEnd.includes,
    facts,
  };
}

function factsOf(project: Project, given: Given, found: Pick<RubyFacts, 'bundle' | 'rails' | 'start'>): RubyFacts {
  const service = given.service ?? '.';
  const { bundle, rails } = found;
  const outside = bundle?.local.some((path) => relativeTo(service, path) === undefined) ?? false;
  const others = bundle !== undefined && gemsOfOthers(bundle);
  const fetches = others && !bundle.vendored;
  const frontEnd = findFrontEnd(project, given, frontEndUse(project, service, bundle, rails));
  const context = frontEndContext(frontEnd, outside ? '.' : service);
  return {
    ...found,
    indexes: indexesOf(project, service, bundle, fetches),
    frontEnd,
    fetches,
    compiles: others || (bundle?.whole ?? false),
    service,
    context,
    folder: relativeTo(context, service) ?? '.',
  };
}

function answersOf(given: Given, { bundle, start, service }: RubyFacts, version: string): Given {
  const { port, listens, words, framework } = start;
  return {
    stack: 'ruby',
    service,
    framework: framework?.id ?? null,
    packageManager: bundle ? 'bundler' : null,
    packageManagerVersion: bundlerVersion(bundle),
    runtimeVersion: given.runtimeVersion ?? version,
    base: 'slim',
    build: null,
    ...(words === null ? {} : { start: words }),
    port: port?.port ?? null,
    healthcheck: port === null ? null : (listens.health?.path ?? '/'),
  };
}

/** Gems that only help to make or to publish something else. */
const TOOLS = new Set([
  'jekyll',
  'github-pages',
  'middleman',
  'nanoc',
  'bridgetown',
  'fastlane',
  'cocoapods',
  'xcpretty',
]);

/** Whether Ruby plainly serves in a folder, or nobody else claims it. */
function isRuby(given: Given, bundle: Bundle | undefined, start: Start, { claims }: Around): boolean {
  if (given.stack === 'ruby') return true;
  const asked = bundle?.manifest.gems ?? [];
  if (asked.some(({ name }) => TOOLS.has(name)) && start.framework?.kind !== 'rack') return false;
  if (bundle && start.framework?.kind === 'rack') return true;
  return (bundle !== undefined || start.words !== null) && claims().length === 0;
}

/** Whether there are gems besides the project's own. */
function gemsOfOthers({ lock, gems }: Bundle): boolean {
  return lock === null ? gems.size > 0 : [...gems.values()].some((gem) => gem?.fetched ?? true);
}
