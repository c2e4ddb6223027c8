import type { Project } from '../../core/project.ts';
import { HEALTH_PATHS } from '../shared/health.ts';
import { portNumber, portOfFiles, type SaidPort } from '../shared/port-files.ts';
import { lineAt, type Source, sourceReader } from '../shared/sources.ts';
import { type Settings, settingsOf } from './settings.ts';

/** What a program's sources and settings say of how it answers. */
export interface Listens {
  /** The port that is said, or undefined: then the images' own counts. */
  readonly port: SaidPort | undefined;
  /** The variable that the program takes its port from. */
  readonly variable: string;
  readonly health: { readonly path: string; readonly from: string } | null;
  readonly notes: readonly string[];
}

const readSources = sourceReader({
  source: (name) => /\.(?:cs|fs|vb)$/i.test(name) && !/tests?\.\w+$|\.g\.cs$|\.designer\.\w+$/i.test(name),
  likely: /^(?:program|startup|main)\b/i,
  skipped: /^(?:bin|obj|node_modules|wwwroot|clientapp|migrations|testresults|packages)$|tests?$/i,
});

/** `UseUrls("http://*:5000")`, `app.Run("http://0.0.0.0:5000")`, `Urls.Add(…)`. */
const ADDRESSES = /\b(?:UseUrls|Run|RunAsync|Urls\.Add)\(\s{0,8}\$?"http:\/\/([^"/:\s]{1,100}):(\d{2,5})\/?"/g;
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
  const address = firstOf(sources, ADDRESSES, 2) ?? firstOf(sources, PORTS, 1);
  const reads = sources.some(({ text }) => /GetEnvironmentVariable\(\s{0,8}"PORT"|\["PORT"\]/.test(text));
  return {
    port: address ?? settings.port ?? portOfFiles(project, folder),
    variable: reads ? 'PORT' : 'ASPNETCORE_HTTP_PORTS',
    health: settings.http2Only ? null : healthOf(sources),
    http2Only: settings.http2Only,
    notes: [...settings.notes, ...localOnly(sources), ...keysOf(sources)],
  };
}

function firstOf(sources: readonly Source[], pattern: RegExp, group: number): SaidPort | undefined {
  for (const { path, text } of sources)
    for (const match of text.matchAll(pattern)) {
      const port = portNumber(match[group]);
      if (port !== undefined && !isComment(text, match.index))
        return { port, from: `${path}:${lineAt(text, match.index)}` };
    }
  return undefined;
}

function isComment(text: string, index: number): boolean {
  return /^\s*(?:\/\/|'|\(\*)/.test(text.slice(text.lastIndexOf('\n', index) + 1, index));
}

function localOnly(sources: readonly Source[]): string[] {
  const found = sources.flatMap(({ path, text }) => {
    const match = LOCAL.exec(text);
    return match && !isComment(text, match.index) ? [`${path}:${lineAt(text, match.index)}`] : [];
  });
  return found
    .slice(0, 1)
    .map((from) => `${from} listens on localhost only: nothing outside the container reaches it.`);
}

/** Keys that sign cookies are made anew at each start where they are not kept: everybody is signed out. */
function keysOf(sources: readonly Source[]): string[] {
  const uses = sources.find(({ text }) => KEEPS_COOKIES.test(text));
  if (!uses || sources.some(({ text }) => KEEPS_KEYS.test(text))) return [];
  return [
    `${uses.path} signs cookies, and the keys for it are lost when the container goes: keep them in a shared store (AddDataProtection, PersistKeysTo…).`,
  ];
}

function healthOf(sources: readonly Source[]): Listens['health'] {
  const checks = routesIn(sources, CHECKS);
  const routes = routesIn(sources, ROUTES);
  const known = HEALTH_PATHS.find((path) => checks.has(path)) ?? [...checks.keys()][0];
  const path = known ?? HEALTH_PATHS.find((each) => routes.has(each));
  return path === undefined ? null : { path, from: checks.get(path) ?? routes.get(path) ?? '' };
}

function routesIn(sources: readonly Source[], pattern: RegExp): ReadonlyMap<string, string> {
  const seen = new Map<string, string>();
  for (const { path: file, text } of sources)
    for (const match of text.matchAll(pattern)) {
      const path = `/${(match[1] ?? '').replace(/^\//, '')}`;
      if (!seen.has(path) && !isComment(text, match.index)) seen.set(path, `${file}:${lineAt(text, match.index)}`);
    }
  return seen;
}
