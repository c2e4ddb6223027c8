import { answerText } from '../core/answer-text.ts';
import type { Question } from '../core/stack.ts';
import { UserError } from '../errors.ts';
import { flagOf } from './options.ts';

/**
 * Answers one question.
 * @param suggested what the project says; undefined when it says nothing
 * @param last what held at the last run, if there was one
 * @throws UserError `usage` that names the flag, when nobody can answer
 */
export type Asker = (question: Question, suggested: unknown, last?: unknown) => Promise<unknown>;

/** `--yes`: what was detected, and an error for what nothing could tell. */
export const takeDetected: Asker = async (question, suggested) => {
  if (suggested !== undefined) return suggested;
  if (question.optional) return null;
  throw new UserError(
    'usage',
    `${flagFor(question)} is missing: nothing in the project says it`,
    `${question.message}: give it as ${valueFor(question)}.${choicesOf(question)}`,
  );
};

/**
 * `update --dry-run`: nobody is asked about what nobody writes. It takes what `--yes` would, else what held last.
 * @param told takes a sentence for each question that the update will ask
 */
export function askLater(told: string[]): Asker {
  return async (question, suggested, last) => {
    // null is an answer: none
    const answer = await takeDetected(question, suggested === undefined ? last : suggested);
    const flag = valueFor(question);
    told.push(`${question.message}: the update asks; this is shown with ${answerText(answer)}. ${flag} answers it.`);
    return answer;
  };
}

/** No terminal and no `--yes`: the first open question ends the run. */
export const askNobody: Asker = async (question, suggested) => {
  const flag = flagFor(question);
  const detected = suggested === undefined ? '' : ` --yes takes what was detected: ${answerText(suggested)}.`;
  throw new UserError(
    'usage',
    `${flag} is missing, and there is no terminal to ask on`,
    `Give ${valueFor(question)}${question.optional ? ' or none' : ''}.${detected || choicesOf(question)}`,
  );
};

function flagFor({ name, setting }: Question): string {
  return setting === undefined ? flagOf(name) : `--set ${setting}`;
}

function valueFor(question: Question): string {
  return question.setting === undefined ? `${flagFor(question)} VALUE` : `${flagFor(question)}=VALUE`;
}

/** What there is to choose from, where that is a handful and nothing was detected. */
function choicesOf({ choices = [] }: Question): string {
  if (choices.length === 0 || choices.length > 5) return '';
  const texts = choices.map(({ value, description }) => (description ? `${value}, ${description}` : value));
  return ` There are: ${texts.join('; ')}.`;
}
