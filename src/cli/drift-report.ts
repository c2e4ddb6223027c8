import type { Drift } from './drift.ts';
import { type Paint, visibleLine } from './print.ts';

/** `Dockerfile:12  user/root  …`, one line each, for people. */
export function driftText(drift: readonly Drift[], paint: Paint): string {
  if (drift.length === 0) return 'Up to date: an update would change nothing.';
  const lines = drift.map(({ kind, file, line, rule, message }) => {
    const place = visibleLine(line === null ? file : `${file}:${line}`);
    return `${paint.bold(place)}  ${paint.yellow(rule ?? kind)}  ${visibleLine(message)}`;
  });
  const findings = drift.filter(({ kind }) => kind === 'finding').length;
  const others = drift.length - findings;
  const hints = [
    ...(others > 0 ? ['Run update to bring the files along; your edits are kept.'] : []),
    ...(findings > 0 ? ['Run audit for what to do about the findings.'] : []),
  ];
  return [...lines, '', ...hints].join('\n');
}

/** Workflow commands that GitHub shows beside the changed lines. */
export function driftGithub(drift: readonly Drift[]): string {
  return drift
    .map(({ kind, file, line, rule, message }) => {
      const properties = [
        `file=${property(file)}`,
        ...(line === null ? [] : [`line=${line}`]),
        `title=${property(rule ?? `secure-dockerfile ${kind}`)}`,
      ];
      return `::error ${properties.join(',')}::${data(message)}`;
    })
    .join('\n');
}

/** What ends a workflow command's message must not stand in it; line ends are written out. */
function data(text: string): string {
  return visibleLine(text).replaceAll('%', '%25');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
