import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Starter } from './starter.ts';

/** How one starter's last recorded run ended. */
export interface Result {
  readonly starter: string;
  readonly manager: string;
  /** The day of the run. */
  readonly date: string;
  readonly green: boolean;
  /** What the image adds to its parent, on disk; null where none was built. */
  readonly megabytes: number | null;
}

const FILE = fileURLToPath(new URL('./results.json', import.meta.url));

/** The recorded results: what STARTERS.md is written from. */
export function readResults(): Result[] {
  return JSON.parse(readFileSync(FILE, 'utf8'));
}

/** Puts a result in the place of the starter's earlier one. At once and not at the end, so that a run can be done in parts. */
export function record(starters: readonly Starter[], result: Result): void {
  const all = [...readResults().filter((each) => key(each) !== key(result)), result];
  const place = new Map(starters.map(({ name, manager }, index) => [`${name} ${manager}`, index]));
  const listed = all.filter((each) => place.has(key(each)));
  listed.sort((a, b) => (place.get(key(a)) ?? 0) - (place.get(key(b)) ?? 0));
  writeFileSync(FILE, `[\n${listed.map((each) => `  ${JSON.stringify(each)}`).join(',\n')}\n]\n`);
}

function key({ starter, manager }: Pick<Result, 'starter' | 'manager'>): string {
  return `${starter} ${manager}`;
}
