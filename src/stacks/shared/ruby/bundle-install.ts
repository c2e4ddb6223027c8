import { bindMount, cacheMount, run, secretMount } from '../../../core/instruction.ts';
import { inside, relativeTo } from '../paths.ts';
import { UNLOCKED } from '../unlocked.ts';
import type { Bundle } from './bundle.ts';

/** What `bundle install` is given. */
export interface Installation {
  readonly bundle: Bundle;
  /** The folder that the gems go to. */
  readonly home: string;
  /** Files and folders that it reads, below the context; none where all sources are there. */
  readonly files: readonly string[];
  /** The secret with logins; null where nothing is fetched. */
  readonly secret: { readonly required: boolean } | null;
  readonly before: readonly string[];
  /** What it leaves and nothing needs. */
  readonly remove: readonly string[];
}

/** The step that installs gems. Names of users, which may be tokens, stand in Bundler's list of gems and in clones: neither stays. */
export function bundleInstall({ bundle, home, files, secret, before, remove }: Installation): string {
  const git = bundle.lock
    ? bundle.lock.remotes.some((remote) => remote.git)
    : bundle.manifest.gems.some((gem) => gem.git !== null);
  const removed = [
    ...remove,
    ...(git ? [`${home}/cache/bundler`, `${home}/bundler/gems/*/.git`] : []),
    ...(secret && remove.length > 0 ? [INDEX] : []),
  ];
  const mounts = [
    ...(secret ? [] : ['--network=none']),
    ...files.map((path) => bindMount(path)),
    cacheMount('gems', `${home}/cache`),
    cacheMount('rubygems', '/root/.gem'),
    ...(secret && remove.length === 0 ? [`--mount=type=tmpfs,target=${INDEX}`] : []),
    ...(secret ? [secretMount('bundle_config', '/root/.bundle/config', secret.required)] : []),
  ];
  // what is there already needs no other Bundler, which would have to be fetched
  const install = secret ? 'bundle install' : 'BUNDLE_VERSION=system bundle install --local';
  const step = run(mounts, [
    ...before,
    bundle.lock ? install : `BUNDLE_DEPLOYMENT=0 ${install}`,
    ...(removed.length === 0 ? [] : [`rm -rf ${removed.join(' ')}`]),
  ]);
  return bundle.lock ? step : `${UNLOCKED}\n${step}`;
}

/** Where Bundler keeps its list of gems. */
const INDEX = '/root/.bundle/cache';

/** Everything that Bundler reads before it installs, as the build's context sees it. */
export function bundleFiles(bundle: Bundle, service: string, context: string): string[] {
  const files = [
    bundle.manifest.path,
    ...(bundle.lock ? [bundle.lock.path] : []),
    ...bundle.files,
    ...bundle.local,
    ...(bundle.vendored ? [inside(service, 'vendor/cache')] : []),
  ];
  return [...new Set(files.map((path) => relativeTo(context, path) ?? path))];
}
