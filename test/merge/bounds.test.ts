import { expect, it } from 'vitest';
import { mergeFile } from '../../src/merge/index.ts';

const LINES = 2900;
const file = (line: (index: number) => string) =>
  `${Array.from({ length: LINES }, (_, index) => line(index)).join('\n')}\n`;
const words = (word: (index: number) => string) => Array.from({ length: 50_000 }, (_, index) => word(index)).join(' ');
const digest = (digit: string) => `sha256:${digit.repeat(64)}`;

it.each<[string, string, string, string]>([
  ['nothing in common', file((i) => `RUN a${i}`), file((i) => `RUN b${i}`), file((i) => `RUN c${i}`)],
  ['all alike', file((i) => `RUN a b ${i}`), file((i) => `RUN a b c${i}`), file((i) => `RUN a b d${i}`)],
  [
    'everything moved',
    file((i) => `RUN a${i}`),
    file((i) => `RUN a${LINES - i}`),
    file((i) => `RUN a${(i * 7) % LINES}`),
  ],
  [
    'stages renamed',
    file((i) => `FROM a AS a${i}`),
    file((i) => `FROM a AS a${LINES - i}`),
    file((i) => `FROM b AS b${i}`),
  ],
  ['equal words', `RUN ${words(() => 'a')}`, `RUN ${words(() => 'a')} b`, `RUN c ${words(() => 'a')}`],
  ['other words', `ENV ${words((i) => `A${i}=1`)}`, `ENV ${words((i) => `A${i}=2`)}`, `ENV ${words((i) => `B${i}=1`)}`],
  [
    'many fields',
    `RUN --mount=${'a=1,'.repeat(50_000)} a`,
    `RUN --mount=${'a=1,'.repeat(50_000)}b=2 a`,
    `RUN --mount=c=3,${'a=1,'.repeat(50_000)} a`,
  ],
  ['open quotes', `RUN ${'"'.repeat(100_001)}`, `RUN ${'"'.repeat(100_001)} a`, `RUN b ${'"'.repeat(100_001)}`],
  ['one long word', `RUN ${'a'.repeat(1_000_000)}`, `RUN ${'a'.repeat(1_000_000)} b`, `RUN c ${'a'.repeat(1_000_000)}`],
  [
    'many pins',
    file((i) => `FROM a${i}@${digest('0')}`),
    file((i) => `FROM a${i}@${digest('1')}`),
    file((i) => `FROM a${LINES - i}@${digest('0')}`),
  ],
])('what was made to take long does not: %s', (_, base, current, rendered) => {
  const start = process.cpuUsage();
  mergeFile({ base, current, rendered }, 'Dockerfile');
  const { user } = process.cpuUsage(start);
  expect(user / 1000).toBeLessThan(3000);
});

it('a file of 300 lines takes milliseconds', () => {
  const text = (edit: (index: number) => string) =>
    Array.from({ length: 100 }, (_, i) => `RUN --mount=type=cache,target=/cache${i} \\\n    make ${edit(i)}\n`).join(
      '\n',
    );
  const versions = {
    base: text((i) => `${i}`),
    current: text((i) => `${i}${i % 9 ? '' : ' -s'}`),
    rendered: text((i) => `${i}${i % 7 ? '' : ' --jobs=2'}`),
  };
  for (let round = 0; round < 5; round++) mergeFile(versions, 'Dockerfile');
  const start = process.cpuUsage();
  for (let round = 0; round < 10; round++) mergeFile(versions, 'Dockerfile');
  expect(process.cpuUsage(start).user / 10_000).toBeLessThan(30);
});
