import type { Config } from '../core/config.ts';
import { discoverServices, type FoundService } from '../core/discover.ts';
import { lookWith } from '../core/look.ts';
import { UserError } from '../errors.ts';
import type { AnswerInputs } from './services.ts';

/** Lets a person choose: gets what was found, gives back paths. */
export type ChooseServices = (found: readonly FoundService[]) => Promise<readonly string[]>;

/**
 * The folders of the services of a run: those that were named, all that are found with `--all`, those that were saved, the root,
 * or, where the root is only the roof over several, those that a person chooses.
 * @throws UserError `usage` when `--all` finds none, or several are there and nobody can choose
 */
export async function choosePaths(inputs: AnswerInputs, config: Config): Promise<readonly string[]> {
  const { services, all, given } = inputs.flags;
  const saved = [...config.services.keys()].sort();
  if (all) return allOf(inputs, services, saved);
  if (services.length > 0) return services;
  if (saved.length > 0) return saved;
  if (given.stack !== undefined || Object.keys(config.answers).length > 0 || startsItself(inputs)) return ['.'];
  const found = discoverServices(inputs.project, inputs.stacks);
  if (found.length === 0) return ['.'];
  const [only] = found;
  if (only && found.length === 1) return [only.path];
  if (inputs.chooseServices) return inputs.chooseServices(found);
  throw new UserError(
    'usage',
    `There are ${found.length} services here: ${listed(found)}`,
    'Take all of them with --all, or name them: --service PATH, as often as you like.',
  );
}

/** Whether the root is a service, whatever lies below it. A manifest that cannot be read is for its own detection to name. */
function startsItself({ project, stacks, flags }: AnswerInputs): boolean {
  const given = { ...flags.given, service: '.' };
  try {
    return stacks.some((stack) => lookWith(stack, project, given, stacks)?.answers.start !== undefined);
  } catch (error) {
    if (error instanceof UserError) return true;
    throw error;
  }
}

function allOf(
  { project, stacks }: AnswerInputs,
  named: readonly string[],
  saved: readonly string[],
): readonly string[] {
  const found = discoverServices(project, stacks).map(({ path }) => path);
  const paths = [...new Set([...found, ...named, ...saved])].sort();
  if (paths.length > 0) return paths;
  throw new UserError('usage', '--all finds no service here', 'Name the folder of one with --service PATH.');
}

const SHOWN = 8;

function listed(found: readonly FoundService[]): string {
  const names = found.slice(0, SHOWN).map(({ path, stack }) => `${path} (${stack.title})`);
  return names.join(', ') + (found.length > SHOWN ? ', …' : '');
}
