import type { Project } from '../../core/project.ts';
import { healthRoute, portIn, routesIn, type SaidRoute } from '../shared/listens.ts';
import { portOfFiles, type SaidPort } from '../shared/port-files.ts';
import { type Language, sourceReader } from '../shared/sources.ts';
import type { Look } from './skeleton.ts';

/** What the sources of any language say of how a service answers. */
export interface Listens {
  /** Null where nothing in them listens. */
  readonly port: SaidPort | null;
  readonly readsPort: boolean;
  readonly health: SaidRoute | null;
}

const DEFAULT: SaidPort = { port: 8080, from: 'default' };
/** A default beside the variable, `port: 8080`, and what opens a port with a number in its hands. */
const PORTS: readonly RegExp[] = [
  /["'`](?:[A-Z]{1,12}_)?PORT["'`][^\n;]{0,80}?\b(\d{2,5})\b/g,
  /\b[Pp]ort\b["']?\s{0,4}(?::\s{0,4}\w{1,20}\s{0,4}=|[:=(]|\s)\s{0,4}(?:\w{1,20}\()?["']?(\d{4,5})\b/g,
  /\b(?:htons|listen|bind|run|serve|start|addListener|create)\(\s{0,8}(?:[^\n()]{0,80},\s{0,8})?["']?(?:0\.0\.0\.0:)?(\d{4,5})\b/g,
  /\b(?:run|scotty|warp)\s{1,4}(\d{4,5})\b/g,
];
const OPENS =
  /\b(?:htons|addListener|shelf_io|HttpServer|TCPServer|HTTP::Server|ServerSocket|run-jetty|run-server|Warp|scotty|httplib|drogon|oatpp|crow|Kemal|Vapor|Hummingbird|warp)\b|\b(?:listen|bind|serve)\(/;
/** `"/healthz"` anywhere, and Vapor's `get("healthz")`. */
const ROUTES = /(?:["'`](?=\/)|\bget\(\s{0,4}")(\/?[\w/-]{1,40})["'`]/g;

const readers = new WeakMap<Language, ReturnType<typeof sourceReader>>();

/** Reads port and health route from the sources, else from files that say a port. */
export function listensOn(project: Project, service: string, language: Language, look: Look): Listens {
  const read = readers.get(language) ?? sourceReader(language);
  readers.set(language, read);
  const sources = read(project, service);
  const opens = look.port !== undefined || sources.some(({ text }) => OPENS.test(text));
  if (!opens) return { port: null, readsPort: false, health: null };
  return {
    port: portIn(sources, PORTS, 1024) ?? look.port ?? portOfFiles(project, service) ?? DEFAULT,
    readsPort: sources.some(({ text }) => /["'`]PORT["'`]/.test(text)),
    health: healthRoute(routesIn(sources, ROUTES)),
  };
}
