import type { Project } from '../../core/project.ts';
import { dependsOn, type Manifest } from '../shared/javascript/manifest.ts';
import { inside } from '../shared/paths.ts';
import { compiledFile } from './compiled.ts';
import { resolveEntry, TYPESCRIPT } from './entry.ts';
import { keptFlags, loaderFlags } from './loaders.ts';
import type { ProgramCommand } from './script-command.ts';

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

/** What is looked at. */
export interface StartInput {
  readonly project: Project;
  readonly service: string;
  readonly manifest: Manifest;
}

/** What the build makes of a TypeScript source; no flags of its runner apply to that. */
export function compiledFrom(input: StartInput, source: string): Start | undefined {
  const compiled = compiledFile(input, source.replace(/^\.\//, ''));
  if (!compiled) return undefined;
  const note = `The start script runs the source ${source}; the container runs ${compiled.path}, which the build makes of it.`;
  return { start: [compiled.path], runtime: 'node', environment: {}, from: compiled.from, notes: [note] };
}

/** A source that nothing builds: run as it is where node can, with its loader where that is shipped. */
export function startSource(input: StartInput, command: ProgramCommand, from: string): Start {
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
export function strippingNote(path: string): string {
  return `Nothing builds ${path}, so node runs it by removing its types: enums, path aliases and imports without extension do not work that way; a build script does.`;
}

/** Whether the project is made for Bun, which runs TypeScript itself. */
export function isForBun({ project, service, manifest }: StartInput): boolean {
  const locked = ['bun.lock', 'bun.lockb'].some((file) => project.has(inside(service, file)));
  return locked && (dependsOn(manifest, '@types/bun') || dependsOn(manifest, 'bun-types'));
}
