import type { Evidence } from '../../core/stack.ts';
import { listeningEvidence } from '../shared/listens.ts';
import type { PythonFacts } from './detect.ts';

/** What was found, and what said so. */
export function evidenceOf(version: Evidence, facts: PythonFacts, listening: number | null): Evidence[] {
  const { manager, release, start, listens } = facts;
  const { framework, words } = start;
  return [
    version,
    ...(manager ? [manager.evidence] : []),
    ...(release ? [release] : []),
    ...(framework ? [{ what: 'framework', value: framework.id, from: start.from }] : []),
    ...(words ? [{ what: 'start', value: words.join(' '), from: start.from }] : []),
    ...(listening === null
      ? listeningEvidence(null, null)
      : listeningEvidence({ port: listening, from: listens.port?.from ?? 'default' }, listens.health)),
  ];
}

const IN_MEMORY =
  'What Flask keeps in its instance folder is in memory and gone with the container: mount a volume there, or keep it in a database.';

/** What to know of it. */
export function notesOf({ manager, start, indexes, compiled, instance, frontEnd }: PythonFacts): string[] {
  return [
    ...(manager?.notes ?? []),
    ...start.notes,
    ...indexes.notes,
    ...compiled.map(({ note }) => note),
    ...(instance ? [IN_MEMORY] : []),
    ...frontEnd.notes,
  ];
}
