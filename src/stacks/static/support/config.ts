import { isObject, type Json, type Project, readJson, readToml, readYaml } from '../../../core/project.ts';
import { inside, relativeTo, resolveInside } from '../../shared/paths.ts';

/** A generator's configuration, in whichever of its formats it is written. */
export interface Config {
  readonly path: string;
  readonly json: Json;
}

/** The first configuration of these names that is there. */
export function readConfig(project: Project, service: string, names: readonly string[]): Config | undefined {
  const path = names.map((name) => inside(service, name)).find((each) => project.has(each));
  return path === undefined ? undefined : { path, json: parsed(project, path) ?? {} };
}

function parsed(project: Project, path: string): Json | undefined {
  if (path.endsWith('.toml')) return readToml(project, path);
  return path.endsWith('.json') ? readJson(project, path) : readYaml(project, path);
}

/** The value at a path of keys, which some generators take in any case (`baseURL`, `baseurl`). */
export function setting({ json }: Config, ...keys: readonly string[]): unknown {
  let current: unknown = json;
  for (const key of keys) {
    if (!isObject(current)) return undefined;
    const name = Object.keys(current).find((each) => each.toLowerCase() === key.toLowerCase());
    current = name === undefined ? undefined : current[name];
  }
  return current;
}

/** The same where it is a text. */
export function textSetting(config: Config, ...keys: readonly string[]): string | undefined {
  const value = setting(config, ...keys);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A folder below the service's that a configuration names; undefined for what is none, or lies elsewhere. */
export function folderBelow(service: string, path: string | undefined, from = '.'): string | undefined {
  const whole = path === undefined ? undefined : resolveInside(inside(service, from), path);
  if (whole === undefined || whole === service) return undefined;
  return relativeTo(service, whole);
}
