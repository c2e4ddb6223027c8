import { isObject, type Json, type Project, readYaml, stringsIn, valueAt } from '../../core/project.ts';
import type { Manifest } from '../shared/javascript/manifest.ts';
import type { ManagerId } from '../shared/javascript/packages/manager-releases.ts';
import { inside } from '../shared/paths.ts';
import { NATIVE_PACKAGES, needs } from './natives-table.ts';

/** The manager, where its settings lie, and its version. */
export interface NativesManager {
  readonly id: ManagerId;
  readonly version: string | null;
  readonly home: string;
}

/** What each manager reads as its allow-list; a list of one manager says nothing to the others. */
export function allowedBy(project: Project, manifests: readonly Manifest[], { id, home }: NativesManager): Set<string> {
  const jsons = manifests.map(({ json }) => json);
  switch (id) {
    case 'npm':
      return new Set(jsons.flatMap(npmAllowed));
    case 'pnpm':
      return new Set(
        [...jsons.map((json) => valueAt(json, 'pnpm')), readYaml(project, inside(home, 'pnpm-workspace.yaml'))].flatMap(
          pnpmAllowed,
        ),
      );
    case 'bun':
      return new Set(jsons.flatMap((json) => stringsIn(json.trustedDependencies)));
    case 'yarn':
      return new Set(yarnAllowed(project, home, manifests));
  }
}

/** npm 12's `allowScripts`, and the list of @lavamoat/allow-scripts that people used before. */
function npmAllowed(json: Json): string[] {
  const own = json.allowScripts;
  return [
    ...(Array.isArray(own) ? stringsIn(own) : trueKeys(own)),
    ...trueKeys(valueAt(json, 'lavamoat', 'allowScripts')),
  ].map(lastPackage);
}

/** `onlyBuiltDependencies` up to 10, `allowBuilds` from 10.26 on; names may carry a version. */
function pnpmAllowed(settings: unknown): string[] {
  return [...stringsIn(valueAt(settings, 'onlyBuiltDependencies')), ...trueKeys(valueAt(settings, 'allowBuilds'))].map(
    lastPackage,
  );
}

/** With scripts on in `.yarnrc.yml` every dependency that the table knows may run its own, but for those switched off. */
function yarnAllowed(project: Project, home: string, manifests: readonly Manifest[]): string[] {
  const metas = manifests.map(({ json }) => valueAt(json, 'dependenciesMeta'));
  const marks = metas
    .flatMap((meta) => Object.entries(isObject(meta) ? meta : {}))
    .map(([name, value]) => [lastPackage(name), valueAt(value, 'built')] as const);
  const off = new Set(marks.filter(([, built]) => built === false).map(([name]) => name));
  const on = marks.filter(([, built]) => built === true).map(([name]) => name);
  const enabled = valueAt(readYaml(project, inside(home, '.yarnrc.yml')), 'enableScripts') === true;
  const known = enabled
    ? NATIVE_PACKAGES.filter((row) => manifests.some((manifest) => needs(manifest, row))).map(({ name }) => name)
    : [];
  return [...on, ...known.filter((name) => !off.has(name)), ...manifests.flatMap(({ json }) => npmAllowed(json))];
}

/** `a>b` and `a#b` mean b below a; `b@1.2.3` means b. */
function lastPackage(key: string): string {
  const name = key.split(/[>#]/).at(-1)?.trim() ?? '';
  const version = name.indexOf('@', 1);
  return version < 0 ? name : name.slice(0, version);
}

function trueKeys(value: unknown): string[] {
  return isObject(value)
    ? Object.entries(value)
        .filter(([, allowed]) => allowed === true)
        .map(([name]) => name)
    : [];
}
