import { isObject, type Project, readJson, valueAt } from '../../core/project.ts';
import type { Secret } from '../../core/stack.ts';
import { childrenOf, type Element, readXml } from '../../core/xml.ts';
import { hasUserInfo } from '../shared/credentials.ts';
import { inside, upwards } from '../shared/paths.ts';
import { type Graph, lockPath } from './graph.ts';
import { type DotnetProject, isTrue } from './projects.ts';

/** What the NuGet.config files of a service say. Values of credentials are looked at and never kept. */
export interface Feeds {
  /** Files that a build may read, below the root. */
  readonly configs: readonly string[];
  /** Files that hold a credential: they stay out of the build. */
  readonly keptOut: readonly string[];
  /** Environment variables that they take credentials from. */
  readonly variables: readonly string[];
  readonly secrets: readonly Secret[];
  readonly notes: readonly string[];
}

/** What stands at a place where a credential can stand. */
interface Finding {
  readonly line: number;
  readonly variables: readonly string[];
}

/** Looks through every NuGet.config from the service up to the root. */
export function feedsOf(project: Project, service: string): Feeds {
  const paths = upwards(service).flatMap((folder) => configsIn(project, folder));
  const read = paths.map((path) => ({ path, found: credentialsIn(readXml(project, path)) }));
  const open = read.filter(({ found }) => found.some(({ variables }) => variables.length === 0));
  const configs = paths.filter((path) => !open.some((each) => each.path === path));
  const kept = read.filter(({ path }) => configs.includes(path));
  const variables = [...new Set(kept.flatMap(({ found }) => found.flatMap((each) => each.variables)))].sort();
  return {
    configs,
    keptOut: open.map(({ path }) => path),
    variables,
    secrets: [
      { id: 'nugetconfig', required: open.length > 0, for: 'install', source: '$HOME/.nuget/NuGet/NuGet.Config' },
      ...variables.map((id) => ({ id, required: true, for: 'install' as const, source: `$HOME/.nuget/${id}` })),
    ],
    notes: [
      ...open.flatMap(({ path, found }) =>
        found
          .filter(({ variables }) => variables.length === 0)
          .map(
            ({ line }) =>
              `${path}:${line} holds a credential: revoke it and take it out of the file and its history. The file stays out of the build, which gets its feeds and their credentials by the secret nugetconfig.`,
          ),
      ),
      ...(variables.length === 0
        ? []
        : [`The feeds' credentials come from ${variables.join(', ')}: the build gets each as a secret of that name.`]),
    ],
  };
}

function configsIn(project: Project, folder: string): string[] {
  return project
    .list(folder)
    .filter(({ name, kind }) => kind === 'file' && name.toLowerCase() === 'nuget.config')
    .map(({ name }) => inside(folder, name));
}

/** Passwords and keys of feeds, addresses with a user in them, passwords of proxies and client certificates. */
function credentialsIn(root: Element | undefined): Finding[] {
  const feeds = childrenOf(root, 'packageSourceCredentials').flatMap(({ children }) => children);
  const entries = feeds.flatMap(({ children }) => children);
  const passwords = entries.filter(
    (each) => /password$/i.test(keyOf(each)) || variablesOf(valueOfEntry(each)).length > 0,
  );
  const keys = childrenOf(root, 'apikeys').flatMap(({ children }) => children);
  const proxies = childrenOf(root, 'config')
    .flatMap(({ children }) => children)
    .filter((each) => /password/i.test(keyOf(each)));
  const certificates = childrenOf(root, 'clientCertificates')
    .flatMap(({ children }) => children)
    .map((each) => ({
      line: each.line,
      value: each.attributes.get('password') ?? each.attributes.get('clearTextPassword'),
    }));
  const addresses = childrenOf(root, 'packageSources')
    .flatMap(({ children }) => children)
    .filter((each) => hasUserInfo(valueOfEntry(each)));
  const values = [...passwords, ...keys, ...proxies, ...addresses].map((each) => ({
    line: each.line,
    value: valueOfEntry(each),
  }));
  return [...values, ...certificates].flatMap(({ line, value }) =>
    value === undefined || value === '' ? [] : [{ line, variables: variablesOf(value) }],
  );
}

function keyOf({ attributes }: Element): string {
  return attributes.get('key') ?? '';
}

function valueOfEntry({ attributes }: Element): string {
  return attributes.get('value') ?? '';
}

/** `%NUGET_TOKEN%`, the one form that NuGet fills in; what no shell could set counts as a credential. */
function variablesOf(value: string): string[] {
  return [...value.slice(0, 2_000).matchAll(/%([A-Za-z_]\w{0,60})%/g)].flatMap((match) => match[1] ?? []);
}

/** What holds the packages of a program to what was tested. */
export interface Lock {
  /** The program's lock file, or null. */
  readonly path: string | null;
  /** Whether it knows what a Linux of its own needs: without, a restore for one architecture would have to change it. */
  readonly forLinux: boolean;
  readonly notes: readonly string[];
}

/** The lock file of the program, with what others of the graph lack. */
export function lockOf(project: Project, program: DotnetProject, { projects }: Graph): Lock {
  const path = lockPath(program);
  const unlocked = projects.filter((each) => each.packages.size > 0 && !project.has(lockPath(each)));
  if (project.has(path)) {
    const json = readJson(project, path);
    const targets = Object.keys(
      isObject(valueAt(json, 'dependencies')) ? (valueAt(json, 'dependencies') as object) : {},
    );
    const others = unlocked.map((each) => each.path);
    return {
      path,
      forLinux: targets.some((target) => /\/linux/.test(target)),
      notes:
        others.length === 0
          ? []
          : [`There is a ${path}, but none for ${others.join(', ')}: nothing holds their packages.`],
    };
  }
  const asked = isTrue(program, 'RestorePackagesWithLockFile');
  if (unlocked.length === 0 && !asked) return { path: null, forLinux: false, notes: [] };
  const note = asked
    ? `${path} is not there: run dotnet restore and commit it, or nothing holds the packages to what you tested.`
    : `There is no ${path}: set RestorePackagesWithLockFile to true, run dotnet restore and commit it, or nothing holds the packages to what you tested.`;
  return { path: null, forLinux: false, notes: [note] };
}
