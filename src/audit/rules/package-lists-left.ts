import { hasFlag, problemAt } from '../facts/commands.ts';
import { isMountedAway, isRemoved, type PackageCall, packageCalls } from '../facts/packages.ts';
import type { Rule } from '../rule.ts';

interface Cache {
  readonly actions: readonly string[];
  readonly folders: readonly string[];
  /** The subcommand of the manager itself that empties it. */
  readonly cleans: readonly string[];
  readonly aliases: readonly string[];
}

const APT: Cache = {
  actions: ['install', 'update'],
  folders: ['/var/lib/apt/lists'],
  cleans: [],
  aliases: [
    'hadolint:DL3009',
    'kics:Apt Get Install Lists Were Not Deleted',
    'semgrep:remove-package-lists',
    'dockle:DKL-DI-0005',
  ],
};
const DNF = {
  actions: ['install', 'update', 'upgrade', 'makecache'],
  folders: ['/var/cache/dnf', '/var/cache/libdnf5'],
  cleans: ['clean'],
};
const CACHES: Readonly<Record<string, Cache>> = {
  'apt-get': APT,
  apt: APT,
  apk: {
    actions: ['add', 'update'],
    folders: ['/var/cache/apk', '/etc/apk/cache'],
    cleans: [],
    aliases: [
      'hadolint:DL3019',
      'trivy:DS-0025',
      'kics:Apk Add Using Local Cache Path',
      'semgrep:missing-apk-no-cache',
      'dockle:DKL-DI-0004',
    ],
  },
  dnf: {
    ...DNF,
    aliases: ['hadolint:DL3040', 'trivy:DS-0019', 'kics:Missing Dnf Clean All', 'semgrep:missing-dnf-clean-all'],
  },
  microdnf: { ...DNF, aliases: ['hadolint:DL3040'] },
  tdnf: { ...DNF, folders: ['/var/cache/tdnf'], aliases: [] },
  yum: {
    ...DNF,
    folders: ['/var/cache/yum', '/var/cache/dnf'],
    aliases: ['hadolint:DL3032', 'trivy:DS-0015', 'kics:Yum Clean All Missing'],
  },
  zypper: {
    actions: ['install', 'in', 'refresh', 'ref'],
    folders: ['/var/cache/zypp'],
    cleans: ['clean', 'cc'],
    aliases: ['hadolint:DL3036', 'trivy:DS-0020', 'kics:Missing Zypper Clean', 'semgrep:missing-zypper-clean'],
  },
};

export const packageListsLeft: Rule = {
  id: 'package/lists-left',
  level: 'low',
  title: 'The lists and caches of a package manager stay in the image',
  why: 'They are dead weight of many megabytes, they age, and a later command cannot remove them from the layer any more.',
  fix: 'Remove them in the same RUN (rm -rf /var/lib/apt/lists/*, apk add --no-cache), or keep them in a cache mount.',
  aliases: [...new Set(Object.values(CACHES).flatMap(({ aliases }) => aliases))],
  sources: ['Docker documentation: best practices'],
  examples: {
    bad: [
      { dockerfile: 'FROM a\nRUN apt-get update && apt-get install -y curl' },
      { dockerfile: 'FROM a\nRUN apk add curl' },
      { dockerfile: 'FROM a\nRUN dnf install -y curl' },
      { dockerfile: 'FROM a\nRUN apt-get update\nRUN rm -rf /var/lib/apt/lists/*' },
    ],
    good: [
      { dockerfile: 'FROM a\nRUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*' },
      {
        dockerfile:
          'FROM a\nRUN --mount=type=cache,target=/var/lib/apt --mount=type=cache,target=/var/cache/apt apt-get update && apt-get install -y curl',
      },
      { dockerfile: 'FROM a\nRUN apk add --no-cache curl && apk del curl' },
      { dockerfile: 'FROM a\nRUN dnf install -y curl && dnf clean all' },
      { dockerfile: 'FROM a AS build\nRUN apt-get update && apt-get install -y gcc\nFROM a' },
    ],
  },
  *check(input) {
    const seen = new Set<unknown>();
    for (const call of packageCalls(input)) {
      const cache = CACHES[call.manager];
      if (!cache?.actions.includes(call.action) || !input.shipped.has(call.step.stage) || seen.has(call.step)) continue;
      seen.add(call.step);
      if (!isClean(call, cache))
        yield problemAt(call, `${call.manager} leaves its lists or cache in the image.`, { aliases: cache.aliases });
    }
  },
};

function isClean({ step, command, manager }: PackageCall, { folders, cleans }: Cache): boolean {
  if (manager === 'apk' && hasFlag(command.args, '--no-cache')) return true;
  if (folders.some((folder) => isMountedAway(step, folder) || isRemoved(step, folder))) return true;
  return step.commands.some(({ program, args }) => program === manager && args.some((word) => cleans.includes(word)));
}
