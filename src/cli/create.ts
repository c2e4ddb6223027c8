import { nearest } from '../core/nearest.ts';
import { isForeign } from '../core/plan.ts';
import { withFiles } from '../core/with-files.ts';
import { EXIT } from '../errors.ts';
import { lostNotes } from '../foreign/lost.ts';
import { applyChanges } from '../io/apply.ts';
import { openProject, realRoot } from '../io/project.ts';
import { readTarget } from '../io/target.ts';
import { loadTemplates } from '../io/templates.ts';
import { toolVersion } from '../io/version.ts';
import { stacks } from '../stacks/index.ts';
import { type Asker, askLater, askNobody, takeDetected } from './asker.ts';
import { atWork } from './at-work.ts';
import { type Begun, chooseStarter } from './choose-starter.ts';
import { compareText } from './compare.ts';
import { Cancelled } from './exit.ts';
import { changesOf, type Resolve } from './files.ts';
import { makePlan, type Plan, type PlanInputs } from './make-plan.ts';
import { nextCommands } from './next-steps.ts';
import { refuseForeign } from './not-ours.ts';
import type { Flags } from './options.ts';
import { planJson } from './plan-json.ts';
import { isInteractive, paints, printErr, printOut, terminalColumns } from './print.ts';
import { actionsText, conflictsText, diffText, notesText, pinsText, serviceText, stepsText } from './show.ts';
import { today } from './today.ts';

/**
 * `create-secure-dockerfile [dir]`: from a folder to files (README, "How it works").
 * @param commands the names of the other commands: who mistypes one of them names a folder that is not there
 * @returns the exit code
 * @throws UserError for what the user can put right, Cancelled when a person breaks off
 */
export async function create(directory: string, flags: Flags, commands: readonly string[]): Promise<number> {
  const meant = nearest(directory, commands);
  const root = realRoot(directory, meant && `Did you mean the command ${meant}? Else give the folder of your service.`);
  const writes = !flags.json && !flags.dryRun;
  return atWork(root, { writes, quiet: flags.quiet }, () => createAt(root, flags));
}

/**
 * The same in a folder that `atWork` holds.
 * @param salvage reads a lock that may be damaged; files without a base are then taken as edited ones of ours
 */
export async function createAt(root: string, flags: Flags, salvage?: PlanInputs['salvage']): Promise<number> {
  const looksOnly = flags.refresh && flags.dryRun;
  const person = isInteractive() && !flags.yes && !looksOnly ? await import('./ask.ts') : undefined;
  const later: string[] = [];
  const nobody = flags.yes ? takeDetected : looksOnly ? askLater(later) : askNobody;
  const ask: Asker = person?.askPerson ?? nobody;
  const told = new Set<string>();
  const resolve: Resolve = salvage ? async () => 'adopt' : foreignFiles(flags, told, person?.askForeign);
  const begun = await chooseStarter(openProject(root), flags, person?.askStarter);
  // of a starter everything is known but what it is to run on
  const asker: Asker = begun ? (q, ...known) => (q.name === 'base' ? ask : takeDetected)(q, ...known) : ask;
  const inputs = { flags, ask: asker, chooseServices: person?.askServices, resolve, salvage };
  const plan = await planFor(root, inputs, begun);
  if (flags.json) printOut(planJson(plan, toolVersion()));
  else show(plan, flags, { told, later });
  if (flags.json || flags.dryRun) return exitCode(plan);
  return finish(plan, root, flags, { confirm: person?.confirmWrite, tests: begun?.starter.tests });
}

/**
 * The plan for a folder as it is today; nothing is written.
 * @param begun what will be in the folder then, where nothing is there yet
 */
export function planFor(
  root: string,
  { flags, ...inputs }: Pick<PlanInputs, 'flags' | 'ask' | 'chooseServices' | 'resolve' | 'salvage'>,
  begun?: Begun,
): Promise<Plan> {
  const { starter, files = [] } = begun ?? {};
  return makePlan({
    ...inputs,
    ...{ stacks, templates: loadTemplates(), today: today(), tool: toolVersion(), starter: files },
    project: withFiles(openProject(root), files),
    flags: { ...flags, given: { ...starter?.answers, ...flags.given } },
    read: (path) => readTarget(root, path).text,
  });
}

/**
 * Who decides about files that are not ours: the flag, a person who sees both, or nobody.
 * @param told takes the notes that the person has read by then
 */
function foreignFiles(
  { onConflict, json, dryRun }: Flags,
  told: Set<string>,
  askForeign: ((path: string) => ReturnType<Resolve>) | undefined,
): Resolve {
  if (onConflict !== 'ask') return async () => onConflict;
  return async (action, rendered) => {
    if (json || dryRun || !askForeign) return undefined;
    const lost = lostNotes(action.path, action.current ?? '', rendered, stacks);
    for (const note of lost) told.add(note);
    printErr(compareText(action, rendered, lost, { columns: terminalColumns(), paint: paints().err }));
    return askForeign(action.path);
  };
}

/** @param said the notes that the person has read by then, and those that only this run has */
function show(
  plan: Plan,
  flags: Flags,
  said: { readonly told: ReadonlySet<string>; readonly later: readonly string[] },
): void {
  if (flags.quiet) return;
  const { out, err } = paints();
  const ofServices = plan.services.flatMap(({ found, lost }) => [...found.detection.notes, ...lost]);
  const notes = [...said.later, ...ofServices, ...plan.warnings].filter((note) => !said.told.has(note));
  if (notes.length > 0) printErr(notesText(notes, err));
  if (changesOf(plan.actions).length === 0 && !plan.actions.some(({ action }) => action === 'conflict')) {
    printOut('Nothing to change: the files are what this project asks for.');
    return;
  }
  for (const service of plan.services) printOut(`${serviceText(service, plan.project, out)}\n`);
  printOut(`${pinsText(plan.pins, today(), out)}\n`);
  printOut(actionsText(plan, out));
  if (flags.diff || flags.dryRun) printOut(`\n${diffText(plan.actions, out)}`);
}

async function finish(
  plan: Plan,
  root: string,
  flags: Flags,
  { confirm, tests }: { confirm: (() => Promise<boolean>) | undefined; tests: string | undefined },
): Promise<number> {
  refuseForeign(plan.actions.filter(isForeign));
  const changes = changesOf(plan.actions);
  if (changes.length > 0) {
    if (confirm && !(await confirm())) throw new Cancelled();
    applyChanges(root, changes);
  }
  const solve = plan.actions.filter(({ action }) => action === 'conflict');
  if (solve.length > 0) printErr(conflictsText(solve, paints().err));
  else if (changes.length > 0 && !flags.quiet) {
    printOut(`\n${stepsText(nextCommands(plan, root, tests), paints().out)}`);
  }
  return exitCode(plan);
}

function exitCode({ actions }: Plan): number {
  return actions.some(({ action }) => action === 'conflict') ? EXIT.findings : EXIT.clean;
}
