import type { Project } from '../../../core/project.ts';
import { folderOf, inside, resolveInside } from '../paths.ts';
import { type Gemfile, readGemfile } from './gemfile.ts';
import { type Lock, type LockedGem, readLock } from './lockfile.ts';

/** The gems of a service, and what installing them has to see. */
export interface Bundle {
  readonly manifest: Gemfile;
  readonly lock: Lock | null;
  /** Everything that runs in production, by name, with what is locked of it. */
  readonly gems: ReadonlyMap<string, LockedGem | null>;
  /** Folders of the project that are gems. */
  readonly local: readonly string[];
  /** Files that the Gemfile reads while it is read. */
  readonly files: readonly string[];
  /** Whether the install has to see all sources: a gemspec lists them. */
  readonly whole: boolean;
  /** Whether the gems themselves are part of the sources. */
  readonly vendored: boolean;
}

const NAMES = [
  ['Gemfile', 'Gemfile.lock'],
  ['gems.rb', 'gems.locked'],
] as const;
/** Groups that production leaves out. */
const DEVELOPMENT = new Set(['development', 'test']);
export const WITHOUT = [...DEVELOPMENT].join(':');

/** Reads the Gemfile of a service and its lock file; undefined when there is none. */
export function readBundle(project: Project, service: string): Bundle | undefined {
  const [name, lockName] = NAMES.find(([file]) => project.has(inside(service, file))) ?? NAMES[0];
  const manifest = readGemfile(project, inside(service, name));
  if (!manifest) return undefined;
  const all = withIncluded(project, manifest);
  const lock = readLock(project, inside(service, lockName)) ?? null;
  const paths = all.gems.flatMap(({ path }) => (path === null ? [] : [path]));
  const resolved = paths.map((path) => resolveInside(service, path));
  const local = [...new Set(resolved.filter((path): path is string => path !== undefined && path !== service))];
  const cache = project.list(inside(service, 'vendor/cache'));
  return {
    manifest: all,
    lock,
    gems: inProduction(all, lock),
    local: local.filter((path) => project.hasDirectory(path)),
    files: filesOf(project, service, all),
    whole: all.gemspec || resolved.includes(service) || local.some((path) => project.hasDirectory(inside(path, 'ext'))),
    vendored: cache.some((entry) => entry.name.endsWith('.gem')),
  };
}

/** A Gemfile with those that it reads; what they read in turn is read no further. */
function withIncluded(project: Project, manifest: Gemfile): Gemfile {
  const folder = folderOf(manifest.path);
  const others = manifest.included.slice(0, 20).flatMap((path) => {
    const file = resolveInside(folder, path);
    return (file === undefined ? undefined : readGemfile(project, file)) ?? [];
  });
  return {
    ...manifest,
    gems: [...manifest.gems, ...others.flatMap(({ gems }) => gems)],
    ruby: manifest.ruby ?? others.find(({ ruby }) => ruby !== null)?.ruby ?? null,
    gemspec: manifest.gemspec || others.some(({ gemspec }) => gemspec),
  };
}

function filesOf(project: Project, service: string, { included, ruby }: Gemfile): string[] {
  const named = [...included, ...(ruby?.file == null ? [] : [ruby.file])];
  return named.flatMap((path) => {
    const file = resolveInside(service, path);
    return file !== undefined && project.has(file) ? [file] : [];
  });
}

/** What the Gemfile asks for outside of development, and what that needs in turn. */
function inProduction({ gems }: Gemfile, lock: Lock | null): Map<string, LockedGem | null> {
  const asked = gems.filter(({ groups }) => groups.length === 0 || groups.some((group) => !DEVELOPMENT.has(group)));
  const known = new Set(gems.map(({ name }) => name));
  const queue = [...asked.map(({ name }) => name), ...(lock?.direct ?? []).filter((name) => !known.has(name))];
  const found = new Map<string, LockedGem | null>();
  for (let at = 0; at < queue.length; at++) {
    const name = queue[at] ?? '';
    if (found.has(name)) continue;
    const locked = lock?.gems.get(name) ?? null;
    found.set(name, locked);
    queue.push(...(locked?.needs ?? []));
  }
  return found;
}

/** Whether a gem has a compiled form for Linux, with glibc or with musl. */
export function isCompiled(gem: LockedGem | null, musl: boolean): boolean {
  const other = musl ? /linux-gnu/ : /linux-musl/;
  return gem?.platforms.some((platform) => /linux/.test(platform) && !other.test(platform)) ?? false;
}

/** What wrote the lock file, and so installs from it. Bundler 1 wrote files that Bundler 2 reads. */
export function bundlerVersion(bundle: Bundle | undefined): string | null {
  const version = bundle?.lock?.bundler ?? null;
  return version?.startsWith('1.') ? null : version;
}
