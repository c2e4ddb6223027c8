import prompts from 'prompts';
import { beforeEach, expect, it, vi } from 'vitest';
import { askForeign, askPerson } from '../../src/cli/ask.ts';

vi.mock('prompts', () => ({ default: vi.fn(async () => ({ answer: ['x'] })) }));
beforeEach(() => vi.mocked(prompts).mockClear());

const EVIL = '\u001b[2Jx\u202e';

/** Everything of a question that its prompt draws. */
function drawn(): string[] {
  const [[question] = []] = vi.mocked(prompts).mock.calls;
  const {
    message,
    initial,
    choices = [],
  } = question as {
    message: string;
    initial: unknown;
    choices?: { title: string; description?: string }[];
  };
  const texts = choices.flatMap(({ title, description }) => [title, description ?? '']);
  return [message, typeof initial === 'string' ? initial : '', ...texts];
}

it.each<[string, () => Promise<unknown>]>([
  [
    'a choice with its start command',
    () =>
      askPerson(
        { name: 'stack', message: EVIL, kind: 'select', choices: [{ value: 'x', title: EVIL, description: EVIL }] },
        EVIL,
      ),
  ],
  ['what is suggested', () => askPerson({ name: 'build', message: EVIL, kind: 'text' }, EVIL)],
  ['a file that is not ours', () => askForeign(EVIL)],
])('%s cannot act on the terminal', async (_, ask) => {
  await ask();
  const texts = drawn();
  expect(texts.some((text) => text.includes('\\u{1b}[2Jx\\u{202e}'))).toBe(true);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
  for (const text of texts) expect(text).not.toMatch(/[\u001b\u202e]/);
});
