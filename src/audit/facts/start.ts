import { commandsOfWords, type RunCommand } from '../../dockerfile/run.ts';
import type { AuditInput } from '../rule.ts';

/** The commands that start the container: ENTRYPOINT and CMD of the final stage joined as Docker joins them. */
export function startCommands({ final, steps }: AuditInput): readonly RunCommand[] {
  const entrypoint = final?.entrypoint ?? null;
  const cmd = final?.cmd ?? null;
  if (entrypoint?.json && cmd?.json) return commandsOfWords([...entrypoint.json, ...cmd.json], cmd.line);
  return steps
    .filter(({ instruction }) => instruction === entrypoint || instruction === cmd)
    .flatMap(({ commands }) => commands);
}
