import type { RunCommand } from '../../dockerfile/run.ts';
import { subcommand } from './commands.ts';

/** Programs that compile or install dependencies, with the subcommands that do; null when every use does. */
const PACKAGE_MANAGER = ['ci', 'install', 'i', 'add', 'run', 'build', 'run-script'];
const PYTHON_MANAGER = ['install', 'sync', 'build'];
const BUILDERS: ReadonlyMap<string, readonly string[] | null> = new Map<string, readonly string[] | null>([
  ...['npm', 'yarn', 'pnpm', 'bun'].map((name): [string, readonly string[]] => [name, PACKAGE_MANAGER]),
  ...['poetry', 'pdm', 'pipenv'].map((name): [string, readonly string[]] => [name, PYTHON_MANAGER]),
  ['uv', ['sync', 'pip', 'build']],
  ['pip', ['install', 'wheel']],
  ['pip3', ['install', 'wheel']],
  ['go', ['build', 'install', 'get', 'mod']],
  ['cargo', ['build', 'install', 'chef']],
  ['dotnet', ['build', 'publish', 'restore']],
  ['bundle', ['install', 'exec']],
  ['composer', ['install', 'update']],
  ['mix', ['deps.get', 'compile', 'release']],
  ['swift', ['build']],
  ...['mvn', 'mvnw', 'gradle', 'gradlew', 'sbt', 'make', 'cmake', 'ninja'].map((name): [string, null] => [name, null]),
  ...['gcc', 'g++', 'cc', 'clang', 'tsc', 'rustc'].map((name): [string, null] => [name, null]),
]);

/** Whether a command compiles something or installs dependencies. */
export function builds({ program, args }: RunCommand): boolean {
  const subcommands = BUILDERS.get(program);
  if (subcommands === undefined || args.includes('-g') || args.includes('--global')) return false;
  const used = subcommand(args);
  return (
    subcommands === null || (used === undefined ? program === 'yarn' && args.length === 0 : subcommands.includes(used))
  );
}
