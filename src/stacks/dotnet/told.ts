import type { Evidence } from '../../core/stack.ts';
import { listeningEvidence } from '../shared/listens.ts';
import { isPages, type Program } from './program.ts';

/** What was found, and what said so. */
export function evidenceOf({ project, target, sdk, framework, publish, lock, answering }: Program): Evidence[] {
  return [
    target.evidence,
    ...(sdk.evidence ? [sdk.evidence] : []),
    ...(framework ? [{ what: 'framework', value: framework.id, from: framework.from }] : []),
    ...(publish.start === null ? [] : [{ what: 'start', value: publish.start.join(' '), from: project.path }]),
    ...(publish.evidence ? [publish.evidence] : []),
    ...(lock.path === null ? [] : [{ what: 'lock', value: '--locked-mode', from: lock.path }]),
    ...listeningEvidence(answering?.port ?? null, answering?.health ?? null, `${project.path}, which is no server`),
  ];
}

/** What the user should know of it. */
export function notesOf({
  target,
  sdk,
  graph,
  lock,
  publish,
  feeds,
  open,
  listens,
  frontEnd,
  project,
  answering,
}: Program): string[] {
  const { health } = listens;
  return [
    ...[target, sdk, graph, lock, publish, feeds, open].flatMap(({ notes }) => notes),
    ...(isPages(project) ? [] : listens.notes),
    ...(answering && answering.health === null && health
      ? [
          `${health.from} answers ${health.path}, which nothing in the image of a self-contained program can ask: an orchestrator can.`,
        ]
      : []),
    ...frontEnd.notes,
  ];
}
