import { imageUses } from './images.ts';
import { parseDockerfile } from './parse.ts';
import { isDigest, splitReference } from './reference.ts';
import type { Token } from './source.ts';
import { readStages } from './stages.ts';

/** The references of a Dockerfile that hold a digest, in the order of the file; those that a variable makes up are left out. */
export function pinnedReferences(text: string): string[] {
  return pinnedTokens(text).map((token) => token.text);
}

/**
 * The Dockerfile with other digests and nothing else changed.
 * @param digestOf the digest for a reference as it is written, or undefined to leave it alone
 */
export function withDigests(text: string, digestOf: (reference: string) => string | undefined): string {
  let result = text;
  // from the end, so that the places before stay where they are
  for (const { text: reference, start, end } of pinnedTokens(text).reverse()) {
    const digest = digestOf(reference);
    const pinned = digest === undefined ? reference : `${reference.slice(0, reference.indexOf('@'))}@${digest}`;
    result = result.slice(0, start) + pinned + result.slice(end);
  }
  return result;
}

function pinnedTokens(text: string): Token[] {
  const dockerfile = parseDockerfile(text);
  return imageUses(dockerfile, readStages(dockerfile))
    .map(({ reference }) => reference)
    .filter((token) => isDigest(splitReference(token.text).digest ?? '') && isPlain(token, text));
}

/** Whether the file holds the token in one piece; a continuation may run through it. */
function isPlain(token: Token, text: string): boolean {
  return text.slice(token.start, token.end) === token.text && !token.text.includes('$');
}
