import type { Rule } from '../rule.ts';

export const imagePlatform: Rule = {
  id: 'image/platform',
  level: 'low',
  title: 'FROM fixes the platform',
  why: 'A constant --platform builds the same architecture everywhere: on other machines it runs in emulation or not at all, and `docker build --platform` no longer does what it says.',
  fix: 'Leave --platform out, or cross-compile with --platform=$BUILDPLATFORM in a build stage.',
  aliases: [
    'buildkit:FromPlatformFlagConstDisallowed',
    'hadolint:DL3029',
    'kics:Using Platform Flag with FROM Command',
    'semgrep:avoid-platform-with-from',
  ],
  sources: ['BuildKit build checks'],
  examples: {
    bad: [{ dockerfile: 'FROM --platform=linux/amd64 node:24' }],
    good: [{ dockerfile: 'FROM --platform=$BUILDPLATFORM golang:1.26 AS build\nFROM scratch' }],
  },
  *check({ stages }) {
    for (const stage of stages) {
      const platform = stage.from.flags.find(({ name }) => name === 'platform')?.value?.text;
      if (!platform || platform.includes('$')) continue;
      yield { message: `FROM fixes the platform to ${platform}.`, line: stage.line, stage };
    }
  },
};
