import { UserError } from '../errors.ts';
import type { RawUpdateFlags } from './update-flags.ts';

/** The flags of update alone, checked. */
export interface UpdateOptions {
  readonly mode: 'update' | (typeof MODES)[number];
  /** How `--check` reports. */
  readonly format: 'text' | 'github';
}

const MODES = ['check', 'continue', 'abort', 'relock'] as const;

/** @throws UserError `usage` for two ways at once, or an unknown format */
export function updateOptions(raw: RawUpdateFlags): UpdateOptions {
  const [mode, second] = MODES.filter((each) => raw[each]);
  if (second) throw new UserError('usage', `--${mode} and --${second} exclude each other`);
  const format = raw.format ?? 'text';
  if (format !== 'text' && format !== 'github')
    throw new UserError('usage', `--format ${JSON.stringify(format)} cannot be used: it takes text or github`);
  if (raw.format !== undefined && mode !== 'check') throw new UserError('usage', '--format belongs to update --check');
  return { mode: mode ?? 'update', format };
}
