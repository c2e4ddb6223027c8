/** A row of the table that a run prints at its end. */
export type Row = Readonly<Record<string, string | number>>;

/** A plain text table, its columns in the order of the first row. */
export function table(rows: readonly Row[]): string {
  const [first] = rows;
  if (!first) return '';
  const names = Object.keys(first);
  const lines = [names, ...rows.map((row) => names.map((name) => String(row[name] ?? '')))];
  const widths = names.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Prints a table below the test runner's own lines. */
export function printTable(title: string, rows: readonly Row[]): void {
  if (rows.length > 0) process.stdout.write(`\n${title}\n${table(rows)}\n\n`);
}
