import type { Given } from '../../core/answers.ts';
import type { Project } from '../../core/project.ts';
import { type FrontEnd, frontEndContext } from '../node/front-end/index.ts';
import type { SaidRoute } from '../shared/listens.ts';
import type { SaidPort } from '../shared/port-files.ts';
import type { Needs } from './bases.ts';
import { type Framework, frameworkOf } from './frameworks.ts';
import { type Graph, graphOf } from './graph.ts';
import { type Listens, listensOn } from './listens.ts';
import { type Feeds, feedsOf, type Lock, lockOf } from './nuget.ts';
import { openNotes } from './open-files.ts';
import { canAsk } from './probe.ts';
import { type DotnetProject, readDotnetProject } from './projects.ts';
import { type Publish, publishOf } from './publish.ts';
import { refuseBase } from './refuse.ts';
import { findSpa } from './spa.ts';
import { type RuntimeVersion, runtimeVersion, type SdkVersion, sdkVersion } from './versions.ts';

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

/** Looks at a project with all that it is built with. */
export function lookAt(project: Project, given: Given, found: DotnetProject): Program {
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

/** Whether a browser runs it. */
export function isPages({ kind }: DotnetProject): boolean {
  return kind === 'wasm';
}
