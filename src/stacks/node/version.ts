import semver from 'semver';
import type { Project } from '../../core/project.ts';
import type { Evidence } from '../../core/stack.ts';
import { nodeAsks } from '../shared/javascript/version-sources.ts';
import { plainText, shown } from '../shared/shown.ts';
import { type VersionAsk, withEarlier } from '../shared/version-files.ts';
import { DEFAULT_NODE, NODE_RELEASES, type NodeRelease, supportedLts, supportedOn } from './node-releases.ts';

/** The Node.js version that the images are tagged with, and why. */
export interface NodeVersion {
  /** The major only (`24`): the tag then moves with security releases, and the digest beside it says which one it is. */
  readonly version: string;
  readonly evidence: readonly Evidence[];
  readonly notes: readonly string[];
}

/** What one ask comes to. `wanted` is the major that it names, `major` a supported one. */
interface Resolved {
  readonly ask: VersionAsk;
  readonly major: number;
  readonly wanted: number | null;
  readonly notes: readonly string[];
}

/**
 * Decides the Node.js version of a service from all the places that can ask for one (see `nodeAsks` for their order).
 * @param today the day (UTC, `2026-11-24`) on which support is judged
 * @param earlier what a Dockerfile of somebody else's runs: it counts where the project's own files leave it the choice
 */
export function nodeVersion(project: Project, service: string, today: string, earlier?: VersionAsk): NodeVersion {
  const own = nodeAsks(project, service);
  const asks = withEarlier(own, earlier, ({ value }, theirs) => leavesOpen(value, theirs.value));
  const resolved = asks.map((ask) => resolve(ask, today));
  const understood = resolved.filter((one) => one !== undefined);
  const unclear = asks.filter((_, index) => resolved[index] === undefined).map(notUnderstood);
  const [first, ...others] = understood;
  if (!first) {
    const version = String(defaultMajor(today));
    return { version, evidence: [{ what: 'runtimeVersion', value: version, from: 'default' }], notes: unclear };
  }
  const version = String(first.major);
  return {
    version,
    evidence: [{ what: 'runtimeVersion', value: version, from: first.ask.from }],
    notes: [...unclear, ...first.notes, ...others.flatMap((other) => disagreement(first, other))],
  };
}

/** Whether a range (`>=18`) allows what another ask names; a version that is named leaves nothing open. */
function leavesOpen(range: string, other: string): boolean {
  const major = semver.coerce(plainText(other))?.major;
  return major !== undefined && allows(range, major) && allows(range, major + 1);
}

function notUnderstood(ask: VersionAsk): string {
  return `${ask.from} asks for Node.js ${shown(ask.value)}, which is not a version; it is left out.`;
}

/** A range that also allows the chosen major does not disagree with it. */
function disagreement(first: Resolved, other: Resolved): string[] {
  const named = first.wanted ?? first.major;
  if (other.wanted === named || allows(other.ask.value, named)) return [];
  return [
    `${other.ask.from} asks for Node.js ${shown(other.ask.value)}, but ${first.ask.from} says ${shown(first.ask.value)} and counts.`,
  ];
}

function defaultMajor(today: string): number {
  const supported = supportedOn(today).map((release) => release.major);
  return supported.includes(DEFAULT_NODE) ? DEFAULT_NODE : newest(supportedLts(today)).major;
}

function resolve(ask: VersionAsk, today: string): Resolved | undefined {
  const text = plainText(ask.value).toLowerCase();
  const alias = aliasMajor(text, today);
  if (alias !== undefined) return settle(ask, alias, today, []);
  const range = rangeOf(text);
  if (range === undefined) return undefined;
  const exact = semver.valid(text.replace(/^[v=\s]+/, ''));
  if (exact) return settle(ask, semver.major(exact), today, [exactNote(ask, semver.major(exact))]);
  return fromRange(ask, range, today);
}

function exactNote(ask: VersionAsk, major: number): string {
  return `${ask.from} asks for Node.js ${shown(ask.value)} exactly; the tag is node:${major}, so that security releases arrive, and its digest pins the release.`;
}

/** The words that nvm, fnm, asdf, mise and Volta know; undefined when it is none of them. */
function aliasMajor(text: string, today: string): number | undefined {
  const released = NODE_RELEASES.filter((release) => release.start <= today);
  const lts = released.filter((release) => release.lts !== null && release.lts <= today);
  if (/^(node|latest|current|stable)$/.test(text)) return newest(released).major;
  if (/^(lts|lts\/\*|lts\/latest|lts-latest|--lts)$/.test(text)) return newest(lts).major;
  const back = /^lts\/-(\d{1,2})$/.exec(text);
  if (back) return lts.at(-1 - Number(back[1]))?.major;
  const name = text.replace(/^lts[/-]/, '').replace(/^--lts=/, '');
  return NODE_RELEASES.find((release) => release.codename === name)?.major;
}

/** A range as npm reads it; undefined when it is none (`banana`) or holds nothing (`>=22 <20`). */
function rangeOf(text: string): string | undefined {
  if (text.length > 200) return undefined;
  const range = semver.validRange(text.replace(/^(node|nodejs)[@-]?/, ''));
  return range !== null && semver.minVersion(range) !== null ? range : undefined;
}

/**
 * The default line where the range allows it (a mere minimum says no more than nothing does), else the newest LTS line inside,
 * a supported one where there is any; the range's own line otherwise.
 */
function fromRange(ask: VersionAsk, range: string, today: string): Resolved {
  const whole = supportedOn(today).filter((release) => holdsAll(range, release));
  const partly = supportedOn(today).filter((release) => allows(range, release.major));
  const best = preferred(whole) ?? preferred(partly);
  if (best) {
    const capped = whole.length === 0;
    return { ask, major: best.major, wanted: best.major, notes: capped ? [exactNote(ask, best.major)] : [] };
  }
  const known = NODE_RELEASES.filter((release) => allows(range, release.major));
  const wanted = preferred(known)?.major ?? semver.minVersion(range)?.major ?? 0;
  return settle(ask, wanted, today, []);
}

function preferred(releases: readonly NodeRelease[]): NodeRelease | undefined {
  const usual = releases.find(({ major }) => major === DEFAULT_NODE);
  return usual ?? releases.findLast((release) => release.lts !== null) ?? releases.at(-1);
}

/** Whether the newest release of a line, whatever its number, lies in the range. */
function holdsAll(range: string, release: NodeRelease): boolean {
  return semver.satisfies(`${release.major}.9999.9999`, range);
}

/** Whether some release of a major lies in the text's range. */
function allows(text: string, major: number): boolean {
  const range = rangeOf(plainText(text).toLowerCase());
  return range !== undefined && semver.intersects(range, `>=${major}.0.0 <${major + 1}.0.0-0`);
}

/** A major that was named: itself when it is supported, else the nearest supported LTS line and a note. */
function settle(ask: VersionAsk, wanted: number, today: string, notes: readonly string[]): Resolved {
  if (supportedOn(today).some((release) => release.major === wanted)) return { ask, major: wanted, wanted, notes };
  const lines = supportedLts(today);
  const nearest = lines.find((release) => release.major >= wanted) ?? newest(lines);
  const reason = whyNot(wanted, today);
  const note = `${ask.from} asks for Node.js ${shown(ask.value)}: ${reason}. Node.js ${nearest.major} is used, the nearest supported line.`;
  return { ask, major: nearest.major, wanted, notes: [note] };
}

function whyNot(major: number, today: string): string {
  const release = NODE_RELEASES.find((one) => one.major === major);
  if (release && release.start <= today) return `Node.js ${major} got its last security fix by ${release.end}`;
  return major < 4 ? `Node.js ${major} is far out of support` : `there is no release of Node.js ${major}`;
}

function newest(releases: readonly NodeRelease[]): NodeRelease {
  const last = releases.at(-1) ?? NODE_RELEASES.at(-1);
  if (!last) throw new Error('the table of Node.js releases is empty');
  return last;
}
