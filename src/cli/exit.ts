import { EXIT, UserError } from '../errors.ts';
import { type Paint, visible, visibleLine } from './print.ts';

/** A person pressed Ctrl-C or Escape, or said no: nothing was written. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

/** What to say about an error, and the code to leave with. */
export interface Farewell {
  readonly code: number;
  readonly text: string;
}

const REPORT = 'This is a bug in create-secure-dockerfile. Please report it with the lines above; nothing was written.';

/** The one place that tells what the user can mend (one line and a hint) from a bug of ours (its stack). */
export function farewell(error: unknown, paint: Paint): Farewell {
  if (error instanceof Cancelled) return { code: EXIT.cancelled, text: 'Cancelled; nothing was written.' };
  if (error instanceof UserError) {
    const hint = error.hint ? `\n  ${visibleLine(error.hint)}` : '';
    return { code: error.exitCode, text: `${paint.red('error')} ${visibleLine(error.message)}${hint}` };
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { code: EXIT.cannotRun, text: `${visible(stack)}\n${paint.red('error')} ${REPORT}` };
}
