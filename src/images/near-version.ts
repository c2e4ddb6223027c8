import { CATALOGUE } from './catalogue-data.ts';

const VERSION = String.raw`(\d+(?:\.\d+)*)`;

/**
 * The version with which an image is known that, with the one asked for, is not there: of the same image in the same variant.
 * @param others references that are known beside those of the catalogue
 * @returns undefined when the reference does not hold the version, or nothing like it is known
 */
export function nearVersion(reference: string, version: string, others: readonly string[]): string | undefined {
  if (!/^\d+(?:\.\d+)*$/.test(version)) return undefined;
  const parts = reference.split(new RegExp(String.raw`(?<![\d.])${escaped(version)}(?![\d.]*\d)`));
  if (parts.length < 2) return undefined;
  const [first = '', ...rest] = parts.map(escaped);
  const like = new RegExp(`^${first}${VERSION}${rest.join(String.raw`\1`)}$`);
  const known = [...CATALOGUE.map((entry) => entry.reference), ...others];
  const versions = known.flatMap((each) => like.exec(each)?.[1] ?? []).filter((each) => each !== version);
  return versions.sort((a, b) => compare(distance(a, version), distance(b, version)))[0];
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** How far apart two versions are, number by number; one that leaves a number open is next to all that say it. */
function distance(from: string, to: string): readonly number[] {
  const [numbers, others] = [from.split('.').map(Number), to.split('.').map(Number)];
  return others.map((other, index) => Math.abs((numbers[index] ?? other + 0.5) - other));
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((number, index) => number !== b[index]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
