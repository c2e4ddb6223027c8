import { problemAt, runCommands } from '../facts/commands.ts';
import type { Rule } from '../rule.ts';

export const packageApt: Rule = {
  id: 'package/apt',
  level: 'low',
  title: 'A script calls apt',
  why: 'The program apt is made for people: its output and options may change with any version, as it says itself.',
  fix: 'Use apt-get or apt-cache.',
  aliases: ['hadolint:DL3027', 'checkov:CKV_DOCKER_9', 'kics:Run Using apt', 'semgrep:prefer-apt-get'],
  sources: ['hadolint'],
  examples: {
    bad: [{ dockerfile: 'FROM a\nRUN apt install -y curl' }],
    good: [{ dockerfile: 'FROM a\nRUN apt-get install -y apt && ls /etc/apt' }],
  },
  *check(input) {
    for (const located of runCommands(input, new Set(['apt'])))
      yield problemAt(located, 'apt is made for people and not for scripts.');
  },
};
