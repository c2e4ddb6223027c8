import { isRoot } from '../facts/users.ts';
import type { Rule } from '../rule.ts';

const ANY_FORM = ['hadolint:DL3002', 'trivy:DS-0002', 'sonar:S6471', 'cis:4.1'];
const BY_NAME = ['checkov:CKV_DOCKER_8', "kics:Last User Is 'root'", 'semgrep:last-user-is-root', 'dockle:CIS-DI-0001'];

export const userRoot: Rule = {
  id: 'user/root',
  level: 'high',
  title: 'The final stage runs as root',
  why: 'A process that escapes a root container starts as root on the host, and inside it can change every file of the image. Root by number (0) is the same as root by name.',
  fix: 'Let a numeric user that is not root be the last USER of the final stage: USER 10001:10001.',
  aliases: [...ANY_FORM, ...BY_NAME],
  sources: ['CIS Docker Benchmark 4.1', 'NIST SP 800-190 4.1', 'OWASP Docker rule 2'],
  examples: {
    bad: [
      { dockerfile: 'FROM a\nUSER root' },
      { dockerfile: 'FROM a\nUSER 1000\nUSER 0:1000' },
      { dockerfile: 'ARG WHO=root\nFROM a\nARG WHO\nUSER $WHO' },
    ],
    good: [
      { dockerfile: 'FROM a\nUSER root\nRUN true\nUSER 1000' },
      { dockerfile: 'FROM a AS build\nUSER root\nFROM b\nUSER 1' },
    ],
  },
  *check({ final }) {
    const user = final?.user;
    if (!user || user.value === null || !isRoot(user.value)) return;
    const { line, endLine } = user.instruction;
    const literal = user.instruction.args.text === user.value;
    const aliases = literal ? [...ANY_FORM, ...(user.value === 'root' ? BY_NAME : [])] : [];
    yield { message: `The final stage runs as root (USER ${user.value}).`, line, endLine, stage: final, aliases };
  },
};
