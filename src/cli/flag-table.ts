import type { Command } from 'commander';

/** One flag for the help: as commander reads it, what it does, and whether it may be given several times. */
export type FlagRow = readonly [flag: string, says: string, several?: 'several'];

/**
 * Gives a command its flags.
 * @param group the heading in the help; commander's own when it is left out
 */
export function addFlags(command: Command, rows: readonly FlagRow[], group?: string): void {
  for (const [flag, says, several] of rows) {
    const option = command.createOption(flag, says);
    if (group !== undefined) option.helpGroup(group);
    command.addOption(several ? option.argParser(collect) : option);
  }
}

function collect(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}
