import type { Given } from '../core/answers.ts';
import { nearest } from '../core/nearest.ts';
import type { Stack } from '../core/stack.ts';
import { UserError } from '../errors.ts';

/**
 * Refuses a setting that no stack has. One of another stack passes: what several services have in common is said once.
 * @throws UserError `usage` that names the nearest
 */
export function checkSettings({ set = {} }: Given, stack: Stack, stacks: readonly Stack[]): void {
  const all = stacks.flatMap(keysOf);
  const unknown = Object.keys(set).find((key) => !all.includes(key));
  if (unknown !== undefined) throw notTaken(unknown, stack, nearest(unknown, keysOf(stack)) ?? nearest(unknown, all));
}

/**
 * Refuses a setting of a flag that no service of the run takes.
 * @throws UserError `usage` that names what they take
 */
export function checkTaken({ set = {} }: Given, taking: readonly Stack[]): void {
  const [stack] = taking;
  const idle = Object.keys(set).find((key) => !taking.some((each) => keysOf(each).includes(key)));
  if (stack && idle !== undefined) throw notTaken(idle, stack, nearest(idle, taking.flatMap(keysOf)));
}

function keysOf({ settings = [] }: Stack): readonly string[] {
  return settings.map(({ key }) => key);
}

function notTaken(key: string, stack: Stack, meant: string | undefined): UserError {
  const keys = keysOf(stack);
  const takes = keys.length === 0 ? 'no settings' : keys.join(', ');
  return new UserError(
    'usage',
    `--set ${key} is no setting of ${stack.title}`,
    `${meant ? `Did you mean ${meant}?` : `${stack.title} takes ${takes}.`} list --stacks says what each of them is for.`,
  );
}
