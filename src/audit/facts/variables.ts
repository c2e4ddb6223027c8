import type { Located } from './commands.ts';

/** The value of a variable for a command: set before it, or by ENV or ARG; the empty text when nothing sets it. */
function environment({ step, command }: Located, name: string): string {
  const own = command.assignments.find((each) => each.name === name)?.value;
  return own ?? step.stage.env.get(name) ?? step.stage.args.get(name) ?? '';
}

/** Whether a variable is set to something that means yes. */
export function isOn(located: Located, ...names: readonly string[]): boolean {
  return names.some((name) => /^(?:1|true|yes|on)$/i.test(environment(located, name)));
}
