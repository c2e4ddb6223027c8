import type { Rule } from '../rule.ts';

export const syntaxMaintainer: Rule = {
  id: 'syntax/maintainer',
  level: 'info',
  title: 'MAINTAINER is out of use',
  why: 'Docker replaced it by labels long ago, and says so in every build.',
  fix: 'LABEL org.opencontainers.image.authors="…".',
  aliases: [
    'buildkit:MaintainerDeprecated',
    'hadolint:DL4000',
    'trivy:DS-0022',
    'checkov:CKV_DOCKER_6',
    'kics:MAINTAINER Instruction Being Used',
    'semgrep:maintainer-is-deprecated',
  ],
  sources: ['BuildKit build checks'],
  examples: { bad: [{ dockerfile: 'FROM a\nMAINTAINER me' }], good: [{ dockerfile: 'FROM a\nLABEL maintainer=me' }] },
  *check({ dockerfile }) {
    for (const { keyword, line, endLine } of dockerfile.instructions) {
      if (keyword === 'MAINTAINER') yield { message: 'MAINTAINER is out of use.', line, endLine };
    }
  },
};
