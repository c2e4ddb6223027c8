import { isDigest, splitReference } from '../../dockerfile/reference.ts';
import type { Rule } from '../rule.ts';

export const imageUnpinnedSyntax: Rule = {
  id: 'image/unpinned-syntax',
  level: 'medium',
  title: 'The build frontend of # syntax is not pinned',
  why: '`# syntax` names an image that runs as the compiler of this file and sees everything that the build sees, secrets included. By tag it can change at any time.',
  fix: 'Pin it like any other image (docker/dockerfile:1.26@sha256:…), or leave the line out when no newer syntax is needed.',
  aliases: [],
  sources: ['Docker documentation: custom Dockerfile syntax'],
  examples: {
    bad: [
      { dockerfile: '# syntax=docker/dockerfile:1\nFROM a' },
      { dockerfile: '#Syntax = docker/dockerfile:1.26\nFROM a' },
    ],
    good: [
      { dockerfile: `# syntax=docker/dockerfile:1.26@sha256:${'0'.repeat(64)}\nFROM a` },
      { dockerfile: '# a comment\n# syntax=docker/dockerfile:1\nFROM a' },
    ],
  },
  *check({ images }) {
    for (const { kind, image, line } of images) {
      const digest = kind === 'syntax' && image !== null ? splitReference(image).digest : undefined;
      if (digest === undefined || (digest !== null && isDigest(digest))) continue;
      yield { message: `The build frontend ${image} is not pinned by a digest.`, line };
    }
  },
};
