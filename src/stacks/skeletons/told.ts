import type { Evidence, Question } from '../../core/stack.ts';
import { baseFacts, baseFamily } from '../../images/bases.ts';
import { listeningEvidence } from '../shared/listens.ts';
import { typed } from '../shared/shown.ts';
import type { Listens } from './listens.ts';
import type { Look, Named, Skeleton } from './skeleton.ts';

/** The setting that names the program to build. */
export const PROGRAM = 'program';

/** What detection found beyond the answers. */
export interface SkeletonFacts {
  readonly look: Look;
  readonly listens: Listens;
}

export function evidenceOf(
  look: Look,
  version: Evidence,
  program: Named | undefined,
  { port, health }: Listens,
): Evidence[] {
  return [
    version,
    ...(look.manager ? [{ what: 'packageManager', value: look.manager.name, from: look.manager.from }] : []),
    ...(program ? [{ what: 'start', value: program.name, from: program.from }] : []),
    ...(look.lock === null ? [] : [{ what: 'lock', value: look.lock, from: look.lock }]),
    ...listeningEvidence(port, health),
  ];
}

export function notesOf(look: Look, program: Named | undefined): string[] {
  return [...look.notes, ...lockNotes(look), ...severalNotes(look, program)];
}

function lockNotes({ fetches, lock }: Look): string[] {
  return fetches && lock === null ? ['There is no lock file: nothing holds the packages to what you tested.'] : [];
}

function severalNotes({ programs }: Look, program: Named | undefined): string[] {
  if (program || programs.length < 2) return [];
  const names = programs.map(({ name }) => name).join(', ');
  return [`There are several programs: ${names}. Name one with --set ${PROGRAM}=${typed(programs[0]?.name ?? '')}.`];
}

export function questionsOf(skeleton: Skeleton, look: Look): Question[] {
  const several: Question = {
    name: 'set',
    setting: PROGRAM,
    message: 'Which program',
    kind: 'select',
    choices: look.programs.map(({ name, from }) => ({ value: name, title: name, description: from })),
  };
  const choices = Object.keys(skeleton.bases(look)).map((id) => {
    const family = baseFamily(id);
    return { value: id, title: family?.title ?? id, description: family ? baseFacts(family, skeleton.id) : '' };
  });
  return [
    ...(look.programs.length > 1 ? [several] : []),
    { name: 'start', message: 'Start command (run as it is, without a shell)', kind: 'text' },
    { name: 'port', message: 'Port', kind: 'text', optional: true },
    { name: 'healthcheck', message: 'Path that answers when healthy', kind: 'text', optional: true },
    { name: 'base', message: 'Base image', kind: 'select', choices },
  ];
}
