import type { Given } from '../core/answers.ts';
import { detect, type Found } from '../core/detect.ts';
import type { Earlier } from '../core/earlier.ts';
import type { Project } from '../core/project.ts';
import type { Stack } from '../core/stack.ts';
import { UserError } from '../errors.ts';
import { type Adopted, adopt, withoutBase } from '../foreign/adopt.ts';

/** What detection and an earlier Dockerfile come to. */
export interface Looked {
  readonly found: Found;
  /** The answers that are the Dockerfile's. */
  readonly adopted: Given;
}

/** Detects, and where an earlier Dockerfile says more, again with what it says: the way that the next run goes. */
export function lookWithEarlier(
  project: Project,
  stacks: readonly Stack[],
  decided: Given,
  earlier: Earlier | undefined,
): Looked {
  const found = detect(project, stacks, decided, earlier);
  if (!earlier) return { found, adopted: {} };
  const adopted = adopt(project, found, earlier, decided);
  const again = (given: Given) => detect(project, stacks, { ...given, ...decided, stack: found.stack.id });
  try {
    return together(found, again(adopted.given), adopted, earlier);
  } catch (error) {
    if (!(error instanceof UserError) || adopted.given.base === undefined) throw error;
    // nobody asked for this base: it is another Dockerfile's, whose runtime may be another one, too
    const without = withoutBase(adopted, error.message);
    return together(found, again(without.given), without, earlier);
  }
}

/** What was found with what an earlier Dockerfile said, and who said it. */
function together(
  first: Found,
  { stack, detection }: Found,
  { given, evidence, notes }: Adopted,
  earlier: Earlier,
): Looked {
  const said = new Set(evidence.map(({ what }) => what));
  const version = first.detection.detected.filter(({ what }) => what === 'runtimeVersion');
  const others = detection.detected.filter(({ what }) => what !== 'runtimeVersion' && !said.has(what));
  const found = {
    stack,
    detection: {
      ...detection,
      answers: { ...detection.answers, ...given },
      detected: [...version, ...others, ...evidence],
      notes: [...new Set([...first.detection.notes, ...detection.notes, ...earlier.notes, ...notes])],
    },
  };
  return { found, adopted: given };
}
