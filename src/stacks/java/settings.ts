import type { Project } from '../../core/project.ts';
import { isObject } from '../../core/project.ts';
import { plainValue, readDocuments } from '../../core/yaml.ts';
import { inside } from '../shared/paths.ts';
import { lineAt } from '../shared/sources.ts';

/** A setting of the service's own configuration, as it is written. */
export interface Setting {
  readonly value: string;
  readonly from: string;
}

/** Where a service has its settings, the first that counts first; what lies in `config` is beside the program, not in it. */
export const SETTINGS_FOLDERS = ['config', 'src/main/resources/config', 'src/main/resources', 'conf'];
const PROPERTIES = ['application.properties', 'META-INF/microprofile-config.properties'];
const YAML = ['application.yml', 'application.yaml'];
const HOCON = ['application.conf'];
const LONGEST = 128 * 1024;
const MOST = 5_000;

/** The service's settings by their dotted names; the first file that says one counts, and no profile's. */
export function readSettings(project: Project, folder: string): ReadonlyMap<string, Setting> {
  const found = new Map<string, Setting>();
  for (const place of SETTINGS_FOLDERS) {
    const at = (file: string) => inside(inside(folder, place), file);
    const read = (files: readonly string[], parse: (text: string, path: string) => [string, Setting][]) =>
      files.flatMap((file) => {
        const text = project.text(at(file))?.slice(0, LONGEST);
        return text === undefined ? [] : parse(text, at(file));
      });
    const all = [...read(PROPERTIES, properties), ...read(YAML, yaml), ...read(HOCON, hocon)];
    for (const [key, setting] of all.slice(0, MOST)) if (!found.has(key)) found.set(key, setting);
  }
  return found;
}

function properties(text: string, path: string): [string, Setting][] {
  // what stands behind a mark of a new document is for some profile
  const [first = ''] = text.split(/^#---/m);
  return first.split('\n').flatMap((line, index) => {
    const [, key = '', value = ''] =
      /^[ \t]{0,20}([\w.%"-]{1,200})[ \t]{0,20}[=:][ \t]{0,20}(.{0,500})$/.exec(line.trimEnd()) ?? [];
    return key === '' ? [] : [[key, { value, from: `${path}:${index + 1}` }]];
  });
}

/** The first document only; one that tools fill in before it is YAML (`@version@`) says nothing. */
function yaml(text: string, path: string): [string, Setting][] {
  try {
    const [document] = readDocuments(text);
    return flattened('', plainValue(document), path, 0);
  } catch {
    return [];
  }
}

function flattened(key: string, value: unknown, path: string, depth: number): [string, Setting][] {
  if (isObject(value) && depth < 12)
    return Object.entries(value).flatMap(([name, inner]) =>
      flattened(key === '' ? name : `${key}.${name}`, inner, path, depth + 1),
    );
  const plain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return plain ? [[key, { value: String(value).slice(0, 500), from: `${path} ${key}` }]] : [];
}

/** As much of HOCON as configurations of services use: nested blocks, `key = value`, the last plain value of a key. */
function hocon(text: string, path: string): [string, Setting][] {
  const found = new Map<string, Setting>();
  const open: string[] = [];
  text.split('\n').forEach((raw, index) => {
    const line = raw
      .slice(0, 500)
      .replace(/(?:^|\s)(?:#|\/\/).*$/, '')
      .trim();
    const [, key, rest = ''] = /^"?([\w.-]{1,100})"?\s{0,8}(?:[=:]\s{0,8})?(.*)$/.exec(line) ?? [];
    if (key !== undefined && rest === '{') open.push(key);
    else if (/^\}/.test(line)) open.pop();
    else if (key !== undefined && rest !== '' && open.length < 20) {
      const name = [...open, key].join('.');
      const value = rest.replace(/^"|",?$/g, '');
      const variable = /^\$\{\?(\w{1,100})\}$/.exec(value)?.[1];
      const before = found.get(name);
      // `port = ${?PORT}` behind `port = 8080`: the variable goes before
      if (variable === undefined) found.set(name, { value, from: `${path}:${index + 1}` });
      else if (before) found.set(name, { ...before, value: `\${${variable}:${before.value}}` });
      else found.set(name, { value: `\${${variable}}`, from: `${path}:${lineAt(text, 0) + index}` });
    }
  });
  return [...found];
}

/** `${PORT:8080}`, `"$PORT:8080"` and `8080` taken apart: the variable that goes before, and the number. */
export function variableAndDefault(text: string): { readonly variable: string | null; readonly text: string } {
  const [, variable, fallback = ''] = /^\$\{?([A-Z][A-Z0-9_]{0,60}):?([^}]{0,100})\}?$/.exec(text.trim()) ?? [];
  return variable === undefined ? { variable: null, text: text.trim() } : { variable, text: fallback.trim() };
}
