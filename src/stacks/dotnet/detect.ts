import type { Given } from '../../core/answers.ts';
import type { Project } from '../../core/project.ts';
import type { Detection, Evidence } from '../../core/stack.ts';
import type { FrontEnd } from '../front-end/index.ts';
import type { Needs } from './bases.ts';
import { type Framework, frameworkOf } from './frameworks.ts';
import { type Graph, graphOf } from './graph.ts';
import { type Listens, listensOn } from './listens.ts';
import { type Feeds, feedsOf, type Lock, lockOf } from './nuget.ts';
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
  readonly lock: Lock;
  readonly listens: Listens;
  readonly frontEnd: FrontEnd;
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
  const note = `There are several programs: ${names.join(', ')}. Name one with --set ${PROJECT}=${names[0]}.`;
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
  const target = runtimeVersion(project, found.folder, found);
  const chosen = target.several && target.framework ? readDotnetProject(project, found.path, target.framework) : found;
  const version = given.runtimeVersion ?? target.version;
  const sdk = sdkVersion(project, found.folder, version);
  const feeds = feedsOf(project, found.folder);
  const graph = graphOf(project, service, chosen, feeds.configs);
  const lock = lockOf(project, chosen, graph);
  const publish = publishOf(chosen, lock);
  const needs: Needs = { ...publish.needs(graph), sdk: sdk.version };
  const framework = frameworkOf(chosen, graph);
  const listens = listensOn(project, found.folder);
  refuseBase(given, version, needs, sdk, found.path);
  const frontEnd = findSpa(project, given, chosen, graph);
  const program: Program = {
    ...{ project: chosen, target, framework, needs, graph, feeds, lock, listens, frontEnd },
    publish,
  };
  const pages = chosen.kind === 'wasm';
  const serves = pages || chosen.kind === 'web' || listens.port !== undefined;
  return {
    stack: 'dotnet',
    answers: {
      stack: 'dotnet',
      service,
      framework: framework?.id ?? null,
      packageManager: null,
      runtimeVersion: version,
      base: 'distroless',
      build: null,
      start: publish.start,
      ...(programs.all.length > 1 ? { set: { [PROJECT]: projectName(service, found) } } : {}),
      port: serves ? (listens.port?.port ?? 8080) : null,
      healthcheck: pages ? '/healthz' : serves ? (listens.health?.path ?? null) : null,
    },
    detected: [...evidenceOf(program, sdk, serves), ...frontEnd.detected],
    notes: [
      ...target.notes,
      ...sdk.notes,
      ...graph.notes,
      ...lock.notes,
      ...publish.notes,
      ...feeds.notes,
      ...(pages ? [] : listens.notes),
      ...frontEnd.notes,
    ],
    secrets: [...feeds.secrets, ...frontEnd.secrets],
    includes: [
      ...frontEnd.includes,
      ...graph.projects.filter(({ kind }) => kind === 'wasm').map(({ folder }) => folder),
    ],
    facts: { programs, program },
  };
}

function evidenceOf(
  { project, target, framework, publish, lock, listens }: Program,
  sdk: SdkVersion,
  serves: boolean,
): Evidence[] {
  const { port, health } = listens;
  return [
    target.evidence,
    ...(sdk.evidence ? [sdk.evidence] : []),
    ...(framework ? [{ what: 'framework', value: framework.id, from: framework.from }] : []),
    ...(publish.start === null ? [] : [{ what: 'start', value: publish.start.join(' '), from: project.path }]),
    ...(publish.evidence ? [publish.evidence] : []),
    ...(lock.path === null ? [] : [{ what: 'lock', value: '--locked-mode', from: lock.path }]),
    {
      what: 'port',
      value: serves ? String(port?.port ?? 8080) : 'none',
      from: serves ? (port?.from ?? 'default') : `${project.path}, which is no server`,
    },
    ...(serves && health ? [{ what: 'healthcheck', value: health.path, from: health.from }] : []),
  ];
}
