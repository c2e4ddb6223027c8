import { nearest } from '../core/nearest.ts';
import { UserError } from '../errors.ts';

/**
 * The value of a flag that takes one of a few words.
 * @throws UserError `usage` that names them, and the one that was most likely meant
 */
export function oneOf<Value extends string>(flag: string, text: string, allowed: readonly Value[]): Value {
  const value = allowed.find((each) => each === text);
  if (value !== undefined) return value;
  const meant = nearest(text, allowed);
  throw new UserError(
    'usage',
    `${flag} ${shown(text)} cannot be used: it takes ${allowed.join(', ')}`,
    meant && `Did you mean ${meant}?`,
  );
}

/** What was typed, in an error of one line: in quotes, and short. */
export function shown(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
