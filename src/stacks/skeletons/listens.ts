import type { Project } from '../../core/project.ts';
import { HEALTH_PATHS } from '../shared/health.ts';
import { portNumber, portOfFiles, type SaidPort } from '../shared/port-files.ts';
import { type Language, lineAt, type Source, sourceReader } from '../shared/sources.ts';
import type { Look } from './skeleton.ts';

/** What the sources of any language say of how a service answers. */
export interface Listens {
  /** Null where nothing in them listens. */
  readonly port: SaidPort | null;
  readonly readsPort: boolean;
  readonly health: { readonly path: string; readonly from: string } | null;
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
const ROUTES = /["'`](\/[\w/-]{1,40})["'`]|\bget\(\s{0,4}"([\w-]{1,40})"/g;

const readers = new WeakMap<Language, ReturnType<typeof sourceReader>>();

/** Reads port and health route from the sources, else from files that say a port. */
export function listensOn(project: Project, service: string, language: Language, look: Look): Listens {
  const read = readers.get(language) ?? sourceReader(language);
  readers.set(language, read);
  const sources = read(project, service);
  const opens = look.port !== undefined || sources.some(({ text }) => OPENS.test(text));
  if (!opens) return { port: null, readsPort: false, health: null };
  return {
    port: first(sources) ?? look.port ?? portOfFiles(project, service) ?? DEFAULT,
    readsPort: sources.some(({ text }) => /["'`]PORT["'`]/.test(text)),
    health: healthOf(sources),
  };
}

function first(sources: readonly Source[]): SaidPort | undefined {
  for (const pattern of PORTS)
    for (const { path, text } of sources)
      for (const match of text.matchAll(pattern)) {
        const port = portNumber(match[1]);
        if (port !== undefined && port >= 1024 && !isComment(text, match.index))
          return { port, from: `${path}:${lineAt(text, match.index)}` };
      }
  return undefined;
}

function isComment(text: string, index: number): boolean {
  return /^\s*(?:\/\/|#(?!include)|--|;|\*)/.test(text.slice(text.lastIndexOf('\n', index) + 1, index));
}

function healthOf(sources: readonly Source[]): Listens['health'] {
  const seen = new Map<string, string>();
  for (const { path, text } of sources)
    for (const match of text.matchAll(ROUTES)) {
      const route = match[1] ?? `/${match[2]}`;
      if (!seen.has(route) && !isComment(text, match.index)) seen.set(route, `${path}:${lineAt(text, match.index)}`);
    }
  const path = HEALTH_PATHS.find((each) => seen.has(each));
  return path === undefined ? null : { path, from: seen.get(path) ?? '' };
}
