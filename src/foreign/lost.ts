import { lostSettings } from './lost-settings.ts';
import { lostSteps } from './lost-steps.ts';
import { readDockerfile } from './reading.ts';

/** One thing that a Dockerfile has, as it is called in a note, and its line. */
export interface Thing {
  readonly what: string;
  readonly line: number;
}

/** Things of one kind with what to do about them. */
export interface Loss {
  /** What stands before the list: `sets`. */
  readonly verb: string;
  readonly things: readonly Thing[];
  readonly advice: string;
}

const MOST = 8;

/**
 * What an earlier Dockerfile has and the new one does not: one note for each kind of thing, with the lines and what to do.
 * Answers (the port, the start …) are not among them: `adopt` speaks of those.
 */
export function lostNotes(path: string, theirText: string, ourText: string): string[] {
  const [theirs, ours] = [readDockerfile(path, theirText), readDockerfile(path, ourText)];
  if (!theirs || !ours) return [];
  return [...lostSettings(theirs, ours), ...lostSteps(theirs, ours)].flatMap((loss) => sentence(path, loss));
}

function sentence(path: string, { verb, things, advice }: Loss): string[] {
  if (things.length === 0) return [];
  const listed = things.slice(0, MOST).map(({ what, line }) => `${what} (line ${line})`);
  const more = things.length > MOST ? ` and ${things.length - MOST} more` : '';
  return [`${path} ${verb} ${listed.join(', ')}${more}: ${advice}.`];
}
