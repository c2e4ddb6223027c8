import type { Given } from '../core/answers.ts';
import type { Found } from '../core/detect.ts';
import type { Earlier } from '../core/earlier.ts';
import { equal } from '../core/equal.ts';
import { knownHint } from '../core/nearest.ts';
import type { Project } from '../core/project.ts';
import { DEFAULT_BASE } from '../core/spec.ts';
import type { Question, Stack } from '../core/stack.ts';
import { UserError } from '../errors.ts';
import type { Asker } from './asker.ts';
import { baseQuestion, checkBase } from './bases.ts';
import { chooseStack } from './choose-stack.ts';
import { lookWithEarlier } from './look-with-earlier.ts';
import { flagOf } from './options.ts';
import { checkSettings } from './settings.ts';

/** What is known before the first question. */
export interface Known {
  readonly flags: Given;
  /** The decisions of `secure-dockerfile.json`. */
  readonly saved: Given;
  /** The answers that the last run used: where the project still says the same, nobody is asked again. */
  readonly last: Given;
  /** What a Dockerfile that we did not write says, where there is one. */
  readonly earlier?: Earlier | undefined;
}

/** A service with every question answered. */
export interface Interviewed {
  readonly found: Found;
  /**
   * What is not left to detection: flags, saved answers, prompts that differ from what was detected, and what an earlier
   * Dockerfile said, which soon will not be there to say it again.
   */
  readonly decided: Given;
}

/** Questions whose choices are all there are; others take what is not in the list too. */
const CLOSED: readonly string[] = ['framework', 'packageManager'];

/**
 * Detects, asks what is open, and detects again after each answer that differs, until nothing is open.
 * Flags go before saved answers, those before prompts, and those before what was detected.
 */
export async function interview(
  project: Project,
  stacks: readonly Stack[],
  known: Known,
  ask: Asker,
): Promise<Interviewed> {
  let decided: Given = { ...known.saved, ...known.flags };
  const accepted = new Set<string>();
  checkBase(decided);
  const stack = await chooseStack(project, stacks, decided, known, ask);
  if (stack !== undefined) decided = { ...decided, stack };
  const look = () => lookWithEarlier(project, stacks, decided, known.earlier);
  let { found, adopted } = look();
  for (;;) {
    const questions = questionsOf(found);
    checkChoices(questions, decided);
    checkSettings(decided, found.stack, stacks);
    const open = questions.find(
      (question) =>
        answerTo(question, decided) === undefined &&
        !accepted.has(keyOf(question)) &&
        !sameAsLast(question, found, known.last),
    );
    if (!open) return { found, decided: { ...adopted, ...decided } };
    const suggested = suggestion(open, found);
    const answer = await asked(open, found, () => ask(open, suggested, answerTo(open, known.last)));
    accepted.add(keyOf(open));
    if (equal(answer, suggested)) continue;
    decided = withAnswer(open, answer, decided);
    ({ found, adopted } = look());
  }
}

/** Where nobody can answer, what detection has to say of the question is said with it: the run ends before its notes show. */
async function asked(question: Question, { detection }: Found, ask: () => Promise<unknown>): Promise<unknown> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const flag = question.setting === undefined ? flagOf(question.name) : `--set ${question.setting}`;
    const about = detection.notes.filter((note) => note.includes(flag));
    throw new UserError(error.code, error.message, [...about, error.hint ?? ''].join(' ').trim(), { cause: error });
  }
}

function questionsOf({ stack, detection }: Found): readonly Question[] {
  const own = stack.questions(detection);
  return own.some(({ name }) => name === 'base') ? own : [...own, baseQuestion(stack.id)];
}

function keyOf({ name, setting }: Question): string {
  return setting === undefined ? name : `${name}.${setting}`;
}

function answerTo({ name, setting }: Question, given: Given): unknown {
  return setting === undefined ? given[name] : given.set?.[setting];
}

/** A setting that is none is not saved: a missing one means the same. */
function withAnswer({ name, setting }: Question, answer: unknown, given: Given): Given {
  if (setting === undefined) return { ...given, [name]: answer };
  return answer === null ? given : { ...given, set: { ...given.set, [setting]: String(answer) } };
}

function suggestion(question: Question, { detection }: Found): unknown {
  const detected = answerTo(question, detection.answers);
  return detected ?? (question.name === 'base' ? DEFAULT_BASE : detected);
}

function sameAsLast(question: Question, found: Found, last: Given): boolean {
  const before = answerTo(question, last);
  return before !== undefined && equal(before, suggestion(question, found));
}

function checkChoices(questions: readonly Question[], decided: Given): void {
  for (const { name, choices } of questions) {
    const value = decided[name];
    if (!CLOSED.includes(name) || !choices || typeof value !== 'string') continue;
    const known = choices.map((choice) => choice.value);
    if (known.includes(value)) continue;
    throw new UserError('usage', `${flagOf(name)} ${value} is not known`, knownHint(value, known));
  }
}
