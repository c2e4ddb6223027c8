import type { CatalogueEntry } from '../../src/images/catalogue.ts';

const HEAD = `import type { CatalogueEntry } from './catalogue.ts';

type Row = readonly [
  reference: string,
  kind: CatalogueEntry['kind'],
  observed: string,
  confidence: CatalogueEntry['confidence'],
  digest: string,
];

// Written by \`npm run catalogue\`, which only puts in what a registry told it (confidence "resolved"). The other rows were seen
// in public material. Where the source says only the month, the date is its first day, so that an entry is never taken for
// newer than it is. That the dhi.io entries of August 2026 are indexes is inferred, not proven.
// biome-ignore format: one image a line
const ROWS: readonly Row[] = [
`;

const TAIL = `];

/** Digests of the images that our files name, for a run without a registry. */
export const CATALOGUE: readonly CatalogueEntry[] = ROWS.map(([reference, kind, observed, confidence, digest]) => ({
  reference,
  digest,
  kind,
  observed,
  confidence,
}));
`;

/** The text of src/images/catalogue-data.ts for these entries: one image a line, in order, so that a change is a changed line. */
export function catalogueFile(entries: readonly CatalogueEntry[]): string {
  const rows = [...entries].sort((a, b) => compare(sortKey(a), sortKey(b))).map(cellsOf);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map(
    (cells) => `  [${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' ')}],\n`,
  );
  return HEAD + lines.join('') + TAIL;
}

function cellsOf({ reference, kind, observed, confidence, digest }: CatalogueEntry): string[] {
  const cells = [reference, kind, observed, confidence, digest].map((cell) => `'${cell}'`);
  return cells.map((cell, column) => (column === cells.length - 1 ? cell : `${cell},`));
}

/** Docker Hub's first, then registry by registry. */
function sortKey({ reference }: CatalogueEntry): string {
  return /^[^/]*\./.test(reference) && reference.includes('/') ? `1 ${reference}` : `0 ${reference}`;
}

function compare(one: string, other: string): number {
  return one.localeCompare(other, 'en', { numeric: true });
}
