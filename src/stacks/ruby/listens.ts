import type { Project } from '../../core/project.ts';
import { healthRoute, portIn, routesIn, type SaidRoute } from '../shared/listens.ts';
import { inside } from '../shared/paths.ts';
import { portOfFiles, type SaidPort } from '../shared/port-files.ts';
import type { Source } from '../shared/sources.ts';
import type { Server } from './servers.ts';
import { rubySources } from './sources.ts';

/** What the sources say of how a service answers. */
export interface Listens {
  readonly port: SaidPort | undefined;
  /** Whether anything in the sources listens by itself. */
  readonly opens: boolean;
  /** The variable that holds the port; null where the command or the sources do. */
  readonly variable: string | null;
  readonly health: SaidRoute | null;
}

/** `ENV.fetch("PORT", 8080)`, `ENV.fetch("PORT") { 3000 }`, `ENV["PORT"] || 4567`. */
const VARIABLE =
  /\bENV(?:\.fetch\([ \t]{0,4}|\[[ \t]{0,4})["']((?:[A-Z]{1,20}_)?PORT)["'](?:[\])])?[ \t]{0,4}(?:,|\{|\|\||\bor\b)?[ \t]{0,4}["']?(\d{2,5})?/g;
/** Sinatra's `set :port, 4567`, Puma's `port 3000`, `bind "tcp://0.0.0.0:3000"`, `TCPServer.new("0.0.0.0", 8080)`, `PORT = 8080`. */
const PORTS: readonly RegExp[] = [
  VARIABLE,
  /\bset[ (]{1,4}:port,[ \t]{0,4}(\d{2,5})\b/g,
  /^[ \t]{0,8}port[ (]{1,4}(\d{2,5})\b/gm,
  /^[ \t]{0,8}(?:bind|listen)[ (]{1,4}["'](?:tcp:\/\/)?(?:[\w.*[\]]{0,40}:)?(\d{2,5})\b/gm,
  /^[ \t]{0,8}listen[ (]{1,4}(\d{2,5})\b/gm,
  /\bTCPServer\.(?:new|open)\(?[ \t]{0,4}(?:["'][\w.:]{0,40}["'],[ \t]{0,4})?(\d{2,5})\b/g,
  /\bPort:[ \t]{0,4}(\d{2,5})\b/g,
  /^[ \t]{0,8}(?:PORT|port)[ \t]{0,4}=[ \t]{0,4}(\d{2,5})\b/gm,
];
const OPENS =
  /\bTCPServer\.|\bUNIXServer\.|\bHTTPServer\.new|\bSinatra::(?:Base|Application)|^[ \t]{0,4}require[ (]{1,2}["']sinatra["']|\bGRPC::RpcServer\b|\bAsync::HTTP::Server\b|\bRackup?::Handler\b|\bPuma::Server\b/m;
/** `get "/healthz"`, `r.is "health"`, `get :ping`, `match "/status"`. */
const ROUTES = /\b(?:get|is|on|map|match|head)[ (]{1,4}(?:["']|:)(\/?[\w/-]{1,40})["']?/g;
/** Rails' own: `get "up" => "rails/health#show"`. */
const RAILS = /\bget[ (]{1,4}["'](\/?[\w/-]{1,40})["'][^\n]{0,80}\brails\/health#show/g;

/**
 * Reads port and health route from the sources, else from files that say a port.
 * @param server what serves the application: where its settings say a port, that is it
 */
export function listensOn(project: Project, service: string, server: Server | undefined): Listens {
  const own = rubySources(project, service);
  const settings = server?.settings === undefined ? undefined : inside(service, server.settings);
  const first = own.filter(({ path }) => path === settings);
  const others = own.filter(({ path }) => path !== settings && !/(?:^|\/)config\/(?:puma|unicorn)\b/.test(path));
  const served = first.length > 0 ? first : others;
  const variable = variableIn(served) ?? (server ? null : variableIn(others));
  return {
    port: portIn(first, PORTS) ?? portIn(others, PORTS) ?? portOfFiles(project, service),
    opens: own.some(({ text }) => OPENS.test(text)),
    variable,
    health: routesIn(own, RAILS)[0] ?? healthRoute(routesIn(own, ROUTES)),
  };
}

/** Whether a server's settings say where it listens. */
export function saysWhere(text: string | undefined): boolean {
  return /^[ \t]{0,8}(?:port\b|(?:bind|listen)[ (]{1,4}(?:["'](?!unix:)|\d|ENV))/m.test(text ?? '');
}

function variableIn(sources: readonly Source[]): string | null {
  for (const { text } of sources) for (const match of text.matchAll(VARIABLE)) return match[1] ?? null;
  return null;
}
