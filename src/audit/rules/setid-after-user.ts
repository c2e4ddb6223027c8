import { findStrips } from '../facts/setid.ts';
import { isRoot } from '../facts/users.ts';
import type { Rule } from '../rule.ts';

export const setidAfterUser: Rule = {
  id: 'setid/after-user',
  level: 'medium',
  title: 'Set-id bits are stripped by a user who may not',
  why: 'Behind USER the command no longer runs as root, so it cannot change the files of root: the build fails, or with `|| true` does nothing without a word.',
  fix: 'Strip before USER.',
  aliases: [],
  sources: ['SecureFlag: Docker security'],
  examples: {
    bad: [{ dockerfile: 'FROM a\nUSER 1000\nRUN find / -xdev -perm /6000 -type f -exec chmod a-s {} +' }],
    good: [
      { dockerfile: 'FROM a\nRUN find / -xdev -perm /6000 -type f -exec chmod a-s {} +\nUSER 1000' },
      { dockerfile: 'FROM a\nUSER root\nRUN find / -xdev -perm /6000 -type f -exec chmod a-s {} +\nUSER 1000' },
    ],
  },
  *check(input) {
    for (const { step, command } of findStrips(input)) {
      const user = step.user?.value;
      if (typeof user !== 'string' || isRoot(user)) continue;
      yield {
        message: `USER ${user} cannot take set-id bits from files of root.`,
        line: command.line,
        stage: step.stage,
      };
    }
  },
};
