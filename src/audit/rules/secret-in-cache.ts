import { mountTarget } from '../../dockerfile/mount.ts';
import type { Rule } from '../rule.ts';

export const secretInCache: Rule = {
  id: 'secret/in-cache',
  level: 'medium',
  title: 'A secret is mounted below a cache',
  why: 'The mount point stays in the cache as an empty file: the next build without the secret reads it and fails, and tools that rewrite their settings leave the secret in the cache.',
  fix: 'Mount the cache on a narrower folder (/root/.m2/repository), or the secret elsewhere.',
  aliases: [],
  sources: ['measured with BuildKit'],
  examples: {
    bad: [
      {
        dockerfile:
          'FROM a\nRUN --mount=type=cache,target=/root/.m2 --mount=type=secret,id=s,target=/root/.m2/settings.xml mvn package',
      },
    ],
    good: [
      {
        dockerfile:
          'FROM a\nRUN --mount=type=cache,target=/root/.m2/repository --mount=type=secret,id=s,dst=/root/.m2/settings.xml mvn package',
      },
    ],
  },
  *check({ runs }) {
    for (const { mounts, instruction, stage } of runs) {
      const caches = mounts
        .filter(({ type }) => type === 'cache')
        .map((mount) => `${mountTarget(mount)?.replace(/\/+$/, '')}/`);
      for (const mount of mounts) {
        const target = mount.type === 'secret' ? mountTarget(mount) : undefined;
        const cache = target && caches.find((each) => target.startsWith(each));
        if (!cache) continue;
        const message = `The secret ${target} is mounted below the cache ${cache.slice(0, -1)}.`;
        yield { message, line: instruction.line, endLine: instruction.endLine, stage };
      }
    }
  },
};
