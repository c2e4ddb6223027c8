import { startCommands } from '../facts/start.ts';
import type { Rule } from '../rule.ts';

const SHELLS = new Set(['sh', 'bash', 'ash', 'dash']);

export const execShellWrapper: Rule = {
  id: 'exec/shell-wrapper',
  level: 'low',
  title: 'The exec form starts a shell that starts the service',
  why: '`["sh", "-c", …]` is the shell form written longer: the shell is process 1 and does not hand on signals, unless the script ends in exec.',
  fix: 'Start the program itself, or let the script end in exec.',
  aliases: [],
  sources: ['OWASP NodeJS Docker sheet 5'],
  examples: {
    bad: [
      { dockerfile: 'FROM a\nCMD ["sh", "-c", "node server.js"]' },
      { dockerfile: 'FROM a\nENTRYPOINT ["/bin/bash", "-lc"]\nCMD ["a b"]' },
    ],
    good: [
      { dockerfile: 'FROM a\nCMD ["sh", "-c", "cd /srv && exec node server.js"]' },
      { dockerfile: 'FROM a\nENTRYPOINT ["/docker-entrypoint.sh"]\nCMD ["node"]' },
    ],
  },
  *check(input) {
    const exec = [input.final?.entrypoint, input.final?.cmd].some((instruction) => instruction?.json);
    const commands = exec ? startCommands(input) : [];
    const shell = commands.find(
      ({ program, args }) => SHELLS.has(program) && args.some((word) => /^-[a-z]*c$/.test(word)),
    );
    if (!shell || commands.some(({ program }) => program === 'exec')) return;
    yield {
      message: `${shell.program} is process 1 and does not hand on signals.`,
      line: shell.line,
      stage: input.final,
    };
  },
};
