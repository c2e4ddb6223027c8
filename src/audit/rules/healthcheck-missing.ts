import type { Rule } from '../rule.ts';

export const healthcheckMissing: Rule = {
  id: 'healthcheck/missing',
  level: 'low',
  title: 'The final stage says nothing about its health',
  why: 'Without HEALTHCHECK Docker cannot tell a service that hangs from one that works. Kubernetes has its own probes; a worker has none: HEALTHCHECK NONE says that this was decided.',
  fix: 'HEALTHCHECK CMD ["…"] that asks the service with a program that the image has anyway, as its runtime, or HEALTHCHECK NONE.',
  aliases: [
    'trivy:DS-0026',
    'checkov:CKV_DOCKER_2',
    'kics:Healthcheck Instruction Missing',
    'hadolint:DL3057',
    'dockle:CIS-DI-0006',
    'cis:4.6',
  ],
  sources: ['CIS Docker Benchmark 4.6'],
  examples: {
    bad: [{ dockerfile: 'FROM a\nCMD ["a"]' }],
    good: [
      { dockerfile: 'FROM a\nHEALTHCHECK NONE' },
      { dockerfile: 'FROM a AS base\nHEALTHCHECK CMD ["a"]\nFROM base' },
    ],
  },
  *check({ final }) {
    if (!final || final.healthcheck) return;
    const { line, endLine } = final.from;
    yield { message: 'The final stage has no HEALTHCHECK.', line, endLine, stage: final, wholeFile: true };
  },
};
