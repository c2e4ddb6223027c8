/** A digest to write: `[start, end)` holds the one that it replaces, nothing where there is none. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  /** `@sha256:…`, or without the `@` where that stands elsewhere. */
  readonly text: string;
}

const DIGEST = /^@?(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/;

/**
 * Writes digests into a text, and can do nothing else: every edit puts one digest where nothing or one digest was.
 * @throws Error (our bug) for any other edit
 */
export function withDigests(text: string, edits: readonly Edit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, text: digest } of edits.toSorted((a, b) => a.start - b.start)) {
    const before = text.slice(start, end);
    const replaces = before === '' || (DIGEST.test(before) && before.startsWith('@') === digest.startsWith('@'));
    if (start < at || !replaces || !DIGEST.test(digest)) throw new Error(`no digest can be written at ${start}`);
    parts.push(text.slice(at, start), digest);
    at = end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}
