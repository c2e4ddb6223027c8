import type { Given } from '../../core/answers.ts';
import type { Project } from '../../core/project.ts';
import { inside } from '../shared/paths.ts';
import type { Bundle } from '../shared/ruby/bundle.ts';
import { FRAMEWORKS, type Framework } from './frameworks.ts';
import { type Listens, listensOn } from './listens.ts';
import { fromProcfile } from './procfile.ts';
import type { Rails } from './rails.ts';
import { classicFile, fromFile } from './running-file.ts';
import { fromServer } from './served.ts';
import { serverOf } from './servers.ts';
import { rubySources } from './sources.ts';

/** How a service starts, and where it listens. */
export interface Start {
  readonly framework: Framework | null;
  /** Null when nothing that could serve or run was found: it has to be asked. */
  readonly words: readonly string[] | null;
  readonly from: string;
  readonly listens: Listens;
  /** Null for a worker: nothing in it listens. */
  readonly port: { readonly port: number; readonly from: string } | null;
  /** Where the server listens behind Thruster; null without it. */
  readonly behind: number | null;
  readonly notes: readonly string[];
}

export interface StartInput {
  readonly project: Project;
  readonly service: string;
  readonly given: Given;
  readonly bundle: Bundle | undefined;
  readonly rails: Rails | null;
}

/** The same before the sources were asked how it answers. */
export type Found = Omit<Start, 'listens'>;

/** What a Procfile says, a server for config.ru, a worker of a queue, or a file that runs. */
export function startOf(input: StartInput): Start {
  const { project, service, given, bundle } = input;
  const framework = frameworkOf(input);
  const rackup = input.rails !== null || project.has(inside(service, 'config.ru'));
  const server = rackup && framework?.kind !== 'worker' ? serverOf(bundle?.gems) : undefined;
  const listens = listensOn(project, service, server);
  const found =
    (framework?.kind === 'worker' && fromWorker(input, framework)) ||
    (rackup && fromServer(input, framework, server, listens)) ||
    fromFile(input, framework, listens);
  const said = given.framework === undefined ? fromProcfile(input, found, listens) : found;
  return { ...said, listens: said.framework?.id === 'sinatra' && !rackup ? { ...listens, variable: 'PORT' } : listens };
}

/** What is named, else what is served, else what takes work from a queue. */
function frameworkOf({ project, service, given, bundle, rails }: StartInput): Framework | null {
  const there = FRAMEWORKS.filter(({ packages }) => packages.some((name) => bundle?.gems.has(name)));
  if (given.framework !== undefined) return FRAMEWORKS.find(({ id }) => id === given.framework) ?? null;
  const rackup = project.has(inside(service, 'config.ru'));
  const served = there.find(({ id, kind }) => kind === 'rack' && (id === 'rails' ? rails !== null : rackup));
  const classic = there.find(({ id }) => id === 'sinatra' && classicFile(project, service) !== undefined);
  return served ?? classic ?? there.find(({ kind }) => kind === 'worker') ?? null;
}

function fromWorker({ project, service, bundle, rails }: StartInput, framework: Framework): Found {
  const sources = rubySources(project, service).filter(({ text }) => /\bSidekiq\b/.test(text));
  const path = sources.find((source) => /\bSidekiq\.configure_server\b/.test(source.text)) ?? sources[0];
  const file = path && service !== '.' ? path.path.slice(service.length + 1) : path?.path;
  const required = framework.id === 'sidekiq' && rails === null && file !== undefined ? ['-r', `./${file}`] : [];
  const words = [...(framework.words ?? []), ...required];
  const missing = framework.id === 'sidekiq' && rails === null && file === undefined;
  return {
    framework,
    words: missing ? null : words,
    from: path?.path ?? bundle?.lock?.path ?? bundle?.manifest.path ?? 'default',
    port: null,
    behind: null,
    notes: [],
  };
}
