import type { Project } from '../../core/project.ts';
import { healthRoute, portIn, type SaidRoute } from '../shared/listens.ts';
import { portOfFiles, type SaidPort } from '../shared/port-files.ts';
import { lineAt, type Source, sourceReader } from '../shared/sources.ts';

/** What the sources say of how a service answers. */
export interface Listens {
  /** Null for a worker: nothing in it listens. */
  readonly port: SaidPort | null;
  readonly readsPort: boolean;
  readonly health: SaidRoute | null;
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
  const port = opens
    ? (portIn(sources, DEFAULTS) ?? portOfFiles(project, service) ?? { port: USUAL, from: 'default' })
    : null;
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

/** `["healthz"] -> …` and `["api", "health"] -> …`, as paths are matched. */
const ROUTES = /\[\s{0,4}((?:"[\w-]{1,40}"\s{0,4},?\s{0,4}){1,3})\]\s{0,4}->/g;

function healthOf(sources: readonly Source[]): SaidRoute | null {
  const routes = sources.flatMap(({ path: file, text }) =>
    [...text.matchAll(ROUTES)].map((match) => {
      const parts = [...(match[1] ?? '').matchAll(/"([\w-]{1,40})"/g)].map(([, part]) => part);
      return { path: `/${parts.join('/')}`, from: `${file}:${lineAt(text, match.index)}` };
    }),
  );
  return healthRoute(routes);
}
