import { Command, CommanderError } from 'commander';
import { UserError } from '../errors.ts';
import { toolVersion } from '../io/version.ts';
import { addCommands } from './commands.ts';
import { FLAG_GROUPS, type RawFlags } from './create-flags.ts';
import { addFlags } from './flag-table.ts';
import { printErr, printOut } from './print.ts';
import { type RawUpdateFlags, UPDATE_FLAGS } from './update-flags.ts';

const AFTER = `
Examples:
  npm create secure-dockerfile                      in the folder of a service: look, ask, show, write
  npm create secure-dockerfile -- --yes             take what was detected
  npx create-secure-dockerfile --dry-run apps/api   show what would change
  npx create-secure-dockerfile --base distroless --port 8080 --healthcheck /healthz
  npx create-secure-dockerfile update               look again, pin again, keep your edits
  npx create-secure-dockerfile audit                check the Dockerfiles of this folder
  npx create-secure-dockerfile pin --check          is every image pinned, and to what its tag says now?
  npx create-secure-dockerfile explain DL3002       what a rule is about

Environment: SECURE_DOCKERFILE_MIRRORS and SECURE_DOCKERFILE_REGISTRIES hold what --mirror and --registry take, comma
separated. Logins are those of Docker and Podman (DOCKER_CONFIG, DOCKER_AUTH_CONFIG, REGISTRY_AUTH_FILE), proxies those
of HTTPS_PROXY, HTTP_PROXY and NO_PROXY. NO_COLOR, FORCE_COLOR and CI are honoured.

Exit codes: 0 done and clean, 1 findings or conflicts, 2 cannot run, 75 a passing fault (try again), 130 cancelled.`;

/**
 * Runs one command line.
 * @param words what stands behind the program's name
 * @returns the exit code
 * @throws UserError, Cancelled: see exit.ts
 */
export async function run(words: readonly string[]): Promise<number> {
  let code = 0;
  const program = createProgram((result) => {
    code = result;
  });
  try {
    await program.parseAsync([...words], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) throw usageError(error);
  }
  return code;
}

function createProgram(done: (code: number) => void): Command {
  const program = new Command('create-secure-dockerfile')
    .description('Writes a hardened, digest-pinned Dockerfile for the service in a folder, and keeps your edits.')
    .argument('[dir]', 'folder of the service', '.')
    .version(toolVersion(), '-V, --version')
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({ writeOut: printOut, writeErr: printErr, outputError: () => {} })
    .configureHelp({ helpWidth: 110, showGlobalOptions: false })
    .addHelpText('after', AFTER)
    .action(async (directory: string, raw: RawFlags) => {
      const [{ readFlags }, { create }] = await Promise.all([import('./options.ts'), import('./create.ts')]);
      const commands = program.commands.map((command) => command.name());
      done(await create(directory, readFlags(raw, process.env), commands));
    });
  addGroups(program);
  const update = program
    .command('update')
    .description('the same from the saved answers: look again, pin again, merge with your edits')
    .argument('[dir]', 'folder of the service', '.')
    .action(async (directory: string, raw: RawFlags & RawUpdateFlags) => {
      const [{ readFlags }, { updateOptions }, { update }] = await Promise.all([
        import('./options.ts'),
        import('./update-options.ts'),
        import('./update.ts'),
      ]);
      done(await update(directory, readFlags(raw, process.env), updateOptions(raw)));
    });
  addFlags(update, UPDATE_FLAGS, 'Update:');
  addGroups(update);
  addCommands(program, done);
  return program;
}

function addGroups(command: Command): void {
  for (const [group, rows] of Object.entries(FLAG_GROUPS)) addFlags(command, rows, group);
}

/** Commander's own message in the form of every other error. */
function usageError({ message }: CommanderError): UserError {
  const [line = '', suggestion] = message.replace(/^error: /, '').split('\n');
  return new UserError('usage', line, suggestion?.replace(/^\(|\)$/g, '') ?? 'See --help.');
}
