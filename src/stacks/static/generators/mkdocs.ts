import { isObject } from '../../../core/project.ts';
import { plainText } from '../../shared/shown.ts';
import { basePathNote } from '../../shared/site.ts';
import type { Fetches, Generator } from '../generator.ts';
import { type Config, folderBelow, readConfig, setting, textSetting } from '../support/config.ts';
import { type PythonTool, pythonSite } from '../support/python-site.ts';
import { readTheDocs } from '../support/read-the-docs.ts';

const TOOL: PythonTool = {
  title: 'MkDocs',
  package: 'mkdocs',
  release: '1.6.1',
  brings: (name) => /^(?:mkdocs|properdocs)(?:-|$)/.test(name),
};

export const mkdocs: Generator = {
  id: 'mkdocs',
  title: 'MkDocs',
  packages: ['mkdocs.yml', 'mkdocs.yaml'],
  own: ['pyproject.toml', 'requirements.txt', 'Pipfile'],

  find(input) {
    const { project, service } = input;
    const config = readConfig(project, service, ['mkdocs.yml', 'mkdocs.yaml']);
    if (!config) return undefined;
    const python = pythonSite(input, TOOL, readTheDocs(project, service, 'mkdocs'));
    const folder = folderBelow(service, textSetting(config, 'site_dir'));
    return {
      ...python,
      config: config.path,
      build: { command: 'mkdocs build --strict', from: 'default' },
      folder: { path: folder ?? 'site', from: folder === undefined ? 'default' : `${config.path} site_dir` },
      fetches: fetched(config) ?? null,
      notes: [
        ...python.notes,
        ...basePathNote(textSetting(config, 'site_url'), `${config.path} site_url`),
        ...pluginNotes(config),
      ],
    };
  },

  parents: [],
};

/** Plugins by name: a list of names and of maps with one key, or one map. */
function pluginsOf(config: Config): string[] {
  const plugins = setting(config, 'plugins');
  if (isObject(plugins)) return Object.keys(plugins);
  const list: readonly unknown[] = Array.isArray(plugins) ? plugins : [];
  return list.flatMap((one) => (typeof one === 'string' ? one : isObject(one) ? Object.keys(one).slice(0, 1) : []));
}

/** Plugins that ask other hosts, and for what. */
const FETCHES: Readonly<Record<string, string>> = {
  privacy: 'privacy fetches what pages load from others',
  social: 'social fetches fonts for its cards',
};

function fetched(config: Config): Fetches | undefined {
  const from = `${config.path} plugins`;
  const names = pluginsOf(config).map((name) => name.replace(/^material\//, ''));
  const why = names.flatMap((name) => (Object.hasOwn(FETCHES, name) ? (FETCHES[name] ?? []) : []))[0];
  if (why !== undefined) return { why, from };
  const inventories = /"(?:import|inventories)":\[[^\]]{0,2000}"https?:/.test(
    JSON.stringify(setting(config, 'plugins') ?? ''),
  );
  return inventories ? { why: 'mkdocstrings fetches inventories', from } : undefined;
}

/** Plugins that ask git, which is not in the build. */
function pluginNotes(config: Config): string[] {
  const git = pluginsOf(config).filter((name) => /^git[-_]/.test(name));
  return git
    .slice(0, 5)
    .map(
      (name) =>
        `The plugin ${plainText(name).slice(0, 60)} of ${config.path} asks git, and neither git nor the history is in the build: switch it off there (enabled: !ENV [CI, false]).`,
    );
}
