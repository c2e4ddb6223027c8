import { compareReleases, isOf, newestOf, type Release, releaseOf } from '../release.ts';

/**
 * Whether the newest release of a line (`3.12`) lies in what a file asks for: specifiers as in PEP 440 (`>=3.11,<4`, `~=3.11`,
 * `==3.12.*`), and Poetry's caret, tilde, blanks and `||`.
 * @returns undefined when the text is no such thing
 */
export function allowsLine(text: string, line: string): boolean | undefined {
  const candidate = newestOf(line);
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
  const bound = releaseOf(digits);
  const order = compareReleases(candidate, bound);
  if (operator === '>=' || operator === '>') return order > 0;
  if (operator === '<') return order < 0;
  // nobody who writes <=3.12 means 3.12.0 alone, but the tools do
  if (operator === '<=') return order <= 0;
  if (operator === '!=') return star === undefined ? true : !isOf(candidate, bound);
  if (operator === '^') return order > 0 && isOf(candidate, bound.slice(0, 1));
  if (operator === '~=') return order > 0 && isOf(candidate, bound.slice(0, -1));
  return isOf(candidate, bound.slice(0, 2));
}
