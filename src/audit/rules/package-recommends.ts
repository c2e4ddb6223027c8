import { hasFlag, problemAt } from '../facts/commands.ts';
import { packageCalls } from '../facts/packages.ts';
import type { Rule } from '../rule.ts';

const OFF = /install-recommends=(?:0|false|no)$/i;

export const packageRecommends: Rule = {
  id: 'package/recommends',
  level: 'low',
  title: 'Packages are installed that nobody asked for',
  why: 'Recommended packages are extras: more to download, to attack and to patch.',
  fix: 'apt-get install -y --no-install-recommends …',
  aliases: [
    'hadolint:DL3015',
    'trivy:DS-0029',
    'kics:Apt Get Not Avoiding Additional Packages',
    'semgrep:missing-no-install-recommends',
  ],
  sources: ['CIS Docker Benchmark 4.3'],
  examples: {
    bad: [{ dockerfile: 'FROM a\nRUN apt-get install -y curl' }],
    good: [
      { dockerfile: 'FROM a\nRUN apt-get install -y --no-install-recommends curl' },
      { dockerfile: 'FROM a\nRUN apt-get -o APT::Install-Recommends=false install -y curl' },
      { dockerfile: 'FROM a\nRUN apk add curl' },
    ],
  },
  *check(input) {
    for (const call of packageCalls(input)) {
      const { args } = call.command;
      if (!/^apt/.test(call.manager) || call.action !== 'install') continue;
      if (hasFlag(args, '--no-install-recommends') || args.some((word) => OFF.test(word))) continue;
      yield problemAt(call, `${call.manager} installs recommended packages too.`);
    }
  },
};
