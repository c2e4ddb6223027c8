import { inside } from '../../shared/paths.ts';
import { basePathNote } from '../../shared/site.ts';
import { lineAt, sourceReader } from '../../shared/sources.ts';
import { type Fetches, type Generator, type Input, PLAIN } from '../generator.ts';
import { type Config, folderBelow, readConfig, textSetting } from '../support/config.ts';
import { ownImage } from '../support/parents.ts';
import { generatorVersion, isOlder, versionAsks } from '../support/versions.ts';

/** Zola's image holds nothing but its program. */
const image = (version: string) => `ghcr.io/getzola/zola:v${version}`;
const RELEASES = { newest: '0.23.6', first: '0.15.1' };

export const zola: Generator = {
  id: 'zola',
  title: 'Zola',
  packages: ['zola.toml', 'config.toml'],
  own: ['package.json'],

  find(input) {
    const { project, service } = input;
    const config = configOf(input);
    if (!config) return undefined;
    const version = generatorVersion(
      'Zola',
      versionAsks(project, service, {
        tool: 'zola',
        files: ['.zola-version'],
        variable: 'ZOLA_VERSION',
        input: 'zola-version',
      }),
      RELEASES,
    );
    const folder = folderBelow(service, textSetting(config, 'output_dir'));
    return {
      config: config.path,
      context: service,
      home: '.',
      version: version.evidence,
      build: { command: 'zola build', from: 'default' },
      folder: { path: folder ?? 'public', from: folder === undefined ? 'default' : `${config.path} output_dir` },
      fetches: fetched(input) ?? null,
      recipe: {
        ...PLAIN,
        image: ({ runtimeVersion }) => ({ reference: image(runtimeVersion), user: null }),
        made: ({ runtimeVersion }) => `Zola ${runtimeVersion}`,
        // since 0.23 it lies where no PATH leads
        program: ({ runtimeVersion }) => (isOlder(runtimeVersion, '0.23') ? '/bin/zola' : '/zola'),
      },
      notes: [...version.notes, ...basePathNote(textSetting(config, 'base_url'), `${config.path} base_url`)],
      secrets: [],
      ignored: {},
    };
  },

  parents: [ownImage(image(RELEASES.newest), 'Zola', false)],
};

function configOf({ project, service }: Input): Config | undefined {
  const own = readConfig(project, service, ['zola.toml']);
  if (own) return own;
  const older = readConfig(project, service, ['config.toml']);
  const folders = ['content', 'templates', 'themes'];
  const isZola = older && Object.hasOwn(older.json, 'base_url');
  return isZola && folders.some((folder) => project.hasDirectory(inside(service, folder))) ? older : undefined;
}

const TEMPLATES = sourceReader({
  source: (name) => /\.(?:html|xml|md|txt)$/.test(name),
  likely: /^(?:base|index|macros)\b/,
  skipped: /^(?:node_modules|public|static|sass)$/,
});

/** A template that asks another host while the site is built. */
function fetched({ project, service }: Input): Fetches | undefined {
  for (const { path, text } of TEMPLATES(project, service)) {
    const match = /\bload_data\([^)]{0,500}\burl[ \t]{0,4}=/.exec(text);
    if (match) return { why: 'its templates fetch', from: `${path}:${lineAt(text, match.index)}` };
  }
  return undefined;
}
