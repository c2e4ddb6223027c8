import type { Project } from '../../core/project.ts';
import type { Secret } from '../../core/stack.ts';
import { withoutComments } from '../shared/comments.ts';
import { openIn, openLines } from '../shared/credentials.ts';
import { inside } from '../shared/paths.ts';
import { typed } from '../shared/shown.ts';
import { ownVariables } from '../shared/variables.ts';
import { RELEASE } from './detect.ts';
import type { ElixirFacts } from './facts.ts';

type Facts = Omit<ElixirFacts, 'phoenix' | 'readsPort' | 'healthSeen'>;

/** What the user should know of a service, one sentence each. */
export function notesOn(
  project: Project,
  service: string,
  facts: Facts,
  packages: ReadonlySet<string>,
  secrets: readonly Secret[],
): string[] {
  return [
    ...releaseNotes(facts),
    ...lockNotes(facts, secrets),
    ...environmentNotes(project, service),
    ...credentialNotes(project, service, facts),
    ...(packages.has('libcluster') && !facts.ownEnvironment
      ? [
          'Nodes of Erlang do not look for each other in this image: give the container RELEASE_DISTRIBUTION=name, RELEASE_NODE and a RELEASE_COOKIE, for the cookie in the image is known to all who have it.',
        ]
      : []),
    ...(project.has(inside(service, 'rel/overlays/bin/migrate'))
      ? [
          'Migrations are a run of their own, before the new version starts: the same image with --entrypoint /app/bin/migrate.',
        ]
      : []),
  ];
}

function releaseNotes({ mix, releases, member }: Facts): string[] {
  if (member) return [`${mix.path} is an application of an umbrella: the umbrella's root makes the release.`];
  if (releases.length === 0)
    return [`${mix.path} names no release: an umbrella says under releases: which applications one has.`];
  if (releases.length === 1) return [];
  return [
    `There are several releases: ${releases.join(', ')}. Name one with --set ${RELEASE}=${typed(releases[0] ?? '')}.`,
  ];
}

function lockNotes({ mix, lock, fetches }: Facts, secrets: readonly Secret[]): string[] {
  const needed = secrets.find(({ id, required }) => id === 'hex_config' && required);
  return [
    ...(fetches && !lock
      ? [
          `${mix.path} has dependencies and there is no mix.lock: run mix deps.get and commit it, or nothing holds them to what you tested.`,
        ]
      : []),
    ...(needed
      ? [
          `Packages come from ${lock?.repositories.join(', ') || 'a repository of your own'}: builds get its key by the secret ${needed.id} (${needed.source}), which mix hex.organization or mix hex.repo writes.`,
        ]
      : []),
    ...(lock && lock.ssh.length > 0
      ? [
          `${lock.path} fetches ${lock.ssh.join(', ')} over SSH, for which a build has neither key nor known host: use an address over HTTPS.`,
        ]
      : []),
  ];
}

const NEEDED =
  /System\.(?:fetch_env!\(\s{0,10}"([A-Z][A-Z0-9_]{0,60})"|get_env\(\s{0,10}"([A-Z][A-Z0-9_]{0,60})"\s{0,10}\)\s{0,40}\|\|\s{0,40}raise\b)/g;

/** The variables that the release cannot start without. */
export function neededVariables(project: Project, service: string): readonly string[] {
  return asksFor(project, inside(service, 'config/runtime.exs'));
}

function asksFor(project: Project, file: string): string[] {
  const text = withoutComments(project.text(file)?.slice(0, LONGEST) ?? '', file);
  return ownVariables([...text.matchAll(NEEDED)].map((match) => match[1] ?? match[2] ?? ''));
}

/** Variables that it cannot start without belong to the container; those that compiling asks for, nobody can give. */
function environmentNotes(project: Project, service: string): string[] {
  const [running, ...compiling] = ['config/runtime.exs', 'config/config.exs', 'config/prod.exs'].map((name) => {
    const file = inside(service, name);
    return { file, names: asksFor(project, file) };
  });
  return [
    ...(running && running.names.length > 0
      ? [
          `${running.file} needs ${running.names.join(', ')}: give them to the container (--env-file), never to the build.`,
        ]
      : []),
    ...compiling
      .filter(({ names }) => names.length > 0)
      .map(
        ({ file, names }) =>
          `${file} asks for ${names.join(', ')} while it is compiled, which no build has: ask in config/runtime.exs.`,
      ),
  ];
}

const LONGEST = 256 * 1024;
const KEY = /\b(?:secret_key_base|password|api_key|secret|auth_key):\s{0,4}"([^"\n#]{12,200})"/g;

/** Credentials that lie open where production reads them; dev.exs and test.exs hold none that matters. */
function credentialNotes(project: Project, service: string, { mix, lock }: Facts): string[] {
  const files = ['config/config.exs', 'config/prod.exs', 'config/prod.secret.exs', 'config/runtime.exs'];
  const keys = files.flatMap((file) => {
    const path = inside(service, file);
    const text = project.text(path)?.slice(0, LONGEST) ?? '';
    return openLines(path, text, [...text.matchAll(KEY)]);
  });
  const addresses = [mix.path, ...(lock ? [lock.path] : [])].flatMap((path) => openIn(project, path));
  return [...addresses, ...keys].map(
    ({ file, line }) =>
      `${file}:${line} holds a credential: revoke it, take it out of the file and its history, and give it to the container or to builds as a secret.`,
  );
}
