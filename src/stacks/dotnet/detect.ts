import type { Given } from '../../core/answers.ts';
import type { Project } from '../../core/project.ts';
import type { Detection, Evidence } from '../../core/stack.ts';
import { type FrontEnd, frontEndContext } from '../node/front-end/index.ts';
import { listeningEvidence, type SaidRoute } from '../shared/listens.ts';
import type { SaidPort } from '../shared/port-files.ts';
import { typed } from '../shared/shown.ts';
import type { Needs } from './bases.ts';
import { type Framework, frameworkOf } from './frameworks.ts';
import { type Graph, graphOf } from './graph.ts';
import { type Listens, listensOn } from './listens.ts';
import { type Feeds, feedsOf, type Lock, lockOf } from './nuget.ts';
import { openNotes } from './open-files.ts';
import { canAsk } from './probe.ts';
import { chosenProgram, nothingRuns, PROJECT, type Programs, programsOf, projectName } from './programs.ts';
import { type DotnetProject, readDotnetProject } from './projects.ts';
import { type Publish, publishOf } from './publish.ts';
import { refuseBase } from './refuse.ts';
import { findSpa } from './spa.ts';
import { type RuntimeVersion, runtimeVersion, type SdkVersion, sdkVersion } from './versions.ts';

/** What detection found beyond the answers. */
export interface DotnetFacts {
  readonly programs: Programs;
  /** Null until one of several is chosen. */
  readonly program: Program | null;
}

/** The program that is published. */
export interface Program {
  readonly project: DotnetProject;
  readonly target: RuntimeVersion;
  readonly framework: Framework | null;
  readonly publish: Publish;
  readonly needs: Needs;
  readonly graph: Graph;
  readonly feeds: Feeds;
  /** Credentials that lie open in its own files. */
  readonly open: { readonly notes: readonly string[] };
  readonly lock: Lock;
  readonly listens: Listens;
  readonly frontEnd: FrontEnd;
  readonly sdk: SdkVersion;
  /** Where it answers, or null for what only works. */
  readonly answering: Answering | null;
}

interface Answering {
  readonly port: SaidPort;
  readonly health: SaidRoute | null;
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

function lookAt(project: Project, given: Given, found: DotnetProject): Program {
  const target = runtimeVersion(project, found.folder, found);
  const chosen = target.several && target.framework ? readDotnetProject(project, found.path, target.framework) : found;
  const version = given.runtimeVersion ?? target.version;
  const sdk = sdkVersion(project, found.folder, version);
  const feeds = feedsOf(project, found.folder);
  const graph = graphOf(project, given.service ?? '.', chosen, feeds.configs);
  const lock = lockOf(project, chosen, graph);
  const publish = publishOf(chosen, lock);
  const needs: Needs = { ...publish.needs(graph), sdk: sdk.version };
  refuseBase(given, version, needs, sdk, found.path);
  const listens = listensOn(project, found.folder);
  const frontEnd = findSpa(project, given, chosen, graph);
  const open = { notes: openNotes(project, graph) };
  const context = frontEndContext(frontEnd, graph.context);
  const said = { target, sdk, feeds, open, graph: { ...graph, context }, lock, publish, needs, listens, frontEnd };
  return {
    project: chosen,
    ...said,
    framework: frameworkOf(chosen, graph),
    answering: answeringOf(chosen, publish, listens, given),
  };
}

function isPages({ kind }: DotnetProject): boolean {
  return kind === 'wasm';
}

/** Servers answer, and so does a program that says a port; nginx answers for pages. */
function answeringOf(
  project: DotnetProject,
  { mode }: Publish,
  { port, health }: Listens,
  { base }: Given,
): Answering | null {
  const usual = { port: 8080, from: 'default' };
  if (isPages(project)) return { port: usual, health: { path: '/healthz', from: 'nginx' } };
  if (project.kind !== 'web' && port === undefined) return null;
  return { port: port ?? usual, health: canAsk(mode, base) ? health : null };
}

function notesOf({
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

function evidenceOf({ project, target, sdk, framework, publish, lock, answering }: Program): Evidence[] {
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
