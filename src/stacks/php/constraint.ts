import { compareReleases, isOf, newestOf, type Release, releaseOf } from '../shared/release.ts';

/** Longer ones are nobody's; each part costs a moment. */
const LONGEST = 200;

/**
 * Whether the newest release of a line (`8.4`) lies in a constraint of Composer: `^8.2`, `~8.2.0`, `8.3.*`, `>=8.2 <8.5`,
 * `8.2 - 8.4`, `^8.1 || ^8.2`, and commas and blanks between.
 * @returns undefined when the text is no such thing
 */
export function allowsLine(text: string, line: string): boolean | undefined {
  if (text.length > LONGEST) return undefined;
  const candidate = newestOf(line);
  const results = text.split(/\|\|?/).map((part) => allOf(part, candidate));
  if (results.includes(undefined)) return undefined;
  return results.includes(true);
}

function allOf(text: string, candidate: Release): boolean | undefined {
  const [, from, to] = /^\s*(\d[\d.]{0,20})\s+-\s+(\d[\d.]{0,20})\s*$/.exec(text) ?? [];
  if (from !== undefined && to !== undefined) return allOf(`>=${from} <=${to}`, candidate);
  const parts = text
    .replace(/([<>=~^!])\s+/g, '$1')
    .split(/[\s,]+/)
    .filter(Boolean);
  if (parts.length === 0) return undefined;
  const results = parts.map((part) => one(part, candidate));
  return results.includes(undefined) ? undefined : !results.includes(false);
}

const CLAUSE =
  /^(==|!=|<>|>=|<=|>|<|=|\^|~|)v?(\d{1,3}(?:\.\d{1,3}){0,3})((?:\.[*x])*)(?:-?(?:dev|alpha|beta|rc|stable)\d{0,3}|@[a-z]{1,8})?$/i;

function one(text: string, candidate: Release): boolean | undefined {
  if (/^[*x](?:@[a-z]{1,8})?$/i.test(text)) return true;
  const [, operator = '', digits = '', star = ''] = CLAUSE.exec(text) ?? [];
  if (digits === '') return undefined;
  const bound = releaseOf(digits).slice(0, 3);
  const order = compareReleases(candidate, bound);
  if (operator === '>=' || operator === '>') return order > 0;
  if (operator === '<') return order < 0;
  // nobody who writes <=8.4 means 8.4.0 alone
  if (operator === '<=') return order < 0 || isOf(candidate, bound);
  if (operator === '!=' || operator === '<>') return star === '' ? true : !isOf(candidate, bound);
  if (operator === '^') return order > 0 && isOf(candidate, bound.slice(0, 1));
  if (operator === '~') return order > 0 && isOf(candidate, bound.slice(0, Math.max(1, bound.length - 1)));
  return isOf(candidate, bound.slice(0, 2));
}
