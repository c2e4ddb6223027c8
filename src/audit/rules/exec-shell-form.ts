import type { Rule } from '../rule.ts';

const ANY = ['hadolint:DL3025'];
const START = [
  ...ANY,
  'kics:Not Using JSON In CMD And ENTRYPOINT Arguments',
  'semgrep:prefer-json-notation',
  'sonar:S7019',
];
const SHELL = [...START, 'buildkit:JSONArgsRecommended'];
const MALFORMED = [...START, 'sonar:S7030'];

export const execShellForm: Rule = {
  id: 'exec/shell-form',
  level: 'medium',
  title: 'A command is started through a shell',
  why: 'In the shell form `/bin/sh -c` is process 1: it does not hand on SIGTERM, so the container is killed after the timeout instead of ending in order, and the image must contain a shell. A JSON array that is not valid JSON silently becomes shell text too.',
  fix: 'Write a JSON array: CMD ["node", "server.js"].',
  aliases: [...SHELL, 'sonar:S7030'],
  sources: ['BuildKit build checks', 'OWASP NodeJS Docker sheet 5'],
  examples: {
    bad: [
      { dockerfile: 'FROM a\nCMD node server.js' },
      { dockerfile: "FROM a\nENTRYPOINT ['node']" },
      { dockerfile: 'FROM a\nHEALTHCHECK CMD curl -f http://localhost/' },
    ],
    good: [
      { dockerfile: 'FROM a\nENTRYPOINT ["node"]\nCMD [ "server.js" ]' },
      { dockerfile: 'FROM a\nHEALTHCHECK --interval=3s CMD ["node", "-e", "0"]\nCMD []' },
      { dockerfile: 'FROM a\nHEALTHCHECK NONE' },
    ],
  },
  *check({ steps }) {
    for (const { keyword, instruction, stage } of steps) {
      const { json, args } = keyword === 'HEALTHCHECK' ? (instruction.inner ?? instruction) : instruction;
      if (keyword === 'RUN' || json !== null || args.text === '') continue;
      const malformed = args.text.startsWith('[');
      const aliases = keyword === 'HEALTHCHECK' ? ANY : malformed ? MALFORMED : SHELL;
      const message = malformed
        ? `${keyword} is no valid JSON, so a shell starts it.`
        : `${keyword} is started through a shell.`;
      const { line, endLine } = instruction;
      yield { message, line, endLine, stage, aliases };
    }
  },
};
