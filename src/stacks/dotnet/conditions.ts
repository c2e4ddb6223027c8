/** What a condition of MSBuild can ask: a value, and whether a file is there. */
export interface Asked {
  /** A text with its properties filled in; undefined where it takes more than properties. */
  readonly expand: (text: string) => string | undefined;
  readonly exists: (path: string) => boolean;
}

const LONGEST = 1_000;
const SIDE = /^'?([^'=!]*)'?$/;
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
  const [left, operator, right, more] = expand(term)?.split(/([!=]=)/) ?? [];
  const [one, other] = [sideOf(left), sideOf(right)];
  if (one === undefined || other === undefined || more !== undefined) return false;
  return (one === other) === (operator === '==');
}

/** What stands on one side of a comparison, in quotes or not, in small letters; undefined when it is more than a value. */
function sideOf(text: string | undefined): string | undefined {
  return text === undefined ? undefined : SIDE.exec(text.trim())?.[1]?.trim().toLowerCase();
}
