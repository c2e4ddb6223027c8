import { UserError } from '../errors.ts';
import { oneOf } from './flag-values.ts';
import type { RawUpdateFlags } from './update-flags.ts';

/** The flags of update alone, checked. */
export interface UpdateOptions {
  readonly mode: 'update' | (typeof MODES)[number];
  /** How `--check` reports. */
  readonly format: (typeof FORMATS)[number];
}

const FORMATS = ['text', 'github'] as const;
const MODES = ['check', 'continue', 'abort', 'relock'] as const;

/** @throws UserError `usage` for two ways at once, or an unknown format */
export function updateOptions(raw: RawUpdateFlags): UpdateOptions {
  const [mode, second] = MODES.filter((each) => raw[each]);
  if (second) throw new UserError('usage', `--${mode} and --${second} exclude each other`);
  const format = oneOf('--format', raw.format ?? 'text', FORMATS);
  if (raw.format !== undefined && mode !== 'check') throw new UserError('usage', '--format belongs to update --check');
  return { mode: mode ?? 'update', format };
}
