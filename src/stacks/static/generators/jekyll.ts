import type { Spec } from '../../../core/stack.ts';
import { UserError } from '../../../errors.ts';
import { supportedVersions, TABLE_DAY } from '../../../images/support.ts';
import { keepingOut } from '../../shared/ignore.ts';
import { inside, relativeTo } from '../../shared/paths.ts';
import { rubyBase } from '../../shared/ruby/bases.ts';
import { type Bundle, readBundle, WITHOUT } from '../../shared/ruby/bundle.ts';
import { bundleFiles, bundleInstall } from '../../shared/ruby/bundle-install.ts';
import { bundleNotes } from '../../shared/ruby/bundle-notes.ts';
import { indexesOf } from '../../shared/ruby/credentials.ts';
import { rubyVersion } from '../../shared/ruby/versions.ts';
import { basePathNote } from '../../shared/site.ts';
import { type Generator, type Input, PLAIN } from '../generator.ts';
import { type Config, folderBelow, readConfig, setting, textSetting } from '../support/config.ts';
import { officialImage } from '../support/parents.ts';

/** The full image: many gems of Jekyll's compile. */
const image = (version: string) => rubyBase('slim', version, true).build;
/** The image's own folder for gems. */
const GEMS = '/usr/local/bundle';
const ENVIRONMENT = {
  BUNDLE_PATH__SYSTEM: '1',
  BUNDLE_DEPLOYMENT: '1',
  BUNDLE_WITHOUT: WITHOUT,
  JEKYLL_ENV: 'production',
};

export const jekyll: Generator = {
  id: 'jekyll',
  title: 'Jekyll',
  packages: ['_config.yml', 'Gemfile'],
  own: ['Gemfile', 'package.json'],

  find(input) {
    const { project, service } = input;
    const config = readConfig(project, service, ['_config.yml', '_config.yaml', '_config.toml']);
    const bundle = config && bundleOf(input);
    if (!config || !bundle) return undefined;
    const version = rubyVersion(project, service, bundle);
    const indexes = indexesOf(project, service, bundle, true);
    const folder = folderBelow(service, textSetting(config, 'destination'));
    const before = (spec: Spec) => (bundle.whole ? [] : [install(spec, bundle, service)]);
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
        before,
        after: (spec) => (bundle.whole ? [install(spec, bundle, service)] : []),
      },
      packageManager: { what: 'packageManager', value: 'bundler', from: bundle.lock?.path ?? bundle.manifest.path },
      notes: [
        ...version.notes,
        ...bundleNotes(bundle, 'slim'),
        ...indexes.notes,
        ...basePathNote(textSetting(config, 'baseurl'), `${config.path} baseurl`),
        ...pluginNotes(config),
      ],
      secrets: indexes.secrets,
      ignored: {
        built: ['.jekyll-cache', '.sass-cache', 'vendor/bundle'],
        private: ['.bundle', ...indexes.keptOut.map((path) => relativeTo(service, path) ?? path).map(keepingOut)],
      },
    };
  },

  parents: supportedVersions('ruby', TABLE_DAY).map((version) => officialImage(image(version))),
};

/** The gems of a site; undefined where they are another program's. Without a Gemfile nothing here says which Jekyll builds it. */
function bundleOf({ project, service, given }: Input): Bundle | undefined {
  const bundle = readBundle(project, service);
  if (bundle) return ['jekyll', 'github-pages'].some((name) => bundle.gems.has(name)) ? bundle : undefined;
  const folders = ['_posts', '_layouts', '_includes', '_pages'];
  const isSite = folders.some((folder) => project.hasDirectory(inside(service, folder)));
  if (!isSite && given.framework !== 'jekyll') return undefined;
  throw new UserError(
    'bad-input',
    `${inside(service, '_config.yml')} is a site of Jekyll, and there is no Gemfile that says which Jekyll builds it`,
    'Write one (source "…"; gem "github-pages" or gem "jekyll"), run bundle lock, and commit both.',
  );
}

function install(spec: Spec, bundle: Bundle, service: string): string {
  const required = spec.secrets.some((secret) => secret.id === 'bundle_config' && secret.required);
  const files = bundle.whole ? [] : bundleFiles(bundle, service, service);
  return bundleInstall({ bundle, home: GEMS, files, secret: { required }, before: [], remove: [] });
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
