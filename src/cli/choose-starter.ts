import { knownHint } from '../core/nearest.ts';
import type { RenderedFile } from '../core/plan.ts';
import type { Project } from '../core/project.ts';
import { STARTERS, type Starter, starterFiles } from '../core/starters.ts';
import { isVacant } from '../core/vacant.ts';
import { UserError } from '../errors.ts';
import type { Flags } from './options.ts';

/** Lets a person choose a starter. */
export type ChooseStarter = (starters: readonly Starter[]) => Promise<Starter>;

/** A starter with its files for one folder. */
export interface Begun {
  readonly starter: Starter;
  readonly files: readonly RenderedFile[];
}

/**
 * The starter for a folder in which nothing was begun: the one that was named, or that a person chooses.
 * @returns undefined where there is a project already, or the flags say what to build
 * @throws UserError `usage` when nobody says which, or the folder is not empty
 */
export async function chooseStarter(
  project: Project,
  { starter: id, services, all, given }: Pick<Flags, 'starter' | 'services' | 'all' | 'given'>,
  choose: ChooseStarter | undefined,
): Promise<Begun | undefined> {
  const vacant = isVacant(project);
  if (id !== undefined) {
    if (services.length > 0 || all)
      throw new UserError('usage', '--starter begins one service: not with --service, --all');
    if (!vacant)
      throw new UserError(
        'usage',
        `--starter is for an empty folder, and ${project.name} is none`,
        'Leave it out: what is there is looked at. Or name a new folder.',
      );
    return begin(project, named(id));
  }
  if (!vacant || services.length > 0 || all || given.stack !== undefined) return undefined;
  if (choose) return begin(project, await choose(STARTERS));
  throw new UserError(
    'usage',
    `The folder ${project.name} is empty, so there is nothing to look at`,
    `Begin a service in it with --starter ${STARTERS.map((starter) => starter.id).join(', ')}; or run it in the folder of one.`,
  );
}

function named(id: string): Starter {
  const starter = STARTERS.find((each) => each.id === id);
  if (starter) return starter;
  const ids = STARTERS.map((each) => each.id);
  throw new UserError('usage', `--starter ${id} is not known`, knownHint(id, ids));
}

/** Their texts are loaded only here: few runs need them. */
async function begin(project: Project, starter: Starter): Promise<Begun> {
  const { loadStarters } = await import('../io/starters.ts');
  return { starter, files: starterFiles(starter, loadStarters(), project.name) };
}
