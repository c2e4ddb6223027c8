import { Command, CommanderError, Option } from 'commander';
import { UserError } from '../errors.ts';
import { toolVersion } from '../io/version.ts';
import { addCommands } from './commands.ts';
import { NETWORK_FLAGS } from './network-flags.ts';
import type { RawFlags } from './options.ts';
import { printErr, printOut } from './print.ts';
import { type RawUpdateFlags, readUpdateFlags, UPDATE_FLAGS } from './update-options.ts';

/** Flags in the groups of the help: the flag, what it does, and whether it may be given several times. */
export const FLAG_GROUPS: Readonly<
  Record<string, readonly (readonly [flag: string, says: string, several?: 'several'])[]>
> = {
  'How it runs:': [
    ['-y, --yes', 'ask nothing: take what was detected'],
    ['--dry-run', 'show the plan and the change, write nothing'],
    ['--diff', 'show the change of every file'],
    ['--json', 'print the plan for machines, write nothing'],
    ['-q, --quiet', 'print errors only'],
    ['--on-conflict <what>', 'a file that is not ours: ask, overwrite, beside or skip (default: ask)'],
  ],
  'Answers (each saves a question; "none" where there is none):': [
    ['--service <path>', 'the folder of a service, in a project of several (repeatable)', 'several'],
    ['--all', 'every service that is found below the folder'],
    ['--stack <name>', 'what builds it, e.g. node'],
    ['--framework <name>', 'e.g. next, express'],
    ['--package-manager <name>', 'e.g. npm, pnpm, yarn, bun'],
    ['--runtime-version <version>', 'e.g. 24'],
    ['--base <kind>', 'slim, distroless, alpine, chainguard, hardened, or an image reference'],
    ['--build <script>', 'script or command that builds it'],
    ['--start <command>', 'command that starts it, run without a shell'],
    ['--port <number>', 'TCP port it listens on'],
    ['--healthcheck <path>', 'HTTP path that answers when it is healthy'],
    ['--secret <id>', 'a secret that the build cannot do without (repeatable)', 'several'],
    ['--set <key=value>', 'a setting of the stack (repeatable)', 'several'],
  ],
  'Images:': [
    ['--offline', 'no network: digests from the lock, then from the dated catalogue'],
    ['--allow-unpinned', 'an image without a digest is a warning instead of an error'],
    ...NETWORK_FLAGS,
    ['--registry <host=prefix>', 'take the images of HOST from PREFIX, in the files too (repeatable)', 'several'],
    ['--engine <name>', 'buildkit or podman (default: buildkit)'],
    ['--pin-style <style>', 'tag+digest or digest (default: tag+digest)'],
  ],
};

const AFTER = `
Examples:
  npm create secure-dockerfile                      in the folder of a service: look, ask, show, write
  npm create secure-dockerfile -- --yes             take what was detected
  npx secure-dockerfile --dry-run apps/api          show what would change
  npx secure-dockerfile --base distroless --port 8080 --healthcheck /healthz
  npx secure-dockerfile update                      look again, pin again, keep your edits
  npx secure-dockerfile audit                       check the Dockerfiles of this folder
  npx secure-dockerfile pin --check                 is every image pinned, and to what its tag says now?
  npx secure-dockerfile explain DL3002              what a rule is about

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
      done(await create(directory, readFlags(raw, process.env)));
    });
  addOptions(program);
  const update = program
    .command('update')
    .description('the same from the saved answers: look again, pin again, merge with your edits')
    .argument('[dir]', 'folder of the service', '.')
    .action(async (directory: string, raw: RawFlags & RawUpdateFlags) => {
      const [{ readFlags }, { update }] = await Promise.all([import('./options.ts'), import('./update.ts')]);
      done(await update(directory, readFlags(raw, process.env), readUpdateFlags(raw)));
    });
  for (const [flag, says] of UPDATE_FLAGS) update.addOption(new Option(flag, says).helpGroup('Update:'));
  addOptions(update);
  addCommands(program, done);
  return program;
}

function addOptions(program: Command): void {
  for (const [group, options] of Object.entries(FLAG_GROUPS)) {
    for (const [flag, says, several] of options) {
      const option: Option = program.createOption(flag, says).helpGroup(group);
      program.addOption(several ? option.argParser(collect) : option);
    }
  }
}

function collect(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}

/** Commander's own message in the form of every other error. */
function usageError({ message }: CommanderError): UserError {
  const [line = '', suggestion] = message.replace(/^error: /, '').split('\n');
  return new UserError('usage', line, suggestion?.replace(/^\(|\)$/g, '') ?? 'See --help.');
}
