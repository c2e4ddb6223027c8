import type { LockedCommands } from './locked-commands.ts';
import type { CliCommand } from './script-command.ts';
import { CLIS } from './script-tables.ts';

/** Servers' own commands that no framework file covers, and the file in their package that the command is (from their `bin`). */
const FILES: Readonly<Record<string, { readonly command: string | null; readonly file: string }>> = {
  fastify: { command: 'start', file: 'node_modules/fastify-cli/cli.js' },
  'functions-framework': { command: null, file: 'node_modules/@google-cloud/functions-framework/build/src/main.js' },
  micro: { command: null, file: 'node_modules/micro/dist/src/bin/micro.js' },
  'moleculer-runner': { command: null, file: 'node_modules/moleculer/bin/moleculer-runner.js' },
  probot: { command: 'run', file: 'node_modules/probot/bin/probot.js' },
};

/** Whether a file in node_modules is a command that nothing is known of but its name: where it listens, say. */
export function isStrange(file: string): boolean {
  return file.startsWith('node_modules/') && !Object.values(FILES).some((known) => known.file === file);
}

const DEVELOPMENT = /^(?:-w|--watch|--hot|-d|--debug|--inspect)$/;

/** The arguments to node that run such a command without its package manager; undefined when it is not one of these. */
export function cliFile({ name, args, dev }: CliCommand, locked: LockedCommands): readonly string[] | undefined {
  const row = (Object.hasOwn(FILES, name) ? FILES[name] : undefined) ?? brought(name, locked);
  if (!row || dev || (row.command !== null && args[0] !== row.command)) return undefined;
  const kept = args.filter((arg) => !DEVELOPMENT.test(arg));
  return kept.some((arg) => /\$\{|[*?]/.test(arg)) ? undefined : [row.file, ...kept];
}

/** The command of a dependency, but for those of frameworks: they build, or serve for development. */
function brought(name: string, locked: LockedCommands) {
  const file = CLIS.has(name) ? undefined : locked.get(name);
  return file === undefined ? undefined : { command: null, file };
}
