import { problemAt } from '../facts/commands.ts';
import { packageCalls } from '../facts/packages.ts';
import type { Rule } from '../rule.ts';

interface Pins {
  readonly action: string;
  readonly pinned: RegExp;
  readonly aliases: readonly string[];
}

const APT: Pins = {
  action: 'install',
  pinned: /=|^\.?\/|\$/,
  aliases: ['hadolint:DL3008', 'kics:Apt Get Install Pin Version Not Defined'],
};
const PINS: Readonly<Record<string, Pins>> = {
  'apt-get': APT,
  apt: APT,
  apk: {
    action: 'add',
    pinned: /[=<>~@]|^\.?\/|\$/,
    aliases: ['hadolint:DL3018', 'kics:Unpinned Package Version in Apk Add'],
  },
  dnf: {
    action: 'install',
    pinned: /-\d|^\.?\/|^@|\$|:\/\//,
    aliases: ['hadolint:DL3041', 'kics:Missing Version Specification In dnf install'],
  },
  yum: {
    action: 'install',
    pinned: /-\d|^\.?\/|^@|\$|:\/\//,
    aliases: ['hadolint:DL3033', 'kics:Yum install Without Version'],
  },
  zypper: {
    action: 'install',
    pinned: /[=<>]|^\.?\/|\$/,
    aliases: ['hadolint:DL3037', 'kics:Zypper Install Without Version'],
  },
};

export const packageUnpinned: Rule = {
  id: 'package/unpinned',
  level: 'info',
  title: 'A system package is installed without its version',
  why: 'Each build takes the version of the day. It is only a note, because exact versions vanish from most archives within weeks and then break the build: without a snapshot archive the newest fix is mostly the better choice.',
  fix: 'Install no packages in the final stage; else write NAME=VERSION together with a snapshot archive.',
  aliases: [...new Set(Object.values(PINS).flatMap(({ aliases }) => aliases))],
  sources: ['hadolint', 'SecureFlag: Docker security'],
  examples: {
    bad: [
      { dockerfile: 'FROM a\nRUN apt-get install -y curl' },
      { dockerfile: 'FROM a\nRUN apk add --no-cache -t build gcc=1 make' },
    ],
    good: [
      { dockerfile: 'FROM a\nRUN apt-get install -y -t stable curl=8.1-2' },
      { dockerfile: 'FROM a\nRUN apk add --no-cache -t build "gcc~=14"' },
    ],
  },
  *check(input) {
    for (const call of packageCalls(input)) {
      const pins = PINS[call.manager];
      const loose = pins?.action === call.action ? call.packages.filter((name) => !pins.pinned.test(name)) : [];
      if (!pins || loose.length === 0) continue;
      const names =
        loose.length > 3 ? `${loose.slice(0, 3).join(', ')} and ${loose.length - 3} more` : loose.join(', ');
      yield problemAt(call, `${names}: no version.`, { aliases: pins.aliases });
    }
  },
};
