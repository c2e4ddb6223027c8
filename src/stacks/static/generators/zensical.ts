import { basePathNote } from '../../shared/site.ts';
import type { Generator } from '../generator.ts';
import { folderBelow, readConfig, textSetting } from '../support/config.ts';
import { type PythonTool, pythonSite } from '../support/python-site.ts';

const TOOL: PythonTool = {
  title: 'Zensical',
  package: 'zensical',
  release: '0.0.73',
  brings: (name) => name === 'zensical',
};

export const zensical: Generator = {
  id: 'zensical',
  title: 'Zensical',
  packages: ['zensical.toml'],
  own: ['pyproject.toml', 'requirements.txt', 'Pipfile'],

  find(input) {
    const { project, service } = input;
    const config = readConfig(project, service, ['zensical.toml']);
    if (!config) return undefined;
    const python = pythonSite(input, TOOL, undefined);
    const folder = folderBelow(service, textSetting(config, 'project', 'site_dir'));
    return {
      ...python,
      config: config.path,
      build: { command: 'zensical build --clean --strict', from: 'default' },
      folder: { path: folder ?? 'site', from: folder === undefined ? 'default' : `${config.path} project.site_dir` },
      fetches: null,
      notes: [
        ...python.notes,
        ...basePathNote(textSetting(config, 'project', 'site_url'), `${config.path} project.site_url`),
      ],
      ignored: { ...python.ignored, built: ['.cache', ...(python.ignored.built ?? [])] },
    };
  },

  parents: [],
};
