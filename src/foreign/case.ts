import { answerText } from '../core/answer-text.ts';
import type { EarlierKey, Said } from '../core/earlier.ts';
import { equal } from '../core/equal.ts';
import type { Detection, Evidence } from '../core/stack.ts';

/** What detection found of one answer, against what the Dockerfile says. */
export interface Case {
  readonly key: EarlierKey;
  readonly theirs: Said<unknown>;
  readonly ours: unknown;
  readonly evidence: Evidence | undefined;
}

/** What the build makes by another name: in the new image it lies where its stack puts it, or is asked for. */
export function sameProgram({ key, theirs, ours }: Case): boolean {
  if (key !== 'start') return false;
  if (ours === undefined) return theirs.compiled === true;
  const jar = (start: unknown) => answerText(start).replace(/^java -jar \S+\.jar$/, 'java -jar app.jar');
  const [own, other] = [ours, theirs.value].map((start) => (Array.isArray(start) ? start.slice(1) : null));
  return jar(theirs.value) === jar(ours) || (theirs.compiled === true && own !== null && equal(own, other));
}

/** Whether the new one runs the same version as far as both say it, or the stack has said what becomes of theirs. */
export function isHeard({ notes }: Detection, { theirs, ours, evidence }: Case): boolean {
  if (evidence === undefined || evidence.from === 'default') return true;
  const [one, other] = [answerText(theirs.value), answerText(ours)];
  // a word such as `lts` stands for what is current
  if (!/^\d/.test(one) || sameVersion(one, other)) return true;
  return notes.some((note) => note.startsWith(`${theirs.from} asks for `));
}

/** `1.25.3` and `1.25`, `1.18.4-otp-27` and `1.18-otp-27`. */
function sameVersion(one: string, other: string): boolean {
  const parts = other.split('-');
  return one.split('-').every((part, at) => {
    const like = parts[at] ?? part;
    return `${part}.`.startsWith(`${like}.`) || `${like}.`.startsWith(`${part}.`);
  });
}
