import { answerText } from '../core/answer-text.ts';
import type { Given } from '../core/answers.ts';
import { contenders } from '../core/detect.ts';
import type { Project } from '../core/project.ts';
import type { Detection, Question, Stack } from '../core/stack.ts';
import type { Asker } from './asker.ts';
import type { Known } from './interview.ts';

/** Which of several stacks is meant, where nothing tells; undefined where something does. */
export async function chooseStack(
  project: Project,
  stacks: readonly Stack[],
  decided: Given,
  { last, earlier }: Pick<Known, 'last' | 'earlier'>,
  ask: Asker,
): Promise<string | undefined> {
  const found = contenders(project, stacks, decided);
  const before = found.find(({ stack }) => stack.id === (last.stack ?? earlier?.stack));
  if (before || found.length === 0) return before?.stack.id;
  const where = decided.service === undefined || decided.service === '.' ? 'this folder' : decided.service;
  const question: Question = {
    name: 'stack',
    message: `Which of the services in ${where}`,
    kind: 'select',
    choices: found.map(({ stack, detection }) => ({
      value: stack.id,
      title: stack.title,
      description: startOf(detection),
    })),
  };
  return String(await ask(question, undefined));
}

/** What starts, and the file that says so: what tells one service from another. */
function startOf({ detected, answers }: Detection): string {
  const start = detected.find(({ what }) => what === 'start');
  return start ? `${start.value} (${start.from})` : answerText(answers.start);
}
