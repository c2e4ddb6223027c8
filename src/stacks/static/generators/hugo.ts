import { cacheMount, secretMount } from '../../../core/instruction.ts';
import type { Secret, Spec } from '../../../core/stack.ts';
import { inside } from '../../shared/paths.ts';
import { basePathNote } from '../../shared/site.ts';
import type { FoundSite, Generator, Input, Recipe } from '../generator.ts';
import { type Config, folderBelow, readConfig, setting, textSetting } from '../support/config.ts';
import { hugoLayouts, hugoModules, hugoOpen } from '../support/hugo-fetches.ts';
import { type NodePackages, nodePackages } from '../support/node-packages.ts';
import { ownImage } from '../support/parents.ts';
import { generatorVersion, versionAsks } from '../support/versions.ts';

const FORMATS = ['toml', 'yaml', 'yml', 'json'];
const OWN_NAMES = FORMATS.map((format) => `hugo.${format}`);
const FOLDER_NAMES = ['hugo', 'config'].flatMap((name) => FORMATS.map((format) => `config/_default/${name}.${format}`));
/** The names of before 0.110, which others use too. */
const OLDER_NAMES = FORMATS.map((format) => `config.${format}`);

/** Hugo's image is the extended edition, with Dart Sass, Go for modules, and Node.js for what styles are made with. */
const image = (version: string) => `ghcr.io/gohugoio/hugo:v${version}`;
const USER = '1000:1000';
const RELEASES = { newest: '0.167.0', first: '0.135.0' };
const NETRC: Secret = { id: 'netrc', required: false, for: 'install', source: '$HOME/.netrc' };

export const hugo: Generator = {
  id: 'hugo',
  title: 'Hugo',
  packages: ['hugo.toml', 'hugo.yaml', 'hugo.json', 'config/_default/'],
  own: ['package.json', 'go.mod'],

  find(input) {
    const config = configOf(input);
    return config && site(input, config);
  },

  parents: [ownImage(image(RELEASES.newest), 'Hugo', true)],
};

function configOf({ project, service }: Input): Config | undefined {
  const own = readConfig(project, service, [...OWN_NAMES, ...FOLDER_NAMES]);
  if (own) return own;
  const older = readConfig(project, service, OLDER_NAMES);
  const folders = ['content', 'layouts', 'archetypes', 'themes'];
  const isHugo = older && textSetting(older, 'baseURL') !== undefined;
  return isHugo && folders.some((folder) => project.hasDirectory(inside(service, folder))) ? older : undefined;
}

function site(input: Input, config: Config): FoundSite {
  const { project, service, given } = input;
  const packages = nodePackages(project, service, given);
  const version = generatorVersion('Hugo', asksOf(input, config, packages), RELEASES);
  const modules = hugoModules(input, config);
  const folder = folderBelow(service, textSetting(config, 'publishDir'));
  const url = textSetting(config, 'baseURL');
  return {
    config: config.path,
    context: service,
    home: '.',
    version: version.evidence,
    build: packages?.build ?? { command: 'hugo --gc --minify', from: 'default' },
    folder: { path: folder ?? 'public', from: folder === undefined ? 'default' : `${config.path} publishDir` },
    fetches: modules ?? hugoLayouts(input) ?? null,
    recipe: recipeOf(config, packages, modules !== undefined),
    packageManager: packages?.evidence,
    packageManagerVersion: packages?.release,
    notes: [
      ...version.notes,
      ...(packages?.notes ?? []),
      ...hugoOpen(input, config),
      ...basePathNote(url, `${config.path} baseURL`),
      ...placeholderNote(url, config),
      ...gitNotes(config),
      ...submoduleNotes(input),
    ],
    secrets: [...(packages?.secrets ?? []), ...(modules ? [NETRC] : [])],
    ignored: {
      built: ['resources/_gen', '**/node_modules', '.hugo_build.lock'],
      private: packages?.keptOut ?? [],
      needed: packages?.needed ?? [],
    },
  };
}

function recipeOf(config: Config, packages: NodePackages | undefined, modules: boolean): Recipe {
  return {
    image: ({ runtimeVersion }) => ({ reference: image(runtimeVersion), user: USER }),
    others: [],
    made: ({ runtimeVersion }) => `Hugo ${runtimeVersion}`,
    // git and the history are not in the build, and Hugo fails where it is to ask them
    environment: () => (asksGit(config) ? { HUGO_ENABLEGITINFO: 'false' } : {}),
    before: (spec) => packages?.install(spec) ?? [],
    after: () => [],
    mounts: (spec) => [
      cacheMount(`hugo-${spec.name}`, '/cache'),
      ...(modules ? [secretMount('netrc', '/root/.netrc', required(spec))] : []),
    ],
    program: null,
  };
}

function required({ secrets }: Spec): boolean {
  return secrets.some(({ id, required }) => id === 'netrc' && required);
}

function asksOf({ project, service }: Input, config: Config, packages: NodePackages | undefined) {
  const least = setting(config, 'module', 'hugoVersion', 'min');
  const named = packages?.versionOf(['hugo-extended', 'hugo-bin']);
  return [
    ...versionAsks(project, service, {
      tool: 'hugo',
      files: ['.hugo-version', '.hvm'],
      variable: 'HUGO_VERSION',
      input: 'hugo-version',
    }),
    ...(named ? [named] : []),
    ...(typeof least === 'string' && least !== ''
      ? [{ value: least, from: `${config.path} module.hugoVersion.min` }]
      : []),
    // hosts and actions take this word, too
  ].filter(({ value }) => value !== 'latest');
}

function asksGit(config: Config): boolean {
  return setting(config, 'enableGitInfo') === true;
}

function gitNotes(config: Config): string[] {
  if (!asksGit(config)) return [];
  return [
    `${config.path} takes the dates of pages from git, which is not in the build: they come from the pages themselves there.`,
  ];
}

function placeholderNote(url: string | undefined, { path }: Config): string[] {
  return /^https?:\/\/example\.(?:org|com)\b/.test(url ?? '')
    ? [`${path} baseURL is still an example's: links that Hugo writes in full lead there.`]
    : [];
}

/** Themes that are submodules of git: an empty folder builds a site without pages. */
function submoduleNotes({ project, service }: Input): string[] {
  const paths = [...(project.text('.gitmodules') ?? '').matchAll(/^\s{0,8}path\s{0,4}=\s{0,4}(\S{1,200})/gm)].map(
    ([, path]) => path ?? '',
  );
  const empty = paths.filter(
    (path) =>
      path.startsWith(inside(service, 'themes/')) && project.hasDirectory(path) && project.list(path).length === 0,
  );
  return empty.map(
    (path) => `${path} is a submodule of git and empty here: run git submodule update --init before docker build.`,
  );
}
