import type { Given } from '../../core/answers.ts';
import type { Project } from '../../core/project.ts';
import { inside } from '../shared/paths.ts';
import { mainProcess, type Process, processesOf, processWords } from '../shared/procfile.ts';
import type { Bundle } from '../shared/ruby/bundle.ts';
import { FRAMEWORKS, type Framework } from './frameworks.ts';
import { type Listens, listensOn, saysWhere } from './listens.ts';
import type { Rails } from './rails.ts';
import { type Server, serverOf } from './servers.ts';
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

type Found = Omit<Start, 'listens'>;

const THRUSTER_PORT = 8080;
const BEHIND = 3000;
const SINATRA_PORT = 4567;

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

function fromServer(
  { project, service, given, bundle }: StartInput,
  framework: Framework | null,
  server: Server | undefined,
  listens: Listens,
): Found {
  const from = inside(service, framework?.id === 'rails' ? 'config/application.rb' : 'config.ru');
  const thruster = server !== undefined && (bundle?.gems.has('thruster') ?? false);
  const usual = { port: thruster ? THRUSTER_PORT : (framework?.port ?? 9292), from: 'default' };
  const port =
    given.port == null ? (thruster ? usual : (listens.port ?? usual)) : { port: given.port, from: 'your answer' };
  if (!server) return { framework, words: null, from, port, behind: null, notes: [NO_SERVER] };
  const settings =
    server.settings !== undefined && project.has(inside(service, server.settings)) ? server.settings : null;
  const said = settings !== null && saysWhere(project.text(inside(service, settings)));
  const own = thruster ? (said && listens.variable === null ? (listens.port?.port ?? BEHIND) : BEHIND) : port.port;
  const words = [server.program ?? server.id, ...server.words(own, settings, said)];
  return {
    framework,
    words: thruster ? ['thrust', ...words] : words,
    from,
    port,
    behind: thruster ? own : null,
    notes: server.development ? [`${server.id} is a server for development: add puma to the Gemfile and lock it.`] : [],
  };
}

const NO_SERVER =
  'Nothing among the gems serves the application in production: add puma to the Gemfile and lock it, or say how it starts with --start.';

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

const USUAL = ['main.rb', 'app.rb', 'server.rb', 'bot.rb', 'worker.rb', 'run.rb', 'start.rb', 'application.rb'];
const RUNS =
  /^[ \t]{0,4}(?:if|end if)[ \t]{1,4}(?:__FILE__[ \t]{0,4}==[ \t]{0,4}\$(?:0|PROGRAM_NAME)|\$(?:0|PROGRAM_NAME)[ \t]{0,4}==[ \t]{0,4}__FILE__)/m;
const CLASSIC = /^[ \t]{0,4}require[ (]{1,2}["']sinatra["']/m;

/** A file that serves by itself as soon as it is run: Sinatra's classic style. */
function classicFile(project: Project, service: string): string | undefined {
  return rubySources(project, service).find(({ text }) => CLASSIC.test(text) || /^[ \t]{0,4}run![ \t]+if\b/m.test(text))
    ?.path;
}

/** A file of a usual name, or the only one that runs when it is started. */
function fromFile({ project, service, given }: StartInput, framework: Framework | null, listens: Listens): Found {
  const classic = framework?.id === 'sinatra' ? classicFile(project, service) : undefined;
  const usual = USUAL.map((file) => inside(service, file)).find((path) => project.has(path));
  const running = rubySources(project, service).filter(({ text }) => RUNS.test(text));
  const one = classic ?? usual ?? (running.length === 1 ? running[0]?.path : undefined);
  const path = one !== undefined && /^[\w./-]+$/.test(one) ? one : undefined;
  const file = path === undefined || service === '.' ? path : path.slice(service.length + 1);
  const fallback = {
    port: given.port ?? (classic ? SINATRA_PORT : 8080),
    from: given.port == null ? 'default' : 'your answer',
  };
  const opens = classic !== undefined || listens.opens || file === undefined;
  return {
    framework: classic ? framework : null,
    words: file === undefined ? null : ['ruby', file],
    from: path ?? 'default',
    port: opens && given.port !== null ? (given.port === undefined ? (listens.port ?? fallback) : fallback) : null,
    behind: null,
    notes: [],
  };
}

/** Shells, and what people run while they develop: a container starts neither. */
const UNFIT = /^(?:sh|bash|foreman|overmind|guard|rerun|shotgun)\b|^(?:\.\/)?bin\/dev\b/;
const RUNNERS = /^(?:(?:exec|env)[ \t]{1,4}){0,2}(?:bundle[ \t]{1,4}exec[ \t]{1,4})?(?=[^-\s])/;

function fromProcfile(input: StartInput, found: Found, listens: Listens): Found {
  const { project, service } = input;
  const processes = processesOf(project, service);
  const main = mainProcess(processes);
  const port = found.port?.port ?? listens.port?.port ?? 3000;
  const words = main ? wordsOf(input, main, port) : null;
  const others = processes.filter((each) => each !== main).slice(0, 5);
  const notes = others.flatMap((other) => {
    const [first] = wordsOf(input, other, port) ?? [];
    return first === undefined
      ? []
      : [`${other.from} also has ${other.name}: run the same image with --entrypoint ${first}.`];
  });
  if (!main || words === null) return { ...found, notes: [...found.notes, ...notes] };
  const listening =
    main.name === 'web' || found.port !== null ? (found.port ?? { port, from: listens.port?.from ?? 'default' }) : null;
  const worker =
    main.name !== 'web' &&
    FRAMEWORKS.find(({ words: usual }) => usual?.every((word, index) => word === words[index]) ?? false);
  return {
    ...found,
    framework: worker || found.framework,
    words,
    from: main.from,
    port: worker ? null : listening,
    behind: words[0] === 'thrust' ? (found.behind ?? BEHIND) : null,
    notes: [...found.notes.filter((note) => note !== NO_SERVER), ...notes],
  };
}

/** The words of a process; a script of `bin/` is given to Ruby, as images without a shell have no `env` for its first line. */
function wordsOf({ project, service }: StartInput, process: Process, port: number): string[] | null {
  const variables = { PORT: String(port), RACK_ENV: 'production', RAILS_ENV: 'production', APP_ENV: 'production' };
  const words = processWords(process, { runners: RUNNERS, unfit: UNFIT, variables });
  const script = /^(?:\.\/)?(bin\/[\w.-]{1,60})$/.exec(words?.[0] ?? '')?.[1];
  if (words === null || script === undefined) return words;
  const isRuby = /^#!.{0,60}\bruby\b/.test(project.text(inside(service, script))?.slice(0, 200) ?? '');
  return isRuby ? ['ruby', script, ...words.slice(1)] : null;
}
