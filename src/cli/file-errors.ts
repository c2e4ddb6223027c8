import type { TargetError } from '../audit/reporters/json.ts';
import { UserError } from '../errors.ts';

/**
 * What a piece of work on one file comes to; a UserError joins the others in the list.
 * @returns undefined when it failed
 */
export function orError<Value>(name: string, errors: TargetError[], work: () => Value): Value | undefined {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    errors.push({ name, message: error.message });
    return undefined;
  }
}
