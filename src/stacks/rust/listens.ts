import { type Project, readToml, valueAt } from '../../core/project.ts';
import { healthRoute, portIn, routesIn, type SaidRoute } from '../shared/listens.ts';
import { inside } from '../shared/paths.ts';
import { portNumber, portOfFiles, type SaidPort } from '../shared/port-files.ts';
import { lineAt, type Source } from '../shared/sources.ts';
import type { Framework } from './frameworks.ts';
import { rustSources } from './sources.ts';

/** What the sources say of how a service answers. */
export interface Listens {
  /** Null for a worker: nothing in its sources listens. */
  readonly port: SaidPort | null;
  /** Whether the sources look at the variable PORT. */
  readonly readsPort: boolean;
  /** A health route, and where it stands. */
  readonly health: SaidRoute | null;
  /** Where the sources listen to their own machine only, which is nobody in a container; null where they do not. */
  readonly loopback: string | null;
}

/** A default beside the variable, of clap, of a constant: `env::var("PORT").unwrap_or("3000".into())`, `const PORT: u16 = 3000`. */
const DEFAULTS: readonly RegExp[] = [
  /"(?:[A-Z]{1,12}_)?PORT"\s{0,4}\)[^;{}]{0,160}?\bunwrap_or\w{0,5}\([^;{}0-9]{0,24}?"?(\d{2,5})\b/g,
  /\benv\s{0,4}=\s{0,4}"(?:[A-Z]{1,12}_)?PORT"[^\])]{0,120}?\bdefault_value\w{0,2}\s{0,4}=\s{0,4}"?(\d{2,5})\b/g,
  /\bdefault_value\w{0,2}\s{0,4}=\s{0,4}"?(\d{2,5})\b[^\]]{0,200}\]\s{0,20}(?:pub )?\w{0,20}port\b/g,
  /\b(?:port|PORT)\s{0,4}(?::\s{0,4}u16\s{0,4})?=\s{0,4}"?(\d{2,5})\b/g,
];
/** `"0.0.0.0:3000"`, `("0.0.0.0", 8080)`, `([0, 0, 0, 0], 3030)`, `Ipv4Addr::UNSPECIFIED, 8080`. */
const HOST = String.raw`(?:0\.0\.0\.0|127\.0\.0\.1|localhost|\[::1?\])`;
const LITERALS: readonly RegExp[] = [
  new RegExp(`"(?:https?://)?${HOST}:(\\d{2,5})"`, 'g'),
  new RegExp(`"${HOST}"\\s{0,4},\\s{0,4}(\\d{2,5})\\b`, 'g'),
  /\[\s{0,4}(?:0|127)\s{0,4},\s{0,4}0\s{0,4},\s{0,4}0\s{0,4},\s{0,4}[01]\s{0,4}\]\s{0,4},\s{0,4}(\d{2,5})\b/g,
  /\b(?:UNSPECIFIED|LOCALHOST)(?:\.into\(\))?\)?\s{0,4},\s{0,4}(\d{2,5})\b/g,
];
const LISTENS =
  /\baxum::serve\(|\bTcpListener\s{0,4}::\s{0,4}(?:bind|new)\(|\bHttpServer::new\(|\brocket::(?:build|custom|ignite)\(|#\[(?:rocket::)?launch\]|\bwarp::serve\(|\bServer::(?:new|bind|builder)\(|\baxum_server::bind|\bhyper::server\b/;
/** Where the address is one that only the machine itself reaches. */
const LOOPBACK =
  /\b(?:bind|new|serve|run|from)\(\s{0,8}\(?\s{0,8}(?:\[\s{0,4}127\s{0,4},|"(?:127\.0\.0\.1|localhost)[":])/g;

/** Axum, actix and Poem with a slash before the route, Warp and Salvo without. */
const ROUTES =
  /(?:\.(?:route|at|service|nest_service)\(|\bresource\(|\bscope\(|#\[(?:rocket::|actix_web::)?(?:get|route)\(|\bwarp::path!?\(|\bpath!\(|\bwith_path\(|\bRouter::\w{1,12}\(|\.push\()\s{0,20}"(\/?[\w/-]{1,40})"/g;

/** Reads port and health route from the sources of the packages, else from files that say a port. */
export function listensOn(project: Project, folder: string, framework: Framework | undefined): Listens {
  const sources = rustSources(project, folder);
  const rocket = framework?.id === 'rocket' ? rocketPort(project, folder) : undefined;
  const said = rocket ?? portIn(sources, [...DEFAULTS, ...LITERALS]) ?? portOfFiles(project, folder);
  const opens = sources.some(({ text }) => LISTENS.test(text)) || framework !== undefined;
  const fallback = { port: framework?.port ?? 8080, from: 'default' };
  return {
    port: opens || sources.length === 0 ? (said ?? fallback) : null,
    readsPort: sources.some(({ text }) => /"PORT"/.test(text)),
    health: opens ? healthRoute(routesIn(sources, ROUTES)) : null,
    loopback: framework?.id === 'rocket' ? null : loopbackOf(sources),
  };
}

/** Rocket's own file: what holds for a release before what holds for all. */
function rocketPort(project: Project, folder: string): SaidPort | undefined {
  const path = inside(folder, 'Rocket.toml');
  const json = readToml(project, path);
  const profile = ['release', 'default', 'global'].find((name) => valueAt(json, name, 'port') !== undefined);
  const port = profile === undefined ? undefined : portNumber(String(valueAt(json, profile, 'port')));
  return port === undefined ? undefined : { port, from: `${path} ${profile}.port` };
}

function loopbackOf(sources: readonly Source[]): string | null {
  for (const { path, text } of sources)
    for (const match of text.matchAll(LOOPBACK))
      if (!isTest(text, match.index)) return `${path}:${lineAt(text, match.index)}`;
  return null;
}

/** Tests stand below the code that they test, in the same file. */
function isTest(text: string, index: number): boolean {
  return text.slice(0, index).includes('#[cfg(test)]');
}
