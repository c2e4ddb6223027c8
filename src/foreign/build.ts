import type { Said } from '../core/earlier.ts';
import { neededStages, type Reading } from './reading.ts';

const MANAGERS = new Set(['npm', 'pnpm', 'yarn', 'bun']);
const SCRIPT = /^[\w][\w:.-]{0,80}$/;

/** The script of the manifest that builds the service: the last one with "build" in its name that a needed stage runs. */
export function readBuild(reading: Reading): Said<string> | undefined {
  const { input, at } = reading;
  const needed = neededStages(reading);
  let found: Said<string> | undefined;
  for (const { stage, commands } of input.runs) {
    if (!needed.has(stage)) continue;
    for (const { program, args, line } of commands) {
      const [verb, name] = args.filter((word) => !word.startsWith('-'));
      const script =
        verb === 'run' || verb === 'run-script' ? name : program === 'npm' || program === 'bun' ? undefined : verb;
      if (MANAGERS.has(program) && script !== undefined && SCRIPT.test(script) && /build/.test(script))
        found = { value: script, from: at(line) };
    }
  }
  return found;
}
