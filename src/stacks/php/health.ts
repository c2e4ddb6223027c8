import type { Project } from '../../core/project.ts';
import { healthRoute, routesIn, type SaidRoute } from '../shared/listens.ts';
import { phpSources } from './sources.ts';

/** What PHP-FPM answers by itself, whatever the application does. */
export const FPM_PING = '/fpm-ping';

/** Laravel's own check, routes of the usual routers, Symfony's attributes, and a path that plain PHP compares with. */
const ROUTES: readonly RegExp[] = [
  /\bhealth:\s{0,8}["'](\/[\w/-]{1,40})["']/g,
  /(?:->|::)(?:get|any|map|match|addGet)\(\s{0,20}(?:\[[^\]]{0,80}\]\s{0,4},\s{0,20})?["'](\/?[\w/-]{1,40})["']/gi,
  /(?:#\[|@)Route\(\s{0,20}(?:path:\s{0,4})?["'](\/[\w/-]{1,40})["']/g,
  /(?:===?\s{0,4}|\bcase\s{1,4}|^[ \t]{1,20})["'](\/[\w/-]{1,40})["']/gm,
];
const UP = '/up';

/** The plainest health route among the sources; null without one. */
export function healthOf(project: Project, service: string): SaidRoute | null {
  const routes = phpSources(project, service).flatMap((source) =>
    ROUTES.flatMap((pattern) => routesIn([source], pattern)).map((route) => below(source.path, route)),
  );
  return routes.find(({ path }) => path === UP) ?? healthRoute(routes);
}

/** Laravel has what stands in this file below a path of its own. */
function below(file: string, route: SaidRoute): SaidRoute {
  return /(?:^|\/)routes\/api\.php$/.test(file) ? { ...route, path: `/api${route.path}` } : route;
}
