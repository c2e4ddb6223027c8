import { problemAt, runCommands } from '../facts/commands.ts';
import type { Rule } from '../rule.ts';

const CLIENTS = new Set(['curl', 'wget', 'pip', 'pip3', 'npm', 'git', 'apk', 'yum', 'dnf', 'aria2c']);
const CLEAR = /^"?http:\/\/(?!localhost\b|127\.|\[::1\]|0\.0\.0\.0)/i;

export const tlsClearText: Rule = {
  id: 'tls/clear-text',
  level: 'medium',
  title: 'Something is fetched without encryption',
  why: 'What comes over http:// can be changed by everybody on the way, and goes straight into the image.',
  fix: 'Use https://, and check a checksum.',
  aliases: ['sonar:S5332', 'datadog:avoid_http'],
  sources: ['SonarSource'],
  examples: {
    bad: [
      { dockerfile: 'FROM a\nRUN curl -O http://example.com/a' },
      { dockerfile: 'FROM a\nADD http://example.com/a /a' },
    ],
    good: [{ dockerfile: 'FROM a\nRUN curl http://localhost:8080/ https://example.com && echo http://example.com' }],
  },
  *check(input) {
    for (const located of runCommands(input, CLIENTS)) {
      if (located.command.args.some((word) => CLEAR.test(word)))
        yield problemAt(located, `${located.command.program} fetches without encryption.`);
    }
    for (const stage of input.stages) {
      for (const { keyword, words, line, endLine } of stage.instructions) {
        if (keyword !== 'ADD' || !words.some(({ text }) => CLEAR.test(text))) continue;
        yield { message: 'ADD fetches without encryption.', line, endLine, stage, aliases: ['sonar:S5332'] };
      }
    }
  },
};
