import type { ImageName } from '../../core/foreign-names.ts';

/** Images of a name (`golang`, or several: `golang|go`) as Docker Hub's own, Chainguard and Docker's hardened ones have them. */
export function published(names: string, version?: ImageName['version']): ImageName {
  const name = new RegExp(`(?:/library|^dhi\\.io|^cgr\\.dev/[\\w.-]+)/(?:${names})$`);
  return version ? { name, version } : { name };
}

/** Images that somebody has called after a runtime: `platform/node22`, `acme-golang-base`. A group in the word is the version. */
export function calledAfter(word: string, version?: ImageName['version']): ImageName {
  const name = new RegExp(`/(?:[\\w.-]*[._-])?(?:${word})(?:[._-][\\w.-]*)?$`);
  return version ? { name, version, base: 'other' } : { name, base: 'other' };
}

/** The version in a tag that begins with something else, as a pattern's first group. */
export function inTag(pattern: RegExp): (tag: string) => string | null {
  return (tag) => pattern.exec(tag)?.[1] ?? null;
}

/** For images whose tags say nothing of the runtime. */
export const NO_VERSION = () => null;
