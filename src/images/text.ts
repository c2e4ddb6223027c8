const LONGEST = 80;

/** A foreign text as it may stand in a message: quoted, one line, printable ASCII only, cut when it is long. */
export function shown(text: string): string {
  const cut = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return `"${cut.replace(/[^\x20-\x7e…]/g, '?')}"`;
}
