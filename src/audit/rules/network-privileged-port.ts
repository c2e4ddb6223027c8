import { exposedPorts } from '../facts/ports.ts';
import { isRoot } from '../facts/users.ts';
import type { Rule } from '../rule.ts';

export const networkPrivilegedPort: Rule = {
  id: 'network/privileged-port',
  level: 'low',
  title: 'A port below 1024 is exposed by a service that is not root',
  why: 'Outside Docker a user other than root cannot listen there without an extra capability, so the service fails or somebody gives it back more rights than it needs.',
  fix: 'Listen on a port from 1024 on, and publish it as any other: -p 80:8080.',
  aliases: [],
  sources: ['Kubernetes: Pod Security Standards (restricted)'],
  examples: {
    bad: [{ dockerfile: 'FROM a\nUSER 1000\nEXPOSE 80' }],
    good: [{ dockerfile: 'FROM a\nUSER 1000\nEXPOSE 8080' }, { dockerfile: 'FROM a\nEXPOSE 80' }],
  },
  *check(input) {
    const user = input.final?.user?.value;
    if (!user || isRoot(user)) return;
    for (const { from, instruction, stage } of exposedPorts(input)) {
      if (from === 0 || from >= 1024 || !input.shipped.has(stage)) continue;
      yield {
        message: `USER ${user} may not listen on port ${from} everywhere.`,
        line: instruction.line,
        endLine: instruction.endLine,
        stage,
      };
    }
  },
};
