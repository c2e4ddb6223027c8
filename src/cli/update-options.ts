import { UserError } from '../errors.ts';

/** The flags of update alone, as commander hands them over. */
export interface RawUpdateFlags {
  readonly check?: boolean;
  readonly format?: string;
  readonly continue?: boolean;
  readonly abort?: boolean;
  readonly relock?: boolean;
}

/** The same, checked. */
export interface UpdateFlags {
  readonly mode: 'update' | (typeof MODES)[number];
  /** How `--check` reports. */
  readonly format: 'text' | 'github';
}

const MODES = ['check', 'continue', 'abort', 'relock'] as const;

/** What the help and the README say about them. */
export const UPDATE_FLAGS = [
  ['--check', 'write nothing; exit 1 and say why when an update would change something'],
  ['--format <format>', 'of --check: text or github (default: text)'],
  ['--continue', 'the conflicts are solved: finish the update'],
  ['--abort', 'bring every file back that an update with conflicts wrote'],
  ['--relock', 'rebuild a lost or damaged lock file; your edits are kept'],
] as const;

/** @throws UserError `usage` for two ways at once, or an unknown format */
export function readUpdateFlags(raw: RawUpdateFlags): UpdateFlags {
  const [mode, second] = MODES.filter((each) => raw[each]);
  if (second) throw new UserError('usage', `--${mode} and --${second} exclude each other`);
  const format = raw.format ?? 'text';
  if (format !== 'text' && format !== 'github')
    throw new UserError('usage', `--format ${JSON.stringify(format)} cannot be used: it takes text or github`);
  if (raw.format !== undefined && mode !== 'check') throw new UserError('usage', '--format belongs to update --check');
  return { mode: mode ?? 'update', format };
}
