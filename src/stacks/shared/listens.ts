import type { Evidence } from '../../core/stack.ts';
import { HEALTH_PATHS } from './health.ts';
import { portNumber, type SaidPort } from './port-files.ts';
import { lineAt, type Source } from './sources.ts';

/**
 * The port that sources say, as the last group of a pattern: a pattern counts before the next one, whichever file has it.
 * @param least ports below it are none of the service's own
 */
export function portIn(sources: readonly Source[], patterns: readonly RegExp[], least = 0): SaidPort | undefined {
  for (const pattern of patterns)
    for (const { path, text } of sources)
      for (const match of text.matchAll(pattern)) {
        const port = portNumber(match.at(-1));
        if (port !== undefined && port >= least) return { port, from: `${path}:${lineAt(text, match.index)}` };
      }
  return undefined;
}

/** A route, and where it stands. */
export interface SaidRoute {
  readonly path: string;
  readonly from: string;
}

/** The routes that a pattern finds: its group 1, with or without the slash before it. */
export function routesIn(sources: readonly Source[], pattern: RegExp): SaidRoute[] {
  return sources.flatMap(({ path: file, text }) =>
    [...text.matchAll(pattern)].map((match) => ({
      path: `/${(match[1] ?? '').replace(/^\/+/, '')}`,
      from: `${file}:${lineAt(text, match.index)}`,
    })),
  );
}

/** Of all routes the one that tells whether a service is well, where it is said first; null where none does. */
export function healthRoute(routes: readonly SaidRoute[]): SaidRoute | null {
  const known = HEALTH_PATHS.find((path) => routes.some((route) => isRoute(route, path)));
  return (known !== undefined && routes.find((route) => isRoute(route, known))) || null;
}

/** With a slash behind it or without, as frameworks differ. */
function isRoute(route: SaidRoute, path: string): boolean {
  return route.path === path || route.path === `${path}/`;
}

/** Where the first match of a pattern stands; undefined where there is none. */
export function placeIn(sources: readonly Source[], pattern: RegExp): string | undefined {
  for (const { path, text } of sources) {
    const match = pattern.exec(text);
    if (match) return `${path}:${lineAt(text, match.index)}`;
  }
  return undefined;
}

/**
 * The port and the health route of a service, as detection tells them.
 * @param nowhere what says that there is none
 */
export function listeningEvidence(
  port: SaidPort | null,
  health: SaidRoute | null,
  nowhere = 'the sources, which listen nowhere',
): Evidence[] {
  return [
    { what: 'port', value: port ? String(port.port) : 'none', from: port?.from ?? nowhere },
    ...(health ? [{ what: 'healthcheck', value: health.path, from: health.from }] : []),
  ];
}
