import { daysBetween } from './catalogue.ts';
import { SUPPORT_CHECKED, SUPPORT_ENDS } from './support-data.ts';

/** The day of the table: what is made from it is the same on every day, whenever it is made. */
export const TABLE_DAY = SUPPORT_CHECKED;

/** Whether a release still gets security fixes; `until` is null when no end is published. */
export type Support =
  | { readonly state: 'supported'; readonly until: string | null }
  | { readonly state: 'ended'; readonly on: string }
  | { readonly state: 'unknown' };

/**
 * Looks up a release in the table of support dates.
 * @param product `node`, `python`, `go`, `java`, `dotnet`, `php`, `ruby`, `debian`, `alpine`, `ubuntu`
 * @param version a release line or any version of it: `20`, `20.11.1`, `v20`, `3.10.4`
 * @param today the day (UTC): `2026-11-23`
 */
export function supportOf(product: string, version: string, today: string): Support {
  const end = endOf(product, version);
  if (end === undefined) return { state: 'unknown' };
  if (end === null || end >= today) return { state: 'supported', until: end };
  return { state: 'ended', on: end };
}

const TITLES: Readonly<Record<string, string>> = {
  node: 'Node.js',
  python: 'Python',
  go: 'Go',
  java: 'Java',
  dotnet: '.NET',
  php: 'PHP',
  ruby: 'Ruby',
  debian: 'Debian',
  alpine: 'Alpine',
  ubuntu: 'Ubuntu',
};

/** The same for people: `Node.js 24: supported until 2028-04-30`. */
export function supportText(product: string, version: string, support: Support): string {
  const name = `${TITLES[product] ?? product} ${version}`;
  if (support.state === 'unknown') return `${name}: end of life unknown`;
  if (support.state === 'ended') return `${name}: no fixes since ${support.on}`;
  return support.until === null ? `${name}: supported` : `${name}: supported until ${support.until}`;
}

/** After this many days new releases are surely missing from the table. */
const TABLE_DAYS = 180;

/** What to tell the user when the table itself is old, or undefined. */
export function supportWarning(today: string): string | undefined {
  const age = daysBetween(SUPPORT_CHECKED, today);
  if (age <= TABLE_DAYS) return undefined;
  return `the dates of support were last checked on ${SUPPORT_CHECKED}, ${age} days ago: take a newer version of this tool`;
}

/** The release lines of a product that are supported on a day, newest first. */
export function supportedVersions(product: string, today: string): string[] {
  const lines = Object.entries(linesOf(product)).filter(([, end]) => end === null || end >= today);
  return lines.map(([line]) => line).sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
}

function linesOf(product: string): Readonly<Record<string, string | null>> {
  return (Object.hasOwn(SUPPORT_ENDS, product) ? SUPPORT_ENDS[product] : undefined) ?? {};
}

/** Tries `20.11.1`, `20.11`, `20`, and `10.0` for `10`, as .NET's lines are written. */
function endOf(product: string, version: string): string | null | undefined {
  const lines = linesOf(product);
  const parts = version.replace(/^v/, '').split('.').slice(0, 3);
  const names = [...parts.map((_, index) => parts.slice(0, parts.length - index).join('.')), `${parts[0]}.0`];
  const name = names.find((candidate) => Object.hasOwn(lines, candidate));
  return name === undefined ? undefined : lines[name];
}
