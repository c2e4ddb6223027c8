import type { Rule } from '../rule.ts';

export const stageUnreachable: Rule = {
  id: 'stage/unreachable',
  level: 'info',
  title: 'The image does not need a stage',
  why: 'BuildKit skips a stage that the last one does not use, so what it tests or scans is not tested in a normal build. It is right for targets that are built by name.',
  fix: 'Remove the stage, or build it by name with --target.',
  aliases: [],
  sources: ['Docker documentation: multi-stage builds'],
  examples: {
    bad: [{ dockerfile: 'FROM a AS test\nRUN true\nFROM b' }, { dockerfile: 'FROM a AS one\nFROM one AS two\nFROM b' }],
    good: [
      {
        dockerfile:
          'FROM a AS one\nFROM one AS two\nFROM b AS tool\nFROM c\nCOPY --from=two /a /a\nRUN --mount=from=tool,target=/t true',
      },
      { dockerfile: 'FROM a\nFROM b\nCOPY --from=0 /a /a' },
    ],
  },
  *check({ stages }) {
    for (const stage of stages) {
      if (stage.reachable) continue;
      yield { message: `The image does not need the stage ${stage.label}.`, line: stage.line, stage };
    }
  },
};
