import type { Answers } from '../../core/answers.ts';
import { cacheMount, run } from '../../core/instruction.ts';
import { shellCommand, shellWord } from '../../core/quote.ts';
import type { Spec } from '../../core/stack.ts';
import { stageImage } from '../../core/view.ts';
import { rubyBase } from '../shared/ruby/bases.ts';
import { WITHOUT } from '../shared/ruby/bundle.ts';
import { bundleFiles, bundleInstall } from '../shared/ruby/bundle-install.ts';
import type { RubyFacts } from './detect.ts';
import { gatherSource } from './libraries.ts';
import { isApk, nativesOf } from './natives.ts';

/** Where the gems go: apart from the sources, so that a changed source moves one small layer. */
export const GEMS = '/opt/gems';
/** Where bootsnap keeps what it compiled: not in tmp/, which is empty memory when the service runs. */
export const BOOTSNAP = `${GEMS}/bootsnap`;

/** Above packages of a distribution: only its archive knows which versions it still has. */
const FLOATING = '# versions are those of the day: no archive keeps them for long';
const APK = cacheMount('apk', '/var/cache/apk');
const APT = [cacheMount('apt-cache', '/var/cache/apt'), cacheMount('apt-lib', '/var/lib/apt')];

/** Bundler's settings, the same when it installs and when it sets up what runs. */
export function bundleEnvironment({ facts }: Spec<RubyFacts>): Record<string, string> {
  if (!facts.bundle) return {};
  return { GEM_HOME: GEMS, BUNDLE_PATH__SYSTEM: '1', BUNDLE_DEPLOYMENT: '1', BUNDLE_WITHOUT: WITHOUT };
}

/** Instructions that install a service's gems: before the sources are there, unless the install has to see them. */
export function installSteps(spec: Spec<RubyFacts>): string[] {
  return spec.facts.bundle ? [installStep(spec), ...gatherSteps(spec)] : [];
}

function installStep(spec: Spec<RubyFacts>): string {
  const { answers, facts, secrets } = spec;
  const { bundle, service, context, fetches } = facts;
  if (!bundle) return '';
  const required = secrets.some((secret) => secret.id === 'bundle_config' && secret.required);
  const chainguard = answers.base === 'chainguard';
  // gems of the project itself stay where they are: no folder to copy, unless it has more in it than what is mounted
  const folder = fetches || bundle.vendored ? [] : [`mkdir -p ${GEMS}/bin`];
  return bundleInstall({
    bundle,
    home: GEMS,
    files: bundle.whole ? [] : bundleFiles(bundle, service, context),
    secret: fetches ? { required } : null,
    before: [...folder, ...(chainguard ? [bringBundler(answers)] : [])],
    // the Bundler that the lock file asks for brings its program, where it is fetched
    remove: chainguard || !fetches ? [] : [`${GEMS}/bin/bundle*`],
  });
}

/** Chainguard's image has no Bundler where the service runs: it becomes one of the gems, its program apart from theirs. */
function bringBundler({ packageManagerVersion }: Answers): string {
  const bundler = shellWord(`bundler:${packageManagerVersion ?? BUNDLER_VERSION}`, 'the package manager');
  return `gem install --no-document --bindir=/usr/local/bin ${bundler}`;
}

const BUNDLER_VERSION = '4.0.19';

/** Packages of the distribution that compiling takes and the image lacks; empty for most services. */
export function packagesStep({ answers, facts }: Spec<RubyFacts>): string {
  const { packages } = nativesOf(facts.bundle, answers.base);
  if (packages.length === 0) return '';
  const names = shellCommand(packages, 'the package');
  if (isApk(answers.base))
    return `${FLOATING}\n# kics-scan ignore-block\n# hadolint ignore=DL3018\n${run([APK], [`apk add ${names}`])}`;
  const install = ['apt-get update', `apt-get install -y --no-install-recommends ${names}`];
  return `${FLOATING}\n# kics-scan ignore-block\n# hadolint ignore=DL3008\n${run(APT, install)}`;
}

/** Whether libraries have to go along with the gems. */
export function gathers({ answers, facts }: Spec<RubyFacts>): boolean {
  return nativesOf(facts.bundle, answers.base).linked.length > 0;
}

function gatherSteps(spec: Spec<RubyFacts>): string[] {
  if (!gathers(spec)) return [];
  const { answers, facts } = spec;
  const { linked, loads } = nativesOf(facts.bundle, answers.base);
  const { image, tag } = stageImage(spec, rubyBase(answers.base, answers.runtimeVersion, facts.compiles).runtime);
  const comment = `# C libraries of ${linked.join(', ')} that the last stage lacks, from here to there`;
  const globs = loads.map((glob) => ` ${shellWord(glob, 'the library')}`).join('');
  return [
    `${comment}\n${gatherSource(!isApk(answers.base))}`,
    `${tag === null ? '' : `# ${tag}\n`}${run([`--mount=type=bind,from=${image},target=/runtime`], [`ruby /gather.rb${globs}`])}`,
  ];
}
