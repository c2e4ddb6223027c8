import type { Detection, Question } from '../../core/stack.ts';
import type { NodeFacts } from './facts.ts';
import { frameworks } from './frameworks/index.ts';
import { NODE_RELEASES_FROM, supportedLts } from './node-releases.ts';

/** What to ask for a Node service, in the order in which one answer leads to the next. */
export function questionsFor({ facts }: Detection<NodeFacts>): Question[] {
  const site = facts.shape.kind === 'static';
  const questions: Question[] = [
    {
      name: 'framework',
      message: 'Framework',
      kind: 'select',
      optional: true,
      choices: frameworks.map(({ id, title }) => ({ value: id, title })),
    },
    { name: 'runtimeVersion', message: 'Node.js version', kind: 'select', choices: versions() },
    {
      name: 'packageManager',
      message: 'Package manager',
      kind: 'select',
      choices: ['npm', 'pnpm', 'yarn', 'bun'].map((id) => ({ value: id, title: id })),
    },
    { name: 'build', message: 'Build script or command', kind: 'text', optional: !site },
  ];
  if (!site) questions.push({ name: 'start', message: 'Start command (run as it is, without a shell)', kind: 'text' });
  questions.push(
    { name: 'port', message: 'Port', kind: 'text', optional: !site },
    { name: 'healthcheck', message: 'Path that answers when healthy', kind: 'text', optional: true },
  );
  return questions;
}

function versions() {
  return supportedLts(NODE_RELEASES_FROM.seen).map(({ major }) => ({
    value: String(major),
    title: `Node.js ${major}`,
  }));
}
