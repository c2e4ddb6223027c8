import type { Project } from '../../../../core/project.ts';
import type { Secret } from '../../../../core/stack.ts';
import { openIn, openNote } from '../../credentials.ts';
import { inside, upwards } from '../../paths.ts';
import { plainText } from '../../shown.ts';
import { lockFiles } from './lockfile.ts';
import type { ManagerId } from './manager-releases.ts';
import { npmrcIsClean } from './rc-credentials.ts';
import { bunfig, manifestAddresses, npmrc, type OpenToken, yarnrc } from './registry-files.ts';

/** What the project's settings say of registries and their credentials. */
export interface Registries {
  /** Hosts of registries other than the public one, sorted. */
  readonly private: readonly string[];
  /** The build secrets that an install can use; names only. */
  readonly secrets: readonly Secret[];
  readonly tokens: readonly OpenToken[];
  /** Whether the install's `.npmrc` can be used in the build as it is (also true when there is none). */
  readonly cleanNpmrc: boolean;
  readonly notes: readonly string[];
}

/** The manager and its major, where they change the file that holds credentials. */
export interface RegistryManager {
  readonly id: ManagerId;
  readonly version: string | null;
}

/**
 * Reads `.npmrc`, `.yarnrc.yml`, `bunfig.toml` and package.json of the service's folder and those above it. Values of
 * credentials are looked at and never kept.
 */
export function registries(project: Project, service: string, manager: RegistryManager): Registries {
  const folders = upwards(service);
  const found = folders.flatMap((folder) => [
    npmrc(project, inside(folder, '.npmrc')),
    yarnrc(project, inside(folder, '.yarnrc.yml')),
    bunfig(project, inside(folder, 'bunfig.toml')),
    manifestAddresses(project, inside(folder, 'package.json')),
  ]);
  const hosts = [...new Set(found.flatMap((one) => one.hosts))].sort();
  const tokens = found.flatMap((one) => one.tokens);
  const variables = [...new Set(found.flatMap((one) => one.variables))];
  const secret = secretFor(manager, tokens.length > 0 || variables.length > 0);
  const npmrcs = folders.map((folder) => inside(folder, '.npmrc')).filter((path) => project.has(path));
  const locks = folders.flatMap((folder) => lockFiles(project, folder)).filter(({ path }) => !path.endsWith('.lockb'));
  const unclean = npmrcs.filter((path) => !npmrcIsClean(project.text(path) ?? ''));
  return {
    private: hosts,
    // every install step takes it when it is there: private packages may come any day
    secrets: [secret],
    tokens,
    cleanNpmrc: unclean.length === 0,
    notes: [
      ...tokens.map((token) => openNote(token)),
      // what an install fetches by such an address goes on doing so: the lock file stays in the build
      ...locks.flatMap(({ path }) => openIn(project, path)).map((place) => openNote(place, { goes: 'build' })),
      ...variableNotes(variables, secret),
      ...unclean
        .slice(0, 1)
        .map(
          (path) =>
            `${path} is kept out of the build, so the file given as the secret ${secret.id} has to name the registries too.`,
        ),
      ...found.flatMap((one) => one.notes),
    ],
  };
}

function secretFor({ id, version }: RegistryManager, required: boolean): Secret {
  const berry = id === 'yarn' && !/^[01]\./.test(version ?? '1.');
  const [name, file] = berry ? ['yarnrc', '.yarnrc.yml'] : ['npmrc', '.npmrc'];
  return { id: name, required, for: 'install', source: `$HOME/${file}` };
}

function variableNotes(variables: readonly string[], secret: Secret): string[] {
  if (variables.length === 0) return [];
  const names = variables.map(plainText).join(', ');
  return [
    `The registry's credentials come from ${names}: builds get them by the secret ${secret.id} (${secret.source}), never by a variable.`,
  ];
}
