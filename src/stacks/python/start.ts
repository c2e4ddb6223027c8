import type { Given } from '../../core/answers.ts';
import type { Project } from '../../core/project.ts';
import { inside } from '../shared/paths.ts';
import type { Manifest } from '../shared/python/manifest.ts';
import type { Source } from '../shared/sources.ts';
import { type App, applications } from './apps.ts';
import { type Django, djangoOf } from './django.ts';
import { FRAMEWORKS, type Framework } from './frameworks.ts';
import { procfileStart } from './procfile.ts';
import { serverFor } from './servers.ts';
import { pythonSources } from './sources.ts';

/** How a service starts, and what that needs of the image. */
export interface Start {
  readonly framework: Framework | null;
  /** Null when nothing that could serve or run was found: it has to be asked. */
  readonly words: readonly string[] | null;
  readonly from: string;
  /** The folder that modules are found in, below the service's; `.` for the folder itself. */
  readonly root: string;
  /** Where the process starts, below the service's folder: beside manage.py. */
  readonly home: string;
  readonly django: Django | null;
  readonly notes: readonly string[];
}

interface Input {
  readonly project: Project;
  readonly service: string;
  readonly given: Given;
  readonly manifest: Manifest | undefined;
  readonly port: number | undefined;
}

/** Django by its manage.py, an application object of a framework, a script of the package, or a file that runs. */
export function startOf(input: Input): Start {
  const { project, service, manifest, given } = input;
  const django = djangoOf(project, service);
  const found =
    (wants(input, 'django') && django && fromDjango(input, django)) ||
    fromApplication(input, applications(project, service, manifest)) ||
    fromScript(input) ||
    fromPackage(manifest) ||
    fromFile(input);
  const said =
    given.framework === undefined ? procfileStart(project, service, input.port ?? found.framework?.port ?? 8000) : null;
  return said === null ? found : { ...found, words: said.words, from: said.from, notes: [] };
}

function wants({ given }: Input, framework: string): boolean {
  return given.framework === undefined || given.framework === framework;
}

const PLAIN = { framework: null, root: '.', home: '.', django: null, notes: [] } as const;

function fromDjango({ manifest, port = 8000 }: Input, django: Django): Start {
  const framework = FRAMEWORKS.find(({ id }) => id === 'django') as Framework;
  const first: 'wsgi' | 'asgi' = manifest?.packages.has('channels') || django.wsgi === null ? 'asgi' : 'wsgi';
  const kinds = first === 'asgi' ? (['asgi', 'wsgi'] as const) : (['wsgi', 'asgi'] as const);
  const base = { ...PLAIN, framework, home: django.home, django, from: django.from };
  for (const kind of kinds) {
    const server = django[kind] === null ? undefined : serverFor(kind, manifest, null);
    if (server && django[kind] !== null)
      return { ...base, words: [server.program ?? server.id, ...server.words(django[kind], kind, port, false)] };
  }
  return { ...base, words: null, notes: [noServer('gunicorn', 'Django')] };
}

function fromApplication(input: Input, apps: readonly App[]): Start | undefined {
  const { manifest, port } = input;
  const app = apps.find(({ framework }) => wants(input, framework.id));
  if (!app) return undefined;
  const { framework, module, name, root, factory, from } = app;
  const base = { ...PLAIN, framework, root, from };
  if (framework.kind === 'worker')
    return { ...base, words: ['celery', '-A', `${module}:${name}`, 'worker', '--loglevel=INFO'] };
  const kind = framework.kind === 'asgi' ? 'asgi' : 'wsgi';
  const server = serverFor(kind, manifest, broughtBy(framework, manifest));
  if (!server)
    return { ...base, words: null, notes: [noServer(kind === 'asgi' ? 'uvicorn' : 'gunicorn', framework.title)] };
  const words = server.words(`${module}:${name}`, kind, port ?? framework.port ?? 8000, factory);
  return { ...base, words: [server.program ?? server.id, ...words] };
}

/** The server that comes with the framework itself, or with one of its extras. */
function broughtBy({ brings, packages }: Framework, manifest: Manifest | undefined): string | null {
  if (!brings) return null;
  const extras = packages.flatMap((name) => manifest?.packages.get(name)?.extras ?? []);
  return brings.extras.length === 0 || extras.some((extra) => brings.extras.includes(extra)) ? brings.server : null;
}

function noServer(server: string, title: string): string {
  return `Nothing among the dependencies serves ${title} in production: add ${server} and lock it, or say how it starts with --start.`;
}

/** What a framework's own file looks like, where a file is started as it is. */
const SCRIPTS: Readonly<Record<string, RegExp>> = {
  streamlit: /^(?:import|from)[ \t]{1,4}streamlit\b/m,
  gradio: /\.launch\(/,
  aiohttp: /\brun_app\(/,
};

function fromScript(input: Input): Start | undefined {
  const { project, service, manifest } = input;
  const sources = pythonSources(project, service);
  for (const framework of FRAMEWORKS.filter(
    ({ kind, makes }) => (kind === 'script' || kind === 'worker') && makes.length === 0,
  )) {
    if (!wants(input, framework.id) || !framework.packages.some((name) => manifest?.packages.has(name))) continue;
    if (framework.id === 'rq' && !sources.some(({ text }) => /\bFlask\(|\bFastAPI\(/.test(text)))
      return { ...PLAIN, framework, words: ['rq', 'worker', '--with-scheduler'], from: 'rq' };
    const source = sources.find(({ path, text }) => SCRIPTS[framework.id]?.test(text) && /^[\w./-]+$/.test(path));
    if (!source) continue;
    const path = relative(service, source.path);
    const words = framework.id === 'streamlit' ? ['streamlit', 'run', path] : ['python', path];
    return { ...PLAIN, framework, words, from: source.path };
  }
  return undefined;
}

/** The one program that a package brings, or the one that is called like the package. */
function fromPackage(manifest: Manifest | undefined): Start | undefined {
  if (!manifest?.packaged) return undefined;
  const names = [...manifest.scripts.keys()].filter((name) => /^[A-Za-z0-9][\w.-]{0,60}$/.test(name));
  const [only] = names;
  if (only === undefined || names.length > 1) return undefined;
  return { ...PLAIN, words: [only], from: `${manifest.path} scripts.${only}` };
}

const USUAL = [
  'main.py',
  'app.py',
  'bot.py',
  'worker.py',
  'run.py',
  'server.py',
  'start.py',
  '__main__.py',
  'src/main.py',
  'app/main.py',
  'src/bot.py',
  'bot/main.py',
];
const RUNS = /^if[ \t]{1,4}__name__[ \t]{0,4}==[ \t]{0,4}["']__main__["']/m;

/** A file of a usual name, or the only one that runs when it is started. */
function fromFile({ project, service }: Input): Start {
  const usual = USUAL.find((file) => project.has(inside(service, file)));
  if (usual !== undefined) return { ...PLAIN, words: ['python', usual], from: inside(service, usual) };
  const running = pythonSources(project, service).filter(({ text }) => RUNS.test(text));
  const module = running.find(({ path }) => path.endsWith('/__main__.py'));
  const [only, ...others] = module ? [module] : running;
  if (!only || others.length > 0) return { ...PLAIN, words: null, from: 'default' };
  return { ...PLAIN, words: ['python', ...scriptWords(service, only)], from: only.path };
}

/** `python -m package` for a package's `__main__.py`, else the file. */
function scriptWords(service: string, { path }: Source): string[] {
  const file = relative(service, path);
  const module = /^([\w/]+)\/__main__\.py$/.exec(file)?.[1];
  return module === undefined ? [file] : ['-m', module.replaceAll('/', '.')];
}

function relative(service: string, path: string): string {
  return service === '.' ? path : path.slice(service.length + 1);
}
