import type { Stack } from '../core/stack.ts';
import type { Loss } from './loss.ts';
import { lostCopies } from './lost-copies.ts';
import { lostSettings } from './lost-settings.ts';
import { lostStages } from './lost-stages.ts';
import { lostStart } from './lost-start.ts';
import { lostSteps } from './lost-steps.ts';
import { readDockerfile } from './reading.ts';

const MOST = 8;

/**
 * What an earlier Dockerfile has and the new one does not: one note for each kind of thing, with the lines and what to do.
 * Answers (the port, the start …) are not among them: `adopt` speaks of those.
 */
export function lostNotes(path: string, theirText: string, ourText: string, stacks: readonly Stack[]): string[] {
  const [theirs, ours] = [theirText, ourText].map((text) => readDockerfile(path, text, stacks));
  if (!theirs || !ours) return [];
  const kinds = [lostStart, lostSettings, lostSteps, lostCopies, lostStages];
  return kinds.flatMap((lost) => lost(theirs, ours)).flatMap((loss) => sentence(path, loss));
}

function sentence(path: string, { verb, things, advice }: Loss): string[] {
  if (things.length === 0) return [];
  const listed = things.slice(0, MOST).map(({ what, line }) => `${what} (line ${line})`);
  const more = things.length > MOST ? ` and ${things.length - MOST} more` : '';
  return [`${path} ${verb} ${listed.join(', ')}${more}: ${advice}.`];
}
