import prompts, { type PromptObject } from 'prompts';
import type { Resolution } from '../core/plan.ts';
import { shellCommand } from '../core/quote.ts';
import type { Choice, Question } from '../core/stack.ts';
import { UserError } from '../errors.ts';
import type { Asker } from './asker.ts';
import type { ChooseServices } from './choose-services.ts';
import type { ChooseStarter } from './choose-starter.ts';
import { Cancelled } from './exit.ts';
import { readAnswer } from './options.ts';
import { visibleLine } from './print.ts';

/** Questions on a terminal; they show on stderr, so that stdout holds results only. */

const NONE = '(none)';
const MANY = 10;

/** Asks one question of a stack. @throws Cancelled on Ctrl-C or Escape */
export const askPerson: Asker = async (question, suggested) =>
  question.kind === 'select' ? select(question, suggested) : write(question, suggested);

async function select(question: Question, suggested: unknown): Promise<unknown> {
  const known = question.choices ?? [];
  const extra: Choice[] = [];
  if (typeof suggested === 'string' && !known.some(({ value }) => value === suggested))
    extra.push({ value: suggested, title: suggested });
  if (question.optional) extra.push({ value: NONE, title: 'none' });
  const choices = [...extra, ...known];
  const wanted = suggested === null ? NONE : suggested;
  const answer = await ask({
    type: choices.length > MANY ? 'autocomplete' : 'select',
    message: question.message,
    choices,
    initial: Math.max(
      0,
      choices.findIndex(({ value }) => value === wanted),
    ),
  });
  return answer === NONE ? null : answer;
}

async function write(question: Question, suggested: unknown): Promise<unknown> {
  const answer = await ask({
    type: 'text',
    message: question.optional ? `${question.message} (or none)` : question.message,
    initial: initialText(suggested, question.optional === true),
    validate: (text: string) => problemWith(question, text) ?? true,
  });
  return answerIn(question, String(answer));
}

function initialText(suggested: unknown, optional: boolean): string {
  if (suggested === undefined || suggested === null) return optional ? 'none' : '';
  return Array.isArray(suggested) ? shellCommand(suggested, 'the start command') : String(suggested);
}

/** What a text means as the answer to a question; a setting is a text as it stands. */
function answerIn({ name, setting, optional }: Question, text: string): unknown {
  if (setting === undefined) return readAnswer(name, text);
  return optional && text.trim() === 'none' ? null : text;
}

function problemWith(question: Question, text: string): string | undefined {
  if (text.trim() === '') return 'It cannot be empty.';
  if (text.trim() === 'none' && !question.optional) return 'It cannot do without one.';
  try {
    answerIn(question, text);
    return undefined;
  } catch (error) {
    if (error instanceof UserError) return visibleLine(error.message);
    throw error;
  }
}

/** Whether to write what was shown. */
export async function confirmWrite(): Promise<boolean> {
  return (await ask({ type: 'confirm', message: 'Write these files?', initial: true })) === true;
}

/** What to begin with, in an empty folder. */
export const askStarter: ChooseStarter = async (starters) => {
  const choices = starters.map(({ id, title }) => ({ value: id, title }));
  const id = await ask({ type: 'select', message: 'The folder is empty: begin with a small service in', choices });
  const chosen = starters.find((starter) => starter.id === id);
  if (!chosen) throw new Cancelled();
  return chosen;
};

/** Which of the services that were found; all of them are chosen at first. */
export const askServices: ChooseServices = async (found) => {
  const choices = found.map(({ path, stack, why }) => ({
    value: path,
    title: `${path}  ${stack.title}`,
    description: why,
    selected: true,
  }));
  const chosen = await ask({ type: 'multiselect', message: 'Services', choices, min: 1, instructions: false });
  return (chosen as readonly string[]).toSorted();
};

/** What to do with a file that is not ours. */
export async function askForeign(path: string): Promise<Resolution> {
  const choices = [
    { value: 'beside', title: `write ${path}.new beside it` },
    { value: 'overwrite', title: 'overwrite it' },
    { value: 'skip', title: 'leave it as it is' },
  ] satisfies { value: Resolution; title: string }[];
  const answer = await ask({
    type: 'select',
    message: `${path} exists and was not written by this tool`,
    choices,
    initial: 0,
  });
  return choices.find(({ value }) => value === answer)?.value ?? 'skip';
}

type Asked = Omit<PromptObject<'answer'>, 'name' | 'message' | 'choices' | 'initial'> & {
  readonly message: string;
  readonly choices?: readonly (Choice & { readonly selected?: boolean })[];
  readonly initial?: string | number | boolean;
};

async function ask(question: Asked): Promise<unknown> {
  // Escape ends a search with what was highlighted: only the state tells it from Enter
  let left = false;
  const onState = (state: { readonly aborted?: boolean; readonly exited?: boolean }) => {
    left = state.aborted === true || state.exited === true;
  };
  const { answer } = await prompts({ ...shownOf(question), name: 'answer', onState, stdout: process.stderr });
  if (left || answer === undefined) throw new Cancelled();
  return answer;
}

/** What it shows, safe for the terminal: a folder's name, a start command and a default come from the project. */
function shownOf({ message, choices, initial, ...question }: Asked) {
  const safe = choices?.map(({ title, description, ...choice }) => ({
    ...choice,
    title: visibleLine(title),
    ...(description !== undefined && { description: visibleLine(description) }),
  }));
  return {
    ...question,
    message: visibleLine(message),
    ...(safe && { choices: safe }),
    ...(initial !== undefined && { initial: typeof initial === 'string' ? visibleLine(initial) : initial }),
  };
}
