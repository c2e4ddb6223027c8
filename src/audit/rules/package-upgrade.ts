import { problemAt } from '../facts/commands.ts';
import { packageCalls } from '../facts/packages.ts';
import type { Rule } from '../rule.ts';

const APT = { actions: ['upgrade', 'dist-upgrade', 'full-upgrade'], aliases: ['semgrep:avoid-apt-get-upgrade'] };
const UPGRADES: Readonly<Record<string, { readonly actions: readonly string[]; readonly aliases: readonly string[] }>> =
  {
    'apt-get': APT,
    apt: APT,
    aptitude: { ...APT, aliases: [] },
    apk: { actions: ['upgrade'], aliases: ['semgrep:avoid-apk-upgrade'] },
    dnf: { actions: ['update', 'upgrade', 'distro-sync'], aliases: ['semgrep:avoid-dnf-update'] },
    microdnf: { actions: ['update', 'upgrade'], aliases: [] },
    tdnf: { actions: ['update', 'upgrade'], aliases: [] },
    yum: { actions: ['update', 'upgrade'], aliases: ['semgrep:avoid-yum-update'] },
    zypper: {
      actions: ['update', 'up', 'patch', 'dist-upgrade', 'dup'],
      aliases: ['semgrep:avoid-zypper-update', 'hadolint:DL3035'],
    },
  };

export const packageUpgrade: Rule = {
  id: 'package/upgrade',
  level: 'medium',
  title: 'The whole system is upgraded in the build',
  why: 'What comes out depends on the day of the build and cannot be repeated or checked against the base image that was pinned; the replaced files stay in the layer below.',
  fix: 'Move the digest of the base image instead; install single fixed packages by name where it cannot wait.',
  aliases: [...new Set(Object.values(UPGRADES).flatMap(({ aliases }) => aliases))],
  sources: ['SecureFlag: Docker security'],
  examples: {
    bad: [
      { dockerfile: 'FROM a\nRUN apt-get update && apt-get -y upgrade' },
      { dockerfile: 'FROM a\nRUN apk upgrade --no-cache' },
      { dockerfile: 'FROM a\nRUN dnf -y update' },
    ],
    good: [
      { dockerfile: 'FROM a\nRUN apt-get update && apt-get install -y --only-upgrade openssl=1' },
      { dockerfile: 'FROM a\nRUN apk update && apk add b' },
    ],
  },
  *check(input) {
    for (const call of packageCalls(input)) {
      const upgrade = UPGRADES[call.manager];
      // dnf update NAME moves one package; without a name it is the whole system.
      if (!upgrade?.actions.includes(call.action) || call.packages.length > 0) continue;
      yield problemAt(call, `${call.manager} ${call.action} upgrades the whole system.`, { aliases: upgrade.aliases });
    }
  },
};
