import type { Config } from '../core/config.ts';
import { type Discovery, discoverServices, type FoundService, type LeftFolder } from '../core/discover.ts';
import { lookWith } from '../core/look.ts';
import { UserError } from '../errors.ts';
import { typed } from '../stacks/shared/shown.ts';
import type { AnswerInputs } from './services.ts';

/** Lets a person choose: gets what was found, gives back paths. */
export type ChooseServices = (found: readonly FoundService[]) => Promise<readonly string[]>;

/** The services of a run, and what to say of folders that are none. */
export interface Chosen {
  readonly paths: readonly string[];
  readonly notes: readonly string[];
}

/**
 * The folders of the services of a run: those that were named, all that are found with `--all`, those that were saved, the root,
 * or, where the root is only the roof over several, those that a person chooses.
 * @throws UserError `usage` when `--all` finds none, or several are there and nobody can choose
 */
export async function choosePaths(inputs: AnswerInputs, config: Config): Promise<Chosen> {
  const { services, all, given } = inputs.flags;
  const saved = [...config.services.keys()].sort();
  if (all) return allOf(inputs, services, saved);
  if (services.length > 0) return only(services);
  if (saved.length > 0) return only(saved);
  if (given.stack !== undefined || Object.keys(config.answers).length > 0 || startsItself(inputs)) return only(['.']);
  const { found, left } = discoverServices(inputs.project, inputs.stacks);
  if (found.length === 0) return only(['.']);
  const single = alone(found);
  if (single) return { paths: [single.path], notes: leftNotes([...asideOf(found, single), ...left]) };
  if (inputs.chooseServices) return { paths: await inputs.chooseServices(found), notes: leftNotes(left) };
  throw new UserError(
    'usage',
    `There are ${found.length} services here: ${listed(found)}`,
    `Take all of them with --all, or name them: --service PATH, as often as you like.${leftInShort(left)}`,
  );
}

/** The one service beside which there is nothing but documentation and pages. */
function alone(found: readonly FoundService[]): FoundService | undefined {
  const [service, second] = found.length === 1 ? found : found.filter(({ aside }) => !aside);
  return second ? undefined : service;
}

function asideOf(found: readonly FoundService[], single: FoundService): LeftFolder[] {
  const others = found.filter((each) => each !== single);
  return others.map(({ path, why }) => ({ path, why: `it is a site beside the service (${why})` }));
}

function only(paths: readonly string[]): Chosen {
  return { paths, notes: [] };
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

function allOf({ project, stacks }: AnswerInputs, named: readonly string[], saved: readonly string[]): Chosen {
  const { found, left }: Discovery = discoverServices(project, stacks);
  const paths = [...new Set([...found.map(({ path }) => path), ...named, ...saved])].sort();
  if (paths.length > 0) return { paths, notes: leftNotes(left.filter(({ path }) => !paths.includes(path))) };
  throw new UserError('usage', '--all finds no service here', 'Name the folder of one with --service PATH.');
}

const SHOWN = 8;

function listed(found: readonly FoundService[]): string {
  const names = found.slice(0, SHOWN).map(({ path, stack, why }) => `${path} (${stack.title}: ${why})`);
  return names.join(', ') + (found.length > SHOWN ? ', …' : '');
}

/** Why folders with a manifest were left: each that could be taken for a service, and the others together. */
function leftNotes(left: readonly LeftFolder[]): string[] {
  const below = left.filter(({ path }) => path !== '.');
  const tools = below.flatMap(({ path, why }) =>
    why === null ? [] : [`${path} is left: ${why}. --service ${typed(path)} takes it.`],
  );
  const idle = below.filter(({ why }) => why === null).map(({ path }) => path);
  const names = idle.slice(0, SHOWN).join(', ') + (idle.length > SHOWN ? ', …' : '');
  const others =
    idle.length === 0 ? [] : [`Nothing in ${names} serves: ${idle.length === 1 ? 'it is' : 'they are'} left.`];
  return [...tools.slice(0, SHOWN), ...others];
}

/** The same on the line of an error. */
function leftInShort(left: readonly LeftFolder[]): string {
  const tools = left.filter(({ path, why }) => path !== '.' && why !== null).map(({ path }) => path);
  if (tools.length === 0) return '';
  return ` Left: ${tools.slice(0, SHOWN).join(', ')}${tools.length > SHOWN ? ', …' : ''}; --all says why.`;
}
