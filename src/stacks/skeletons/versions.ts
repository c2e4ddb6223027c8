import type { Evidence } from '../../core/stack.ts';
import { compareReleases, releaseOf } from '../shared/release.ts';
import { shown } from '../shared/shown.ts';
import { type VersionAsk, versionEvidence, withEarlier } from '../shared/version-files.ts';

/** The release line that a service is built with. */
export interface LineVersion {
  readonly version: string;
  readonly evidence: Evidence;
  readonly notes: readonly string[];
}

/**
 * The line that the first ask names, or the newest that its range allows (`>=6.0`, `^3.6.0`, `>= 1.10, < 2`); the newest where
 * nothing asks. A line without an image gives way to the nearest one that has.
 * @param versions lines with images, newest first
 * @param earlier what another Dockerfile builds with: it counts before ranges that allow it
 */
export function lineVersion(
  title: string,
  asked: readonly VersionAsk[],
  versions: readonly string[],
  earlier?: VersionAsk,
): LineVersion {
  const newest = versions[0] ?? '';
  for (const { value, from } of withEarlier(asked, earlier, (ask, theirs) => leavesOpen(ask, theirs, versions))) {
    const version = chosenLine(value, versions);
    if (version === undefined) continue;
    const exact = /^v?\d/.test(value.trim()) ? lineOf(value, version) : undefined;
    const notes =
      exact !== undefined && exact !== version
        ? [`${from} asks for ${title} ${shown(value)}, which this tool knows no image of: ${version} is taken.`]
        : [];
    return { version, evidence: versionEvidence(version, from), notes };
  }
  return { version: newest, evidence: versionEvidence(newest, 'default'), notes: [] };
}

function chosenLine(value: string, versions: readonly string[]): string | undefined {
  const text = value.trim();
  const plain = /^v?(\d{1,4}(?:\.\d{1,4}){0,3})(?:[-+].*)?$/.exec(text)?.[1];
  if (plain !== undefined) {
    const line = versions.find(
      (each) => plain === each || plain.startsWith(`${each}.`) || each.startsWith(`${plain}.`),
    );
    return line ?? versions.findLast((each) => compare(each, plain) >= 0) ?? versions[0];
  }
  const bounds = boundsOf(text);
  return bounds.length === 0 ? undefined : (versions.find((each) => fits(each, bounds)) ?? versions[0]);
}

/** Whether a range allows the line of another ask; a line that is named leaves nothing open. */
function leavesOpen({ value }: VersionAsk, theirs: VersionAsk, versions: readonly string[]): boolean {
  const [line, bounds] = [chosenLine(theirs.value, versions), boundsOf(value)];
  return line !== undefined && bounds.length > 0 && fits(line, bounds);
}

type Bound = readonly [operator: string, version: string];

function boundsOf(text: string): readonly Bound[] {
  const found = text.trim().matchAll(/(>=|<=|>|<|==?|\^|~>?)\s{0,4}v?(\d{1,4}(?:\.\d{1,4}){0,2})/g);
  return [...found].slice(0, 4).map(([, operator = '', version = '']) => [operator, version]);
}

function fits(line: string, bounds: readonly Bound[]): boolean {
  return bounds.every(([operator, bound]) => allows(operator, bound, line));
}

/** Whether a line has a release that a bound allows: a line stands for its newest release. */
function allows(operator: string, bound: string, line: string): boolean {
  const order = compare(line, bound);
  const within = bound.startsWith(`${line}.`) || bound === line;
  if (operator.startsWith('>')) return order >= 0 || within;
  if (operator === '<') return order < 0 && !isLineOf(bound, line);
  if (operator === '<=') return order <= 0;
  if (operator === '^') return (order >= 0 || within) && sameMajor(line, bound);
  if (operator.startsWith('~')) return (order >= 0 || within) && sameMajor(line, bound);
  return within || line.startsWith(`${bound}.`);
}

/** `3.0` of `< 3.0`: the line that a bound begins. */
function isLineOf(bound: string, line: string): boolean {
  return bound === line || bound === `${line}.0`;
}

function sameMajor(one: string, other: string): boolean {
  return one.split('.')[0] === other.split('.')[0];
}

function compare(one: string, other: string): number {
  return compareReleases(releaseOf(one), releaseOf(other));
}

/** `6.2.1` as a line of as many parts as `6.2`. */
function lineOf(value: string, like: string): string {
  const parts = like.split('.').length;
  return value.trim().replace(/^v/, '').split(/[-+]/)[0]?.split('.').slice(0, parts).join('.') ?? like;
}
