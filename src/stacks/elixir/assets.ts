import { cacheMount } from '../../core/instruction.ts';
import type { Project } from '../../core/project.ts';
import { readManifest } from '../shared/javascript/manifest.ts';
import { inside } from '../shared/paths.ts';
import type { MixFile } from './mixfile.ts';

/** What makes the pages' assets. */
export interface Assets {
  /** Tasks of mix that fetch esbuild and Tailwind, which come from elsewhere than packages do. */
  readonly setup: readonly string[];
  /** Tasks of mix that build them, in order; empty for none. */
  readonly deploy: readonly string[];
  readonly node: NodeAssets | null;
  readonly notes: readonly string[];
}

/** Packages of npm that the assets are made of. */
export interface NodeAssets {
  /** Where their manifest and lock file lie, below the service's folder. */
  readonly files: readonly string[];
  readonly lock: string | null;
  readonly install: readonly string[];
  readonly cache: string;
  /** A script that builds them, where no alias of mix does. */
  readonly script: boolean;
}

/** What Node brings: copied from its own image, for the build only. */
export const NODE_IMAGE = 'node:24-trixie-slim';

const FOLDER = 'assets';
/** Packages that run a program of another language, with the task that fetches it. */
const FETCHED = { tailwind: 'tailwind.install', esbuild: 'esbuild.install', dart_sass: 'sass.install' };
const QUIET = ['--ignore-scripts', '--no-audit', '--no-fund'];
const MANAGERS: readonly (readonly [lock: string, install: readonly string[], cache: string])[] = [
  ['package-lock.json', ['npm', 'ci', `--prefix=${FOLDER}`, ...QUIET], cacheMount('npm', '/root/.npm')],
  [
    'yarn.lock',
    ['yarn', '--cwd', FOLDER, 'install', '--frozen-lockfile', '--ignore-scripts', '--non-interactive'],
    cacheMount('yarn', '/usr/local/share/.cache/yarn'),
  ],
];

/**
 * Reads how a service's assets are built: aliases of mix, and the package.json of assets/.
 * @param apps the applications of an umbrella, each of which may have its own
 */
export function assetsOf(project: Project, service: string, mix: MixFile, apps: readonly MixFile[]): Assets {
  const tasks = (alias: string) => [
    ...(mix.aliases.has(alias) ? [alias] : []),
    ...apps.flatMap(({ app, aliases }) =>
      app !== null && aliases.has(alias) ? [`cmd --app ${app} mix ${alias}`] : [],
    ),
  ];
  const deploy = tasks('assets.deploy');
  const node = nodeAssets(project, service, deploy.length > 0);
  const digests = node?.assets?.script && mix.dependencies.has('phoenix') ? ['phx.digest'] : [];
  const setup = tasks('assets.setup');
  return {
    setup: setup.length > 0 || deploy.length === 0 ? setup : installs(mix, apps),
    deploy: deploy.length > 0 ? deploy : digests,
    node: node?.assets ?? null,
    notes: node?.notes ?? [],
  };
}

/** What mix would fetch on its first use, where no alias does it before: the build has no network then. */
function installs(mix: MixFile, apps: readonly MixFile[]): string[] {
  const of = ({ dependencies }: MixFile, prefix: string) =>
    Object.entries(FETCHED).flatMap(([name, task]) =>
      dependencies.has(name) ? [`${prefix}${task} --if-missing`] : [],
    );
  return [...of(mix, ''), ...apps.flatMap((each) => (each.app === null ? [] : of(each, `cmd --app ${each.app} mix `)))];
}

function nodeAssets(
  project: Project,
  service: string,
  deploys: boolean,
): { readonly assets: NodeAssets | null; readonly notes: readonly string[] } | undefined {
  const folder = inside(service, FOLDER);
  const manifest = readManifest(project, folder);
  if (!manifest) return undefined;
  const script = !deploys && manifest.scripts.deploy !== undefined;
  const needed = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }).length > 0;
  if (!needed && !script) return undefined;
  const found = MANAGERS.find(([lock]) => project.has(inside(folder, lock)));
  if (!found && project.has(inside(folder, 'pnpm-lock.yaml')))
    return {
      assets: null,
      notes: [
        `${folder} is locked by pnpm, which this build does not have: commit a package-lock.json, or what it makes.`,
      ],
    };
  const [lock, install, cache] = found ?? [
    null,
    ['npm', 'install', `--prefix=${FOLDER}`, ...QUIET],
    cacheMount('npm', '/root/.npm'),
  ];
  const files = [`${FOLDER}/package.json`, ...(lock === null ? [] : [`${FOLDER}/${lock}`])];
  const notes =
    lock === null
      ? [`${manifest.path} has no lock file, so what its packages are is decided on the day of the build.`]
      : [];
  return { assets: { files, lock, install, cache, script }, notes };
}
