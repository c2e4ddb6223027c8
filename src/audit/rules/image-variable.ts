import { variablesIn } from '../../dockerfile/expand.ts';
import type { Rule } from '../rule.ts';

const DIGEST = `sha256:${'0'.repeat(64)}`;

export const imageVariable: Rule = {
  id: 'image/variable',
  level: 'medium',
  title: 'An image is named by a variable',
  why: 'Whoever runs the build can set the variable, so what the file says is not what is built. Without a default the build cannot even start. Tools that move pins (Renovate, Dependabot) and scanners read literal references only.',
  fix: 'Write the literal, pinned reference in every FROM.',
  aliases: ['semgrep:missing-image-version', 'buildkit:InvalidDefaultArgInFrom'],
  sources: ['BuildKit build checks'],
  examples: {
    bad: [{ dockerfile: 'ARG BASE\nFROM $BASE' }, { dockerfile: `ARG V=24\nFROM node:\${V}@${DIGEST}` }],
    good: [{ dockerfile: `FROM --platform=$BUILDPLATFORM node:24@${DIGEST}` }],
  },
  *check({ images }) {
    for (const { kind, reference, image, line, endLine, stage } of images) {
      const [variable] = kind === 'syntax' ? [] : variablesIn(reference.text);
      if (variable === undefined) continue;
      const unset = image === null;
      const message = unset
        ? `$${variable} has no default, so nobody knows which image this is.`
        : `$${variable} can be set to any image by whoever builds.`;
      const aliases =
        kind !== 'from'
          ? []
          : ['semgrep:missing-image-version', ...(unset ? ['buildkit:InvalidDefaultArgInFrom'] : [])];
      yield { message, line, endLine, stage, aliases, level: unset ? 'medium' : 'low' };
    }
  },
};
