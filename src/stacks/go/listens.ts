import type { Project } from '../../core/project.ts';
import { healthRoute, portIn, routesIn, type SaidRoute } from '../shared/listens.ts';
import { portOfFiles, type SaidPort } from '../shared/port-files.ts';
import { goSources } from './sources.ts';

/** What the sources say of how a service answers. */
export interface Listens {
  /** Null for a worker: nothing in its sources listens. */
  readonly port: SaidPort | null;
  /** Whether the sources look at the variable PORT, as gin and many others do on their own. */
  readonly readsPort: boolean;
  /** A health route, and where it stands. */
  readonly health: SaidRoute | null;
}

/** A default beside the variable: `getenv("PORT", "8080")`, `port := "8080"`, `flag.Int("port", 8080, …)`. */
const DEFAULTS: readonly RegExp[] = [
  /["'](?:[A-Z]{1,12}_)?PORT["']\s{0,4},\s{0,4}["']?:?(\d{2,5})\b/g,
  /\b(?:port|PORT|Port|addr|Addr)\s{0,4}(?::=|=|:)\s{0,4}["'`]?(?:0\.0\.0\.0)?:?(\d{2,5})\b/g,
  /\bflag\.\w{1,12}\(\s{0,4}"(?:http-?|listen-?)?(?:port|addr|address)"\s{0,4},\s{0,4}"?(?:0\.0\.0\.0)?:?(\d{2,5})\b/g,
];
/** `ListenAndServe(":8080"`, gin's Run, Echo's Start, Fiber's Listen, `net.Listen("tcp", ":50051")`. */
const LITERALS: readonly RegExp[] = [
  /\.(?:ListenAndServe|ListenAndServeTLS|Run|Start|Listen)\(\s{0,4}"(?:0\.0\.0\.0)?:(\d{2,5})"/g,
  /\bListen\(\s{0,4}"tcp[46]?"\s{0,4},\s{0,4}"(?:0\.0\.0\.0)?:(\d{2,5})"/g,
];
const LISTENS = /\.(?:ListenAndServe(?:TLS)?|Run|Start|Listen|Serve(?:TLS)?|RunTLS)\(|\bListen\(\s{0,4}"tcp/;
/** What frameworks listen on when nothing is said. */
const PLAIN_RUN = /\.Run\(\s{0,4}\)/;
const DEFAULT_PORT = 8080;

const ROUTES = /\.(?:GET|Get|HandleFunc|Handle|Any|All)\(\s{0,4}"(?:GET )?(\/[\w/-]{1,40})"/g;

/** Reads port and health route from the sources, else from files that say a port. */
export function listensOn(project: Project, service: string): Listens {
  const sources = goSources(project, service);
  const said = portIn(sources, [...DEFAULTS, ...LITERALS]) ?? portOfFiles(project, service);
  const opens = sources.find(({ text }) => LISTENS.test(text));
  const usual = opens && PLAIN_RUN.test(opens.text) ? { port: DEFAULT_PORT, from: opens.path } : undefined;
  const fallback = opens || sources.length === 0 ? { port: DEFAULT_PORT, from: 'default' } : null;
  const port = opens || sources.length === 0 ? (said ?? usual ?? fallback) : null;
  const readsPort = sources.some(({ text }) => /["`]PORT["`]/.test(text) || PLAIN_RUN.test(text));
  return { port, readsPort, health: port === null ? null : healthRoute(routesIn(sources, ROUTES)) };
}
