import { isObject, type Project, stringAt, valueAt } from '../../../core/project.ts';
import type { Secret } from '../../../core/stack.ts';
import {
  addressesIn,
  hasUserInfo,
  type OpenCredential,
  openAddresses,
  openLines,
  openNote,
  variablesIn,
} from '../credentials.ts';
import { inside } from '../paths.ts';
import type { Manager } from './manager.ts';
import type { Manifest } from './manifest.ts';
import { TOOLS } from './tools.ts';

/** What a service's files say of package indexes and their credentials. Values are looked at and never kept. */
export interface Indexes {
  readonly secrets: readonly Secret[];
  /** Files with a credential that the install does not need: they stay out of the build. */
  readonly keptOut: readonly string[];
  /** Files with a credential that the install reads: they stay out of the image. */
  readonly removed: readonly string[];
  readonly notes: readonly string[];
}

/** Settings of the tools; none of them is needed to install what a lock file names. */
const SETTINGS = ['pip.conf', '.pypirc', 'poetry.toml', 'pdm.toml', '.pdm.toml', 'uv.toml', '.netrc'];
const CREDENTIAL_KEY =
  /^[ \t]{0,20}["']?(?:password|token|api[-_]?key|pypi-token[\w.-]{0,40})["']?[ \t]{0,4}[=:][ \t]{0,4}["']?([^\s"']{1,500})/gim;

/** Looks through everything that can name an index. */
export function indexesOf(
  project: Project,
  service: string,
  manifest: Manifest | undefined,
  manager: Manager | null,
): Indexes {
  const needed = [
    inside(service, 'pyproject.toml'),
    inside(service, 'Pipfile'),
    ...(manifest?.requirements?.files ?? []),
  ];
  const settings = SETTINGS.map((file) => inside(service, file));
  const found = [...needed, ...settings].flatMap((path) => openCredentials(project, path, settings.includes(path)));
  const files = [...new Set(found.map(({ file }) => file))];
  const variables = [...new Set(needed.flatMap((path) => addressVariables(project.text(path) ?? '')))];
  const named = namesIndex(project, manifest);
  const required = found.length > 0 || variables.length > 0;
  const secrets = manager === null ? [] : [secretFor(manager, named, required)];
  return {
    secrets,
    keptOut: files.filter((path) => settings.includes(path)),
    removed: files.filter((path) => needed.includes(path)),
    notes: [
      ...found.map((place) => openNote(place, settings.includes(place.file) ? {} : { goes: 'build' })),
      ...(variables.length === 0
        ? []
        : [
            `The index's credentials come from ${variables.join(', ')}: builds get them by the secret ${secrets[0]?.id ?? 'netrc'}, never by a variable.`,
          ]),
    ],
  };
}

/** Addresses come from the project and credentials from netrc or the tool's own file; where only pip's settings name the index, they hold both. */
function secretFor({ id }: Manager, named: boolean, required: boolean): Secret {
  if (id === 'pip' && !named) return { id: 'pipconf', required, for: 'install', source: '$HOME/.config/pip/pip.conf' };
  const { id: secret, source } = id === 'uv' || id === 'pip' ? NETRC : TOOLS[id].secret;
  return { id: secret, required, for: 'install', source };
}

const NETRC = { id: 'netrc', source: '$HOME/.netrc' };

function namesIndex(project: Project, manifest: Manifest | undefined): boolean {
  const { json, requirements, pipfile } = manifest ?? {};
  const tables = [
    valueAt(json, 'tool', 'uv', 'index'),
    valueAt(json, 'tool', 'poetry', 'source'),
    valueAt(pipfile, 'source'),
  ];
  const addresses = tables.flatMap((table) => (Array.isArray(table) ? table : [])).filter(isObject);
  if (addresses.some((one) => stringAt(one, 'url') !== undefined)) return true;
  return (requirements?.files ?? []).some((path) =>
    /^[ \t]{0,8}(?:-i|--index-url|--extra-index-url)[ \t=]/m.test(project.text(path) ?? ''),
  );
}

/** Places of literal credentials: addresses with a user in them, and in settings their keys. */
function openCredentials(project: Project, path: string, isSettings: boolean): OpenCredential[] {
  const text = project.text(path)?.slice(0, 256 * 1024);
  if (text === undefined) return [];
  const keys = isSettings
    ? [...text.matchAll(CREDENTIAL_KEY)].filter(([, value]) => variablesIn(value ?? '').length === 0)
    : [];
  const netrc = path.endsWith('.netrc') ? [...text.matchAll(/\bpassword\s{1,8}\S/g)] : [];
  return openLines(path, text, [...openAddresses(text), ...keys, ...netrc]);
}

/** Variables within the user part of an address: `https://${USER}:${TOKEN}@host`. */
function addressVariables(text: string): string[] {
  return addressesIn(text.slice(0, 256 * 1024)).flatMap(([url]) => (hasUserInfo(url) ? variablesIn(url) : []));
}
