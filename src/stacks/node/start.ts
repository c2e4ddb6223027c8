import type { Project } from '../../core/project.ts';
import { cliFile } from './cli-files.ts';
import { compiledFile } from './compiled.ts';
import { type Entry, resolveEntry, TYPESCRIPT, usualFile } from './entry.ts';
import { keptFlags, loaderFlags } from './loaders.ts';
import type { Manifest } from './manifest.ts';
import { inside } from './manifest.ts';
import { type ProgramCommand, parseScript, type ScriptCommand } from './script.ts';
import { shown } from './shown.ts';

/** How a service starts: never through a package manager, a shell or a development tool. */
export interface Start {
  /** Arguments after the runtime, options first: `["--enable-source-maps", "dist/server.js"]`; null when nothing says it. */
  readonly start: readonly string[] | null;
  readonly runtime: 'node' | 'bun';
  /** Variables that the start script sets, as far as they belong into an image. */
  readonly environment: Readonly<Record<string, string>>;
  readonly from: string;
  readonly notes: readonly string[];
}

interface Input {
  readonly project: Project;
  readonly service: string;
  readonly manifest: Manifest;
}

/** A script or Procfile line and what it comes to. */
interface Candidate {
  readonly from: string;
  readonly command: ScriptCommand;
}

/** Scripts that start a service in production, when `start` itself is for development. */
const VARIANTS = [
  'start:prod',
  'start:production',
  'start:server',
  'serve:prod',
  'production',
  'prod',
  'serve',
  'server',
];
const DEVELOPMENT = ['dev', 'start:dev', 'develop', 'watch'];

/**
 * Finds what starts a service: `Procfile` (web), the start scripts, `main`, `bin`, then the usual files. A TypeScript source
 * with a build becomes the file that the build makes of it.
 */
export function startOf(project: Project, service: string, manifest: Manifest): Start {
  const input = { project, service, manifest };
  const candidates = scriptCandidates(input);
  const ready = candidates.find(({ command }) => command.kind === 'program' && isReady(command));
  const usable =
    ready ??
    candidates.find(({ command }) => command.kind === 'program' || (command.kind === 'cli' && cliFile(command)));
  const passed = candidates.slice(0, usable ? candidates.indexOf(usable) : undefined).flatMap(passedOver);
  const started = usable ? fromCommand(input, usable) : undefined;
  const found = started ?? fromFiles(input);
  return { ...found, notes: [...(started ? [] : passed), ...found.notes] };
}

function isReady({ runtime, dev, entry }: ProgramCommand): boolean {
  return !dev && (runtime === 'bun' || (runtime === 'node' && !TYPESCRIPT.test(entry)));
}

function scriptCandidates(input: Input): Candidate[] {
  const { scripts, path } = input.manifest;
  const names = ['start', ...VARIANTS].filter((name) => Object.hasOwn(scripts, name));
  const parsed = names.map((name) => ({
    from: `${path} scripts.${name}`,
    command: parseScript(scripts[name] ?? '', scripts),
  }));
  return [...procfile(input), ...parsed];
}

function procfile({ project, service, manifest }: Input): Candidate[] {
  const path = inside(service, 'Procfile');
  const lines = (project.text(path) ?? '').split('\n', 200);
  const at = lines.findIndex((line) => /^web[ \t]{0,8}:/.test(line));
  const text = lines[at]?.replace(/^web[ \t]{0,8}:/, '').trim();
  return text ? [{ from: `${path}:${at + 1}`, command: parseScript(text, manifest.scripts) }] : [];
}

/** Why a start script that says something was not taken. */
function passedOver({ from, command }: Candidate): string[] {
  if (command.kind === 'unknown') return [`${from} cannot be started as it is: ${command.reason}.`];
  return command.kind === 'cli' ? [`${from} runs ${shown(command.name)}, which is no program of this service.`] : [];
}

function fromCommand(input: Input, { from, command }: Candidate): Start | undefined {
  if (command.kind === 'unknown') return undefined;
  if (command.kind === 'cli') {
    const file = cliFile(command);
    return file
      ? { start: file, runtime: 'node', environment: command.environment, from, notes: command.notes }
      : undefined;
  }
  const { environment, notes } = command;
  if (command.runtime === 'bun') return startBun(input, command, from);
  if (isReady(command)) return startEntry(input, command, from);
  const compiled = TYPESCRIPT.test(command.entry) ? compiledFrom(input, command.entry) : undefined;
  if (compiled?.start)
    return {
      start: [...compiled.start, ...command.args],
      runtime: 'node',
      environment,
      from: compiled.from,
      notes: [...notes, ...compiled.notes],
    };
  return startSource(input, command, from);
}

function startBun(input: Input, command: ProgramCommand, from: string): Start | undefined {
  const entry = resolveEntry(input.project, input.service, input.manifest, command.entry);
  if (!entry) return undefined;
  const missing = entry.state === 'missing' ? missingNote(entry, from) : [];
  return {
    start: [entry.path, ...command.args],
    runtime: 'bun',
    environment: command.environment,
    from,
    notes: [...command.notes, ...missing],
  };
}

function startEntry(input: Input, command: ProgramCommand, from: string): Start {
  const { project, service, manifest } = input;
  const entry = resolveEntry(project, service, manifest, command.entry);
  if (!entry)
    return {
      start: null,
      runtime: 'node',
      environment: {},
      from,
      notes: [`${from} starts ${shown(command.entry)}, which lies outside the service's folder.`],
    };
  const kept = keptFlags(command.flags, manifest);
  const missing = entry.state === 'missing' ? missingNote(entry, from) : [];
  return {
    start: [...kept.flags, entry.path, ...command.args],
    runtime: 'node',
    environment: command.environment,
    from,
    notes: [...command.notes, ...kept.notes, ...missing],
  };
}

function missingNote({ path }: Entry, from: string): string[] {
  return [`${from} starts ${path}, which is neither there nor made by a build script that we understand.`];
}

/** What the build makes of a TypeScript source; no flags of its runner apply to that. */
function compiledFrom(input: Input, source: string): Start | undefined {
  const compiled = compiledFile(input, source.replace(/^\.\//, ''));
  if (!compiled) return undefined;
  const note = `The start script runs the source ${source}; the container runs ${compiled.path}, which the build makes of it.`;
  return { start: [compiled.path], runtime: 'node', environment: {}, from: compiled.from, notes: [note] };
}

/** A source that nothing builds: run as it is where node can, with its loader where that is shipped. */
function startSource(input: Input, command: ProgramCommand, from: string): Start {
  const { project, service, manifest } = input;
  const entry = resolveEntry(project, service, manifest, command.entry);
  const base = { runtime: 'node' as const, environment: command.environment, from };
  if (!entry) return { ...base, start: null, notes: command.notes };
  const kept = keptFlags(command.flags, manifest);
  const arguments_ = [...kept.flags, entry.path, ...command.args];
  const loader = loaderFlags(command.runtime, manifest);
  if (loader) {
    const note = `${from} compiles while it runs (${command.runtime}); a build script would start faster and ship less.`;
    return { ...base, start: [...loader, ...arguments_], notes: [...command.notes, ...kept.notes, note] };
  }
  if (command.dev && !TYPESCRIPT.test(entry.path)) {
    return {
      ...base,
      start: arguments_,
      notes: [
        ...command.notes,
        ...kept.notes,
        `${from} is for development; the container runs ${entry.path} with node itself.`,
      ],
    };
  }
  if (TYPESCRIPT.test(entry.path) && !/x$/.test(entry.path))
    return { ...base, start: arguments_, notes: [...command.notes, ...kept.notes, strippingNote(entry.path)] };
  return {
    ...base,
    start: null,
    notes: [
      ...command.notes,
      `${from} needs ${command.runtime}, which is not among the dependencies that ship: add a build script, or say --start.`,
    ],
  };
}

/** Node.js 22.18 and later remove types themselves. */
function strippingNote(path: string): string {
  return `Nothing builds ${path}, so node runs it by removing its types: enums, path aliases and imports without extension do not work that way; a build script does.`;
}

/** Without a script that helps: `main`, `bin`, what a development script compiles, then the usual files. */
function fromFiles(input: Input): Start {
  const { project, service, manifest } = input;
  for (const { written, from } of namedFiles(manifest)) {
    const entry = resolveEntry(project, service, manifest, written);
    if (entry && entry.state !== 'missing') return plain(entry.path, from);
  }
  const source = developed(manifest) ?? usualFile(project, service, TYPESCRIPT);
  const compiled = source === undefined ? undefined : compiledFrom(input, source);
  if (compiled) return { ...compiled, notes: [] };
  const file = usualFile(project, service);
  if (file !== undefined) return plain(file, inside(service, file));
  if (source !== undefined) return { ...plain(source, inside(service, source)), notes: [strippingNote(source)] };
  return { start: null, runtime: 'node', environment: {}, from: 'default', notes: [] };
}

function plain(path: string, from: string): Start {
  return { start: [path], runtime: 'node', environment: {}, from, notes: [] };
}

function namedFiles({ main, json, path }: Manifest): { written: string; from: string }[] {
  const { bin } = json;
  const bins = typeof bin === 'string' ? [bin] : typeof bin === 'object' && bin !== null ? Object.values(bin) : [];
  const [only] = bins;
  return [
    ...(main === undefined ? [] : [{ written: main, from: `${path} main` }]),
    ...(bins.length === 1 && typeof only === 'string' ? [{ written: only, from: `${path} bin` }] : []),
  ];
}

/** The source that the development script runs. */
function developed({ scripts }: Manifest): string | undefined {
  for (const name of DEVELOPMENT) {
    const command = Object.hasOwn(scripts, name) ? parseScript(scripts[name] ?? '', scripts) : undefined;
    if (command?.kind === 'program' && TYPESCRIPT.test(command.entry)) return command.entry.replace(/^\.\//, '');
  }
  return undefined;
}
