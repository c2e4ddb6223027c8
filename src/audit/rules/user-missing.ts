import { stageBase } from '../facts/bases.ts';
import type { Rule } from '../rule.ts';

export const userMissing: Rule = {
  id: 'user/missing',
  level: 'high',
  title: 'The final stage sets no USER',
  why: 'Without USER the container runs as the user of its base image, which for most of them is root. A process that escapes a root container starts as root on the host, and inside it can change every file of the image.',
  fix: 'End the final stage with a numeric user that is not root: USER 10001:10001.',
  aliases: [
    'trivy:DS-0002',
    'checkov:CKV_DOCKER_3',
    'kics:Missing User Instruction',
    'semgrep:missing-user',
    'semgrep:missing-user-entrypoint',
    'sonar:S6471',
    'dockle:CIS-DI-0001',
    'cis:4.1',
  ],
  sources: ['CIS Docker Benchmark 4.1', 'NIST SP 800-190 4.1', 'OWASP Docker rule 2'],
  examples: {
    bad: [
      { dockerfile: 'FROM node:24\nCMD ["node"]' },
      { dockerfile: 'FROM a AS build\nUSER 1000\nFROM gcr.io/distroless/cc\nCMD ["/app"]' },
    ],
    good: [
      { dockerfile: 'FROM node:24\nUSER 1000:1000' },
      { dockerfile: 'FROM a AS base\nUSER 1000\nFROM base' },
      { dockerfile: 'FROM gcr.io/distroless/cc:nonroot' },
    ],
  },
  *check({ final }) {
    if (!final || final.user || stageBase(final)?.root === false) return;
    const { line, endLine } = final.from;
    yield {
      message: 'The final stage sets no USER, so it runs as root.',
      line,
      endLine,
      stage: final,
      wholeFile: true,
    };
  },
};
