/** A release as numbers: 3.12 is [3, 12]. */
export type Release = readonly number[];

/** The newest patch that a line will ever have: a range is asked about the line, not about one release of it. */
const NEWEST_PATCH = 99;

/** The newest release of a line (`3.12`). */
export function newestOf(line: string): Release {
  return [...releaseOf(line), NEWEST_PATCH];
}

/** The numbers of a release. */
export function releaseOf(text: string): Release {
  return text.split('.').map(Number);
}

/** Whether a release is of the line that a shorter one names. */
export function isOf(release: Release, line: Release): boolean {
  return line.every((number, index) => release[index] === number);
}

/** Below 0 where the left one is older, above where it is newer; a number that is not there is 0. */
export function compareReleases(left: Release, right: Release): number {
  for (let at = 0; at < 3; at++) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Whether a release or a line is newer than another, both as they are written. */
export function isNewer(version: string, than: string): boolean {
  return compareReleases(releaseOf(version), releaseOf(than)) > 0;
}
