import { keptVariables } from '../shared/javascript/script-environment.ts';
import { needsShell } from '../shared/javascript/words.ts';
import { shown } from '../shared/shown.ts';
import type { ScriptRuntime } from './script-tables.ts';

interface Common {
  /** Variables that the script sets, as far as they belong into an image. */
  readonly environment: Readonly<Record<string, string>>;
  /** Commands that the script runs before; the container does not. */
  readonly before: readonly string[];
  /** Whether it is for development: it watches files, restarts, or compiles while it runs. */
  readonly dev: boolean;
  readonly notes: readonly string[];
}

/** `node --enable-source-maps dist/server.js --quiet`, in parts. */
export interface ProgramCommand extends Common {
  readonly kind: 'program';
  readonly runtime: ScriptRuntime;
  /** Options of the runtime that are kept. */
  readonly flags: readonly string[];
  /** The script as it is written: `dist/server`, `.`; relative to the service's folder. */
  readonly entry: string;
  readonly args: readonly string[];
}

/** A framework's own command: `next start -p 8080`. */
export interface CliCommand extends Common {
  readonly kind: 'cli';
  readonly name: string;
  readonly args: readonly string[];
}

export interface UnknownCommand {
  readonly kind: 'unknown';
  /** Why, as the end of "The start script is not taken: …". */
  readonly reason: string;
}

export type ScriptCommand = ProgramCommand | CliCommand | UnknownCommand;

/** What is known so far while wrappers are taken off. */
export interface Context {
  readonly scripts: Readonly<Record<string, string>>;
  /** Names of commands that dependencies bring. */
  readonly commands: ReadonlySet<string>;
  /** Scripts that were followed, to end circles. */
  readonly followed: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
  readonly before: readonly string[];
  readonly folder: string;
  readonly dev: boolean;
  readonly notes: readonly string[];
}

/** A command that is not taken. */
export const unknown = (reason: string): UnknownCommand => ({ kind: 'unknown', reason });

/** A program that node or another runtime starts, after wrappers are off; unknown where only a shell could. */
export function program(
  runtime: ScriptRuntime,
  flags: readonly string[],
  words: readonly string[],
  context: Context,
): ScriptCommand {
  const [entry, ...args] = words;
  if (entry === undefined || entry === '') return unknown('it names no file to run');
  const strange = [...flags, ...words].find(needsShell);
  if (strange !== undefined) return unknown(`${shown(strange)} needs a shell`);
  const path = context.folder === '.' ? entry : `${context.folder}/${entry}`;
  return { kind: 'program', runtime, flags, entry: path, args, ...common(context) };
}

/** What every command has from the wrappers around it. */
export function common(context: Context): Common {
  const { environment, notes } = keptVariables(context.variables);
  return { environment, before: context.before, dev: context.dev, notes: [...new Set([...context.notes, ...notes])] };
}
