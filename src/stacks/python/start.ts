import type { Manifest } from '../shared/python/manifest.ts';
import { type App, applications } from './apps.ts';
import { type Django, djangoOf } from './django.ts';
import { FRAMEWORKS, type Framework } from './frameworks.ts';
import { procfileStart } from './procfile.ts';
import { fromFile, fromPackage, fromScript } from './programs.ts';
import { serverFor } from './servers.ts';
import { PLAIN, type Start, type StartInput, wants } from './starting.ts';

/** Django by its manage.py, an application object of a framework, a script of the package, or a file that runs. */
export function startOf(input: StartInput): Start {
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

function fromDjango({ manifest, port = 8000 }: StartInput, django: Django): Start {
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

function fromApplication(input: StartInput, apps: readonly App[]): Start | undefined {
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
