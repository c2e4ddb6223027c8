import { hasFlag, hasShort, problemAt } from '../facts/commands.ts';
import { packageCalls } from '../facts/packages.ts';
import type { Rule } from '../rule.ts';

const APT = [
  'hadolint:DL3014',
  'trivy:DS-0021',
  'kics:APT-GET Missing Flags To Avoid Manual Input',
  'semgrep:missing-assume-yes-switch',
];
const ALIASES: Readonly<Record<string, readonly string[]>> = {
  'apt-get': APT,
  apt: [],
  dnf: ['hadolint:DL3038', 'semgrep:missing-dnf-assume-yes-switch'],
  microdnf: ['hadolint:DL3038'],
  yum: ['hadolint:DL3030', 'kics:Yum Install Allows Manual Input', 'semgrep:missing-yum-assume-yes-switch'],
};

export const packagePrompts: Rule = {
  id: 'package/prompts',
  level: 'low',
  title: 'A package manager would ask before it installs',
  why: 'Nobody can answer in a build, so the step fails as soon as there is something to ask.',
  fix: 'Add -y.',
  aliases: [...new Set(Object.values(ALIASES).flat())],
  sources: ['hadolint'],
  examples: {
    bad: [
      { dockerfile: 'FROM a\nRUN apt-get install --no-install-recommends curl' },
      { dockerfile: 'FROM a\nRUN yum install curl' },
    ],
    good: [
      {
        dockerfile:
          'FROM a\nRUN apt-get install -qqy a && apt-get -y install b && apt-get --yes install c && apt-get install -qq d',
      },
      { dockerfile: 'FROM a\nRUN dnf install -y a && apk add b && apt-get -q=2 install c' },
    ],
  },
  *check(input) {
    for (const call of packageCalls(input)) {
      const { args } = call.command;
      const aliases = ALIASES[call.manager];
      if (
        !aliases ||
        call.action !== 'install' ||
        hasShort(args, 'y') ||
        hasFlag(args, '--yes', '--assume-yes', '--assumeyes')
      )
        continue;
      if (args.some((word) => /^-(?:qq|q=2)$/.test(word)) || args.filter((word) => word === '-q').length > 1) continue;
      yield problemAt(call, `${call.manager} install would ask.`, { aliases });
    }
  },
};
