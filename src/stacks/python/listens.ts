import type { Project } from '../../core/project.ts';
import { withoutComments } from '../shared/comments.ts';
import { healthRoute, portIn, routesIn, type SaidRoute } from '../shared/listens.ts';
import { inside } from '../shared/paths.ts';
import { portOfFiles, type SaidPort } from '../shared/port-files.ts';
import { pythonSources } from './sources.ts';

/** What the sources say of how a service answers. */
export interface Listens {
  readonly port: SaidPort | undefined;
  /** Whether the sources look at the variable PORT. */
  readonly readsPort: boolean;
  /** Whether anything in the sources listens by itself. */
  readonly opens: boolean;
  readonly health: SaidRoute | null;
  /** Whether the sources end at SIGTERM by themselves. */
  readonly handlesSignals: boolean;
}

/** `os.environ.get("PORT", 8000)`, `env.int("PORT", default=8000)`, `PORT = 8000`, `port: int = 8000`. */
const DEFAULTS: readonly RegExp[] = [
  /["'](?:(?:APP|SERVER|HTTP|WEB)_)?PORT["']\s{0,4},\s{0,4}(?:default\s{0,4}=\s{0,4})?["']?(\d{2,5})\b/g,
  /["'](?:(?:APP|SERVER|HTTP|WEB)_)?PORT["']\s{0,4}\)\s{1,4}or\s{1,4}["']?(\d{2,5})\b/g,
  /\b(?:run|run_app|launch|serve)\([^()]{0,300}?(?:\([^()]{0,100}\)[^()]{0,200}?)?\b(?:server_)?port\s{0,4}=\s{0,4}(\d{2,5})\b/g,
  /\bHTTPServer\(\s{0,4}\(\s{0,4}["'][\w.]{0,40}["']\s{0,4},\s{0,4}(\d{2,5})\b/g,
  /\b(?:make_server|run_simple|WSGIServer)\(\s{0,4}\(?\s{0,4}["'][\w.]{0,40}["']\s{0,4},\s{0,4}(\d{2,5})\b/g,
  /^bind\s{0,4}=\s{0,4}\[?["'][\w.]{0,40}:(\d{2,5})["']/gm,
  /^(?:PORT|port)\s{0,4}(?::\s{0,4}int\s{0,4})?=\s{0,4}(\d{2,5})\b/gm,
];
const OPENS =
  /HTTPServer\(|\brun_app\(|\buvicorn\.run\(|\b(?:app|socketio)\.run\(|\bstart_server\(|\bserve_forever\(|\badd_insecure_port\(|\bTCPSite\(|\.launch\(/;
const SIGNALS = /\bSIGTERM\b|\brun_app\(|\buvicorn\.run\(|\brun_polling\(/;

/** FastAPI's and Flask's decorators, Starlette's Route, Django's path, aiohttp's add_get. */
const routes = (slash: string) =>
  new RegExp(
    String.raw`(?:\.(?:get|route|api_route|head|add_get|add_route)|\b(?:Route|get|route|path|re_path))\(\s{0,20}r?["']\^?(${slash}[\w/-]{1,40})\$?["']`,
    'g',
  );
const ROUTES = routes('/');
/** Django's have no slash before them and mostly one behind. */
const DJANGO_ROUTES = routes('/?');

/** Reads port and health route from the sources, else from files that say a port. */
export function listensOn(project: Project, service: string, django: boolean): Listens {
  const own = pythonSources(project, service);
  const path = inside(service, 'gunicorn.conf.py');
  const conf = own.some((source) => source.path === path) ? undefined : project.text(path);
  const sources = conf === undefined ? own : [...own, { path, text: withoutComments(conf, path) }];
  return {
    port: portIn(sources, DEFAULTS) ?? portOfFiles(project, service),
    readsPort: sources.some(({ text }) => /["']PORT["']/.test(text)),
    opens: sources.some(({ text }) => OPENS.test(text)),
    health: healthRoute(routesIn(sources, django ? DJANGO_ROUTES : ROUTES)),
    handlesSignals: sources.some(({ text }) => SIGNALS.test(text)),
  };
}
