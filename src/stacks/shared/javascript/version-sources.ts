import { isObject, type Project, stringAt, valueAt } from '../../../core/project.ts';
import { folderOf, inside, resolveInside, upwards } from '../paths.ts';
import { toolAsks } from '../tool-files.ts';
import { type VersionAsk, versionFile } from '../version-files.ts';
import { type Manifest, readManifest } from './manifest.ts';

/** The most manifests that `volta.extends` may lead through. */
const VOLTA_HOPS = 5;

/**
 * Every place that asks for a Node.js version, in the order in which they count: first the files that pin one for people
 * who work on the project (`.nvmrc`, `.node-version`, Volta, asdf, mise), then what the manifest declares (`devEngines`,
 * `engines`). Within each group the service's own folder comes before the ones above it.
 */
export function nodeAsks(project: Project, service: string): VersionAsk[] {
  const folders = upwards(service);
  return [
    ...folders.flatMap((folder) => pins(project, folder)),
    ...folders.flatMap((folder) => declared(readManifest(project, folder))),
  ];
}

function pins(project: Project, folder: string): VersionAsk[] {
  const tools = toolAsks(project, folder).filter((ask) => ask.tool === 'node');
  return [
    ...versionFile(project, inside(folder, '.nvmrc')),
    ...versionFile(project, inside(folder, '.node-version')),
    ...volta(project, inside(folder, 'package.json'), VOLTA_HOPS),
    ...tools.map(({ value, from }) => ({ value, from })),
  ];
}

function volta(project: Project, path: string, hops: number): VersionAsk[] {
  const json = readManifest(project, folderOf(path))?.json;
  const value = stringAt(json, 'volta', 'node');
  if (value) return [{ value, from: `${path} volta.node` }];
  const next = resolveInside(folderOf(path), stringAt(json, 'volta', 'extends') ?? '');
  return next?.endsWith('package.json') && hops > 0 ? volta(project, next, hops - 1) : [];
}

function declared(manifest: Manifest | undefined): VersionAsk[] {
  if (!manifest) return [];
  const engines = stringAt(manifest.json, 'engines', 'node');
  return [
    ...devEngine(manifest, 'runtime', 'node'),
    ...(engines === undefined ? [] : [{ value: engines, from: `${manifest.path} engines.node` }]),
  ];
}

/** The version that `devEngines.<kind>` (one object or a list of them) asks of a tool; `*` when it names only the tool. */
export function devEngine(manifest: Manifest, kind: 'runtime' | 'packageManager', name: string): VersionAsk[] {
  const value = valueAt(manifest.json, 'devEngines', kind);
  const engines: readonly unknown[] = Array.isArray(value) ? value : [value];
  const engine = engines.find((one) => isObject(one) && one.name === name);
  if (!engine) return [];
  return [{ value: stringAt(engine, 'version') ?? '*', from: `${manifest.path} devEngines.${kind}` }];
}
