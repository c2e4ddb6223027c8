import type { Rule } from '../rule.ts';

export const stageNameCasing: Rule = {
  id: 'stage/name-casing',
  level: 'low',
  title: 'A stage name is not lower case',
  why: 'The build compares stage names without regard to case, so `Build` and `build` are one. Lower case says so.',
  fix: 'Write the name in lower case.',
  aliases: ['buildkit:StageNameCasing'],
  sources: ['BuildKit build checks'],
  examples: { bad: [{ dockerfile: 'FROM a AS Build' }], good: [{ dockerfile: 'FROM a AS build-1' }] },
  *check({ stages }) {
    for (const stage of stages) {
      if (!stage.nameToken || stage.nameToken.text === stage.name) continue;
      yield { message: `The stage name ${stage.nameToken.text} is not lower case.`, line: stage.line, stage };
    }
  },
};
