import semver from 'semver';
import type { Given } from '../../core/answers.ts';
import type { Around } from '../../core/around.ts';
import type { Project } from '../../core/project.ts';
import type { Evidence } from '../../core/stack.ts';
import { UserError } from '../../errors.ts';
import { upwards } from '../shared/paths.ts';
import { shown } from '../shared/shown.ts';
import { type ToolAsk, toolAsks } from '../shared/tool-files.ts';
import { earlierVersion, type VersionAsk, versionEvidence, withEarlier } from '../shared/version-files.ts';
import type { GleamManifest } from './manifest.ts';

/** The last release of each line, newest first: Gleam's images are tagged with whole versions only. */
const RELEASES = ['1.18.1', '1.17.0', '1.16.0', '1.15.2', '1.14.0', '1.13.0', '1.12.0', '1.11.1'] as const;
export const [NEWEST_GLEAM] = RELEASES;
/** Releases of Erlang/OTP whose images we name; the first is the usual one. */
export const OTP_LINES = ['28', '29', '27'] as const;

/** The Gleam that compiles a service, and the Erlang/OTP that runs it. */
export interface GleamVersion {
  /** The compiler's, a whole version: `1.18.1`. */
  readonly version: string;
  readonly otp: string;
  readonly evidence: readonly Evidence[];
  readonly notes: readonly string[];
}

/** The compiler and the Erlang that it compiles for: what asdf or mise pin, else the newest known that gleam.toml allows. */
export function gleamVersion(
  project: Project,
  service: string,
  manifest: GleamManifest,
  given: Given,
  around?: Around,
): GleamVersion {
  const tools = upwards(service).flatMap((folder) => toolAsks(project, folder));
  const otp = otpOf(tools);
  if (given.runtimeVersion !== undefined)
    return { ...fromFlag(given.runtimeVersion), otp: otp.value, notes: otp.notes };
  const pinned = tools.filter(({ tool }) => tool === 'gleam');
  const declared =
    manifest.requirement === null ? [] : [{ value: manifest.requirement, from: `${manifest.path} gleam` }];
  const notes: string[] = [];
  for (const ask of withEarlier([...pinned, ...declared], earlierVersion('gleam', given, around), leavesOpen)) {
    const version = releaseFor(ask.value);
    if (version !== undefined) return found(version, ask.from, otp, notes);
    notes.push(`${ask.from} asks for Gleam ${shown(ask.value)}, which is not a version; it is left out.`);
  }
  return found(NEWEST_GLEAM, 'default', otp, notes);
}

function found(version: string, from: string, otp: Otp, notes: readonly string[]): GleamVersion {
  return {
    version,
    otp: otp.value,
    evidence: [
      versionEvidence(version, from),
      ...(otp.from === null ? [] : [{ what: 'erlang', value: otp.value, from: otp.from }]),
    ],
    notes: [...notes, ...otp.notes],
  };
}

function fromFlag(version: string): Pick<GleamVersion, 'version' | 'evidence'> {
  if (!/^\d{1,2}\.\d{1,3}\.\d{1,3}$/.test(version))
    throw new UserError(
      'usage',
      `--runtime-version ${shown(version)} names no image of Gleam: their tags are whole versions`,
      `Give all three numbers, such as ${NEWEST_GLEAM}.`,
    );
  return { version, evidence: [versionEvidence(version, 'your answer')] };
}

/** Whether a range (`>= 1.10.0`) allows the release of another ask; a release that is named leaves nothing open. */
function leavesOpen({ value }: VersionAsk, theirs: VersionAsk): boolean {
  const [release, range] = [releaseFor(theirs.value), plainOf(value)];
  return release !== undefined && semver.valid(range) === null && semver.satisfies(release, range);
}

function plainOf(text: string): string {
  return text
    .trim()
    .slice(0, 100)
    .replace(/^v(?=\d)/, '')
    .replace(/\s+and\s+/g, ' ')
    .replace(/\s+or\s+/g, ' || ');
}

function releaseFor(text: string): string | undefined {
  const plain = plainOf(text);
  if (/^(?:latest|stable)$/.test(plain)) return NEWEST_GLEAM;
  const exact = semver.valid(plain);
  if (exact !== null) return exact;
  const range = semver.validRange(plain);
  if (range === null || semver.minVersion(range) === null) return undefined;
  return semver.maxSatisfying(RELEASES, range) ?? semver.minVersion(range)?.version;
}

interface Otp {
  readonly value: string;
  readonly from: string | null;
  readonly notes: readonly string[];
}

function otpOf(tools: readonly ToolAsk[]): Otp {
  const [usual] = OTP_LINES;
  const asked: VersionAsk | undefined = tools.find(
    ({ tool, value }) => tool === 'erlang' && /^\d{2}(?:\.|$)/.test(value),
  );
  if (!asked) return { value: usual, from: null, notes: [] };
  const major = asked.value.slice(0, 2);
  if ((OTP_LINES as readonly string[]).includes(major)) return { value: major, from: asked.from, notes: [] };
  return {
    value: usual,
    from: asked.from,
    notes: [`${asked.from} asks for Erlang/OTP ${shown(asked.value)}: ${usual} is used.`],
  };
}
