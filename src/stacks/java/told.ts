import type { Evidence } from '../../core/stack.ts';
import { listeningEvidence } from '../shared/listens.ts';
import { relativeTo } from '../shared/paths.ts';
import { shown, typed } from '../shared/shown.ts';
import type { JavaBuild, MainClass } from './build.ts';
import type { JavaFacts, Start } from './detect.ts';
import type { frameworkOf } from './frameworks.ts';
import { MODULE } from './modules.ts';

interface Seen {
  readonly version: Evidence;
  readonly facts: JavaFacts;
  readonly found: ReturnType<typeof frameworkOf>;
  readonly start: Start | undefined;
  readonly chosen: string | undefined;
}

/** What was found, and the file that said so. */
export function evidenceOf({ version, facts, found, start, chosen }: Seen): Evidence[] {
  const { build, listens } = facts;
  return [
    version,
    { what: 'packageManager', value: build.tool, from: build.manifest },
    ...(found ? [{ what: 'framework', value: found.framework.id, from: `${build.manifest} ${found.found}` }] : []),
    ...(chosen === undefined ? [] : [{ what: 'module', value: chosen, from: build.manifest }]),
    { what: 'build', value: build.goals, from: build.shapeFrom },
    ...(start ? [{ what: 'start', value: start.words.join(' '), from: start.from }] : []),
    ...listeningEvidence(listens.port, listens.health),
  ];
}

/** What the user should know of what was found. */
export function notesOf(facts: JavaFacts, mains: readonly MainClass[], starts: boolean): string[] {
  const { build, repositories, unpacks, frontEnd } = facts;
  return [
    ...build.notes,
    ...repositories.notes,
    ...startNotes(build, mains, starts),
    ...(unpacks === undefined
      ? []
      : [
          `${unpacks} runs machine code that it unpacks: its folder for temporary files must allow that, as the printed command does.`,
        ]),
    ...frontEnd.notes,
  ];
}

/** Why it is not known what starts. */
function startNotes(build: JavaBuild, mains: readonly MainClass[], starts: boolean): string[] {
  const { modules, place, shape, manifest } = build;
  const several = modules.length > 1 && shape === null;
  const below = modules.map((path) => relativeTo(place.folder, path)).join(', ');
  return [
    ...(several
      ? [
          `There are several modules that run: ${below}. Name one with --set ${MODULE}=${typed(relativeTo(place.folder, modules[0] ?? '') ?? '')}.`,
        ]
      : []),
    ...(shape === null && !several && build.notes.length === 0
      ? [`${manifest} makes no program that can be started: name a main class in it, or give the start by --start.`]
      : []),
    ...(!starts && mains.length > 1
      ? [
          `Several classes can be started: ${mains
            .slice(0, 5)
            .map(({ value }) => shown(value))
            .join(', ')}. Name one in the build, or by --start.`,
        ]
      : []),
  ];
}
