import { findStrips } from '../facts/setid.ts';
import type { Rule } from '../rule.ts';

export const setidSwallowed: Rule = {
  id: 'setid/swallowed',
  level: 'medium',
  title: 'A failure to strip set-id bits is covered up',
  why: 'The usual recipe ends in `|| true` because find stumbles over /proc. So it also ends well when nothing was stripped, and nobody learns of it.',
  fix: 'Stay on one file system and let it fail: find / -xdev -type f -perm /6000 -exec chmod a-s {} +',
  aliases: ['semgrep:set-pipefail'],
  sources: ['CIS Docker Benchmark 4.8'],
  examples: {
    bad: [
      { dockerfile: 'FROM a\nRUN find / -perm /6000 -type f -exec chmod a-s {} \\; || true' },
      { dockerfile: 'FROM a\nRUN find / -perm /6000 -type f | xargs chmod a-s || :' },
    ],
    good: [{ dockerfile: 'FROM a\nRUN find / -xdev -perm /6000 -type f -exec chmod a-s {} + && echo stripped' }],
  },
  *check(input) {
    for (const { step, command, swallowed } of findStrips(input)) {
      if (!swallowed) continue;
      yield { message: 'This goes on when set-id bits could not be stripped.', line: command.line, stage: step.stage };
    }
  },
};
