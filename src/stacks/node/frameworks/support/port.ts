import type { FrameworkInput } from '../../framework.ts';
import { commandsOf, option } from './commands.ts';

/** The port that a start script gives to the framework's own server: `next start -p 4000`. */
export function portOption(input: FrameworkInput, tool: string, ...names: readonly string[]): number | undefined {
  for (const { script, rest } of commandsOf(input.manifest, tool)) {
    if (/^(?:dev|test|e2e|preview)/.test(script)) continue;
    const port = Number(option(rest, ...names));
    if (Number.isInteger(port) && port > 0 && port < 65536) return port;
  }
  return undefined;
}
