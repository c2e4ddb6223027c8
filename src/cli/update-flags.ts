import type { FlagRow } from './flag-table.ts';

/** The flags of update alone. */
export const UPDATE_FLAGS: readonly FlagRow[] = [
  ['--check', 'write nothing; exit 1 and say why when an update would change something'],
  ['--format <format>', 'of --check: text or github (default: text)'],
  ['--continue', 'the conflicts are solved: finish the update'],
  ['--abort', 'bring every file back that an update with conflicts wrote'],
  ['--relock', 'rebuild a lost or damaged lock file; your edits are kept'],
];

/** The same as commander hands them over. */
export interface RawUpdateFlags {
  readonly check?: boolean;
  readonly format?: string;
  readonly continue?: boolean;
  readonly abort?: boolean;
  readonly relock?: boolean;
}
