import { auditDockerfile, counts, type Finding, LEVELS } from '../audit/index.ts';
import { sideBySide, unifiedDiff } from '../core/diff.ts';
import type { FileAction } from '../core/plan.ts';
import { isOurDockerfile } from '../dockerfile/file-names.ts';
import { type Paint, visibleLine } from './print.ts';
import { tint } from './show.ts';

/** From this width on, two columns of a Dockerfile can be read. */
const WIDE = 120;
/** More rows than anybody reads at a prompt. */
const MOST = 400;

/** Where the comparison is shown. */
export interface Screen {
  readonly columns: number;
  readonly paint: Paint;
}

/**
 * A file of somebody else's beside ours, for whoever decides between them: what is wrong in it, what ours lacks, both texts.
 * @param lost what ours lacks, in sentences
 */
export function compareText(
  { path, current }: FileAction,
  rendered: string,
  lost: readonly string[],
  { columns, paint }: Screen,
): string {
  const theirs = current ?? '';
  const head = [paint.bold(`${visibleLine(path)}: the one that is there, and the new one`)];
  if (isOurDockerfile(path)) head.push(...judged(path, theirs, paint));
  head.push(...lost.map((note) => `  ${paint.yellow('note')}      ${visibleLine(note)}`));
  const rows = columns >= WIDE ? twoColumns(theirs, rendered, columns, paint) : lines(path, theirs, rendered, paint);
  const shown =
    rows.length > MOST ? [...rows.slice(0, MOST), paint.dim(`… and ${rows.length - MOST} more lines`)] : rows;
  return ['', ...head, '', ...shown, ''].join('\n');
}

/** What our audit finds in theirs: how many by level, and the worst three. Ours has passed it. */
function judged(path: string, text: string, paint: Paint): string[] {
  const findings = auditDockerfile({ name: path, text }).filter(counts);
  if (findings.length === 0) return ['  audit     nothing in either'];
  const byLevel = LEVELS.map((level) => [level, findings.filter((each) => each.level === level).length] as const);
  const split = byLevel.flatMap(([level, count]) => (count > 0 ? [`${count} ${level}`] : [])).join(', ');
  const worst = [...findings].sort((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level)).slice(0, 3);
  return [`  audit     ${split}; 0 in the new one`, ...worst.map((each) => `            ${finding(each, paint)}`)];
}

function finding({ level, rule, line, message }: Finding, paint: Paint): string {
  const colour = level === 'critical' || level === 'high' ? paint.red : paint.yellow;
  return `${colour(level)} ${rule} ${paint.dim(`line ${line}`)} ${visibleLine(message)}`;
}

function lines(path: string, theirs: string, ours: string, paint: Paint): string[] {
  return unifiedDiff(path, theirs, ours).map((line) => tint(line, paint));
}

function twoColumns(theirs: string, ours: string, columns: number, paint: Paint): string[] {
  const width = Math.floor((columns - 3) / 2);
  return sideBySide(theirs, ours).flatMap(({ before, after }) => {
    const [left, right] = [wrap(before, width), wrap(after, width)];
    const same = before === after;
    return Array.from({ length: Math.max(left.length, right.length) }, (_, at) => {
      const one = (left[at] ?? '').padEnd(width);
      const other = right[at] ?? '';
      const sign = same ? paint.dim('│') : '┃';
      return `${same ? paint.dim(one) : paint.red(one)} ${sign} ${same ? paint.dim(other) : paint.green(other)}`;
    });
  });
}

/** A line in pieces that fit; none at all where there is no line. */
function wrap(line: string | null, width: number): string[] {
  if (line === null) return [];
  const safe = visibleLine(line).replaceAll('\t', '    ');
  const pieces: string[] = [];
  for (let at = 0; at < safe.length; at += width) pieces.push(safe.slice(at, at + width));
  return pieces.length > 0 ? pieces : [''];
}
