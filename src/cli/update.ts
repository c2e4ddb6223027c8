import { CONFIG_FILE } from '../core/config.ts';
import { salvageState } from '../core/salvage.ts';
import { EXIT, UserError } from '../errors.ts';
import { realRoot } from '../io/project.ts';
import { readTarget } from '../io/target.ts';
import { toolVersion } from '../io/version.ts';
import { takeDetected } from './asker.ts';
import { atWork } from './at-work.ts';
import { createAt, planFor } from './create.ts';
import { driftOf } from './drift.ts';
import { driftGithub, driftText } from './drift-report.ts';
import type { Flags } from './options.ts';
import { planJson } from './plan-json.ts';
import { paints, printOut, visibleLine } from './print.ts';
import { abortUpdate, continueUpdate } from './unfinished.ts';
import type { UpdateOptions } from './update-options.ts';

/**
 * `update [dir]`: create again from the saved answers, with digests asked anew; edits are merged (core/plan.ts).
 * @returns the exit code
 * @throws UserError `usage` where nothing was created yet; what create throws
 */
export async function update(directory: string, flags: Flags, how: UpdateOptions): Promise<number> {
  const root = realRoot(directory);
  const settles = how.mode === 'continue' || how.mode === 'abort';
  const writes = settles || (how.mode !== 'check' && !flags.json && !flags.dryRun);
  return atWork(root, { writes, quiet: flags.quiet }, () => updateAt(root, flags, how));
}

async function updateAt(root: string, flags: Flags, how: UpdateOptions): Promise<number> {
  if (how.mode === 'continue') return say(continueUpdate(root), 'Finished', flags);
  if (how.mode === 'abort') return say(abortUpdate(root, flags.yes), 'Brought back', flags);
  if (readTarget(root, CONFIG_FILE).text === null)
    throw new UserError(
      'usage',
      `there is no ${CONFIG_FILE} here, so there is nothing to update`,
      'Create first: create-secure-dockerfile [dir].',
    );
  const refreshed = { ...flags, refresh: true };
  if (how.mode === 'check') return check(root, refreshed, how.format);
  if (how.mode === 'update') return createAt(root, refreshed);
  const read = (path: string) => readTarget(root, path).text;
  return createAt(root, refreshed, (lock) => salvageState(lock, read));
}

/** `update --check`: the reasons why an update would change something, and nothing written. */
async function check(root: string, flags: Flags, format: UpdateOptions['format']): Promise<number> {
  const plan = await planFor(root, { flags, ask: takeDetected, resolve: async () => undefined });
  const drift = driftOf(plan);
  if (flags.json) printOut(planJson(plan, toolVersion(), drift));
  else if (format === 'github') printOut(driftGithub(drift));
  else if (!flags.quiet || drift.length > 0) printOut(driftText(drift, paints().out));
  return drift.length > 0 ? EXIT.findings : EXIT.clean;
}

function say(paths: readonly string[], what: string, { quiet }: Flags): number {
  if (!quiet) printOut(`${what}: ${paths.map(visibleLine).join(', ')}.`);
  return EXIT.clean;
}
