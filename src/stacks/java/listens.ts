import type { Project } from '../../core/project.ts';
import { healthRoute, portIn, routesIn } from '../shared/listens.ts';
import { portNumber, portOfFiles, type SaidPort } from '../shared/port-files.ts';
import type { Source } from '../shared/sources.ts';
import type { JavaBuild } from './build.ts';
import { type Framework, frameworkOf } from './frameworks.ts';
import { readSettings, type Setting, variableAndDefault } from './settings.ts';
import { javaSources } from './sources.ts';

/** What a service's settings and sources say of how it answers. */
export interface Listens {
  /** Null for a worker: nothing in it listens. */
  readonly port: SaidPort | null;
  /** The variable that tells the service its port, or null when it goes its own way. */
  readonly variable: string | null;
  readonly health: { readonly path: string; readonly from: string; readonly port: number | null } | null;
}

/** A default beside the variable, a constant, or what a server is made with. */
const DEFAULTS: readonly RegExp[] = [
  /["']PORT["']\s{0,4}(?:,|\)\s{0,4}(?:\??\.to\w{1,12}\(\)\s{0,4})?(?:\?:|\.getOrElse\(|\.orElse\())\s{0,4}["']?(\d{2,5})\b/g,
  /\bembeddedServer\([^()]{0,80}?(?:\bport\s{0,4}=\s{0,4}|,\s{0,4})(\d{2,5})\b/g,
  /\bnew InetSocketAddress\(\s{0,4}(?:"[\w.]{0,40}"\s{0,4},\s{0,4})?(\d{2,5})\s{0,4}\)/g,
  /\.(?:start|port|listen|bind|setPort|withPort|newServerAt)\(\s{0,4}(?:"[\w.]{0,40}"\s{0,4},\s{0,4})?(\d{2,5})\b/g,
  /\b(?:port|PORT|Port|DEFAULT_PORT|SERVER_PORT)\s{0,4}(?::\s{0,4}Int\s{0,4})?=\s{0,4}(\d{2,5})\b/g,
  /\bport"(\d{2,5})"/g,
];
const OPENS =
  /\bembeddedServer\(|\bHttpServer\b|\bServerSocket\(|\.createHttpServer\(|\bJavalin\.create|\bUndertow\b|\bWebServer\b|\bServerBuilder\b|\bEmberServerBuilder\b|\bBlazeServerBuilder\b|\bServer\.serve\(|\bnew Server\(|\bTomcat\(|\bEngineMain\b|\.asServer\(|\bnewServerAt\(|\bspark\.Spark\b/;
const READS_PORT = /["']PORT["']/;
/** Spring's and Micronaut's annotations, JAX-RS' path, and what routers call theirs. */
const ROUTES =
  /(?:@(?:GetMapping|RequestMapping|Get|Path|HttpExchange)\(\s{0,4}(?:(?:value|path|uri)\s{0,4}=\s{0,4})?\{?|\b(?:get|GET|route|Get|path|createContext|handle|any)\(\s{0,4}|^GET[ \t]{1,20})"?(\/[\w/-]{1,40})/gm;
/** What says that a Spring application answers requests. */
const SPRING_WEB =
  /^org\.springframework\.boot:spring-boot-(?:starter-)?(?:web|webmvc|webflux|web-services|webservices|websocket|jersey|graphql|data-rest|hateoas|tomcat|jetty|undertow|thymeleaf|rsocket|actuator)$/;
const SPRING_SOURCE = /@(?:Rest)?Controller\b|\bRouterFunction\b/;

/** Reads port, variable and health route from settings and sources, else from files that say a port. */
export function listensOn(project: Project, folder: string, build: JavaBuild): Listens {
  const framework = frameworkOf(build.dependencies)?.framework;
  const settings = readSettings(project, folder);
  const sources = javaSources(project, folder);
  if (!listens(framework, build, settings, sources)) return { port: null, variable: null, health: null };
  const said = framework?.setting ? settings.get(framework.setting) : undefined;
  const written = said && variableAndDefault(said.value);
  const number = portNumber(written?.text);
  const fromSettings = said && number !== undefined ? { port: number, from: said.from } : undefined;
  const port = fromSettings ??
    portIn(sources, DEFAULTS) ??
    portOfFiles(project, folder) ?? { port: framework?.port ?? 8080, from: 'default' };
  const reads = sources.some(({ text }) => READS_PORT.test(text)) ? 'PORT' : null;
  const variable = written?.variable ?? reads ?? framework?.variable ?? null;
  return { port, variable, health: healthOf(framework, build, settings, sources) };
}

function listens(
  framework: Framework | undefined,
  build: JavaBuild,
  settings: ReadonlyMap<string, Setting>,
  sources: readonly Source[],
): boolean {
  if (framework?.id === 'spring-boot')
    return (
      [...build.dependencies.keys()].some((name) => SPRING_WEB.test(name)) ||
      settings.has('server.port') ||
      sources.some(({ text }) => SPRING_SOURCE.test(text))
    );
  if (build.shape === 'war') return true;
  // the name of a framework that has more than a server in it says nothing yet
  if (framework && framework.id !== 'vertx') return true;
  return sources.some(({ text }) => OPENS.test(text));
}

/** The route of the framework's own library, else one of the sources'. */
function healthOf(
  framework: Framework | undefined,
  { dependencies, manifest }: JavaBuild,
  settings: ReadonlyMap<string, Setting>,
  sources: readonly Source[],
): Listens['health'] {
  const prefix = (framework?.prefixes ?? []).map((key) => settings.get(key)).find((one) => one !== undefined);
  const before = prefix && /^\/?[\w/-]{1,60}$/.test(prefix.value) ? `/${prefix.value.replace(/^\/|\/$/g, '')}` : '';
  const library = framework?.health;
  const found = library?.packages.find((name) => dependencies.has(name));
  if (library && found !== undefined) return libraryHealth(library, `${manifest} ${found}`, settings, before);
  const route = healthRoute(routesIn(sources, ROUTES));
  return route && { ...route, path: `${before === '/' ? '' : before}${route.path}`, port: null };
}

/** A route of a library's; with a port of its own it does not stand below the service's paths. */
function libraryHealth(
  library: NonNullable<Framework['health']>,
  from: string,
  settings: ReadonlyMap<string, Setting>,
  before: string,
): NonNullable<Listens['health']> {
  const moved = library.below === null ? undefined : settings.get(library.below);
  const own = portNumber(
    library.port === null ? undefined : variableAndDefault(settings.get(library.port)?.value ?? '').text,
  );
  const last = library.path.slice(library.path.lastIndexOf('/', 9));
  const path =
    moved && /^\/[\w/-]{0,60}$/.test(moved.value) ? `${moved.value.replace(/\/$/, '')}${last}` : library.path;
  return { path: own === undefined && before !== '/' ? `${before}${path}` : path, from, port: own ?? null };
}
