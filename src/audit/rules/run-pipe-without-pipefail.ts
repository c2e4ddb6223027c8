import type { Stage } from '../../dockerfile/stages.ts';
import { problemAt } from '../facts/commands.ts';
import type { Rule, Step } from '../rule.ts';

export const runPipeWithoutPipefail: Rule = {
  id: 'run/pipe-without-pipefail',
  level: 'low',
  title: 'A failure inside a pipe goes unnoticed',
  why: 'A pipe ends as its last command does: a download that broke off looks like a success, and half a file is in the image.',
  fix: 'Avoid the pipe (write to a file), or set SHELL ["/bin/bash", "-o", "pipefail", "-c"] before it.',
  aliases: ['hadolint:DL4006', 'kics:Shell Running A Pipe Without Pipefail Flag', 'semgrep:set-pipefail'],
  sources: ['hadolint'],
  examples: {
    bad: [{ dockerfile: 'FROM a\nRUN curl -fsSL https://example.com/a.tgz | tar xz' }],
    good: [
      { dockerfile: 'FROM a\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN a | b' },
      { dockerfile: 'FROM a\nRUN set -euo pipefail; a | b' },
      { dockerfile: 'FROM a\nRUN a || b; echo "a | b"' },
    ],
  },
  *check(input) {
    const protectedStages = new Set<Stage>();
    for (const stage of input.stages)
      if (stage.parent && protectedStages.has(stage.parent)) protectedStages.add(stage);
      else if (setsPipefail(stage)) protectedStages.add(stage);
    for (const step of input.runs) {
      const piped = step.commands.find(({ behind, nested }) => behind === '|' && !nested);
      if (piped && !protectedStages.has(step.stage) && !isProtected(step)) {
        yield problemAt({ step, command: piped }, `A failure of ${piped.program || 'this command'} goes unnoticed.`);
      }
    }
  },
};

function setsPipefail({ instructions }: Stage): boolean {
  return instructions.some(
    ({ keyword, json }) =>
      keyword === 'SHELL' && json?.some((word) => word.includes('pipefail') || /powershell|pwsh|cmd/i.test(word)),
  );
}

function isProtected({ commands, instruction }: Step): boolean {
  return (
    instruction.json !== null || commands.some(({ program, args }) => program === 'set' && args.includes('pipefail'))
  );
}
