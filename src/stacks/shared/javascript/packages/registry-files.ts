import { isObject, type Project, readToml, readYaml, valueAt } from '../../../../core/project.ts';
import { hasUserInfo, variablesIn } from '../../credentials.ts';
import { folderOf } from '../../paths.ts';
import { plainText } from '../../shown.ts';
import { lineAt } from '../../sources.ts';
import { readManifest } from '../manifest.ts';
import { isCredentialKey, isLiteralCredential } from './rc-credentials.ts';
import { rcEntries } from './rc-file.ts';

/** A credential that lies open in a file of the project. Only the place is ever named. */
export interface OpenToken {
  readonly file: string;
  readonly line: number;
}

/** What one settings file holds. */
export interface Found {
  readonly hosts: readonly string[];
  readonly tokens: readonly OpenToken[];
  /** Variables that credentials refer to. */
  readonly variables: readonly string[];
  readonly notes: readonly string[];
}

const NOTHING: Found = { hosts: [], tokens: [], variables: [], notes: [] };

/** `.npmrc`: registries, scopes, and credentials by their keys. */
export function npmrc(project: Project, path: string): Found {
  const text = project.text(path);
  if (text === undefined) return NOTHING;
  const entries = rcEntries(text);
  const open = entries.filter((entry) => isLiteralCredential(entry) || hasUserInfo(entry.value));
  const credentials = entries.filter(({ key }) => isCredentialKey(key));
  const addresses = entries
    .filter(({ key }) => key === 'registry' || key.endsWith(':registry'))
    .map(({ value }) => value);
  const scoped = credentials.flatMap(({ key }) => (key.startsWith('//') ? [`https:${key}`] : []));
  return {
    hosts: [...addresses, ...scoped].flatMap(privateHost),
    tokens: open.map(({ line }) => ({ file: path, line })),
    variables: credentials.flatMap(({ value }) => variablesIn(value)),
    notes: [],
  };
}

const YARN_CREDENTIAL = /^(?:npmAuthToken|npmAuthIdent)$/;

/** `.yarnrc.yml`: the same, with the lines found in the text. */
export function yarnrc(project: Project, path: string): Found {
  const settings = readYaml(project, path);
  if (!settings) return NOTHING;
  const lines = (project.text(path) ?? '').split('\n', 10_000);
  const credential = /^[ \t]{0,20}(?:-[ \t]{1,4})?["']?(npmAuthToken|npmAuthIdent)["']?[ \t]{0,4}:(.{1,2000})$/;
  const values = lines.flatMap((line, index) => {
    const value = credential.exec(line.trimEnd())?.[2];
    return value === undefined ? [] : [{ value: value.trim(), line: index + 1 }];
  });
  const strict = [
    ...new Set(
      lines.flatMap((line) => [...line.matchAll(/\$\{([A-Za-z_]\w{0,100})\}/g)].flatMap((match) => match[1] ?? [])),
    ),
  ];
  const open = values.filter(({ value }) => variablesIn(value).length === 0 && !/^(?:""|''|null|~)?$/.test(value));
  return {
    hosts: yarnAddresses(settings).flatMap(privateHost),
    tokens: open.map(({ line }) => ({ file: path, line })),
    variables: values.flatMap(({ value }) => variablesIn(value)),
    notes: strict.map(
      (name) =>
        `${path} needs the variable ${name} for every command of Yarn; write \${${name}-} so that it also works without.`,
    ),
  };
}

/** Every registry address in Yarn's settings: its own, and those of scopes. */
function yarnAddresses(settings: unknown, depth = 0): string[] {
  if (!isObject(settings) || depth > 3) return [];
  return Object.entries(settings).flatMap(([key, value]) => {
    if (key === 'npmRegistries' && isObject(value))
      return Object.keys(value).map((address) => (address.startsWith('//') ? `https:${address}` : address));
    if (key === 'npmRegistryServer' && typeof value === 'string') return [value];
    return YARN_CREDENTIAL.test(key) ? [] : yarnAddresses(value, depth + 1);
  });
}

/** `[install] registry` and `[install.scopes]`: an address, or a table with `url` and `token`. */
export function bunfig(project: Project, path: string): Found {
  const install = valueAt(readToml(project, path), 'install');
  if (!isObject(install)) return NOTHING;
  const scopes = isObject(install.scopes) ? Object.values(install.scopes) : [];
  const tables = [install.registry, ...scopes];
  const addresses = tables.flatMap((one) => (isObject(one) ? one.url : one)).filter((one) => typeof one === 'string');
  const secrets = tables
    .flatMap((one) => (isObject(one) ? [one.token, one.password] : []))
    .filter((one) => typeof one === 'string');
  const open = [
    ...secrets.filter((value) => value !== '' && variablesIn(value).length === 0),
    ...addresses.filter(hasUserInfo),
  ];
  return {
    hosts: addresses.flatMap(privateHost),
    tokens: open.slice(0, MOST_TOLD).map((value) => ({ file: path, line: lineOf(project, path, value) })),
    variables: secrets.flatMap(variablesIn),
    notes: [],
  };
}

/** Each is looked for from the file's beginning. */
const MOST_TOLD = 100;
const GROUPS = ['dependencies', 'devDependencies', 'optionalDependencies', 'resolutions', 'overrides'];

/** Dependencies by address: with a credential in it, or over SSH, which a build has no key for. */
export function manifestAddresses(project: Project, path: string): Found {
  const json = readManifest(project, folderOf(path))?.json;
  const values = GROUPS.flatMap((group) => {
    const entries = valueAt(json, group);
    return isObject(entries)
      ? Object.entries(entries).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
      : [];
  });
  const registry = valueAt(json, 'publishConfig', 'registry');
  const open = [...values.map(([, value]) => value), ...(typeof registry === 'string' ? [registry] : [])].filter(
    hasUserInfo,
  );
  const ssh = values.filter(([, value]) => /^(?:git\+)?ssh:\/\/|^git@/.test(value)).map(([name]) => plainText(name));
  return {
    hosts: [],
    tokens: open.slice(0, MOST_TOLD).map((value) => ({ file: path, line: lineOf(project, path, value) })),
    variables: [],
    notes:
      ssh.length === 0
        ? []
        : [
            `${path} fetches ${ssh.join(', ')} over SSH, for which a build has neither key nor known host: use an address over HTTPS, or a registry.`,
          ],
  };
}

function lineOf(project: Project, path: string, value: string): number {
  const text = project.text(path) ?? '';
  return lineAt(text, Math.max(0, text.indexOf(value)));
}

/** Whose registries are public: an address of theirs needs no credentials. */
const PUBLIC_OWNERS = new Set(['npmjs', 'yarnpkg']);

/** The host of an address, when it is none of the public registries'. Values with variables name no host. */
function privateHost(address: string): string[] {
  if (address.includes('$') || !URL.canParse(address)) return [];
  const { host, hostname } = new URL(address);
  const isPublic = PUBLIC_OWNERS.has(hostname.split('.').at(-2) ?? '');
  return host === '' || isPublic ? [] : [host];
}
