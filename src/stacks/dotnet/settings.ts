import { isObject, type Json, type Project, readJson, stringAt, valueAt } from '../../core/project.ts';
import { UserError } from '../../errors.ts';
import { inside } from '../shared/paths.ts';
import { portNumber, type SaidPort } from '../shared/port-files.ts';
import { lineAt } from '../shared/sources.ts';

/** What the settings files of a program say: they are part of the image. */
export interface Settings {
  readonly port: SaidPort | undefined;
  /** Whether every endpoint speaks HTTP/2 only, as servers of gRPC do. */
  readonly http2Only: boolean;
  readonly notes: readonly string[];
}

/** Those that a program in production reads, the last one counting most. */
const FILES = ['appsettings.json', 'appsettings.Production.json'];
/** A password in a connection string that is no placeholder. */
const PASSWORD =
  /\b(?:password|pwd)\s{0,3}=\s{0,3}(?![<{$%[*]|;|"|(?:your|change|todo|xxx|placeholder)\w*)[^;"\s]{1,200}/gi;
/** A database file beside the program. */
const SQLITE =
  /\b(?:data source|datasource|filename)\s{0,3}=\s{0,3}(?![/\\:]|\w:)([\w./-]{1,100}\.(?:db|sqlite3?))\b/gi;

/** Reads appsettings.json and its sibling for production. */
export function settingsOf(project: Project, folder: string): Settings {
  const files = FILES.map((name) => inside(folder, name)).filter((path) => project.has(path));
  const read = files.map((path) => ({ path, json: jsonOf(project, path) }));
  const ports = read.flatMap(({ path, json }) => portIn(json, path) ?? []);
  const protocols = read.flatMap(({ json }) => stringAt(json, 'Kestrel', 'EndpointDefaults', 'Protocols') ?? []);
  return {
    port: ports.at(-1),
    http2Only: protocols.at(-1)?.toLowerCase() === 'http2',
    notes: files.flatMap((path) => notesOf(project.text(path) ?? '', path)),
  };
}

/** A settings file that is no JSON is for the program itself to name. */
function jsonOf(project: Project, path: string): Json | undefined {
  try {
    return readJson(project, path);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

/** The first plain endpoint: a certificate is what containers leave to the one in front. */
function portIn(json: Json | undefined, path: string): SaidPort | undefined {
  const endpoints = valueAt(json, 'Kestrel', 'Endpoints');
  const listed = isObject(endpoints) ? Object.entries(endpoints) : [];
  const urls = [
    ...listed.map(([name, endpoint]) => ({
      url: stringAt(endpoint, 'Url'),
      from: `${path} Kestrel.Endpoints.${name}`,
    })),
    ...(stringAt(json, 'Urls') ?? stringAt(json, 'urls') ?? '')
      .split(';')
      .map((url) => ({ url, from: `${path} Urls` })),
  ];
  for (const { url, from } of urls) {
    const port = portNumber(/^http:\/\/[^/\s]{1,200}:(\d{2,5})\/?$/i.exec(url ?? '')?.[1]);
    if (port !== undefined) return { port, from };
  }
  return undefined;
}

function notesOf(text: string, path: string): string[] {
  const plain = text.slice(0, 256 * 1024);
  const lines = (pattern: RegExp) => [
    ...new Set([...plain.matchAll(pattern)].map(({ index }) => lineAt(plain, index))),
  ];
  return [
    ...lines(PASSWORD).map(
      (line) =>
        `${path}:${line} holds a password, and the file is part of the image: revoke it, and give it when the container starts (ConnectionStrings__NAME).`,
    ),
    ...lines(SQLITE).map(
      (line) =>
        `${path}:${line} keeps a database beside the program, where nothing can be written: name a file on a volume.`,
    ),
  ];
}
