import { problemAt, runCommands } from '../facts/commands.ts';
import { packageCalls } from '../facts/packages.ts';
import type { Rule } from '../rule.ts';

const USES = [
  'hadolint:DL3004',
  'trivy:DS-0010',
  'checkov:CKV2_DOCKER_1',
  'kics:Run Using Sudo',
  'semgrep:no-sudo-in-dockerfile',
];
const INSTALLS = ['dockle:DKL-DI-0001'];

export const packageSudo: Rule = {
  id: 'package/sudo',
  level: 'high',
  title: 'The build uses or installs sudo',
  why: 'A build runs as root anyway, and in the container sudo is a set-id program that makes root of whoever may call it.',
  fix: 'Do what needs root before USER, without sudo; at run time use gosu or nothing.',
  aliases: [...USES, ...INSTALLS],
  sources: ['Docker documentation: best practices', 'Dockle'],
  examples: {
    bad: [
      { dockerfile: 'FROM a\nRUN sudo apt-get update' },
      { dockerfile: 'FROM a\nRUN apt-get install -y sudo' },
      { dockerfile: 'FROM a\nRUN true; sudo -u b c' },
    ],
    good: [{ dockerfile: 'FROM a\nRUN echo sudo > /dev/null && apt-get install -y gosu' }],
  },
  *check(input) {
    for (const located of runCommands(input, new Set(['sudo'])))
      yield problemAt(located, 'sudo is used in the build.', { aliases: USES });
    for (const call of packageCalls(input)) {
      if (call.packages.some((name) => /^sudo(?:$|=)/.test(name)))
        yield problemAt(call, 'sudo is installed.', { aliases: INSTALLS });
    }
  },
};
