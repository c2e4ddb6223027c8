import type { Manifest } from '../shared/javascript/manifest.ts';
import { inside } from '../shared/paths.ts';
import { resolveEntry, TYPESCRIPT, usualFile } from './entry.ts';
import { parseScript } from './script.ts';
import { compiledFrom, isForBun, type Start, type StartInput, strippingNote } from './start-source.ts';

const DEVELOPMENT = ['dev', 'start:dev', 'develop', 'watch'];

/** Without a script that helps: `main`, `bin`, what a development script compiles, then the usual files. */
export function fromFiles(input: StartInput): Start {
  const { project, service, manifest } = input;
  for (const { written, from } of namedFiles(manifest)) {
    const entry = resolveEntry(project, service, manifest, written);
    if (entry && entry.state !== 'missing')
      return TYPESCRIPT.test(entry.path) ? fromSource(input, entry.path, from) : plain(entry.path, from);
  }
  const source = developed(manifest) ?? usualFile(project, service, TYPESCRIPT);
  const compiled = source === undefined ? undefined : compiledFrom(input, source);
  if (compiled) return { ...compiled, notes: [] };
  const file = usualFile(project, service);
  if (file !== undefined) return plain(file, inside(service, file));
  if (source !== undefined) return fromSource(input, source, inside(service, source));
  return { start: null, runtime: 'node', environment: {}, from: 'default', notes: [] };
}

/** A TypeScript source: what the build makes of it, else as it is. */
function fromSource(input: StartInput, source: string, from: string): Start {
  const compiled = compiledFrom(input, source);
  if (compiled) return { ...compiled, notes: [] };
  if (isForBun(input)) return { ...plain(source, from), runtime: 'bun' };
  return { ...plain(source, from), notes: [strippingNote(source)] };
}

function plain(path: string, from: string): Start {
  return { start: [path], runtime: 'node', environment: {}, from, notes: [] };
}

/** `module` is what `bun init` writes instead of `main`. */
function namedFiles({ main, json, path }: Manifest): { written: string; from: string }[] {
  const { bin } = json;
  const bins = typeof bin === 'string' ? [bin] : typeof bin === 'object' && bin !== null ? Object.values(bin) : [];
  const [only] = bins;
  return [
    ...(main === undefined ? [] : [{ written: main, from: `${path} main` }]),
    ...(main === undefined && typeof json.module === 'string'
      ? [{ written: json.module, from: `${path} module` }]
      : []),
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
