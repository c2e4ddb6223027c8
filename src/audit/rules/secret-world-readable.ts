import type { Rule } from '../rule.ts';

export const secretWorldReadable: Rule = {
  id: 'secret/world-readable',
  level: 'high',
  title: 'A secret can be read by every user of the build',
  why: 'Install scripts and build tools often run as another user just to keep them from credentials; mode=0444 hands the secret to all of them.',
  fix: 'Leave mode out (0400), and set uid= to the user that needs it.',
  aliases: ['sonar:S6469'],
  sources: ['SonarSource'],
  examples: {
    bad: [
      { dockerfile: 'FROM a\nRUN --mount=type=secret,id=s,mode=0444 x' },
      { dockerfile: 'FROM a\nRUN --mount=type=ssh,mode=666 x' },
    ],
    good: [
      { dockerfile: 'FROM a\nRUN --mount=type=secret,id=s,mode=0440,uid=1000 x' },
      { dockerfile: 'FROM a\nRUN --mount=type=cache,target=/c,mode=0777 x' },
    ],
  },
  *check({ runs }) {
    for (const { mounts, instruction, stage } of runs) {
      for (const { type, options } of mounts) {
        const mode = options.get('mode');
        if ((type !== 'secret' && type !== 'ssh') || mode === undefined || !/[1-7]$/.test(mode)) continue;
        const name = options.get('id') ?? type;
        yield {
          message: `mode=${mode} lets every user read ${name}.`,
          line: instruction.line,
          endLine: instruction.endLine,
          stage,
        };
      }
    }
  },
};
