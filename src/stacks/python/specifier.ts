/** A release of Python as numbers: 3.12 is [3, 12]. */
type Release = readonly number[];

/** The newest patch that a line will ever have: a range is asked about the line, not about one release of it. */
const NEWEST_PATCH = 99;

/**
 * Whether the newest release of a line (`3.12`) lies in what a file asks for: specifiers as in PEP 440 (`>=3.11,<4`, `~=3.11`,
 * `==3.12.*`), and Poetry's caret, tilde, blanks and `||`.
 * @returns undefined when the text is no such thing
 */
export function allowsLine(text: string, line: string): boolean | undefined {
  const candidate = [...numbers(line), NEWEST_PATCH];
  const results = text
    .slice(0, 200)
    .split('||')
    .map((part) => allOf(part, candidate));
  if (results.includes(undefined)) return undefined;
  return results.includes(true);
}

function allOf(text: string, candidate: Release): boolean | undefined {
  const parts = text
    .replace(/([<>=~^!])\s+/g, '$1')
    .split(/[\s,]+/)
    .filter(Boolean);
  if (parts.length === 0) return undefined;
  const results = parts.map((part) => one(part, candidate));
  return results.includes(undefined) ? undefined : !results.includes(false);
}

const CLAUSE = /^(===|==|!=|~=|>=|<=|>|<|\^|~|)v?(\d{1,3}(?:\.\d{1,3}){0,2})(\.\*)?(?:(?:a|b|rc|\.dev)\d{1,3})?$/;

function one(text: string, candidate: Release): boolean | undefined {
  if (text === '*') return true;
  const [, operator = '', digits = '', star] = CLAUSE.exec(text) ?? [];
  if (digits === '') return undefined;
  const bound = numbers(digits);
  const order = compare(candidate, bound);
  if (operator === '>=' || operator === '>') return order > 0;
  if (operator === '<') return order < 0;
  // nobody who writes <=3.12 means 3.12.0 alone, but the tools do
  if (operator === '<=') return order <= 0;
  if (operator === '!=') return star === undefined ? true : !startsWith(candidate, bound);
  if (operator === '^') return order > 0 && startsWith(candidate, bound.slice(0, 1));
  if (operator === '~=') return order > 0 && startsWith(candidate, bound.slice(0, -1));
  return startsWith(candidate, bound.slice(0, 2));
}

function numbers(text: string): number[] {
  return text.split('.').map(Number);
}

function startsWith(release: Release, start: Release): boolean {
  return start.every((number, index) => release[index] === number);
}

function compare(left: Release, right: Release): number {
  for (let at = 0; at < 3; at++) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
