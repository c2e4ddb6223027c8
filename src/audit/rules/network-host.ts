import type { Rule } from '../rule.ts';

export const networkHost: Rule = {
  id: 'network/host',
  level: 'medium',
  title: 'A build step shares the network of the host',
  why: 'The step can reach what listens on the build machine itself: its metadata service, its databases, other builds.',
  fix: 'Leave --network=host out; use --network=none for steps that need no network.',
  aliases: ['sonar:S6431'],
  sources: ['SonarSource'],
  examples: {
    bad: [{ dockerfile: 'FROM a\nRUN --network=host make' }],
    good: [{ dockerfile: 'FROM a\nRUN --network=none make' }],
  },
  *check({ runs }) {
    for (const { instruction, stage } of runs) {
      if (!instruction.flags.some(({ name, value }) => name === 'network' && value?.text === 'host')) continue;
      yield {
        message: 'This step shares the network of the build machine.',
        line: instruction.line,
        endLine: instruction.endLine,
        stage,
      };
    }
  },
};
