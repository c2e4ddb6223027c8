import type { ImageConfig } from './engine.ts';
import type { TarEntry } from './tar.ts';

/** What must hold for every image: its name in the report, and how to find what breaks it. */
export interface ImageCheck {
  readonly name: string;
  /** What breaks it, one text each; empty when it holds. */
  broken(image: ImageUnderTest): readonly string[];
}

export interface ImageUnderTest {
  readonly merged: ReadonlyMap<string, TarEntry>;
  readonly config: ImageConfig;
  /** Absolute paths that the printed command mounts as tmpfs, or that the base image gives to its user. */
  readonly writable: readonly string[];
}

/** Programs that install packages. Base images with a shell keep their distribution's own (apt, apk). */
const MANAGERS = new Set([
  'npm',
  'npx',
  'corepack',
  'yarn',
  'yarnpkg',
  'pnpm',
  'pnpx',
  'pip',
  'pip3',
  'gem',
  'bundle',
  'bundler',
]);
const SYSTEM_MANAGERS = new Set(['apt', 'apt-get', 'dpkg', 'apk']);
const PROGRAM_DIRECTORY = /^(usr\/(local\/)?)?s?bin$|^(opt|root|home)\/[^/]+(\/[^/]+)?\/bin$/;
const MANAGER_LIBRARY = /^(usr\/(local\/)?lib\/node_modules\/(npm|corepack|pnpm|yarn)|opt\/yarn-[^/]*)$/;

/** Folders that official images give to their own user; a read-only root protects them. */
const GIVEN_BY_BASE = ['/home', '/tmp', '/var/tmp', '/run/lock', '/var/lock', '/etc/nginx', '/var/cache/nginx', '/dev'];

export const IMAGE_CHECKS: readonly ImageCheck[] = [
  { name: 'set-id', broken: ({ merged }) => paths(merged, (entry) => isFile(entry) && (entry.mode & 0o6000) !== 0) },
  { name: 'writable', broken: writableFiles },
  { name: 'managers', broken: packageManagers },
  { name: 'user', broken: ({ config }) => (runtimeIds(config) ? [] : [`USER is "${config.User ?? ''}"`]) },
];

/** The numeric user and group, or undefined when either is missing, named or root. */
export function runtimeIds(config: ImageConfig): { uid: number; gid: number } | undefined {
  const [, uid, gid] = /^([1-9]\d*):([1-9]\d*)$/.exec(config.User ?? '') ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined;
}

function writableFiles({ merged, config, writable }: ImageUnderTest): string[] {
  const ids = runtimeIds(config) ?? { uid: -1, gid: -1 };
  const allowed = [...GIVEN_BY_BASE, ...writable];
  return paths(merged, (entry) => {
    if (entry.kind === 'link' || entry.kind === 'other') return false;
    if (allowed.some((path) => `/${entry.path}` === path || `/${entry.path}`.startsWith(`${path}/`))) return false;
    const byOwner = entry.uid === ids.uid && (entry.mode & 0o200) !== 0;
    const byGroup = entry.gid === ids.gid && (entry.mode & 0o020) !== 0;
    const isSticky = entry.kind === 'directory' && (entry.mode & 0o1000) !== 0;
    return byOwner || byGroup || ((entry.mode & 0o002) !== 0 && !isSticky);
  });
}

function packageManagers({ merged }: ImageUnderTest): string[] {
  const hasShell = ['bin/sh', 'usr/bin/sh', 'bin/busybox'].some((path) => merged.has(path));
  return paths(merged, ({ path }) => {
    if (MANAGER_LIBRARY.test(path)) return true;
    const slash = path.lastIndexOf('/');
    const name = path.slice(slash + 1);
    if (!PROGRAM_DIRECTORY.test(path.slice(0, Math.max(slash, 0)))) return false;
    return MANAGERS.has(name) || (!hasShell && SYSTEM_MANAGERS.has(name));
  });
}

function isFile(entry: TarEntry): boolean {
  return entry.kind === 'file';
}

function paths(merged: ReadonlyMap<string, TarEntry>, matches: (entry: TarEntry) => boolean): string[] {
  return [...merged.values()].filter(matches).map((entry) => `/${entry.path} (${entry.mode.toString(8)})`);
}
