/** One challenge of a WWW-Authenticate header. */
export interface Challenge {
  /** In lower case: `bearer`, `basic`. */
  readonly scheme: string;
  /** Names in lower case. */
  readonly parameters: ReadonlyMap<string, string>;
}

const LONGEST_HEADER = 8192;
const PARAMETER = /[\s,]*([\w!#$%&'*+.^`|~-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([\w!#$%&'*+.^`|~:/-]+))(?=\s*(?:,|$))/y;
const SCHEME = /[\s,]*([A-Za-z][\w-]*)(?:\s+|(?=,)|$)/y;
const TOKEN68 = /[\w.~+/-]+=*(?=\s*(?:,|$))/y;

/**
 * Reads the challenges of a WWW-Authenticate header (RFC 9110, 11.6.1). One header may hold several, separated by the same
 * commas that separate parameters. What comes after a fault is left out.
 */
export function parseChallenges(header: string): Challenge[] {
  const challenges: { scheme: string; parameters: Map<string, string> }[] = [];
  const text = header.slice(0, LONGEST_HEADER);
  let at = 0;
  const next = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match !== null) at = pattern.lastIndex;
    return match;
  };
  while (at < text.length) {
    const current = challenges.at(-1);
    const parameter = current && next(PARAMETER);
    if (current && parameter) {
      const [, name = '', quoted, plain] = parameter;
      current.parameters.set(name.toLowerCase(), plain ?? (quoted ?? '').replace(/\\(.)/g, '$1'));
      continue;
    }
    const scheme = next(SCHEME);
    if (scheme === null) break;
    challenges.push({ scheme: String(scheme[1]).toLowerCase(), parameters: new Map() });
    next(TOKEN68);
  }
  return challenges;
}
