import semver from 'semver';
import type { Given } from '../../core/answers.ts';
import type { Around } from '../../core/around.ts';
import type { Project } from '../../core/project.ts';
import type { Evidence } from '../../core/stack.ts';
import { UserError } from '../../errors.ts';
import { inside, upwards } from '../shared/paths.ts';
import { isNewer } from '../shared/release.ts';
import { shown } from '../shared/shown.ts';
import { toolAsks } from '../shared/tool-files.ts';
import { earlierVersion, type VersionAsk, versionEvidence, versionFile, withEarlier } from '../shared/version-files.ts';
import type { MixFile } from './mixfile.ts';
import { buildpack, otpFor } from './otp.ts';

/** Each line of Elixir with the releases of Erlang/OTP that its images have, the usual one first; newest line first. */
const LINES: readonly (readonly [line: string, otp: readonly string[]])[] = [
  ['1.20', ['29', '28', '27']],
  ['1.19', ['28', '27', '26']],
  ['1.18', ['27', '28', '26', '25']],
  ['1.17', ['27', '26', '25']],
  ['1.16', ['26', '25', '24']],
  ['1.15', ['26', '25', '24']],
  ['1.14', ['26', '25', '24']],
];
/** Security fixes go to the last five lines. */
const SUPPORTED = LINES.slice(0, 5).map(([line]) => line);
export const [NEWEST_ELIXIR] = SUPPORTED as [string];

/** The Elixir that a release is built with, and its Erlang/OTP. */
export interface ElixirVersion {
  /** As the images' tags name both: `1.20-otp-29`. */
  readonly version: string;
  readonly evidence: readonly Evidence[];
  readonly notes: readonly string[];
}

/** The tag of the newest line on its usual OTP, and of each other line: what the catalogue holds. */
export function elixirTags(): string[] {
  return LINES.slice(0, 5).map(([line, [otp]]) => `${line}-otp-${otp}`);
}

/**
 * Elixir and Erlang/OTP as a service's files ask for them: what asdf, mise, version files or a buildpack's pin, else the newest
 * supported line that mix.exs allows, on its usual OTP.
 * @param earlier another Dockerfile, whose line counts before a requirement that allows it
 */
export function elixirVersion(
  project: Project,
  service: string,
  mix: MixFile,
  given: Given,
  around?: Around,
): ElixirVersion {
  if (given.runtimeVersion !== undefined) return fromFlag(given.runtimeVersion);
  const notes: string[] = [];
  const all = withEarlier(asks(project, service, mix), earlierVersion('elixir', given, around), leavesOpen);
  const elixir = all.find((ask) => {
    if (lineFor(ask.value) !== undefined) return true;
    notes.push(`${ask.from} asks for Elixir ${shown(ask.value)}, which is not a version; it is left out.`);
    return false;
  });
  const line = elixir ? (lineFor(elixir.value) ?? NEWEST_ELIXIR) : NEWEST_ELIXIR;
  const otps = LINES.find(([each]) => each === line)?.[1] ?? LINES[0]?.[1] ?? [];
  const otp = otpFor(project, service, elixir, otps);
  return {
    version: `${line}-otp-${otp.value}`,
    evidence: [
      versionEvidence(`${line}-otp-${otp.value}`, elixir?.from ?? 'default'),
      ...(otp.from === null ? [] : [{ what: 'erlang', value: otp.value, from: otp.from }]),
    ],
    notes: [...notes, ...(elixir ? ageNotes(line, elixir) : []), ...otp.notes],
  };
}

function fromFlag(given: string): ElixirVersion {
  if (!/^\d\.\d{1,3}(?:\.\d{1,3})?-otp-\d{2}$/.test(given))
    throw new UserError(
      'usage',
      `--runtime-version ${shown(given)} names no image of Elixir: their tags name Erlang/OTP too`,
      `Write it as ${NEWEST_ELIXIR}-otp-${LINES[0]?.[1][0]}.`,
    );
  return { version: given, evidence: [versionEvidence(given, 'your answer')], notes: [] };
}

function asks(project: Project, service: string, mix: MixFile): VersionAsk[] {
  const pinned = upwards(service).flatMap((folder) => [
    ...versionFile(project, inside(folder, '.elixir-version')),
    ...versionFile(project, inside(folder, '.exenv-version')),
    ...toolAsks(project, folder).filter(({ tool }) => tool === 'elixir'),
  ]);
  const declared = mix.requirement === null ? [] : [{ value: mix.requirement, from: `${mix.path} elixir` }];
  return [...pinned, ...buildpack(project, service, 'elixir'), ...declared];
}

/** Whether a requirement (`~> 1.15`) allows the line of another ask; a version that is named leaves nothing open. */
function leavesOpen({ value }: VersionAsk, theirs: VersionAsk): boolean {
  const line = lineFor(theirs.value);
  const range = EXACT.test(value.trim()) ? null : semver.validRange(toRange(value.trim().slice(0, 100)));
  return line !== undefined && range !== null && semver.satisfies(`${line}.99`, range);
}

const EXACT = /^v?(1\.\d{1,3})(?:\.\d{1,3})?(?:-(?:otp|rc)[\w.-]{0,20})?$/;

/** The line of a version, or the newest known one that a requirement allows: a supported one where there is any. */
function lineFor(text: string): string | undefined {
  const plain = text.trim().slice(0, 100);
  const exact = EXACT.exec(plain)?.[1];
  if (exact !== undefined) return LINES.some(([line]) => line === exact) ? exact : nearest(exact);
  if (/^(?:latest|stable|main)$/.test(plain)) return NEWEST_ELIXIR;
  const range = semver.validRange(toRange(plain));
  if (range === null) return undefined;
  const allowed = LINES.map(([line]) => line).filter((line) => semver.satisfies(`${line}.99`, range));
  return allowed[0] ?? (semver.minVersion(range) ? nearest(`1.${semver.minVersion(range)?.minor}`) : undefined);
}

/** A line without images that we know: an older one gives way to the oldest that gets fixes, a newer one is taken as the newest. */
function nearest(line: string): string {
  const oldest = SUPPORTED.at(-1) ?? NEWEST_ELIXIR;
  return isNewer(line, NEWEST_ELIXIR) ? NEWEST_ELIXIR : oldest;
}

/** `~> 1.15` and `~> 1.15.2`, `>= 1.14.0 and < 1.17.0`, `or` as semver writes them. */
function toRange(requirement: string): string {
  return requirement
    .replace(
      /~>\s{0,4}(\d+)\.(\d+)\.(\d+)[\w.-]*/g,
      (_, major, minor, patch) => `>=${major}.${minor}.${patch} <${major}.${Number(minor) + 1}.0`,
    )
    .replace(/~>\s{0,4}(\d+)\.(\d+)(?![\d.])/g, (_, major, minor) => `>=${major}.${minor}.0 <${Number(major) + 1}.0.0`)
    .replace(/\s+and\s+/g, ' ')
    .replace(/\s+or\s+/g, ' || ')
    .replace(/==\s{0,4}/g, '=');
}

function ageNotes(line: string, { value, from }: VersionAsk): string[] {
  const named = /^v?(1\.\d{1,3})(?![\d])/.exec(value.trim())?.[1];
  if (named !== undefined && named !== line)
    return [
      `${from} asks for Elixir ${shown(value)}, for which there is no image that this tool knows: ${line} is used.`,
    ];
  if (SUPPORTED.includes(line)) return [];
  return [`${from} asks for Elixir ${shown(value)}: ${line} gets no security fixes any more; move to a newer line.`];
}
