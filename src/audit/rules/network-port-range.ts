import { exposedPorts } from '../facts/ports.ts';
import type { Rule } from '../rule.ts';

export const networkPortRange: Rule = {
  id: 'network/port-range',
  level: 'low',
  title: 'An exposed port does not exist',
  why: 'Ports end at 65535; what is written is not what was meant.',
  fix: 'Write the port that the service listens on.',
  aliases: ['hadolint:DL3011', 'trivy:DS-0008', 'kics:UNIX Ports Out Of Range', 'semgrep:invalid-port'],
  sources: ['hadolint'],
  examples: {
    bad: [{ dockerfile: 'FROM a\nEXPOSE 80000' }],
    good: [{ dockerfile: 'FROM a\nEXPOSE 65535 8000-8010/tcp' }],
  },
  *check(input) {
    for (const { to, instruction, stage } of exposedPorts(input)) {
      if (to > 65535)
        yield { message: `There is no port ${to}.`, line: instruction.line, endLine: instruction.endLine, stage };
    }
  },
};
