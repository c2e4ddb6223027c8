import { relative } from 'node:path';
import { shellPaths } from '../core/quote.ts';
import type { Plan } from './make-plan.ts';
import { besideSteps } from './not-ours.ts';

/**
 * The commands that come next, in order, as they run where the person is.
 * @param tests what runs the tests of a starter that was written
 */
export function nextCommands(plan: Plan, root: string, tests: string | undefined): readonly string[] {
  return [
    ...goThere(root),
    ...besideSteps(plan.actions),
    ...(tests ? [tests] : []),
    ...(plan.services.length > 1 ? ['docker buildx bake'] : []),
    ...plan.services.flatMap((service) => service.steps),
  ];
}

/** The folder was named, and the commands are for somebody who is in it; a path that no command line can hold is left out. */
function goThere(root: string): string[] {
  const path = relative(process.cwd(), root);
  const short = path.startsWith('..') ? root : path;
  if (short === '' || short.includes('<<') || !/^[\p{L}\p{N}\p{P}\p{S} ]+$/u.test(short)) return [];
  return [`cd ${shellPaths([short], 'the folder')}`];
}
