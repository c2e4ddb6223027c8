/** What a condition of MSBuild can ask: a value, and whether a file is there. */
export interface Asked {
  /** A text with its properties filled in; undefined where it takes more than properties. */
  readonly expand: (text: string) => string | undefined;
  readonly exists: (path: string) => boolean;
}

const LONGEST = 1_000;
const COMPARISON = /^'?([^'=!]*)'?\s*(==|!=)\s*'?([^'=!]*)'?$/;
const EXISTS = /^(!?)\s*exists\s*\(\s*'([^']*)'\s*\)$/i;

/**
 * Whether a condition holds: comparisons and `Exists`, joined by `and` and `or`, as projects have them. What this does not know
 * does not hold: then the property keeps what it had.
 */
export function conditionHolds(condition: string | undefined, asked: Asked): boolean {
  if (condition === undefined || condition.trim() === '') return true;
  if (condition.length > LONGEST) return false;
  return condition
    .split(/\bor\b/i)
    .some((part) => part.split(/\band\b/i).every((term) => termHolds(term.trim(), asked)));
}

function termHolds(term: string, { expand, exists }: Asked): boolean {
  const [, not, path] = EXISTS.exec(term) ?? [];
  if (path !== undefined) {
    const file = expand(path);
    return file !== undefined && exists(file) === (not === '');
  }
  const filled = expand(term);
  const [, left, operator, right] = (filled === undefined ? null : COMPARISON.exec(filled)) ?? [];
  if (left === undefined || right === undefined) return false;
  return (left.trim().toLowerCase() === right.trim().toLowerCase()) === (operator === '==');
}
