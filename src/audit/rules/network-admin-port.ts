import { exposedPorts } from '../facts/ports.ts';
import type { Rule } from '../rule.ts';

const SSH = ['checkov:CKV_DOCKER_1', 'trivy:DS-0004', 'kics:Exposing Port 22 (SSH)', 'sonar:S6473'];
const ADMIN: ReadonlyMap<number, string> = new Map([
  [22, 'SSH'],
  [23, 'Telnet'],
  [2375, 'the Docker API'],
  [2376, 'the Docker API'],
  [3389, 'remote desktop'],
  [5800, 'VNC'],
  [5900, 'VNC'],
  [5985, 'WinRM'],
  [5986, 'WinRM'],
]);

export const networkAdminPort: Rule = {
  id: 'network/admin-port',
  level: 'high',
  title: 'A port for administration is exposed',
  why: 'A service is managed from outside, by its orchestrator. A login inside it is one more way in, mostly as root.',
  fix: 'Remove the port and the program behind it; use docker exec or kubectl debug.',
  aliases: SSH,
  sources: ['CIS Docker Benchmark 5.6', 'SonarSource'],
  examples: {
    bad: [
      { dockerfile: 'FROM a\nEXPOSE 22' },
      { dockerfile: 'FROM a\nEXPOSE 80 3389/tcp' },
      { dockerfile: 'FROM a\nARG P=22\nEXPOSE $P' },
    ],
    good: [{ dockerfile: 'FROM a\nEXPOSE 8080 2222/udp' }],
  },
  *check(input) {
    for (const { from, to, instruction, stage } of exposedPorts(input)) {
      const port = [...ADMIN.keys()].find((each) => each >= from && each <= to);
      if (port === undefined) continue;
      const aliases = port === 22 ? SSH : ['sonar:S6473'];
      yield {
        message: `Port ${port} is for ${ADMIN.get(port)}.`,
        line: instruction.line,
        endLine: instruction.endLine,
        stage,
        aliases,
      };
    }
  },
};
