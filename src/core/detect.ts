import { UserError } from '../errors.ts';
import type { Given } from './answers.ts';
import type { Earlier } from './earlier.ts';
import { fileNames, lookWith, manifestIn } from './look.ts';
import { knownHint } from './nearest.ts';
import type { Project } from './project.ts';
import type { Detection, Stack } from './stack.ts';

/** A stack that recognised the service, and what it found. */
export interface Found {
  readonly stack: Stack;
  readonly detection: Detection;
}

/**
 * Asks the stacks in order; the first that recognises a service is it, else the first that recognises anything: a go.mod for
 * tools makes no Go service of a Node one. With `given.stack` only that one is asked.
 * @throws UserError `usage` for an unknown stack or a service that is no folder, `bad-input` when no stack recognises it
 */
export function detect(project: Project, stacks: readonly Stack[], given: Given, earlier?: Earlier): Found {
  const service = given.service ?? '.';
  if (!project.hasDirectory(service))
    throw new UserError('usage', `--service ${service}: there is no such folder in the project`);
  let first: Found | undefined;
  for (const stack of candidates(stacks, given.stack)) {
    const found = look(stack, project, given, stacks, { strict: first === undefined, earlier });
    if (found && stack.isService(found.detection))
      return placed(runsElsewhere(found, project, stacks, given, earlier) ?? found, project, stacks, given);
    first ??= found;
  }
  if (first) return placed(first, project, stacks, given);
  // any program is built as it is told, so nothing in a folder is looked for
  const looked = candidates(stacks, given.stack).filter(({ id }) => id !== 'generic' || given.stack === id);
  const where = service === '.' ? `the folder ${project.name}` : service;
  throw new UserError(
    'bad-input',
    `Found nothing to build in ${where}; looked for ${looked.map(({ title }) => title).join(', ')}`,
    'Run it in the folder of a service, where its package.json or the like is; or give --stack generic and say how it is built.',
  );
}

/** What an earlier Dockerfile runs, where the folder's own files show no more than pages: its documentation, mostly. */
function runsElsewhere(
  { stack, detection }: Found,
  project: Project,
  stacks: readonly Stack[],
  given: Given,
  earlier: Earlier | undefined,
): Found | undefined {
  const theirs = stacks.find(({ id }) => id === earlier?.stack);
  if (!theirs || theirs === stack || given.stack !== undefined || detection.answers.start !== null) return undefined;
  const named = look(theirs, project, { ...given, stack: theirs.id }, stacks, { strict: false, earlier });
  return named?.detection.answers.start ? named : undefined;
}

/**
 * The services of several stacks in one folder, where none of them takes the others in (as Django does with a package.json that
 * builds its pages): which is meant only a person knows.
 * @returns in the order of the stacks; empty where there is at most one, or `given.stack` says it
 */
export function contenders(project: Project, stacks: readonly Stack[], given: Given): readonly Found[] {
  if (given.stack !== undefined) return [];
  const service = given.service ?? '.';
  const found = stacks.flatMap((stack) => look(stack, project, given, stacks, { strict: false }) ?? []);
  // what is served as files has no program of its own
  const running = found.filter(
    ({ stack, detection }) => stack.isService(detection) && detection.answers.start !== null,
  );
  const taken = running.some(({ detection }) => detection.includes?.includes(service));
  return running.length < 2 || taken ? [] : running;
}

/** Says why this stack and no other, where the folder has manifests of several. */
function placed(found: Found, project: Project, stacks: readonly Stack[], given: Given): Found {
  const { stack, detection } = found;
  if (given.stack !== undefined) return found;
  const { service = '.' } = given;
  const names = fileNames(project, service);
  const manifestOf = ({ manifests }: Stack) => {
    const name = manifestIn(names, manifests);
    return name === undefined || service === '.' ? name : `${service}/${name}`;
  };
  const own = manifestOf(stack);
  const titled = (others: readonly Stack[]) =>
    others.flatMap((other) => {
      const manifest = manifestOf(other);
      return manifest === undefined || manifest === own ? [] : [`${other.title} (${manifest})`];
    });
  const rank = stacks.indexOf(stack);
  const [passed, after] = [titled(stacks.slice(0, rank)), titled(stacks.slice(rank + 1))];
  if (passed.length + after.length === 0) return found;
  const from = [
    own ?? 'its sources',
    ...(after.length > 0 ? [`before ${after.join(' and ')}`] : []),
    // asked before, and nothing there starts
    ...(passed.length > 0 ? [`for ${passed.join(' and ')} serves nothing here`] : []),
  ].join(', ');
  const detected = [{ what: 'stack', value: stack.id, from }, ...detection.detected];
  const says = stacks.flatMap((other) => (other === stack ? [] : (other.beside?.(project, service) ?? [])));
  return { stack, detection: { ...detection, detected, notes: [...detection.notes, ...says] } };
}

/** What one stack finds; once another one has found something, what it cannot read is not the user's business. */
function look(
  stack: Stack,
  project: Project,
  given: Given,
  stacks: readonly Stack[],
  { strict, earlier }: { readonly strict: boolean; readonly earlier?: Earlier | undefined },
): Found | undefined {
  try {
    const detection = lookWith(stack, project, given, stacks, earlier);
    return detection && { stack, detection };
  } catch (error) {
    if (strict || !(error instanceof UserError)) throw error;
    return undefined;
  }
}

function candidates(stacks: readonly Stack[], id: string | undefined): readonly Stack[] {
  if (id === undefined) return stacks;
  const stack = stacks.find((each) => each.id === id);
  if (stack) return [stack];
  const ids = stacks.map((each) => each.id);
  throw new UserError('usage', `--stack ${id} is not known`, knownHint(id, ids));
}
