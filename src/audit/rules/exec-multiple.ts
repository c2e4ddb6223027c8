import type { Rule } from '../rule.ts';

const ALIASES: Readonly<Record<string, readonly string[]>> = {
  CMD: ['hadolint:DL4003', 'trivy:DS-0016', 'kics:Multiple CMD Instructions Listed'],
  ENTRYPOINT: [
    'hadolint:DL4004',
    'trivy:DS-0007',
    'kics:Multiple ENTRYPOINT Instructions Listed',
    'semgrep:multiple-entrypoint-instructions',
  ],
  HEALTHCHECK: ['hadolint:DL3012', 'trivy:DS-0023'],
};
const ALL = ['buildkit:MultipleInstructionsDisallowed', 'sonar:S6589'];

export const execMultiple: Rule = {
  id: 'exec/multiple',
  level: 'medium',
  title: 'A stage has several CMD, ENTRYPOINT or HEALTHCHECK instructions',
  why: 'Only the last one counts. The others look as if they did something.',
  fix: 'Keep the last one.',
  aliases: [...Object.values(ALIASES).flat(), ...ALL],
  sources: ['BuildKit build checks'],
  examples: {
    bad: [
      { dockerfile: 'FROM a\nCMD ["a"]\nCMD ["b"]' },
      { dockerfile: 'FROM a\nHEALTHCHECK NONE\nHEALTHCHECK CMD ["a"]' },
    ],
    good: [{ dockerfile: 'FROM a\nCMD ["a"]\nFROM b\nENTRYPOINT ["a"]\nCMD ["b"]' }],
  },
  *check({ stages }) {
    for (const stage of stages) {
      const seen = new Set<string>();
      for (const { keyword, line, endLine } of stage.instructions) {
        const aliases = Object.hasOwn(ALIASES, keyword) ? ALIASES[keyword] : undefined;
        if (!aliases) continue;
        if (seen.has(keyword)) {
          const message = `This ${keyword} replaces an earlier one of the same stage.`;
          yield { message, line, endLine, stage, aliases: [...aliases, ...ALL] };
        }
        seen.add(keyword);
      }
    }
  },
};
