import type { FlagRow } from './flag-table.ts';
import { NETWORK_FLAGS, type RawNetwork } from './network-flags.ts';

/** The flags of `pin`. */
export const PIN_FLAGS: readonly FlagRow[] = [
  ['--check', 'write nothing; exit 1 where a pin is missing or behind its tag'],
  ['--update', 'also move the digests that are there to what their tags say now'],
  ['--tag-only-newer', 'only that, for name:tag@digest, as Renovate and Dependabot do: no pin is added'],
  ['--dry-run', 'show what would change, write nothing'],
  ['--diff', 'show the change of every file'],
  ['--json', 'print the result for machines'],
  ['-q, --quiet', 'print errors only'],
  ['--offline', 'no network: digests from the lock, then from the dated catalogue'],
  ['--allow-unpinned', 'an image that gets no digest is a warning instead of an error'],
  ...NETWORK_FLAGS,
  [
    '--registry <host=prefix>',
    'ask for the digests of HOST at PREFIX; the names in the files stay (repeatable)',
    'several',
  ],
];

/** The same as commander hands them over. */
export interface RawPinFlags extends RawNetwork {
  readonly check?: boolean;
  readonly update?: boolean;
  readonly tagOnlyNewer?: boolean;
  readonly dryRun?: boolean;
  readonly diff?: boolean;
  readonly json?: boolean;
  readonly offline?: boolean;
  readonly allowUnpinned?: boolean;
  readonly registry?: readonly string[];
}
