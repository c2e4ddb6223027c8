import semver from 'semver';
import type { Given } from '../../core/answers.ts';
import type { Around } from '../../core/around.ts';
import type { Project } from '../../core/project.ts';
import type { Evidence } from '../../core/stack.ts';
import { UserError } from '../../errors.ts';
import { readManifest } from '../shared/javascript/manifest.ts';
import { devEngine } from '../shared/javascript/version-sources.ts';
import { inside, upwards } from '../shared/paths.ts';
import { shown } from '../shared/shown.ts';
import { toolAsks } from '../shared/tool-files.ts';
import { earlierVersion, type VersionAsk, versionEvidence, versionFile, withEarlier } from '../shared/version-files.ts';

/**
 * The last release of each line, newest first. Deno's images are tagged with whole versions only, so a range or a line has to
 * come to one of them; only the newest line gets fixes since long-term support ended in April 2026.
 */
const RELEASES = [
  '2.9.6',
  '2.8.3',
  '2.7.14',
  '2.6.10',
  '2.5.6',
  '2.4.5',
  '2.3.7',
  '2.2.12',
  '2.1.10',
  '2.0.6',
] as const;
export const [NEWEST_DENO] = RELEASES;

/** The Deno that a service runs on. */
export interface DenoVersion {
  /** A whole version, as the image's tag names it: `2.9.6`. */
  readonly version: string;
  readonly evidence: Evidence;
  readonly notes: readonly string[];
}

/** The Deno release that a service runs on: what a version file pins, else what package.json declares, else the newest known. */
export function denoVersion(project: Project, service: string, given: Given, around?: Around): DenoVersion {
  if (given.runtimeVersion !== undefined) return fromFlag(given.runtimeVersion);
  const notes: string[] = [];
  for (const ask of withEarlier(asks(project, service), earlierVersion('deno', given, around), leavesOpen)) {
    const version = releaseFor(ask.value);
    if (version !== undefined)
      return { version, evidence: versionEvidence(version, ask.from), notes: [...notes, ...ageNotes(version, ask)] };
    notes.push(`${ask.from} asks for Deno ${shown(ask.value)}, which is not a version; it is left out.`);
  }
  return { version: NEWEST_DENO, evidence: versionEvidence(NEWEST_DENO, 'default'), notes };
}

/** Whether a version is at least another one: options of Deno came one by one. */
export function atLeast(version: string, least: string): boolean {
  return semver.gte(semver.coerce(version) ?? least, least);
}

function fromFlag(version: string): DenoVersion {
  if (!/^\d{1,3}\.\d{1,4}\.\d{1,4}$/.test(version))
    throw new UserError(
      'usage',
      `--runtime-version ${shown(version)} names no image of Deno: their tags are whole versions`,
      `Give all three numbers, such as ${NEWEST_DENO}.`,
    );
  return { version, evidence: versionEvidence(version, 'your answer'), notes: [] };
}

function asks(project: Project, service: string): VersionAsk[] {
  const folders = upwards(service);
  const pinned = folders.flatMap((folder) => [
    ...versionFile(project, inside(folder, '.dvmrc')),
    ...versionFile(project, inside(folder, '.deno-version')),
    ...toolAsks(project, folder).filter(({ tool }) => tool === 'deno'),
  ]);
  const declared = folders.flatMap((folder) => {
    const manifest = readManifest(project, folder);
    if (!manifest) return [];
    const { engines } = manifest.json;
    const range = typeof engines === 'object' && engines !== null && 'deno' in engines ? engines.deno : undefined;
    const engine = typeof range === 'string' ? [{ value: range, from: `${manifest.path} engines.deno` }] : [];
    return [...devEngine(manifest, 'runtime', 'deno'), ...engine];
  });
  return [...pinned, ...declared];
}

/** Whether a range (`^2.4.0`) allows the release of another ask; a version that is named leaves nothing open. */
function leavesOpen({ value }: VersionAsk, theirs: VersionAsk): boolean {
  const [release, range] = [releaseFor(theirs.value), value.trim().replace(/^v(?=\d)/, '')];
  return release !== undefined && semver.valid(range) === null && semver.satisfies(release, range);
}

/** A whole version as it is, else the newest known release that the text allows; a line that ended before 2 gives way to it. */
function releaseFor(text: string): string | undefined {
  const plain = text
    .trim()
    .toLowerCase()
    .slice(0, 100)
    .replace(/^(?:deno[-@ ]?)?v?(?=\d)/, '');
  if (/^(?:latest|stable|lts|current)$/.test(plain)) return NEWEST_DENO;
  const exact = semver.valid(plain);
  if (exact !== null) return semver.major(exact) < 2 ? NEWEST_DENO : exact;
  const range = semver.validRange(plain);
  if (range === null || semver.minVersion(range) === null) return undefined;
  return semver.maxSatisfying(RELEASES, range) ?? NEWEST_DENO;
}

function ageNotes(version: string, { value, from }: VersionAsk): string[] {
  const asked = semver.minVersion(semver.validRange(value.trim().replace(/^v(?=\d)/, '')) ?? '*');
  if (asked && asked.major < 2 && !semver.satisfies(version, semver.validRange(value) ?? ''))
    return [`${from} asks for Deno ${shown(value)}, which gets no fixes any more: Deno ${version} is used.`];
  const [line, newest] = [lineOf(version), lineOf(NEWEST_DENO)];
  if (line === newest) return [];
  if (atLeast(version, NEWEST_DENO)) return [`${from} asks for Deno ${version}, which this tool does not know yet.`];
  return [`${from} asks for Deno ${shown(value)}: only ${newest}, the newest line, still gets fixes; move to it.`];
}

const lineOf = (version: string) => version.split('.', 2).join('.');
