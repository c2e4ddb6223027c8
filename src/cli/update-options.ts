import { UserError } from '../errors.ts';
import type { RawFlags } from './create-flags.ts';
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

/** @throws UserError `usage` for two ways at once, for a way that writes beside a flag that says not to, or an unknown format */
export function updateOptions(raw: RawUpdateFlags & Pick<RawFlags, 'dryRun' | 'json'>): UpdateOptions {
  const [mode, second] = MODES.filter((each) => raw[each]);
  if (second) throw new UserError('usage', `--${mode} and --${second} exclude each other`);
  // both only bring an end to what was planned and written before: there is no plan to show
  const showing = raw.dryRun ? '--dry-run' : raw.json && '--json';
  if (showing && (mode === 'continue' || mode === 'abort'))
    throw new UserError('usage', `--${mode} and ${showing} exclude each other`);
  const format = oneOf('--format', raw.format ?? 'text', FORMATS);
  if (raw.format !== undefined && mode !== 'check') throw new UserError('usage', '--format belongs to update --check');
  return { mode: mode ?? 'update', format };
}
