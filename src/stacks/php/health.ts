import type { Project } from '../../core/project.ts';
import { HEALTH_PATHS } from '../shared/health.ts';
import { lineAt } from '../shared/sources.ts';
import { phpSources } from './sources.ts';

/** What PHP-FPM answers by itself, whatever the application does. */
export const FPM_PING = '/fpm-ping';

/** A health route of the application, and where it stands. */
export interface HealthRoute {
  readonly path: string;
  readonly from: string;
}

/** Laravel's own check, routes of the usual routers, Symfony's attributes, and a path that plain PHP compares with. */
const ROUTES: readonly RegExp[] = [
  /\bhealth:\s{0,8}["'](\/[\w/-]{1,40})["']/g,
  /(?:->|::)(?:get|any|map|match|addGet)\(\s{0,20}(?:\[[^\]]{0,80}\]\s{0,4},\s{0,20})?["'](\/?[\w/-]{1,40})["']/gi,
  /(?:#\[|@)Route\(\s{0,20}(?:path:\s{0,4})?["'](\/[\w/-]{1,40})["']/g,
  /(?:===?\s{0,4}|\bcase\s{1,4}|^[ \t]{1,20})["'](\/[\w/-]{1,40})["']/gm,
];
const UP = '/up';

/** The plainest health route among the sources; undefined without one. */
export function healthRoute(project: Project, service: string): HealthRoute | undefined {
  const seen = new Map<string, string>();
  for (const { path: file, text } of phpSources(project, service))
    for (const route of ROUTES)
      for (const match of text.matchAll(route)) {
        const written = match[1] ?? '';
        const path = `${/(?:^|\/)routes\/api\.php$/.test(file) ? '/api' : ''}${written.startsWith('/') ? '' : '/'}${written}`;
        if (!seen.has(path)) seen.set(path, `${file}:${lineAt(text, match.index)}`);
      }
  const path = [UP, ...HEALTH_PATHS].find((each) => seen.has(each));
  return path === undefined ? undefined : { path, from: seen.get(path) ?? '' };
}
