import semver from 'semver';
import type { Project } from '../../../../core/project.ts';
import type { Evidence } from '../../../../core/stack.ts';
import { shown } from '../../shown.ts';
import { isMember } from '../workspace.ts';
import { type InstallFile, installFiles } from './install-files.ts';
import { type Linker, linkerOf, yarnPathOf } from './linker.ts';
import { type LockFile, lockFiles } from './lockfile.ts';
import { type ChosenManager, formatNotes, lockNotes, namingNotes, TITLES } from './manager-notes.ts';
import { defaultRelease, type ManagerId, releaseFor } from './manager-releases.ts';
import { type ManagerAsk, type ManagerAsks, managerAsks } from './manager-sources.ts';

/** The package manager of a service, and what an install with it reads. All paths are from the project's root. */
export interface PackageManager {
  readonly id: ManagerId;
  /** Exact; null when the image's own is used (npm). */
  readonly version: string | null;
  /** The lock file that an install is held to; null when this manager has none here. */
  readonly lockfile: string | null;
  readonly linker: Linker;
  /** Yarn's program, when the project brings it along. */
  readonly yarnPath: string | null;
  /** The folder that the install runs in: the workspace's root, or the service's own. */
  readonly home: string;
  /** What an install reads besides manifest and lock file. */
  readonly installFiles: readonly InstallFile[];
  readonly evidence: readonly Evidence[];
  readonly notes: readonly string[];
}

/** What a flag or a saved answer says already. */
export interface AskedManager {
  readonly id?: string | null | undefined;
  readonly version?: string | null | undefined;
}

/**
 * Decides which package manager installs a service, and at which version: first what the manifest names (`packageManager`,
 * `devEngines`), then the lock file, then the files of version managers, `engines` and the managers' own settings.
 * @param asked what a flag or saved answer fixes; it counts before everything in the project
 */
export function packageManager(project: Project, service: string, asked: AskedManager = {}): PackageManager {
  const home = isMember(project, service) ? '.' : service;
  const asks = managerAsks(project, service);
  const locks = lockFiles(project, home);
  const choice = choose(asks, locks, asked.id);
  const lock = locks.find(({ manager }) => manager === choice.id);
  const yarnPath = choice.id === 'yarn' ? yarnPathOf(project, home) : null;
  const version = versionOf(choice, asks, lock, yarnPath, asked.version);
  const major = version.value === null ? 0 : semver.major(version.value);
  return {
    id: choice.id,
    version: version.value,
    lockfile: lock?.path ?? null,
    linker: linkerOf(project, home, choice.id, major),
    yarnPath,
    home,
    installFiles: installFiles(project, home, choice.id),
    evidence: evidenceOf(choice, version, lock),
    notes: [
      ...asks.notes,
      ...(choice.id === 'npm' && choice.from === 'default' ? [] : namingNotes(asks, choice)),
      ...lockNotes(locks, lock, choice),
      ...version.notes,
      ...formatNotes(choice.id, version.value, lock),
    ],
  };
}

function choose(
  { named, hints }: ManagerAsks,
  locks: readonly LockFile[],
  asked: string | null | undefined,
): ChosenManager {
  if (asked === 'npm' || asked === 'pnpm' || asked === 'yarn' || asked === 'bun')
    return { id: asked, from: 'your answer' };
  const [first] = named;
  if (first) return { id: first.id, from: first.from };
  const lock = locks.find(({ manager }) => hints.some(({ id }) => id === manager)) ?? locks[0];
  if (lock) return { id: lock.manager, from: lock.path };
  const [hint] = hints;
  return hint ? { id: hint.id, from: hint.from } : { id: 'npm', from: 'default' };
}

interface ChosenVersion {
  readonly value: string | null;
  readonly from: string;
  readonly notes: readonly string[];
}

function versionOf(
  choice: ChosenManager,
  asks: ManagerAsks,
  lock: LockFile | undefined,
  yarnPath: string | null,
  asked: string | null | undefined,
): ChosenVersion {
  const fixed = semver.valid(asked ?? '');
  if (fixed) return { value: fixed, from: 'your answer', notes: [] };
  const carried = /yarn-(\d{1,4}\.\d{1,6}\.\d{1,6}(?:-[\w.]{1,40})?)\.c?js$/.exec(yarnPath ?? '')?.[1];
  if (carried && yarnPath) return { value: carried, from: yarnPath, notes: [] };
  const candidates = [...asks.named, ...asks.hints].filter(({ id, value }) => id === choice.id && value !== '*');
  const notes: string[] = [];
  for (const ask of candidates) {
    const value = semver.valid(ask.value) ?? releaseFor(choice.id, ask.value, lock?.known);
    if (value) return { value, from: ask.from, notes };
    notes.push(...unusable(choice.id, ask));
  }
  if (lock?.known?.version) return { value: lock.known.version, from: `${lock.path} format ${lock.format}`, notes };
  return { value: defaultRelease(choice.id), from: 'default', notes };
}

/** npm's ranges need no note: the image's own npm is used. Words such as `latest` do: they are no version to pin. */
function unusable(id: ManagerId, ask: ManagerAsk): string[] {
  if (id === 'npm' && ask.value.length <= 200 && semver.validRange(ask.value) !== null) return [];
  return [
    `${ask.from} asks for ${TITLES[id]} ${shown(ask.value)}, which names no exact version or range; it is left out.`,
  ];
}

function evidenceOf(choice: ChosenManager, version: ChosenVersion, lock: LockFile | undefined): Evidence[] {
  return [
    { what: 'packageManager', value: choice.id, from: choice.from },
    ...(version.value ? [{ what: 'packageManagerVersion', value: version.value, from: version.from }] : []),
    ...(lock ? [{ what: 'lockfile', value: lock.path, from: lock.path }] : []),
  ];
}
