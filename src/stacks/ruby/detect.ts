import type { Given } from '../../core/answers.ts';
import type { Around } from '../../core/around.ts';
import type { Project } from '../../core/project.ts';
import type { Detection, Evidence } from '../../core/stack.ts';
import { UserError } from '../../errors.ts';
import { type FrontEnd, findFrontEnd, frontEndContext } from '../node/front-end/index.ts';
import { listeningEvidence } from '../shared/listens.ts';
import { inside, relativeTo } from '../shared/paths.ts';
import { CHAINGUARD_RUBY } from '../shared/ruby/bases.ts';
import { type Bundle, readBundle } from '../shared/ruby/bundle.ts';
import { bundleNotes } from '../shared/ruby/bundle-notes.ts';
import { type Indexes, indexesOf } from '../shared/ruby/credentials.ts';
import { rubyVersion } from '../shared/ruby/versions.ts';
import { earlierVersion } from '../shared/version-files.ts';
import { frontEndUse } from './assets.ts';
import { nativeNotes } from './natives.ts';
import { type Rails, railsOf } from './rails.ts';
import { type Start, startOf } from './start.ts';

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
  const runtimeVersion = given.runtimeVersion ?? version.version;
  refuseBase(given, runtimeVersion);
  const others = bundle !== undefined && gemsOfOthers(bundle);
  const fetches = others && !bundle.vendored;
  const indexes = indexesOf(project, service, bundle, fetches);
  const frontEnd = findFrontEnd(project, given, frontEndUse(project, service, bundle, rails));
  const outside = bundle?.local.some((path) => relativeTo(service, path) === undefined) ?? false;
  const context = frontEndContext(frontEnd, outside ? '.' : service);
  const { port, listens, words, framework } = start;
  return {
    stack: 'ruby',
    answers: {
      stack: 'ruby',
      service,
      framework: framework?.id ?? null,
      packageManager: bundle ? 'bundler' : null,
      packageManagerVersion: bundlerVersion(bundle),
      runtimeVersion,
      base: 'slim',
      build: null,
      ...(words === null ? {} : { start: words }),
      port: port?.port ?? null,
      healthcheck: port === null ? null : (listens.health?.path ?? '/'),
    },
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
    facts: {
      bundle,
      rails,
      start,
      indexes,
      frontEnd,
      fetches,
      compiles: others || (bundle?.whole ?? false),
      service,
      context,
      folder: relativeTo(context, service) ?? '.',
    },
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

/** What wrote the lock file, and so installs from it. Bundler 1 wrote files that Bundler 2 reads. */
function bundlerVersion(bundle: Bundle | undefined): string | null {
  const version = bundle?.lock?.bundler ?? null;
  return version?.startsWith('1.') ? null : version;
}

function refuseBase({ base }: Given, version: string): void {
  if (base === 'distroless')
    throw new UserError(
      'usage',
      '--base distroless: there is no such image for Ruby',
      'Take --base hardened or chainguard for an image without a shell.',
    );
  if (base === 'chainguard' && !`${version}.`.startsWith(`${CHAINGUARD_RUBY}.`))
    throw new UserError(
      'usage',
      `--base chainguard has Ruby ${CHAINGUARD_RUBY} only, and this service runs on ${version}`,
      `Take --base slim or hardened, or --runtime-version ${CHAINGUARD_RUBY} if the service runs on it.`,
    );
}

function evidenceOf(version: Evidence, bundle: Bundle | undefined, start: Start): Evidence[] {
  const { framework, words, port, listens, from } = start;
  const bundler = bundlerVersion(bundle);
  return [
    version,
    ...(bundle ? [{ what: 'packageManager', value: 'bundler', from: bundle.lock?.path ?? bundle.manifest.path }] : []),
    ...(bundler === null
      ? []
      : [{ what: 'packageManagerVersion', value: bundler, from: `${bundle?.lock?.path} BUNDLED WITH` }]),
    ...(framework ? [{ what: 'framework', value: framework.id, from }] : []),
    ...(words ? [{ what: 'start', value: words.join(' '), from }] : []),
    ...listeningEvidence(port, port && listens.health),
  ];
}

/** What has to be there to make assets, and is not in the image that makes them. */
function assetNotes(project: Project, service: string, bundle: Bundle | undefined, { framework }: Start): string[] {
  const gems = bundle?.gems;
  const script = gems?.has('execjs') && !gems.has('mini_racer');
  const hanami = framework?.id === 'hanami' && project.has(inside(service, 'package.json'));
  return [
    ...(script
      ? ['execjs needs a JavaScript engine where assets are made, which the image does not have: add mini_racer.']
      : []),
    ...(hanami ? ['The assets of Hanami are not made in the build: run hanami assets compile before it.'] : []),
  ];
}
