import { isObject, type Project, valueAt } from '../../core/project.ts';
import { keptVariables } from '../shared/javascript/script-environment.ts';
import { sourcesOf } from '../shared/javascript/sources.ts';
import { inside } from '../shared/paths.ts';
import { type DenoProgram, denoProgram } from './flags.ts';
import type { DenoManifest } from './manifest.ts';
import { type TaskCommand, taskCommand } from './tasks.ts';

/** How a service starts, and what said so. */
export interface DenoStart {
  /** Null when nothing tells it: then it is asked for. */
  readonly program: DenoProgram | null;
  readonly from: string;
  /** Whether a task or script says so, and not a file's name alone. */
  readonly task: boolean;
  /** Where it starts, seen from the service's folder. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly notes: readonly string[];
}

const NOTHING = { task: false, folder: '.', environment: {}, notes: [] } as const;
/** Tasks that start a service, the surest first; those for development only where there is no other. */
const STARTS = ['start', 'serve', 'prod', 'production', 'server', 'web', 'preview', 'main', 'run', 'dev', 'watch'];
/** Where the container would listen if nothing said it. */
const DEFAULT_PORT = 8000;

/** The start of a service: a task that runs Deno, else a file of a usual name. */
export function startOf(project: Project, service: string, manifest: DenoManifest): DenoStart {
  return fromTasks(manifest) ?? fromFiles(project, service, manifest);
}

/** A start that a person or a saved answer gives, when it is Deno's. */
export function programOf(words: readonly string[] | null): DenoProgram | null {
  const [first, verb = '', ...rest] = words ?? [];
  if (first !== 'deno') return null;
  const named = verb === 'run' || verb === 'serve';
  if (!named && !/^-|[./:]/.test(verb)) return null;
  const found = denoProgram(verb === 'serve' ? 'serve' : 'run', named ? rest : [verb, ...rest], DEFAULT_PORT);
  return 'reason' in found ? null : found;
}

/** The words of a program, as an answer shows them. */
export function wordsOf({ command, options, entry, args }: DenoProgram): string[] {
  return ['deno', command, ...options, entry, ...args];
}

function fromTasks({ tasks }: DenoManifest): DenoStart | undefined {
  const names = STARTS.filter((name) => tasks.has(name));
  const found = names.map((name) => ({ name, command: taskCommand(name, tasks, DEFAULT_PORT) }));
  const programs = found.flatMap(({ name, command }) => (command.kind === 'program' ? [{ name, command }] : []));
  const chosen = programs.find(({ command }) => !command.program.dev) ?? programs[0];
  const refused = found.flatMap(({ name, command }) =>
    command.kind === 'unknown' && !/^(?:dev|watch|preview)$/.test(name)
      ? [`${tasks.get(name)?.from} is not taken as the start: ${command.reason}.`]
      : [],
  );
  if (!chosen) return undefined;
  const from = tasks.get(chosen.name)?.from ?? '';
  return { program: chosen.command.program, from, ...takenFrom(chosen.command, from, refused) };
}

function takenFrom(command: Extract<TaskCommand, { kind: 'program' }>, from: string, refused: readonly string[]) {
  const { environment, notes } = keptVariables(command.variables);
  const before = command.before.filter(
    (text) => !/^deno (?:task (?:build|install|cache)|install|cache|ci)\b/.test(text),
  );
  return {
    task: true,
    folder: command.folder,
    environment,
    notes: [
      ...refused,
      ...command.program.notes,
      ...before.map((text) => `${from} runs ${JSON.stringify(text.slice(0, 60))} first; the container does not.`),
      ...notes,
    ],
  };
}

const USUAL = /^(?:main|server|app|index|mod)\.(?:ts|tsx|js|mjs|jsx)$/;
/** Where a program lies, the likely folder first. */
const FOLDERS = ['.', 'src', 'server'];
/** A module for `deno serve`: its default export answers requests. */
const SERVED = /\bexport\s{1,4}default\s{1,4}\{[^}]{0,400}?\bfetch\b|\bDeno\.ServeDefaultExport\b/;
/** What a module of Deno looks like, where no configuration says that it is one. */
const DENO = /\bDeno\.\w|\bfrom\s{1,4}["'](?:jsr:|npm:|https:\/\/)|\bimport\(?\s{0,4}["'](?:jsr:|npm:|https:\/\/)/;

/** What opens a port, and what reaches out. */
export const LISTENS = /\bDeno\.(?:serve|listen)\w{0,10}\(|\.listen\(|(?<![.\w])serve\(|\bcreateServer\(/;
const CONNECTS = /(?:\bawait|\breturn|[=(,])\s{0,4}fetch\(|\bDeno\.(?:connect\w{0,6}|createHttpClient)\(/;
/** What else sources do, and the permission that it takes. */
const NEEDS: readonly (readonly [option: string, what: RegExp])[] = [
  ['--allow-env', /\bDeno\.env\b|\bprocess\.env\b/],
  ['--allow-read', /\bDeno\.(?:read\w+|open|stat|lstat)\(|\bserve(?:Dir|File|Static)\(|\bfrom ["'](?:node:)?fs\b/],
];

function fromFiles(project: Project, service: string, manifest: DenoManifest): DenoStart {
  const file = FOLDERS.flatMap((folder) => usualFiles(project, service, folder)).find((name) =>
    isProgram(project.text(inside(service, name)), name, manifest),
  );
  if (file === undefined) return { ...NOTHING, program: null, from: 'default' };
  const command = SERVED.test(project.text(inside(service, file)) ?? '') ? 'serve' : 'run';
  const set = isObject(valueAt(manifest.json, 'permissions', 'default'));
  const options = set ? ['-P'] : permissionsOf(project, service, command);
  const program = { command, options, entry: file, args: [], dev: false, notes: [] } as const;
  const given = options.length === 0 ? 'no permission' : options.join(' ');
  const notes = set
    ? []
    : [
        `No task says how it starts, so ${file} gets ${given}, for that is what the sources plainly use: say another by --start.`,
      ];
  return { ...NOTHING, program, from: inside(service, file), notes };
}

/** The files of usual names in a folder, in the order of those names. */
function usualFiles(project: Project, service: string, folder: string): string[] {
  const order = ['main', 'server', 'app', 'index', 'mod'];
  const names = project
    .list(folder === '.' ? service : inside(service, folder))
    .flatMap(({ name, kind }) => (kind === 'file' ? [name] : []));
  const rank = (name: string) => order.indexOf(name.split('.')[0] ?? '');
  const usual = names.filter((name) => USUAL.test(name)).sort((a, b) => rank(a) - rank(b));
  return usual.map((name) => inside(folder, name));
}

/** A library's mod.ts starts nothing; without a configuration a file has to look like Deno's. */
function isProgram(text: string | undefined, name: string, { path }: DenoManifest): boolean {
  if (text === undefined) return false;
  if (/(?:^|\/)mod\./.test(name) && !SERVED.test(text) && !/\bDeno\.serve\(/.test(text)) return false;
  return path !== null || DENO.test(text.slice(0, 64 * 1024));
}

/** The permissions that the sources plainly need; `deno serve` may listen without one. */
function permissionsOf(project: Project, service: string, command: 'run' | 'serve'): string[] {
  const sources = sourcesOf(project, service);
  const any = (what: RegExp) => sources.some(({ text }) => what.test(text));
  const net = any(CONNECTS) || (command === 'run' && any(LISTENS));
  return [...(net ? ['--allow-net'] : []), ...NEEDS.filter(([, what]) => any(what)).map(([option]) => option)];
}
