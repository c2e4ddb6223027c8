import { cacheMount, run } from '../../../core/instruction.ts';
import { isObject } from '../../../core/project.ts';
import { shellWord } from '../../../core/quote.ts';
import { plainText } from '../../shared/shown.ts';
import { basePathNote } from '../../shared/site.ts';
import { type Generator, PLAIN } from '../generator.ts';
import { type Config, folderBelow, readConfig, setting, textSetting } from '../support/config.ts';
import { officialImage } from '../support/parents.ts';
import { generatorVersion, versionAsks } from '../support/versions.ts';

/** mdBook has no image of its own: Cargo compiles it, in a layer that lasts until its version changes. */
const RUST = 'rust:1-slim-trixie';
const RELEASES = { newest: '0.5.4', first: '0.4.0' };

export const mdbook: Generator = {
  id: 'mdbook',
  title: 'mdBook',
  packages: ['book.toml'],
  own: [],

  find({ project, service }) {
    const config = readConfig(project, service, ['book.toml']);
    if (!config || !isObject(setting(config, 'book'))) return undefined;
    const version = generatorVersion(
      'mdBook',
      versionAsks(project, service, { tool: 'mdbook', files: [], variable: 'MDBOOK_VERSION', input: 'mdbook-version' }),
      RELEASES,
    );
    const folder = folderBelow(service, textSetting(config, 'build', 'build-dir'));
    const pages = folder ?? 'book';
    return {
      config: config.path,
      context: service,
      home: '.',
      version: version.evidence,
      build: { command: 'mdbook build', from: 'default' },
      folder: {
        // with a second form beside the pages each has a folder of its own
        path: renderers(config).length > 1 ? `${pages}/html` : pages,
        from: folder === undefined ? 'default' : `${config.path} build.build-dir`,
      },
      fetches: null,
      recipe: {
        ...PLAIN,
        image: () => ({ reference: RUST, user: null }),
        made: ({ runtimeVersion }) => `mdBook ${runtimeVersion}`,
        before: ({ answers }) => [
          run(
            [cacheMount('cargo-registry', '/usr/local/cargo/registry')],
            [`cargo install --locked ${shellWord(`mdbook@${answers.runtimeVersion}`, 'the version')}`],
          ),
        ],
      },
      notes: [
        ...version.notes,
        ...basePathNote(textSetting(config, 'output', 'html', 'site-url'), `${config.path} output.html.site-url`),
        ...programNotes(config),
      ],
      secrets: [],
      ignored: {},
    };
  },

  parents: [officialImage(RUST)],
};

function renderers(config: Config): string[] {
  const outputs = setting(config, 'output');
  return isObject(outputs) ? Object.keys(outputs) : [];
}

/** Preprocessors and renderers of others are programs of their own, each a crate. */
function programNotes(config: Config): string[] {
  const parts = setting(config, 'preprocessor');
  const names = [...(isObject(parts) ? Object.keys(parts) : []), ...renderers(config)];
  const others = names.filter((name) => !['html', 'markdown', 'links', 'index'].includes(name));
  return others
    .slice(0, 20)
    .map(
      (name) =>
        `${config.path} uses mdbook-${plainText(name).slice(0, 40)}, which is not installed: add it to the line that installs mdBook, at its version.`,
    );
}
