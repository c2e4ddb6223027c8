import { wholeCopies } from '../facts/context.ts';
import type { Rule } from '../rule.ts';

export const ignoreMissing: Rule = {
  id: 'ignore/missing',
  level: 'medium',
  title: 'The whole folder is copied and there is no ignore file',
  why: 'Without .dockerignore the build gets the history, local settings and credentials too. Every change of them also throws the cache away.',
  fix: 'Write a .dockerignore that leaves out .git, .env files, keys and what the build makes itself.',
  aliases: ['sonar:S6470'],
  sources: ['OWASP NodeJS Docker sheet 9'],
  examples: {
    bad: [{ dockerfile: 'FROM a AS build\nCOPY . .\nFROM b', ignoreFile: null }],
    good: [
      { dockerfile: 'FROM a\nCOPY . .', ignoreFile: '.git' },
      { dockerfile: 'FROM a\nCOPY src ./src', ignoreFile: null },
      { dockerfile: 'FROM a\nCOPY . .' },
    ],
  },
  *check({ stages, ignoreFile, shipped }) {
    if (ignoreFile !== null) return;
    for (const stage of stages) {
      const [copy] = wholeCopies(stage);
      if (!copy) continue;
      const aliases = shipped.has(stage) ? ['sonar:S6470'] : [];
      yield {
        message: 'The whole folder is copied, and no .dockerignore keeps anything out.',
        line: copy.line,
        endLine: copy.endLine,
        stage,
        aliases,
      };
      return;
    }
  },
};
