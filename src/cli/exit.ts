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
  if (error instanceof UserError) return { code: error.exitCode, text: errorText(error, paint) };
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { code: EXIT.cannotRun, text: `${visible(stack)}\n${paint.red('error')} ${REPORT}` };
}

/** What the user can put right: one line, and what to do about it below. */
export function errorText({ message, hint }: Pick<UserError, 'message' | 'hint'>, paint: Paint): string {
  return `${paint.red('error')} ${visibleLine(message)}${hint ? `\n  ${visibleLine(hint)}` : ''}`;
}
