import type { Rule } from '../rule.ts';

export const securityInsecureEntitlement: Rule = {
  id: 'security/insecure-entitlement',
  level: 'high',
  title: 'A build step runs without a sandbox',
  why: 'What --privileged is for a container --security=insecure is for the build: the step can do to the build machine whatever root can.',
  fix: 'Leave --security=insecure out.',
  aliases: ['sonar:S6502', 'semgrep:run-security-insecure'],
  sources: ['SonarSource', 'BuildKit documentation'],
  examples: {
    bad: [{ dockerfile: 'FROM a\nRUN --security=insecure make' }],
    good: [{ dockerfile: 'FROM a\nRUN --security=sandbox make' }],
  },
  *check({ runs }) {
    for (const { instruction, stage } of runs) {
      if (!instruction.flags.some(({ name, value }) => name === 'security' && value?.text === 'insecure')) continue;
      yield {
        message: 'This step runs without a sandbox.',
        line: instruction.line,
        endLine: instruction.endLine,
        stage,
      };
    }
  },
};
