import { problemAt, runCommands } from '../facts/commands.ts';
import type { Rule } from '../rule.ts';

const FLAGS: readonly { readonly program: RegExp; readonly flag: RegExp; readonly alias: string }[] = [
  { program: /^apk$/, flag: /^--allow-untrusted$/, alias: 'checkov:CKV2_DOCKER_7' },
  { program: /^apt(?:-get)?$/, flag: /^--allow-unauthenticated$/, alias: 'checkov:CKV2_DOCKER_8' },
  { program: /^(?:t?dnf|microdnf|yum)$/, flag: /^--nogpgcheck$/, alias: 'checkov:CKV2_DOCKER_9' },
  { program: /^rpm$/, flag: /^--no(?:digest|signature|verify|filedigest)$/, alias: 'checkov:CKV2_DOCKER_10' },
  { program: /^apt(?:-get)?$/, flag: /^--force-yes$/, alias: 'checkov:CKV2_DOCKER_11' },
  { program: /^zypper$/, flag: /^--no-gpg-checks$/, alias: '' },
];

export const packageUnverified: Rule = {
  id: 'package/unverified',
  level: 'high',
  title: 'Packages are installed without a check of their signature',
  why: 'The signature is what tells a package of the distribution from one that somebody slipped in on the way.',
  fix: 'Leave the flag out; add the key of the archive instead.',
  aliases: FLAGS.map(({ alias }) => alias).filter((alias) => alias !== ''),
  sources: ['Checkov', 'CIS Docker Benchmark 4.11'],
  examples: {
    bad: [
      { dockerfile: 'FROM a\nRUN apk add --allow-untrusted x.apk' },
      { dockerfile: 'FROM a\nRUN apt-get install -y --allow-unauthenticated x' },
    ],
    good: [{ dockerfile: 'FROM a\nRUN apk add x && apt-get install -y --allow-downgrades y' }],
  },
  *check(input) {
    for (const located of runCommands(input)) {
      const { program, args } = located.command;
      for (const { program: pattern, flag, alias } of FLAGS) {
        const word = pattern.test(program) ? args.find((each) => flag.test(each)) : undefined;
        if (word)
          yield problemAt(located, `${program} ${word} installs what nobody signed.`, {
            aliases: alias === '' ? [] : [alias],
          });
      }
    }
  },
};
