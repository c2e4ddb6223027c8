import type { Given } from '../../core/answers.ts';
import type { Project } from '../../core/project.ts';
import type { Detection } from '../../core/stack.ts';
import { typed } from '../shared/shown.ts';
import { isPages, lookAt, type Program } from './program.ts';
import { chosenProgram, nothingRuns, PROJECT, type Programs, programsOf, projectName } from './programs.ts';
import type { DotnetProject } from './projects.ts';
import { evidenceOf, notesOf } from './told.ts';

/** What detection found beyond the answers. */
export interface DotnetFacts {
  readonly programs: Programs;
  /** Null until one of several is chosen. */
  readonly program: Program | null;
}

/** Looks at a folder with a project file, or with a solution that lists some. */
export function detectDotnet(project: Project, given: Given): Detection<DotnetFacts> | undefined {
  const service = given.service ?? '.';
  const programs = programsOf(project, service);
  if (!programs) return undefined;
  if (programs.all.length === 0) {
    if (given.stack === 'dotnet') throw nothingRuns(programs);
    return undefined;
  }
  const chosen = chosenProgram(service, programs, given);
  return chosen ? detectProgram(project, given, programs, chosen) : undecided(service, programs);
}

function undecided(service: string, programs: Programs): Detection<DotnetFacts> {
  const names = programs.all.map((each) => projectName(service, each));
  const note = `There are several programs: ${names.join(', ')}. Name one with --set ${PROJECT}=${typed(names[0] ?? '')}.`;
  const answers: Given = { stack: 'dotnet', service, packageManager: null, base: 'distroless', build: null };
  return { stack: 'dotnet', answers, detected: [], notes: [note], secrets: [], facts: { programs, program: null } };
}

function detectProgram(
  project: Project,
  given: Given,
  programs: Programs,
  found: DotnetProject,
): Detection<DotnetFacts> {
  const service = given.service ?? '.';
  const program = lookAt(project, given, found);
  const { target, framework, publish, feeds, frontEnd, graph, answering } = program;
  return {
    stack: 'dotnet',
    answers: {
      stack: 'dotnet',
      service,
      framework: framework?.id ?? null,
      packageManager: null,
      runtimeVersion: given.runtimeVersion ?? target.version,
      base: 'distroless',
      build: null,
      start: publish.start,
      ...(programs.all.length > 1 ? { set: { [PROJECT]: projectName(service, found) } } : {}),
      port: answering?.port.port ?? null,
      healthcheck: answering?.health?.path ?? null,
    },
    detected: [...evidenceOf(program), ...frontEnd.detected],
    notes: notesOf(program),
    secrets: [...feeds.secrets, ...frontEnd.secrets],
    includes: [...frontEnd.includes, ...graph.projects.filter(isPages).map(({ folder }) => folder)],
    facts: { programs, program },
  };
}
