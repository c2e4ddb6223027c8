import { findStrips, isStripped } from '../facts/setid.ts';
import type { Rule } from '../rule.ts';

const STRIP = 'RUN find / -xdev -type f -perm /6000 -exec chmod a-s {} +';

export const setidWrongStage: Rule = {
  id: 'setid/wrong-stage',
  level: 'low',
  title: 'Set-id bits are stripped in a stage that is not shipped',
  why: 'The final stage starts from a fresh base image: what was stripped in a build stage is not in it.',
  fix: 'Move the command to the final stage, before USER.',
  aliases: [],
  sources: ['CIS Docker Benchmark 4.8'],
  examples: {
    bad: [{ dockerfile: `FROM a AS build\n${STRIP}\nFROM a\nCOPY --from=build /app /app` }],
    good: [
      { dockerfile: `FROM a AS build\n${STRIP}\nFROM build` },
      { dockerfile: `FROM a AS build\n${STRIP}\nFROM scratch\nCOPY --from=build / /` },
      { dockerfile: `FROM a AS build\n${STRIP}\nFROM a\n${STRIP}` },
    ],
  },
  *check(input) {
    const strips = findStrips(input);
    if (strips.length === 0 || isStripped(input, strips)) return;
    for (const { step, command } of strips) {
      const message = `The image does not contain the stage ${step.stage.label}, where set-id bits are stripped.`;
      yield { message, line: command.line, stage: step.stage };
    }
  },
};
