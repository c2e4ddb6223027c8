const LONGEST = 60;

/** A foreign value for a sentence to people: in quotes, on one line, without control characters, at most 60 characters. */
export function shown(value: string): string {
  const plain = plainText(value);
  return `"${plain.length > LONGEST ? `${plain.slice(0, LONGEST)}…` : plain}"`;
}

/** The same without quotes, for evidence. */
export function plainText(value: string): string {
  return value
    .slice(0, 1000)
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
    .trim();
}

/** A foreign value in a command that people copy: one word of the shell, on one line. */
export function typed(value: string): string {
  const plain = plainText(value);
  return /^[\w@%+:,./=-]+$/.test(plain) ? plain : `'${plain.replaceAll("'", `'\\''`)}'`;
}
