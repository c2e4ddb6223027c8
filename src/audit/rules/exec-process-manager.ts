import { startCommands } from '../facts/start.ts';
import type { Rule } from '../rule.ts';

const MANAGERS = new Set(
  'supervisord s6-svscan runsvdir runit-init systemd init openrc-init service systemctl pm2 pm2-runtime forever cron crond sshd monit foreman honcho overmind circusd concurrently'.split(
    ' ',
  ),
);

/** Where a system keeps them. A service of one's own may be called `service` too, and lies elsewhere. */
const SYSTEM =
  /^(?:(?:\/usr(?:\/local)?)?\/s?bin\/|\/etc\/init\.d\/|(?:\S*\/)?node_modules\/\.bin\/|\/opt\/(?:venv|pm2)\/bin\/|\/command\/)?[\w.-]+$/;

export const execProcessManager: Rule = {
  id: 'exec/process-manager',
  level: 'medium',
  title: 'The container runs several processes under a manager',
  why: 'The orchestrator sees only the manager: a crashed service looks healthy, logs and signals get lost, the manager often needs root, and every part must be updated with the others.',
  fix: 'Run one service per container, and let the orchestrator restart it.',
  aliases: [],
  sources: ['SecureFlag: Docker security', 'Docker documentation: best practices'],
  examples: {
    bad: [
      { dockerfile: 'FROM a\nCMD ["/usr/bin/supervisord", "-n"]' },
      { dockerfile: 'FROM a\nCMD ["pm2-runtime", "server.js"]' },
      { dockerfile: 'FROM a\nCMD ["/usr/sbin/service", "nginx", "start"]' },
      { dockerfile: 'FROM a\nCMD service nginx start && node server.js' },
      { dockerfile: 'FROM a\nENTRYPOINT ["sh", "-c", "nginx & exec node server.js"]' },
    ],
    good: [
      { dockerfile: 'FROM a\nCMD ["node", "server.js"]' },
      { dockerfile: 'FROM a\nENTRYPOINT ["tini", "--"]\nCMD ["node", "cron.js"]' },
      { dockerfile: 'FROM a\nENTRYPOINT ["/app/service", "start"]' },
    ],
  },
  *check(input) {
    for (const { program, words, behind, line } of startCommands(input)) {
      const managed = MANAGERS.has(program) && SYSTEM.test(words[0] ?? '');
      if (!managed && behind !== '&') continue;
      const message = managed
        ? `${program} manages several processes in one container.`
        : `${program} runs in the background beside another process.`;
      yield { message, line, stage: input.final };
      return;
    }
  },
};
