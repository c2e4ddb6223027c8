import type { Project } from '../../core/project.ts';
import { healthRoute, portIn, type SaidRoute } from '../shared/listens.ts';
import { portOfFiles, type SaidPort } from '../shared/port-files.ts';
import { lineAt, type Source } from '../shared/sources.ts';
import { elixirSources } from './sources.ts';

/** What the sources say of how a service answers. */
export interface Listens {
  /** Null for a worker: nothing in it listens. */
  readonly port: SaidPort | null;
  readonly readsPort: boolean;
  readonly health: SaidRoute | null;
}

/** `System.get_env("PORT", "4000")`, `System.get_env("PORT") || "4000"`. */
const DEFAULTS: readonly RegExp[] = [
  /"(?:[A-Z]{1,12}_)?PORT"\s{0,4}\)?\s{0,4}(?:,|\|\|)\s{0,4}"?(\d{2,5})\b/g,
  /\bport:\s{0,4}(\d{2,5})\b/g,
  /:gen_tcp\.listen\(\s{0,4}(\d{2,5})\b/g,
];
const LISTENS = /:gen_tcp\.listen\(|:httpd\b|\bThousandIsland\b|:ranch\.|\{\s{0,4}(?:Bandit|Plug\.Cowboy)\b/;
/** Packages that serve HTTP, and where: Phoenix, Bandit and Cowboy's plug all listen there. */
const SERVERS = ['phoenix', 'bandit', 'plug_cowboy'];
const USUAL = 4000;

/** Reads port and health route from the sources, else from files that say a port. */
export function listensOn(project: Project, service: string, packages: ReadonlySet<string>): Listens {
  const sources = elixirSources(project, service);
  const serves = SERVERS.some((name) => packages.has(name));
  const opens = serves || sources.some(({ text }) => LISTENS.test(text));
  const said = portSaid(sources) ?? portOfFiles(project, service);
  const port = opens ? (said ?? (serves ? { port: USUAL, from: 'default' } : null)) : null;
  return {
    port,
    readsPort: sources.some(({ text }) => /"PORT"/.test(text)),
    health: port === null ? null : healthOf(sources),
  };
}

/** config/dev.exs and test.exs are other environments; 443 is what the outside sees: `url: [host: host, port: 443]`. */
function portSaid(sources: readonly Source[]): SaidPort | undefined {
  const relevant = sources.filter(({ path }) => !/(?:^|\/)config\/(?:dev|test)\.exs$/.test(path));
  return portIn(relevant, DEFAULTS, 1024);
}

const ROUTES = /\b(?:get|forward|match|live)[ (]{1,4}"(\/[\w/-]{1,40})"/g;
const SCOPE = /\bscope[ (]{1,4}"(\/[\w/-]{0,40})"/g;

/** A route below the scope that stands above it in the router. */
function healthOf(sources: readonly Source[]): SaidRoute | null {
  const routes = sources.flatMap(({ path: file, text }) => {
    const scopes = [...text.matchAll(SCOPE)];
    return [...text.matchAll(ROUTES)].map((match) => {
      const scope = scopes.findLast(({ index }) => index < match.index)?.[1] ?? '/';
      return { path: `${scope === '/' ? '' : scope}${match[1]}`, from: `${file}:${lineAt(text, match.index)}` };
    });
  });
  return healthRoute(routes);
}
