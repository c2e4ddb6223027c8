import { isObject, type Json, type Project, readJson, stringAt, stringsIn, valueAt } from '../../core/project.ts';
import { resolveInside } from '../shared/paths.ts';
import type { DenoManifest } from './manifest.ts';

/** What deno.lock says beyond that it is there. */
export interface DenoLock {
  readonly path: string;
  /**
   * Whether everything that it names is a dependency of a configuration (or one of theirs): then an install by the configuration
   * alone fetches all of it, and no later step needs a network. Addresses and `npm:` in the sources are not part of that.
   */
  readonly declared: boolean;
  /** Whether it names packages of npm. */
  readonly npm: boolean;
}

/** The lock file of a root: `deno.lock`, where the configuration names no other one and does not turn it off. */
export function lockOf(project: Project, root: string, { json }: DenoManifest): DenoLock | null {
  const setting = valueAt(json, 'lock');
  if (setting === false) return null;
  const named = typeof setting === 'string' ? setting : (stringAt(setting, 'path') ?? 'deno.lock');
  const path = resolveInside(root, named);
  const lock = path === undefined ? undefined : readJson(project, path);
  if (path === undefined || !lock) return null;
  const modern = /^[45]$/.test(String(lock.version));
  const addresses = ['remote', 'redirects'].flatMap((key) => keysAt(lock, key));
  const declared = modern && addresses.length === 0 && inlineSpecifiers(lock).length === 0;
  return { path, declared, npm: keysAt(lock, 'npm').length > 0 };
}

/** The configuration's setting that turns the lock file off. */
export function lockIsOff({ json }: DenoManifest): boolean {
  return valueAt(json, 'lock') === false;
}

/** Specifiers that neither a configuration nor a package from JSR depends on: sources name them themselves. */
function inlineSpecifiers(lock: Json): string[] {
  const declared = new Set(dependenciesBelow(valueAt(lock, 'workspace')));
  const packages = valueAt(lock, 'jsr');
  const theirs = Object.values(isObject(packages) ? packages : {}).flatMap((one) =>
    stringsIn(valueAt(one, 'dependencies')),
  );
  const names = new Set(theirs.map(nameOf));
  return keysAt(lock, 'specifiers').filter((one) => !declared.has(one) && !names.has(nameOf(one)));
}

/** Every list called `dependencies` in the workspace's part: the root's, package.json's, each member's. */
function dependenciesBelow(value: unknown, depth = 0): string[] {
  if (!isObject(value) || depth > 4) return [];
  const below = Object.values(value).flatMap((each) => dependenciesBelow(each, depth + 1));
  return [...stringsIn(valueAt(value, 'dependencies')), ...below];
}

/** `jsr:@std/http@^1.0.0` → `jsr:@std/http`; a lock file leaves the version out where only one is there. */
function nameOf(specifier: string): string {
  return specifier.replace(/(?<=.)@[^@/]*$/, '');
}

function keysAt(value: unknown, key: string): string[] {
  const found = valueAt(value, key);
  return isObject(found) ? Object.keys(found) : [];
}
