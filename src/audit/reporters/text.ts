import { type Finding, LEVELS, type Level } from '../rule.ts';
import { counts } from '../run.ts';
import { type Painter, PLAIN } from './painter.ts';

const COLOUR: Readonly<Record<Level, keyof Painter>> = {
  critical: 'red',
  high: 'red',
  medium: 'yellow',
  low: 'cyan',
  info: 'dim',
};

/** What the report is about besides the findings. */
export interface TextReport {
  readonly findings: readonly Finding[];
  /** How many files were looked at. */
  readonly files: number;
  /** Leave the summary and the suppressed findings out. */
  readonly quiet?: boolean;
  readonly painter?: Painter;
}

/** A report for people: findings by file, each with level, line, rule and what to do, then a summary. */
export function textReport({ findings, files, quiet = false, painter = PLAIN }: TextReport): string {
  const byFile = new Map<string, Finding[]>();
  for (const finding of findings.filter(counts)) {
    const group = byFile.get(finding.file);
    if (group) group.push(finding);
    else byFile.set(finding.file, [finding]);
  }
  const blocks = [...byFile].map(([file, found]) =>
    [painter.bold(file), ...found.map((each) => entry(each, painter))].join('\n'),
  );
  if (!quiet) blocks.push(summary(findings, files, painter));
  return blocks.join('\n\n');
}

function entry({ level, line, rule, message, fix, stage }: Finding, painter: Painter): string {
  const place = painter.dim(stage === null ? `line ${line}` : `line ${line}, stage ${stage}`);
  return `  ${painter[COLOUR[level]](level.padEnd(8))} ${painter.bold(rule)}  ${place}\n           ${message}\n           ${painter.dim(`→ ${fix}`)}`;
}

function summary(findings: readonly Finding[], files: number, painter: Painter): string {
  const open = findings.filter(counts);
  const hidden = findings.length - open.length;
  const where = `in ${number(files, 'file')}`;
  const silenced = hidden > 0 ? `, ${hidden} suppressed` : '';
  if (open.length === 0) return painter.green(`No findings ${where}${silenced}.`);
  const levels = LEVELS.map((level) => [level, open.filter((each) => each.level === level).length] as const);
  const split = levels.flatMap(([level, count]) => (count > 0 ? [`${count} ${level}`] : [])).join(', ');
  return `${number(open.length, 'finding')} ${where}: ${split}${silenced}. ${painter.dim('Why: explain RULE.')}`;
}

function number(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
