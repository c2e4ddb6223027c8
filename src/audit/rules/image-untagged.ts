import { splitReference } from '../../dockerfile/reference.ts';
import type { Rule } from '../rule.ts';

const DIGEST = `sha256:${'0'.repeat(64)}`;

export const imageUntagged: Rule = {
  id: 'image/untagged',
  level: 'medium',
  title: 'An image has no tag',
  why: 'Without a tag the build takes `latest`, whatever that is on the day. A digest alone is exact, but nobody can read from it which version runs, and Renovate and Dependabot do not know what to move it to.',
  fix: 'Write the tag too: image:tag@sha256:…, or name it in a comment above when the style is digests only.',
  aliases: [
    'hadolint:DL3006',
    'trivy:DS-0001',
    'checkov:CKV_DOCKER_7',
    'kics:Image Version Not Explicit',
    'semgrep:missing-image-version',
    'sonar:S6596',
  ],
  sources: ['OWASP NodeJS Docker sheet 1'],
  examples: {
    bad: [
      { dockerfile: 'FROM node' },
      { dockerfile: 'FROM registry.example.com:5000/node' },
      { dockerfile: `FROM node@${DIGEST}` },
      { dockerfile: 'FROM a:1\nCOPY --from=nginx /a /a' },
    ],
    good: [
      { dockerfile: 'FROM node:24' },
      { dockerfile: `# node:24-slim\n\nFROM node@${DIGEST}` },
      { dockerfile: 'FROM a:1 AS one\nFROM one' },
    ],
  },
  *check({ images, dockerfile }) {
    const comments = new Map(dockerfile.comments.map(({ line, text }) => [line, text]));
    for (const { kind, image, line, endLine, stage } of images) {
      if (kind === 'syntax' || image === null) continue;
      const { name, tag, digest } = splitReference(image);
      if (tag !== null || (digest !== null && namedAbove(comments, name, line))) continue;
      const at = { line, endLine, stage };
      if (digest !== null)
        yield {
          ...at,
          level: 'info',
          aliases: [],
          message: `${name} has a digest but no tag: its version cannot be read.`,
        };
      else
        yield {
          ...at,
          message: `${name} has no tag, so the build takes latest.`,
          ...(kind !== 'from' && { aliases: [] }),
        };
    }
  },
};

/** The digest-only style names the tag in a comment, one blank line above at most. */
function namedAbove(comments: ReadonlyMap<number, string>, name: string, line: number): boolean {
  return [line - 1, line - 2, line - 3].some((above) => comments.get(above)?.includes(`${name}:`));
}
