import type { Project } from '../../core/project.ts';
import { HEALTH_PATHS } from '../shared/health.ts';
import { portNumber, portOfFiles, type SaidPort } from '../shared/port-files.ts';
import { lineAt, type Source, sourceReader } from '../shared/sources.ts';

/** What the sources say of how a service answers. */
export interface Listens {
  /** Null for a worker: nothing in it listens. */
  readonly port: SaidPort | null;
  readonly readsPort: boolean;
  readonly health: { readonly path: string; readonly from: string } | null;
  readonly notes: readonly string[];
}

/** The service's own Gleam sources: never tests. */
export const gleamSources = sourceReader({
  source: (name) => name.endsWith('.gleam'),
  likely: /^(?:main|server|app|router|web)\b/,
  skipped: /^(?:build|test|dev|priv|node_modules)$/,
});

/** `mist.port(8000)`, and a default behind the variable: `envoy.get("PORT") |> … |> result.unwrap(8000)`. */
const DEFAULTS: readonly RegExp[] = [
  /"PORT"\s{0,4}\)[^\n]{0,40}(?:\n[^\n]{0,60}){0,4}?\bunwrap\(\s{0,4}"?(\d{2,5})\b/g,
  /\.port\(\s{0,4}(\d{2,5})\b/g,
  /\bport(?::|\s{0,4}=)\s{0,4}(\d{2,5})\b/g,
];
const SERVERS = ['mist', 'wisp', 'ewe', 'elli', 'gleam_elli', 'gleam_cowboy'];
/** Where Mist listens when nothing is said. */
const USUAL = 4000;

/** Reads port and health route from the sources, else from files that say a port. */
export function listensOn(project: Project, service: string, packages: ReadonlySet<string>): Listens {
  const sources = gleamSources(project, service);
  const opens = SERVERS.some((name) => packages.has(name));
  const port = opens ? (first(sources) ?? portOfFiles(project, service) ?? { port: USUAL, from: 'default' }) : null;
  const mist = sources.find(({ text }) => /\bmist\.(?:start|start_http|port|new)\b/.test(text));
  const bound = sources.some(({ text }) => /\bmist\.bind\(\s{0,4}"(?!localhost|127\.)/.test(text));
  return {
    port,
    readsPort: sources.some(({ text }) => /"PORT"/.test(text)),
    health: port === null ? null : healthOf(sources),
    notes:
      mist && !bound
        ? [
            `${mist.path} listens on localhost, which nothing outside the container can reach: add mist.bind("0.0.0.0") there.`,
          ]
        : [],
  };
}

function first(sources: readonly Source[]): SaidPort | undefined {
  for (const pattern of DEFAULTS)
    for (const { path, text } of sources)
      for (const match of text.matchAll(pattern)) {
        const port = portNumber(match[1]);
        const line = text.slice(text.lastIndexOf('\n', match.index) + 1, match.index).trim();
        if (port !== undefined && !line.startsWith('//')) return { port, from: `${path}:${lineAt(text, match.index)}` };
      }
  return undefined;
}

/** `["healthz"] -> …` and `["api", "health"] -> …`, as paths are matched. */
const ROUTES = /\[\s{0,4}((?:"[\w-]{1,40}"\s{0,4},?\s{0,4}){1,3})\]\s{0,4}->/g;

function healthOf(sources: readonly Source[]): Listens['health'] {
  const seen = new Map<string, string>();
  for (const { path: file, text } of sources)
    for (const match of text.matchAll(ROUTES)) {
      const parts = [...(match[1] ?? '').matchAll(/"([\w-]{1,40})"/g)].map(([, part]) => part);
      const path = `/${parts.join('/')}`;
      if (!seen.has(path)) seen.set(path, `${file}:${lineAt(text, match.index)}`);
    }
  const path = HEALTH_PATHS.find((each) => seen.has(each));
  return path === undefined ? null : { path, from: seen.get(path) ?? '' };
}
