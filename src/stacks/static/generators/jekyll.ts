import { bindMount, cacheMount, run, secretMount } from '../../../core/instruction.ts';
import type { Project } from '../../../core/project.ts';
import type { Evidence, Secret, Spec } from '../../../core/stack.ts';
import { UserError } from '../../../errors.ts';
import { supportedVersions, supportOf } from '../../../images/support.ts';
import { inside, upwards } from '../../shared/paths.ts';
import { toolAsks } from '../../shared/tool-files.ts';
import { UNLOCKED } from '../../shared/unlocked.ts';
import { type VersionAsk, versionFile } from '../../shared/version-files.ts';
import { type Generator, type Input, PLAIN } from '../generator.ts';
import { basePathNote, type Config, folderBelow, readConfig, setting, textSetting } from '../support/config.ts';
import { officialImage } from '../support/parents.ts';

/** The full image: many gems of Jekyll's compile. */
const image = (version: string) => `ruby:${version}-trixie`;
/** The day of the support table: the same project gives the same bytes on every day. */
const TABLE_DAY = '2026-11-23';
const CACHE = '/root/.gem';
/** Bundler keeps to the lock file, and keeps what it fetches for other builds. */
const ENVIRONMENT = {
  BUNDLE_DEPLOYMENT: '1',
  BUNDLE_GLOBAL_GEM_CACHE: '1',
  BUNDLE_PATH: '/usr/local/bundle',
  BUNDLE_USER_CACHE: CACHE,
  BUNDLE_WITHOUT: 'development:test',
  JEKYLL_ENV: 'production',
};
const BUNDLE: Secret = { id: 'bundle_config', required: false, for: 'install', source: '$HOME/.bundle/config' };
export const jekyll: Generator = {
  id: 'jekyll',
  title: 'Jekyll',
  packages: ['_config.yml', 'Gemfile'],
  own: ['Gemfile', 'package.json'],

  find(input) {
    const { project, service } = input;
    const config = readConfig(project, service, ['_config.yml', '_config.yaml', '_config.toml']);
    if (!config || !isJekyll(input)) return undefined;
    const gemfile = inside(service, 'Gemfile');
    const locked = project.has(inside(service, 'Gemfile.lock'));
    const version = rubyVersion(project, service);
    const folder = folderBelow(service, textSetting(config, 'destination'));
    return {
      config: config.path,
      context: service,
      home: '.',
      version: version.evidence,
      build: { command: 'bundle exec jekyll build', from: 'default' },
      folder: { path: folder ?? '_site', from: folder === undefined ? 'default' : `${config.path} destination` },
      fetches:
        textSetting(config, 'remote_theme') === undefined
          ? null
          : { why: 'it fetches its theme', from: `${config.path} remote_theme` },
      recipe: {
        ...PLAIN,
        image: ({ runtimeVersion }) => ({ reference: image(runtimeVersion), user: null }),
        made: ({ runtimeVersion }) => `Jekyll on Ruby ${runtimeVersion}`,
        environment: () => ENVIRONMENT,
        before: (spec) => [install(spec, locked)],
      },
      packageManager: { what: 'packageManager', value: 'bundler', from: locked ? `${gemfile}.lock` : gemfile },
      notes: [
        ...version.notes,
        ...(locked
          ? []
          : [
              `There is no Gemfile.lock beside ${gemfile}, so installs are not reproducible: run bundle lock --add-platform x86_64-linux aarch64-linux and commit it.`,
            ]),
        ...basePathNote(textSetting(config, 'baseurl'), `${config.path} baseurl`),
        ...pluginNotes(config),
      ],
      secrets: [BUNDLE],
      ignored: {
        built: ['.jekyll-cache', '.sass-cache', '.bundle', 'vendor/bundle'],
      },
    };
  },

  parents: supportedVersions('ruby', TABLE_DAY).map((version) => officialImage(image(version))),
};

/** A Gemfile that names Jekyll. Without one GitHub's own gems would build the site, and nothing here says which. */
function isJekyll({ project, service, given }: Input): boolean {
  const gems = project.text(inside(service, 'Gemfile'));
  if (gems !== undefined) return /\b(?:jekyll|github-pages)\b/.test(gems.slice(0, 64 * 1024));
  const folders = ['_posts', '_layouts', '_includes', '_pages'].filter((folder) =>
    project.hasDirectory(inside(service, folder)),
  );
  if (folders.length === 0 && given.framework !== 'jekyll') return false;
  throw new UserError(
    'bad-input',
    `${inside(service, '_config.yml')} is a site of Jekyll, and there is no Gemfile that says which Jekyll builds it`,
    'Write one (source "…"; gem "github-pages" or gem "jekyll"), run bundle lock, and commit both.',
  );
}

function install(spec: Spec, locked: boolean): string {
  const required = spec.secrets.some(({ id, required }) => id === BUNDLE.id && required);
  const mounts = [
    bindMount('Gemfile'),
    ...(locked ? [bindMount('Gemfile.lock')] : []),
    cacheMount('bundler', CACHE),
    secretMount(BUNDLE.id, '/root/.bundle/config', required),
  ];
  if (locked) return run(mounts, ['bundle install']);
  // without a lock file it makes one, which is gone with the stage
  return `${UNLOCKED}\n${run(mounts, ['BUNDLE_DEPLOYMENT=false bundle lock', 'bundle install'])}`;
}

interface RubyVersion {
  readonly evidence: Evidence;
  readonly notes: readonly string[];
}

function rubyVersion(project: Project, service: string): RubyVersion {
  for (const { value, from } of rubyAsks(project, service)) {
    const line = /^(?:ruby[- ])?(\d\.\d{1,2})(?:\.\d{1,3}(?:p\d{1,4})?)?$/.exec(value.trim())?.[1];
    if (line === undefined) continue;
    const support = supportOf('ruby', line, TABLE_DAY);
    const ended =
      support.state === 'ended'
        ? [`${from} asks for Ruby ${line}, which gets no security fixes since ${support.on}: move to a newer line.`]
        : [];
    return { evidence: said(line, from), notes: ended };
  }
  return { evidence: said('3.4', 'default'), notes: [] };
}

function rubyAsks(project: Project, service: string): VersionAsk[] {
  const gemfile = inside(service, 'Gemfile');
  const locked = /^RUBY VERSION\n {2,3}ruby (\d\.\d{1,2}\.\d{1,3})/m.exec(
    project.text(`${gemfile}.lock`)?.slice(0, 1024 * 1024) ?? '',
  )?.[1];
  const named = /^[ \t]{0,8}ruby[ \t(]{1,4}["'](\d[^"'\n]{1,20})["']/m.exec(
    project.text(gemfile)?.slice(0, 64 * 1024) ?? '',
  )?.[1];
  const lines = [
    { value: named, from: `${gemfile} ruby` },
    { value: locked, from: `${gemfile}.lock RUBY VERSION` },
  ];
  return [
    ...upwards(service).flatMap((folder) => [
      ...versionFile(project, inside(folder, '.ruby-version')),
      ...toolAsks(project, folder).filter(({ tool }) => tool === 'ruby'),
    ]),
    ...lines.flatMap(({ value, from }) => (value === undefined ? [] : [{ value, from }])),
  ];
}

function said(value: string, from: string): Evidence {
  return { what: 'runtimeVersion', value, from };
}

/** Plugins of GitHub's that ask it about the repository. */
function pluginNotes(config: Config): string[] {
  const plugins = setting(config, 'plugins');
  const asks =
    Array.isArray(plugins) &&
    plugins.includes('jekyll-github-metadata') &&
    textSetting(config, 'repository') === undefined;
  return asks
    ? [
        `jekyll-github-metadata asks git for the repository's name, and git is not in the build: write repository into ${config.path}.`,
      ]
    : [];
}
