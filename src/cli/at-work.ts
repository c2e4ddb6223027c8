import { isInterrupted, type Repair, repair } from '../io/repair.ts';
import { isTaken, takeFolder } from '../io/run-lock.ts';
import { paints, printErr } from './print.ts';
import { notesText } from './show.ts';

/** Ten seconds: longer than a run that asks nobody takes. */
const TRIES = 100;
const NAMED = 8;

/** What a run is going to do in its folder. */
export interface Purpose {
  readonly writes: boolean;
  readonly quiet: boolean;
}

/**
 * Does work in a folder. What may write does so alone, after what an interrupted run left there has been put right; what only
 * reads waits for nobody, touches nothing, and says what it found.
 * @param root the project's real path
 * @throws UserError `busy` when another run keeps the folder
 */
export async function atWork<Result>(
  root: string,
  { writes, quiet }: Purpose,
  work: () => Promise<Result>,
): Promise<Result> {
  const say = (note: string | undefined) => {
    if (note !== undefined && !quiet) printErr(notesText([note], paints().err));
  };
  if (!writes) {
    say(readersNote(root));
    return work();
  }
  const onWait = (holder: string) => say(`Waiting for another run in this folder (${holder}).`);
  const release = await takeFolder(root, { tries: TRIES, onWait });
  try {
    say(repairText(repair(root)));
    return await work();
  } finally {
    release();
  }
}

function readersNote(root: string): string | undefined {
  if (isTaken(root)) return 'Another run is at work in this folder: what is shown may be out of date.';
  if (!isInterrupted(root)) return undefined;
  return 'A run was interrupted while it wrote, so some files may be new and others old. The next run that writes puts that right.';
}

function repairText(done: Repair | undefined): string | undefined {
  switch (done?.kind) {
    case 'finished':
      return `A run was interrupted while it wrote; it is finished now: ${names(done.paths)}.`;
    case 'taken back':
      return `A run was interrupted while it wrote; ${listed('put back', done.paths)}${listed('kept with your later edits', done.edited)}the rest is as it was.`;
    case 'cleared':
      return 'A run was interrupted before it changed anything; what it left is removed.';
    default:
      return undefined;
  }
}

function listed(what: string, paths: readonly string[]): string {
  return paths.length === 0 ? '' : `${what}: ${names(paths)}; `;
}

/** A monorepo's run may write hundreds. */
function names(paths: readonly string[]): string {
  const more = paths.length - NAMED;
  return paths.slice(0, NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
