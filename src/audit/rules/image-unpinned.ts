import { isDigest, splitReference } from '../../dockerfile/reference.ts';
import type { Rule } from '../rule.ts';

const DIGEST = `sha256:${'0'.repeat(64)}`;
const WHERE = { from: 'FROM', copy: 'COPY --from', mount: 'RUN --mount=from', syntax: '# syntax' };
const FROM_ALIASES = ['scorecard:Pinned-Dependencies', 'semgrep:dockerfile-source-not-pinned', 'sonar:S7023'];

export const imageUnpinned: Rule = {
  id: 'image/unpinned',
  level: 'high',
  title: 'An image is not pinned by its digest',
  why: 'A tag can be moved to another image at any time, by its publisher or by whoever took over their account. Only a digest names exactly the bytes that were looked at. This holds for COPY --from and RUN --mount=from as it does for FROM.',
  fix: 'Write the digest behind the tag: image:tag@sha256:….',
  aliases: FROM_ALIASES,
  sources: ['OpenSSF Scorecard: Pinned-Dependencies', 'CIS Docker Benchmark 4.2', 'NIST SP 800-190 4.1'],
  examples: {
    bad: [
      { dockerfile: 'FROM node:24' },
      { dockerfile: 'FROM node:24@sha256:abc' },
      { dockerfile: 'ARG BASE=node:24\nFROM $BASE' },
      { dockerfile: `FROM a@${DIGEST}\nCOPY --from=nginx:1.29 /etc/nginx /etc/nginx` },
      { dockerfile: `FROM a@${DIGEST}\nRUN --mount=type=bind,from=golang:1,target=/go true` },
    ],
    good: [
      { dockerfile: `FROM node:24@${DIGEST}` },
      { dockerfile: `FROM a@${DIGEST} AS one\nFROM one\nCOPY --from=ONE /a /a\nCOPY --from=0 /b /b` },
      { dockerfile: 'FROM scratch' },
    ],
  },
  *check({ images }) {
    for (const { kind, image, line, endLine, stage } of images) {
      if (kind === 'syntax' || image === null) continue;
      const { digest } = splitReference(image);
      if (digest !== null && isDigest(digest)) continue;
      const message = `${WHERE[kind]} ${image} is not pinned by a digest.`;
      yield { message, line, endLine, stage, aliases: kind === 'from' ? FROM_ALIASES : [] };
    }
  },
};
