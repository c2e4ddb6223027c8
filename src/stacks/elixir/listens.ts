import type { Project } from '../../core/project.ts';
import { HEALTH_PATHS } from '../shared/health.ts';
import { portNumber, portOfFiles, type SaidPort } from '../shared/port-files.ts';
import { lineAt, type Source } from '../shared/sources.ts';
import { elixirSources } from './sources.ts';

/** What the sources say of how a service answers. */
export interface Listens {
  /** Null for a worker: nothing in it listens. */
  readonly port: SaidPort | null;
  readonly readsPort: boolean;
  readonly health: { readonly path: string; readonly from: string } | null;
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
  const said = first(sources) ?? portOfFiles(project, service);
  const port = opens ? (said ?? (serves ? { port: USUAL, from: 'default' } : null)) : null;
  return {
    port,
    readsPort: sources.some(({ text }) => /"PORT"/.test(text)),
    health: port === null ? null : healthOf(sources),
  };
}

/** config/dev.exs and test.exs are other environments. */
function first(sources: readonly Source[]): SaidPort | undefined {
  const relevant = sources.filter(({ path }) => !/(?:^|\/)config\/(?:dev|test)\.exs$/.test(path));
  for (const pattern of DEFAULTS)
    for (const { path, text } of relevant)
      for (const match of text.matchAll(pattern)) {
        const port = portNumber(match[1]);
        // 443 is what the outside sees: `url: [host: host, port: 443]`
        if (port !== undefined && port >= 1024 && !isComment(text, match.index))
          return { port, from: `${path}:${lineAt(text, match.index)}` };
      }
  return undefined;
}

function isComment(text: string, index: number): boolean {
  return text
    .slice(text.lastIndexOf('\n', index) + 1, index)
    .trim()
    .startsWith('#');
}

const ROUTES = /\b(?:get|forward|match|live)[ (]{1,4}"(\/[\w/-]{1,40})"/g;
const SCOPE = /\bscope[ (]{1,4}"(\/[\w/-]{0,40})"/g;

/** A route below the scope that stands above it in the router. */
function healthOf(sources: readonly Source[]): Listens['health'] {
  const seen = new Map<string, string>();
  for (const { path: file, text } of sources) {
    const scopes = [...text.matchAll(SCOPE)];
    for (const match of text.matchAll(ROUTES)) {
      const scope = scopes.findLast(({ index }) => index < match.index)?.[1] ?? '/';
      const path = `${scope === '/' ? '' : scope}${match[1]}`;
      if (!seen.has(path)) seen.set(path, `${file}:${lineAt(text, match.index)}`);
    }
  }
  const path = HEALTH_PATHS.find((each) => seen.has(each));
  return path === undefined ? null : { path, from: seen.get(path) ?? '' };
}
