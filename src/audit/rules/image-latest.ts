import { splitReference } from '../../dockerfile/reference.ts';
import type { Rule } from '../rule.ts';

const DIGEST = `sha256:${'0'.repeat(64)}`;

export const imageLatest: Rule = {
  id: 'image/latest',
  level: 'medium',
  title: 'An image is taken by its tag latest',
  why: '`latest` is another image tomorrow: a build that worked can break or bring in another major version, and nobody can say what ran. With a digest beside it the image is fixed; some publishers offer no other tag.',
  fix: 'Name a version: node:24-trixie-slim, and pin it by its digest.',
  aliases: [
    'hadolint:DL3007',
    'trivy:DS-0001',
    'checkov:CKV_DOCKER_7',
    "kics:Image Version Using 'latest'",
    'semgrep:avoid-latest-version',
    'sonar:S6596',
  ],
  sources: ['OWASP NodeJS Docker sheet 1'],
  examples: {
    bad: [
      { dockerfile: 'FROM node:latest' },
      { dockerfile: 'FROM a:1\nCOPY --from=cgr.dev/chainguard/node:latest /a /a' },
    ],
    good: [{ dockerfile: 'FROM node:24' }, { dockerfile: `FROM cgr.dev/chainguard/node:latest@${DIGEST}` }],
  },
  *check({ images }) {
    for (const { kind, image, line, endLine, stage } of images) {
      if (kind === 'syntax' || image === null) continue;
      const { name, tag, digest } = splitReference(image);
      if (tag !== 'latest' || digest !== null) continue;
      const message = `${name}:latest is another image tomorrow.`;
      yield { message, line, endLine, stage, ...(kind !== 'from' && { aliases: [] }) };
    }
  },
};
