import { CONFIG_FILE } from '../core/config.ts';
import { UserError } from '../errors.ts';
import { realRoot } from '../io/project.ts';
import { readTarget } from '../io/target.ts';
import { create } from './create.ts';
import type { Flags } from './options.ts';

/**
 * `update [dir]`: create again from the saved answers, with digests asked anew; edits are merged (core/plan.ts).
 * @throws UserError `usage` where nothing was created yet
 */
export async function update(directory: string, flags: Flags): Promise<number> {
  if (readTarget(realRoot(directory), CONFIG_FILE).text === null)
    throw new UserError(
      'usage',
      `there is no ${CONFIG_FILE} here, so there is nothing to update`,
      'Create first: create-secure-dockerfile [dir].',
    );
  return create(directory, { ...flags, refresh: true });
}
