import type { Project } from '../../../core/project.ts';
import { healthRoute, type SaidRoute } from '../listens.ts';
import { relativeTo } from '../paths.ts';
import { lineAt, type Source } from '../sources.ts';
import { sourcesOf } from './sources.ts';

/** `app.get('/healthz', …)` and its like; group 1 is what the route hangs on, group 2 the path. */
const CALL = /\.(?:get|all|use|route|head)\(/;
const ROUTE = /\b([A-Za-z_$][\w$]{0,40}|\))\s{0,20}\.(?:get|all|use|route|head)\(\s{0,20}['"`](\/[\w/-]{1,40})['"`]/g;
/** Routes as data: `{ method: 'GET', url: '/healthz' }`. */
const ROUTE_DATA = /\bmethod:\s{0,4}['"`]GET['"`][^}]{0,60}\b(?:url|path):\s{0,4}['"`](\/[\w/-]{1,40})['"`]/g;
/** A server without a router: `if (url.pathname === '/healthz')`, `new URLPattern({ pathname: '/healthz' })`. */
const PATHNAME = /\bpathname(?:\s{0,4}===?|:)\s{0,4}['"`](\/[\w/-]{1,40})['"`]/g;
/** Nest: `@Controller('health')`. */
const CONTROLLER = /@Controller\(\s{0,10}['"`]\/?([\w/-]{1,40})['"`]\s{0,4}\)/g;
const GLOBAL_PREFIX = /\.setGlobalPrefix\(\s{0,10}['"`]\/?([\w/-]{1,40})['"`]/;
/** Something mounts routes below a prefix, so a router's own path is not the whole one. */
const MOUNTED =
  /\.(?:use|route|mount)\(\s{0,20}['"`]\/[\w/:-]{1,60}['"`]\s{0,4},|\bprefix:\s{0,4}['"`]\/|\.basePath\(|\bbasePath:/;
/** What is surely the program itself and not a router that hangs below it. */
const TOP = new Set(['app', 'server', 'fastify', 'express', 'hono', 'application']);

/**
 * A health route among the service's own sources: a literal on the program itself, or a file that a framework serves by its
 * name. A router below an unknown prefix does not count.
 */
export function healthPathOf(project: Project, service: string): SaidRoute | null {
  const sources = sourcesOf(project, service);
  const mounted = sources.some(({ text }) => MOUNTED.test(text));
  return healthRoute(
    sources.flatMap((source) => [
      ...routesOf(source, mounted),
      ...nestRoutes(source, sources),
      ...fileRoute(source, service),
    ]),
  );
}

function routesOf({ path: file, text }: Source, mounted: boolean): SaidRoute[] {
  // most files have no call of the kind, and the whole pattern begins at every word
  const calls = [...(CALL.test(text) ? text.matchAll(ROUTE) : [])].filter(
    (match) => !mounted || TOP.has(match[1] ?? ''),
  );
  const data = [...(mounted ? [] : text.matchAll(ROUTE_DATA)), ...text.matchAll(PATHNAME)];
  return [
    ...calls.map((match) => ({ path: match[2] ?? '', from: `${file}:${lineAt(text, match.index)}` })),
    ...data.map((match) => ({ path: match[1] ?? '', from: `${file}:${lineAt(text, match.index)}` })),
  ];
}

function nestRoutes({ path: file, text }: Source, sources: readonly Source[]): SaidRoute[] {
  const controllers = [...text.matchAll(CONTROLLER)].filter(() => /@Get\(\s{0,4}\)/.test(text));
  if (controllers.length !== 1) return [];
  const prefix = sources.map((source) => GLOBAL_PREFIX.exec(source.text)?.[1]).find((one) => one !== undefined);
  return controllers.map((match) => ({
    path: `/${prefix === undefined ? '' : `${prefix}/`}${match[1]}`,
    from: `${file}:${lineAt(text, match.index)}`,
  }));
}

/** Folders whose files are routes by their names: Next.js, Nuxt and Nitro, SvelteKit, Astro, Remix. */
const FILE_ROUTES: readonly RegExp[] = [
  /^(?:src\/)?app((?:\/[\w-]+){1,4})\/route\.[cm]?[jt]s$/,
  /^(?:src\/)?pages((?:\/[\w-]+){1,4})\.[jt]s$/,
  /^(?:src\/)?server((?:\/api)(?:\/[\w-]+){1,3}?)(?:\.get)?\.[cm]?[jt]s$/,
  /^(?:src\/)?(?:server\/)?routes((?:\/[\w-]+){1,3}?)\.get\.[cm]?[jt]s$/,
  /^src\/routes((?:\/[\w-]+){1,4})\/\+server\.[jt]s$/,
  /^app\/routes(\/[\w-]+)\.[jt]sx?$/,
];

function fileRoute({ path: file }: Source, service: string): SaidRoute[] {
  const relative = relativeTo(service, file) ?? '';
  const path = FILE_ROUTES.map((pattern) => pattern.exec(relative)?.[1]).find((one) => one !== undefined);
  return path === undefined ? [] : [{ path, from: file }];
}
