import { hasFlag, problemAt, runCommands } from '../facts/commands.ts';
import type { Rule } from '../rule.ts';

const PROGRAMS = new Set(['chpasswd', 'passwd', 'useradd', 'usermod', 'adduser']);

export const userPassword: Rule = {
  id: 'user/password',
  level: 'high',
  title: 'A password is set or removed',
  why: 'A password in an image is the same on every machine that runs it and can be read from its layers; an empty one is worse. A service needs no login at all.',
  fix: 'Remove it: users of a container need no password.',
  aliases: ['checkov:CKV2_DOCKER_17', 'dockle:DKL-LI-0001'],
  sources: ['Checkov', 'Dockle'],
  examples: {
    bad: [
      { dockerfile: 'FROM a\nRUN echo "root:root" | chpasswd' },
      { dockerfile: 'FROM a\nRUN useradd -p x app' },
      { dockerfile: 'FROM a\nRUN passwd -d root' },
    ],
    good: [
      { dockerfile: 'FROM a\nRUN useradd -r -u 10001 app && passwd -l app' },
      { dockerfile: 'FROM a\nRUN adduser -D -u 10001 app' },
    ],
  },
  *check(input) {
    for (const located of runCommands(input, PROGRAMS)) {
      const { program, args } = located.command;
      const sets =
        program === 'chpasswd' ||
        (program === 'passwd' ? !hasFlag(args, '-l', '--lock', '-S') : hasFlag(args, '-p', '--password'));
      if (!sets) continue;
      const aliases =
        program === 'chpasswd' ? ['checkov:CKV2_DOCKER_17', 'dockle:DKL-LI-0001'] : ['dockle:DKL-LI-0001'];
      yield problemAt(located, `${program} sets or removes a password.`, { aliases });
    }
  },
};
