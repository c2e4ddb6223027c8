import { wholeCopies } from '../facts/context.ts';
import type { Rule } from '../rule.ts';

export const copyWholeContext: Rule = {
  id: 'copy/whole-context',
  level: 'medium',
  title: 'The whole folder is copied into the image',
  why: 'Everything that lies in the folder when someone builds ends up in the image: the history, local settings, credentials, tests. An ignore file only keeps out what it thought of.',
  fix: 'Copy the files that run by name, or copy the folder in a build stage and take the result from there.',
  aliases: ['sonar:S6470'],
  sources: ['SonarSource', 'OWASP NodeJS Docker sheet 9'],
  examples: {
    bad: [
      { dockerfile: 'FROM a\nCOPY . .' },
      { dockerfile: 'FROM a\nCOPY ["./", "/app"]' },
      { dockerfile: 'FROM a\nADD * /app/' },
    ],
    good: [
      { dockerfile: 'FROM a AS build\nCOPY . .\nFROM a\nCOPY --from=build /app /app\nCOPY package.json .' },
      { dockerfile: 'FROM scratch\nCOPY --from=full / /' },
    ],
  },
  *check({ shipped }) {
    for (const stage of shipped) {
      for (const { line, endLine, keyword } of wholeCopies(stage)) {
        yield { message: `${keyword} takes the whole folder into the image.`, line, endLine, stage };
      }
    }
  },
};
