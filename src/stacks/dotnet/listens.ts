import type { Project } from '../../core/project.ts';
import { healthRoute, placeIn, portIn, routesIn, type SaidRoute } from '../shared/listens.ts';
import { portOfFiles, type SaidPort } from '../shared/port-files.ts';
import { type Source, sourceReader } from '../shared/sources.ts';
import { type Settings, settingsOf } from './settings.ts';

/** What a program's sources and settings say of how it answers. */
export interface Listens {
  /** The port that is said, or undefined: then the images' own counts. */
  readonly port: SaidPort | undefined;
  /** The variable that the program takes its port from. */
  readonly variable: string;
  readonly health: SaidRoute | null;
  readonly notes: readonly string[];
}

const readSources = sourceReader({
  source: (name) => /\.(?:cs|fs|vb)$/i.test(name) && !/tests?\.\w+$|\.g\.cs$|\.designer\.\w+$/i.test(name),
  likely: /^(?:program|startup|main)\b/i,
  skipped: /^(?:bin|obj|node_modules|wwwroot|clientapp|migrations|testresults|packages)$|tests?$/i,
});

/** `UseUrls("http://*:5000")`, `app.Run("http://0.0.0.0:5000")`, `Urls.Add(…)`. */
const ADDRESSES = /\b(?:UseUrls|Run|RunAsync|Urls\.Add)\(\s{0,8}\$?"http:\/\/[^"/:\s]{1,100}:(\d{2,5})\/?"/g;
/** `ListenAnyIP(5000`, `Listen(IPAddress.Any, 5000`. */
const PORTS =
  /\b(?:ListenAnyIP|ListenLocalhost|Listen)\(\s{0,8}(?:IPAddress\.(?:IPv6)?(?:Any|Loopback)\s{0,4},\s{0,8})?(\d{2,5})\b/g;
const LOCAL =
  /\b(?:ListenLocalhost\(|Listen\(\s{0,8}IPAddress\.(?:IPv6)?Loopback|(?:UseUrls|Run|RunAsync|Urls\.Add)\(\s{0,8}"https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])[:"/])/;
/** Routes of health checks, whatever they are called. */
const CHECKS = /\b(?:MapHealthChecks|UseHealthChecks)\(\s{0,8}"(\/[\w/-]{1,40})"/g;
const ROUTES = /(?:\b(?:MapGet|Map|Route|HttpGet|GET|route)\(?\s{0,8}@?"~?)(\/?[\w/-]{1,40})"/g;

const KEEPS_COOKIES =
  /\bAdd(?:Antiforgery|Authentication|Identity|DefaultIdentity|Session|RazorPages|RazorComponents|ControllersWithViews|MvcCore|ServerSideBlazor)\b/;
const KEEPS_KEYS = /\b(?:PersistKeysTo\w+|AddDataProtection|UseEphemeralDataProtectionProvider)\b/;

/** Reads port, health route and what to know of a program in a folder. */
export function listensOn(project: Project, folder: string): Listens & Pick<Settings, 'http2Only'> {
  const sources = readSources(project, folder);
  const settings = settingsOf(project, folder);
  const reads = sources.some(({ text }) => /GetEnvironmentVariable\(\s{0,8}"PORT"|\["PORT"\]/.test(text));
  return {
    port: portIn(sources, [ADDRESSES, PORTS]) ?? settings.port ?? portOfFiles(project, folder),
    variable: reads ? 'PORT' : 'ASPNETCORE_HTTP_PORTS',
    health: settings.http2Only ? null : healthOf(sources),
    http2Only: settings.http2Only,
    notes: [...settings.notes, ...localOnly(sources), ...keysOf(sources)],
  };
}

function localOnly(sources: readonly Source[]): string[] {
  const from = placeIn(sources, LOCAL);
  return from === undefined ? [] : [`${from} listens on localhost only: nothing outside the container reaches it.`];
}

/** Keys that sign cookies are made anew at each start where they are not kept: everybody is signed out. */
function keysOf(sources: readonly Source[]): string[] {
  const uses = sources.find(({ text }) => KEEPS_COOKIES.test(text));
  if (!uses || sources.some(({ text }) => KEEPS_KEYS.test(text))) return [];
  return [
    `${uses.path} signs cookies, and the keys for it are lost when the container goes: keep them in a shared store (AddDataProtection, PersistKeysTo…).`,
  ];
}

/** A health check that is called so before what only looks like one. */
function healthOf(sources: readonly Source[]): SaidRoute | null {
  const checks = routesIn(sources, CHECKS);
  return healthRoute(checks) ?? checks[0] ?? healthRoute(routesIn(sources, ROUTES));
}
