import type { Given } from '../../core/answers.ts';
import type { Around } from '../../core/around.ts';
import type { Project } from '../../core/project.ts';
import type { Detection, Secret } from '../../core/stack.ts';
import { listeningEvidence } from '../shared/listens.ts';
import { inside, relativeTo, upwards } from '../shared/paths.ts';
import { assetsOf } from './assets.ts';
import { refuseBase } from './bases.ts';
import type { ElixirFacts } from './facts.ts';
import { listensOn } from './listens.ts';
import { readMixLock } from './lock.ts';
import { manifestsOf, umbrellaApps } from './manifests.ts';
import { type MixFile, readMixFile } from './mixfile.ts';
import { neededVariables, notesOn } from './notes.ts';
import { elixirVersion } from './versions.ts';

/** The setting that names the release to make. */
export const RELEASE = 'release';

/** Frameworks that are told apart, and the packages that each is found by. */
export const FRAMEWORKS = [
  { id: 'phoenix', title: 'Phoenix', packages: ['phoenix'] },
  { id: 'plug', title: 'Plug', packages: ['bandit', 'plug_cowboy'] },
] as const;

/** Packages that compile C where nothing compiled them before. */
const NATIVE = [
  'bcrypt_elixir',
  'argon2_elixir',
  'jiffy',
  'picosat_elixir',
  'circular_buffer_nif',
  'fast_yaml',
  'fast_tls',
];

/** Looks at a folder with a mix.exs. */
export function detectElixir(project: Project, given: Given, around?: Around): Detection<ElixirFacts> | undefined {
  const service = given.service ?? '.';
  const mix = readMixFile(project, service);
  if (!mix) return undefined;
  const version = elixirVersion(project, service, mix, given, around);
  const facts = factsOf(project, service, mix);
  const packages = new Set([...(facts.lock?.packages ?? []), ...mix.dependencies]);
  refuseBase(given.base, facts.lock?.git ? 'a dependency from git' : NATIVE.find((name) => packages.has(name)));
  const listens = listensOn(project, service, packages);
  const framework = FRAMEWORKS.find((each) => each.packages.some((name) => packages.has(name)));
  const start = startOf(project, service, facts, given);
  const secrets = secretsOf(project, facts);
  return {
    stack: 'elixir',
    answers: {
      stack: 'elixir',
      service,
      framework: framework?.id ?? null,
      packageManager: null,
      runtimeVersion: version.version,
      base: 'slim',
      build: null,
      ...(start ? { start: start.words, set: { [RELEASE]: start.release } } : {}),
      port: listens.port?.port ?? null,
      healthcheck: listens.port === null ? null : (listens.health?.path ?? '/'),
    },
    detected: [
      ...version.evidence,
      ...(facts.lock ? [{ what: 'lock', value: 'mix.lock', from: facts.lock.path }] : []),
      ...(framework ? [{ what: 'framework', value: framework.id, from: `${mix.path} deps` }] : []),
      ...(start ? [{ what: 'start', value: start.words.join(' '), from: start.from }] : []),
      ...listeningEvidence(listens.port, listens.health),
    ],
    notes: [...version.notes, ...notesOn(project, service, facts, packages, secrets), ...facts.assets.notes],
    secrets,
    variables: neededVariables(project, service),
    includes: facts.assets.node ? [inside(service, 'assets')] : [],
    facts: {
      ...facts,
      phoenix: framework?.id === 'phoenix',
      readsPort: listens.readsPort,
      healthSeen: listens.health !== null,
    },
  };
}

function factsOf(
  project: Project,
  service: string,
  mix: MixFile,
): Omit<ElixirFacts, 'phoenix' | 'readsPort' | 'healthSeen'> {
  const lock = readMixLock(project, service);
  const apps = umbrellaApps(project, service, mix);
  const outside = [mix, ...apps]
    .flatMap((each) => each.folders)
    .some((folder) => relativeTo(service, folder) === undefined);
  const member = upwards(service)
    .slice(1)
    .some((folder) => readMixFile(project, folder)?.umbrella != null);
  return {
    mix,
    lock,
    fetches: [mix, ...apps].some(({ dependencies }) => dependencies.size > 0) || (lock?.packages.size ?? 0) > 0,
    releases: mix.releases.length > 0 ? mix.releases : mix.app === null ? [] : [mix.app],
    member,
    context: outside ? '.' : service,
    folder: outside && service !== '.' ? service : '.',
    manifests: outside ? [] : manifestsOf(project, service, mix, apps, lock),
    assets: assetsOf(project, service, mix, apps),
    ownEnvironment: project.has(inside(service, 'rel/env.sh.eex')),
  };
}

/** `bin/server`, which Phoenix adds to its release, or the release's own program. */
function startOf(
  project: Project,
  service: string,
  { releases, mix }: Pick<ElixirFacts, 'releases' | 'mix'>,
  given: Given,
) {
  const named = given.set?.[RELEASE];
  const release = named ?? (releases.length === 1 ? releases[0] : undefined);
  if (release === undefined || !/^[a-z][a-z0-9_]{0,63}$/.test(release)) return undefined;
  const from = named === undefined ? `${mix.path} ${mix.releases.length > 0 ? 'releases' : 'app'}` : 'your answer';
  const overlay = inside(service, 'rel/overlays/bin/server');
  if (project.has(overlay)) return { release, words: ['/app/bin/server'], from: overlay };
  return { release, words: [`/app/bin/${release}`, 'start'], from };
}

/** Organisations and repositories of one's own keep their keys in one file, which mix itself writes. */
function secretsOf(
  project: Project,
  { fetches, lock, mix, assets }: Pick<ElixirFacts, 'fetches' | 'lock' | 'mix' | 'assets'>,
): Secret[] {
  const named = /\b(?:organization|repo):\s{0,4}"/.test(project.text(mix.path) ?? '');
  const required = (lock?.repositories.length ?? 0) > 0 || named;
  return [
    ...(fetches ? [{ id: 'hex_config', required, for: 'install' as const, source: '$HOME/.hex/hex.config' }] : []),
    ...(assets.node ? [{ id: 'npmrc', required: false, for: 'install' as const, source: '$HOME/.npmrc' }] : []),
  ];
}
