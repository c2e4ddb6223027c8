import { type Project, valueAt } from '../../core/project.ts';
import type { Registries } from '../shared/javascript/packages/registries.ts';
import { listensForSignals } from '../shared/javascript/signals.ts';
import { inside, relativeTo, resolveInside } from '../shared/paths.ts';
import type { Listens } from './listens.ts';
import type { DenoLock } from './lock.ts';
import { type DenoManifest, declaresModules, type Place, usesNpm } from './manifest.ts';
import type { DenoStart } from './start.ts';

/** What detection found beyond the answers. */
export interface DenoFacts {
  readonly framework: string | null;
  /** The build's context, below the project's root. */
  readonly context: string;
  /** The service's folder, seen from there. */
  readonly folder: string;
  /** Where the program starts, seen from there. */
  readonly home: string;
  readonly lock: DenoLock | null;
  /** What `deno install` reads, below the context; empty where there is nothing to install. */
  readonly manifests: readonly string[];
  /** Whether there are packages of npm, and whether a configuration declares them or only the sources do; null for none. */
  readonly npm: 'declared' | 'inline' | null;
  /** Where they end up: in Deno's cache, in a node_modules folder too (`auto`), or for the program in that folder only. */
  readonly modules: 'cache' | 'auto' | 'manual';
  readonly tasks: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly readsPort: boolean;
  readonly healthSeen: boolean;
  readonly handlesSignals: boolean;
  /** Files with a credential: they stay out of the build. */
  readonly keptOut: readonly string[];
}

interface Seen {
  readonly project: Project;
  readonly service: string;
  readonly place: Place;
  readonly lock: DenoLock | null;
  readonly start: DenoStart;
  readonly credentials: Registries;
  readonly listens: Listens;
}

/** Gathers the facts of a service. */
export function factsOf({
  project,
  service,
  place,
  lock,
  start,
  credentials,
  listens,
}: Seen): Omit<DenoFacts, 'framework'> {
  const { root, own, above } = place;
  const npm = place.manifests.some(usesNpm) ? 'declared' : lock?.npm ? 'inline' : null;
  const seen = (path: string) => relativeTo(root, path) ?? path;
  const folder = root === service ? '.' : seen(service);
  return {
    context: root,
    folder,
    home: resolveInside(folder, start.folder) ?? folder,
    lock,
    manifests: installFiles(project, place, lock, credentials).map(seen),
    npm,
    modules: npm ? modulesOf([above, own]) : 'cache',
    tasks: [...own.tasks.keys()],
    environment: start.environment,
    readsPort: listens.readsPort,
    healthSeen: listens.health !== null,
    handlesSignals: listensForSignals(project, service),
    keptOut: [...new Set(credentials.tokens.map(({ file }) => file))].map(seen),
  };
}

/** Beside a package.json only an install makes the node_modules folder, unless the configuration says another. */
function modulesOf(manifests: readonly DenoManifest[]): DenoFacts['modules'] {
  const setting = manifests.map(({ json }) => valueAt(json, 'nodeModulesDir')).find((value) => value !== undefined);
  if (setting === 'manual') return 'manual';
  if (setting !== undefined) return setting === 'none' || setting === false ? 'cache' : 'auto';
  if (manifests.some(({ json }) => valueAt(json, 'vendor') === true)) return 'auto';
  return manifests.some(({ package: npm }) => npm !== undefined) ? 'manual' : 'cache';
}

/** The files that `deno install` reads, where some configuration declares something to install. */
function installFiles(project: Project, place: Place, lock: DenoLock | null, { cleanNpmrc }: Registries): string[] {
  if (!place.manifests.some(declaresModules)) return [];
  const npmrc = inside(place.root, '.npmrc');
  const files = place.manifests.flatMap(({ path, importMap, package: npm }) => [path, importMap, npm?.path ?? null]);
  const settings = cleanNpmrc && project.has(npmrc) ? npmrc : null;
  return [...new Set([...files, lock?.path ?? null, settings])].filter((path) => path !== null);
}
