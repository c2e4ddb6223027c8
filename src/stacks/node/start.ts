import type { Project } from '../../core/project.ts';
import type { Manifest } from '../shared/javascript/manifest.ts';
import { inside } from '../shared/paths.ts';
import { plainText, shown } from '../shared/shown.ts';
import { cliFile } from './cli-files.ts';
import { type Entry, resolveEntry, TYPESCRIPT } from './entry.ts';
import { keptFlags } from './loaders.ts';
import { type LockedCommands, lockedCommands } from './locked-commands.ts';
import { parseScript } from './script.ts';
import type { ProgramCommand, ScriptCommand } from './script-command.ts';
import { fromFiles } from './start-files.ts';
import { compiledFrom, type Start, type StartInput, startSource } from './start-source.ts';

export type { Start };

interface ScriptInput extends StartInput {
  readonly locked: LockedCommands;
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

/**
 * Finds what starts a service: `Procfile` (web), the start scripts, `main`, `bin`, then the usual files. A TypeScript source
 * with a build becomes the file that the build makes of it.
 */
export function startOf(project: Project, service: string, manifest: Manifest): Start {
  const locked = lockedCommands(project, service, manifest);
  const input = { project, service, manifest, locked };
  const candidates = scriptCandidates(input);
  const ready = candidates.find(({ command }) => command.kind === 'program' && isReady(command));
  const usable =
    ready ??
    candidates.find(
      ({ command }) => command.kind === 'program' || (command.kind === 'cli' && cliFile(command, locked)),
    );
  const passed = candidates.slice(0, usable ? candidates.indexOf(usable) : undefined).flatMap(passedOver);
  const started = usable ? fromCommand(input, usable) : undefined;
  const found = started ?? fromFiles(input);
  const why = found.start === null ? passed.map((note) => `${note} Say how it starts with --start.`) : passed;
  return { ...found, notes: [...(started ? [] : why), ...found.notes].map(plainText) };
}

function isReady({ runtime, dev, entry }: ProgramCommand): boolean {
  return !dev && (runtime === 'bun' || (runtime === 'node' && !TYPESCRIPT.test(entry)));
}

function scriptCandidates(input: ScriptInput): Candidate[] {
  const { scripts, path } = input.manifest;
  const names = ['start', ...VARIANTS].filter((name) => Object.hasOwn(scripts, name));
  const parsed = names.map((name) => ({
    from: `${path} scripts.${name}`,
    command: parseScript(scripts[name] ?? '', scripts, new Set(input.locked.keys())),
  }));
  return [...procfile(input), ...parsed];
}

function procfile({ project, service, manifest, locked }: ScriptInput): Candidate[] {
  const path = inside(service, 'Procfile');
  const lines = (project.text(path) ?? '').split('\n', 200);
  const at = lines.findIndex((line) => /^web[ \t]{0,8}:/.test(line));
  const text = lines[at]?.replace(/^web[ \t]{0,8}:/, '').trim();
  return text
    ? [{ from: `${path}:${at + 1}`, command: parseScript(text, manifest.scripts, new Set(locked.keys())) }]
    : [];
}

/** Why a start script that says something was not taken. */
function passedOver({ from, command }: Candidate): string[] {
  if (command.kind === 'unknown') return [`${from} cannot be started as it is: ${command.reason}.`];
  return command.kind === 'cli' ? [`${from} runs ${shown(command.name)}, which is no program of this service.`] : [];
}

function fromCommand(input: ScriptInput, { from, command }: Candidate): Start | undefined {
  if (command.kind === 'unknown') return undefined;
  if (command.kind === 'cli') {
    const file = cliFile(command, input.locked);
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

function startBun(input: StartInput, command: ProgramCommand, from: string): Start | undefined {
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

function startEntry(input: StartInput, command: ProgramCommand, from: string): Start {
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
