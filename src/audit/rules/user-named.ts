import { isNumeric, isRoot } from '../facts/users.ts';
import type { Rule } from '../rule.ts';

export const userNamed: Rule = {
  id: 'user/named',
  level: 'medium',
  title: 'The final user is a name and not a number',
  why: 'Kubernetes cannot prove that a name is not root (runAsNonRoot refuses it), and the name can mean another user when the base image changes.',
  fix: 'Write the numbers of user and group: USER 10001:10001.',
  aliases: ['hadolint:DL3066'],
  sources: ['Kubernetes: runAsNonRoot', 'hadolint'],
  examples: {
    bad: [{ dockerfile: 'FROM a\nUSER node' }, { dockerfile: 'FROM a\nUSER 1000:node' }],
    good: [
      { dockerfile: 'FROM a\nUSER 1000:1000' },
      { dockerfile: 'FROM a\nUSER 1000' },
      { dockerfile: 'FROM a\nUSER $APP_UID' },
    ],
  },
  *check({ final }) {
    const user = final?.user;
    if (!user?.value || isNumeric(user.value) || isRoot(user.value)) return;
    const { line, endLine } = user.instruction;
    yield {
      message: `USER ${user.value} is a name, so nothing can prove that it is not root.`,
      line,
      endLine,
      stage: final,
      aliases: /^\D/.test(user.value) ? ['hadolint:DL3066'] : [],
    };
  },
};
