import { diffIndices } from 'node-diff3';
import { areComparable, lines } from './merge.ts';

const CONTEXT = 3;

/** Lines of both texts that differ: from where, and how many. */
interface Change {
  readonly before: { readonly start: number; readonly length: number };
  readonly after: { readonly start: number; readonly length: number };
}

/**
 * The change of one file as a unified diff, without colours; empty when nothing differs. Texts that are too long and
 * repetitive to compare are only named.
 */
export function unifiedDiff(path: string, before: string | null, after: string | null): string[] {
  if (before === after) return [];
  const [old, now] = [linesOf(before), linesOf(after)];
  const names = [
    `--- ${before === null ? '/dev/null' : `a/${path}`}`,
    `+++ ${after === null ? '/dev/null' : `b/${path}`}`,
  ];
  if (!areComparable(old, now)) return [...names, '@@ too long and repetitive to show @@'];
  const changes = diffIndices(old, now).map(({ buffer1, buffer2 }) => ({
    before: { start: buffer1[0], length: buffer1[1] },
    after: { start: buffer2[0], length: buffer2[1] },
  }));
  if (changes.length === 0) return [];
  return [...names, ...hunks(changes).flatMap((hunk) => show(hunk, old, now))];
}

function linesOf(text: string | null): string[] {
  if (text === null || text === '') return [];
  const all = lines(text);
  return all.at(-1) === '' ? all.slice(0, -1) : [...all.slice(0, -1), `${all.at(-1)} (no line end)`];
}

/** Changes that are near enough to share their surroundings. */
function hunks(changes: readonly Change[]): Change[][] {
  const grouped: Change[][] = [];
  for (const change of changes) {
    const last = grouped.at(-1)?.at(-1);
    const near = last && change.before.start - (last.before.start + last.before.length) <= 2 * CONTEXT;
    if (near) grouped.at(-1)?.push(change);
    else grouped.push([change]);
  }
  return grouped;
}

function show(hunk: readonly Change[], old: readonly string[], now: readonly string[]): string[] {
  const [first, last] = [hunk[0], hunk.at(-1)];
  if (!first || !last) return [];
  const from = Math.max(0, first.before.start - CONTEXT);
  const to = Math.min(old.length, last.before.start + last.before.length + CONTEXT);
  const body: string[] = [];
  let at = from;
  for (const { before, after } of hunk) {
    body.push(...old.slice(at, before.start).map((line) => ` ${line}`));
    body.push(...old.slice(before.start, before.start + before.length).map((line) => `-${line}`));
    body.push(...now.slice(after.start, after.start + after.length).map((line) => `+${line}`));
    at = before.start + before.length;
  }
  body.push(...old.slice(at, to).map((line) => ` ${line}`));
  const nowFrom = first.after.start - (first.before.start - from);
  const count = (mark: string) => body.filter((line) => line.startsWith(' ') || line.startsWith(mark)).length;
  return [`@@ -${range(from, count('-'))} +${range(nowFrom, count('+'))} @@`, ...body];
}

function range(start: number, length: number): string {
  return `${length === 0 ? start : start + 1},${length}`;
}

/** A row of two texts set side by side; null where one of them has no line. */
export interface Row {
  readonly before: string | null;
  readonly after: string | null;
}

/** Two texts line by line, those that are the same in one row; what cannot be compared stands row by row as it comes. */
export function sideBySide(before: string, after: string): Row[] {
  const [old, now] = [linesOf(before), linesOf(after)];
  if (!areComparable(old, now)) return pairUp(old, now);
  const rows: Row[] = [];
  let at = 0;
  for (const { buffer1, buffer2 } of diffIndices(old, now)) {
    rows.push(...old.slice(at, buffer1[0]).map((line) => ({ before: line, after: line })));
    const [left, right] = [
      old.slice(buffer1[0], buffer1[0] + buffer1[1]),
      now.slice(buffer2[0], buffer2[0] + buffer2[1]),
    ];
    rows.push(...pairUp(left, right));
    at = buffer1[0] + buffer1[1];
  }
  return [...rows, ...old.slice(at).map((line) => ({ before: line, after: line }))];
}

function pairUp(left: readonly string[], right: readonly string[]): Row[] {
  return Array.from({ length: Math.max(left.length, right.length) }, (_, at) => ({
    before: left[at] ?? null,
    after: right[at] ?? null,
  }));
}
