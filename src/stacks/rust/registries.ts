import { isObject, type Json, type Project, valueAt } from '../../core/project.ts';
import type { Secret } from '../../core/stack.ts';
import { openIn, openNote } from '../shared/credentials.ts';
import { SETTING } from '../shared/open-values.ts';
import { inside } from '../shared/paths.ts';
import { plainText } from '../shared/shown.ts';
import type { CargoConfig } from './config.ts';
import type { Lock } from './lock.ts';
import type { CargoProject } from './manifest.ts';

/** What Cargo's own files say of where packages come from, and of credentials. Values are looked at and never kept. */
export interface Registries {
  readonly secrets: readonly Secret[];
  /** Whether packages come from git repositories. */
  readonly git: boolean;
  /** Hosts, maybe with a port, whose repositories are named by ssh: the build asks them over https. */
  readonly sshHosts: readonly string[];
  readonly notes: readonly string[];
}

/** Files of credentials, which the build never sees. */
const PRIVATE = /credentials(?:\.toml)?$/;

/** Looks through the configuration, the manifests and the lock. */
export function registriesOf(
  project: Project,
  cargo: CargoProject,
  { files, tables, vendored }: CargoConfig,
  lock: Lock | undefined,
): Registries {
  const git = (lock?.git ?? []).filter(() => vendored === null);
  const settings = [...files, ...files.map((path) => path.replace(/config(?=(?:\.toml)?$)/, 'credentials'))];
  const manifests = [
    cargo.root.path,
    ...cargo.packages.map(({ path }) => path),
    inside(cargo.root.folder, 'Cargo.lock'),
  ];
  const found = [
    ...settings.flatMap((path) => openIn(project, path, [SETTING])),
    ...[...new Set(manifests)].flatMap((path) => openIn(project, path)),
  ];
  const sshHosts = [
    ...new Set(git.flatMap((url) => /^ssh:\/\/git@([\w.-]{1,200}(?::\d{1,5})?)\//.exec(url)?.[1] ?? [])),
  ];
  const fetched = vendored === null && (lock === undefined || lock.packages.size > 1);
  return {
    secrets: fetched ? secretsFor(git.length > 0, sshHosts.length > 0, found.length > 0) : [],
    git: git.length > 0,
    sshHosts,
    notes: [
      ...found.map((place) => openNote(place, PRIVATE.test(place.file) ? {} : { goes: 'build' })),
      ...registryNotes(tables),
      ...sshNotes(sshHosts),
    ],
  };
}

/** Private packages may come any day, so each fetch takes the secret when it is there. */
function secretsFor(git: boolean, ssh: boolean, open: boolean): Secret[] {
  const cargo: Secret = {
    id: 'cargo_credentials',
    required: open,
    for: 'install',
    source: '$HOME/.cargo/credentials.toml',
  };
  return git ? [cargo, { id: 'netrc', required: ssh, for: 'install', source: '$HOME/.netrc' }] : [cargo];
}

/** Registries of the user's own, with the variable that Cargo takes their token from outside of builds. */
function registryNotes(configs: readonly Json[]): string[] {
  const tables = configs.map((json) => valueAt(json, 'registries')).filter(isObject);
  const names = [...new Set(tables.flatMap((table) => Object.keys(table)))].slice(0, 20);
  return names.map((name) => {
    const variable = `CARGO_REGISTRIES_${name.toUpperCase().replace(/[^A-Z0-9]/g, '_')}_TOKEN`;
    return `The registry ${plainText(name).slice(0, 60)} may want a token (${variable.slice(0, 80)}): builds get it by the secret cargo_credentials, never by a variable.`;
  });
}

function sshNotes(hosts: readonly string[]): string[] {
  return hosts.map(
    (host) =>
      `Cargo.lock names repositories at ${host} by ssh: the build asks for them over https, with the secret netrc.`,
  );
}
