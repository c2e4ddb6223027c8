/** One line of the table: ours against theirs, and what the project has promised. */
export interface Comparison {
  readonly what: string;
  readonly ours: number;
  readonly theirs: number;
  readonly unit: 's' | 'MB' | '';
  /** The ratio that ours must not exceed. */
  readonly target: number;
}

/** The middle of the values; the mean of the two in the middle when their number is even. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = Number.NaN, high = low] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return (low + high) / 2;
}

/** A Markdown table with a verdict per line: `ok`, or `short` where ours exceeds its target. */
export function markdown(comparisons: readonly Comparison[]): string {
  const lines = comparisons.map(({ what, ours, theirs, unit, target }) => {
    const ratio = ours / theirs;
    const cells = [what, shown(ours, unit), shown(theirs, unit), ratio.toFixed(2), `≤ ${target.toFixed(1)}`];
    return `| ${[...cells, ratio <= target ? 'ok' : 'short'].join(' | ')} |`;
  });
  return ['| what | ours | theirs | ratio | target | |', '|---|---|---|---|---|---|', ...lines].join('\n');
}

function shown(value: number, unit: string): string {
  const digits = unit === '' ? 0 : unit === 's' ? 3 : 1;
  return `${value.toFixed(digits)} ${unit}`.trim();
}
