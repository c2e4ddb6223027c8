import { expand } from '../../dockerfile/expand.ts';
import type { Instruction } from '../../dockerfile/parse.ts';
import type { Stage } from '../../dockerfile/stages.ts';
import type { AuditInput } from '../rule.ts';

/** One port, or a range of them, of an EXPOSE. */
export interface ExposedPorts {
  readonly from: number;
  readonly to: number;
  readonly instruction: Instruction;
  readonly stage: Stage;
}

/** Every port that EXPOSE names; what is no number is left out. */
export function* exposedPorts({ stages }: AuditInput): Generator<ExposedPorts> {
  for (const stage of stages) {
    for (const instruction of stage.instructions) {
      if (instruction.keyword !== 'EXPOSE') continue;
      for (const { text } of instruction.words) {
        const value = expand(text, (name) => stage.env.get(name) ?? stage.args.get(name) ?? null);
        const [, from, to = from] = /^"?(\d{1,9})(?:-(\d{1,9}))?(?:\/\w+)?"?$/.exec(value ?? '') ?? [];
        if (from !== undefined) yield { from: Number(from), to: Number(to), instruction, stage };
      }
    }
  }
}
