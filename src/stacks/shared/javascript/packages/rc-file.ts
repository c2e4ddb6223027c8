/** One setting of an ini file such as `.npmrc`. */
export interface RcEntry {
  readonly key: string;
  readonly value: string;
  /** From 1. */
  readonly line: number;
}

const MOST_LINES = 10_000;

/** The settings of a `.npmrc`: `key = value` lines, without comments, quotes and sections. */
export function rcEntries(text: string): RcEntry[] {
  return text
    .replace(/^\uFEFF/, '')
    .split('\n', MOST_LINES)
    .flatMap((line, index) => {
      const plain = line.trim();
      const equals = plain.indexOf('=');
      if (equals <= 0 || /^[#;[]/.test(plain)) return [];
      const value = plain.slice(equals + 1).trim();
      return [{ key: unquote(plain.slice(0, equals).trim()), value: unquote(value), line: index + 1 }];
    });
}

function unquote(text: string): string {
  const quote = text[0];
  const quoted = text.length >= 2 && (quote === '"' || quote === "'") && text.endsWith(quote);
  return quoted ? text.slice(1, -1) : text;
}
