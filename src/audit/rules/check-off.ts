import type { Rule } from '../rule.ts';

export const checkOff: Rule = {
  id: 'check/off',
  level: 'info',
  title: "BuildKit's own checks are switched off",
  why: '`# check=skip=all` hides every warning of the build, also those that newer versions learn.',
  fix: 'Skip the one check that is wrong here, or none: # check=error=true.',
  aliases: [],
  sources: ['BuildKit build checks'],
  examples: {
    bad: [{ dockerfile: '# check=skip=all\nFROM a' }],
    good: [{ dockerfile: '# check=skip=JSONArgsRecommended;error=true\nFROM a' }],
  },
  *check({ dockerfile }) {
    for (const { name, value, line } of dockerfile.directives) {
      if (name === 'check' && /(?:^|;)\s*skip\s*=\s*all\b/i.test(value.text))
        yield { message: "BuildKit's own checks are switched off.", line };
    }
  },
};
