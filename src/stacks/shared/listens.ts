import type { Evidence } from '../../core/stack.ts';
import { HEALTH_PATHS } from './health.ts';
import { portNumber, type SaidPort } from './port-files.ts';
import { lineAt, type Source } from './sources.ts';

/** What a line of a comment begins with, in languages like C and in languages like a shell. */
export const SLASHES: readonly string[] = ['//'];
export const SLASHES_AND_STARS: readonly string[] = ['//', '*', '/*'];
export const HASH: readonly string[] = ['#'];

/** Whether what stands at an index is commented out: its line begins with one of the marks. */
export function isCommentAt(text: string, index: number, marks: readonly string[]): boolean {
  const before = text.slice(text.lastIndexOf('\n', index) + 1, index).trim();
  return marks.some((mark) => before.startsWith(mark));
}

/**
 * The port that sources say, as group 1 of a pattern and outside comments: a pattern counts before the next one, whichever file
 * has it.
 * @param least ports below it are none of the service's own
 */
export function portIn(
  sources: readonly Source[],
  patterns: readonly RegExp[],
  marks: readonly string[],
  least = 0,
): SaidPort | undefined {
  for (const pattern of patterns)
    for (const { path, text } of sources)
      for (const match of text.matchAll(pattern)) {
        const port = portNumber(match[1]);
        if (port !== undefined && port >= least && !isCommentAt(text, match.index, marks))
          return { port, from: `${path}:${lineAt(text, match.index)}` };
      }
  return undefined;
}

/** A route, and where it stands. */
export interface SaidRoute {
  readonly path: string;
  readonly from: string;
}

/** Of all routes the one that tells whether a service is well, where it is said first; null where none does. */
export function healthRoute(routes: readonly SaidRoute[]): SaidRoute | null {
  const known = HEALTH_PATHS.find((path) => routes.some((route) => route.path === path));
  return routes.find(({ path }) => path === known) ?? null;
}

/** The port and the health route of a service, as detection tells them. */
export function listeningEvidence(port: SaidPort | null, health: SaidRoute | null): Evidence[] {
  return [
    { what: 'port', value: port ? String(port.port) : 'none', from: port?.from ?? 'the sources, which listen nowhere' },
    ...(health ? [{ what: 'healthcheck', value: health.path, from: health.from }] : []),
  ];
}
