import type { TargetError } from '../audit/reporters/json.ts';
import { UserError } from '../errors.ts';

/** A file or folder that could not be worked on. */
export interface FileError {
  readonly name: string;
  readonly error: UserError;
}

/**
 * What a piece of work on one file comes to; a UserError joins the others in the list.
 * @returns undefined when it failed
 */
export function orError<Value>(name: string, errors: FileError[], work: () => Value): Value | undefined {
  try {
    return work();
  } catch (error) {
    errors.push({ name, error: userError(error) });
    return undefined;
  }
}

/** What the user can put right; a bug of ours goes on. */
export function userError(error: unknown): UserError {
  if (error instanceof UserError) return error;
  throw error;
}

/** The same in a report for machines. */
export function targetError({ name, error: { message, hint } }: FileError): TargetError {
  return { name, message, hint: hint ?? null };
}
