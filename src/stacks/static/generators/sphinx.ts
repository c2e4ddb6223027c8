import type { Project } from '../../../core/project.ts';
import { shellWord } from '../../../core/quote.ts';
import { folderOf, inside } from '../../shared/paths.ts';
import { plainText } from '../../shared/shown.ts';
import { basePathNote } from '../../shared/site.ts';
import { lineAt } from '../../shared/sources.ts';
import type { Generator, Input } from '../generator.ts';
import { type PythonTool, pythonSite } from '../support/python-site.ts';
import { type ReadTheDocs, readTheDocs } from '../support/read-the-docs.ts';

const TOOL: PythonTool = {
  title: 'Sphinx',
  package: 'sphinx',
  release: '9.2.0',
  brings: (name) => /^sphinx(?:-|$)|^(?:furo|myst-parser|myst-nb)$/.test(name),
};

/** Where conf.py usually lies. */
const FOLDERS = ['.', 'docs', 'doc', 'docs/source', 'doc/source', 'source', 'documentation'];

/** The folder with the pages, and the text of its conf.py. */
interface Pages {
  readonly folder: string;
  readonly path: string;
  readonly text: string;
}

export const sphinx: Generator = {
  id: 'sphinx',
  title: 'Sphinx',
  packages: ['conf.py', 'docs/conf.py', 'docs/source/conf.py'],
  own: ['pyproject.toml', 'requirements.txt', 'Pipfile'],

  find(input) {
    const { project, service } = input;
    const hosted = readTheDocs(project, service, 'sphinx');
    const pages = pagesOf(input, hosted);
    if (!pages) return undefined;
    const python = pythonSite(input, TOOL, hosted);
    const built = builtFolder(pages.folder);
    return {
      ...python,
      config: pages.path,
      build: { command: commandOf(project, service, pages, hosted), from: 'default' },
      folder: { path: `${built}/html`, from: 'default' },
      fetches: /["']sphinx\.ext\.intersphinx["']/.test(pages.text)
        ? { why: 'intersphinx fetches what it links to', from: `${pages.path} extensions` }
        : null,
      notes: [
        ...python.notes,
        ...basePathNote(
          /^html_baseurl\s{0,4}=\s{0,4}["']([^"'\n]{1,300})/m.exec(pages.text)?.[1],
          `${pages.path} html_baseurl`,
        ),
        ...gitNotes(pages),
      ],
    };
  },

  parents: [],
};

function pagesOf({ project, service }: Input, hosted: ReadTheDocs | undefined): Pages | undefined {
  const named = hosted?.configuration?.endsWith('conf.py') ? [folderOf(hosted.configuration)] : [];
  for (const folder of [...named, ...FOLDERS]) {
    const path = inside(service, inside(folder, 'conf.py'));
    const text = project.text(path)?.slice(0, 256 * 1024);
    if (text !== undefined && /^(?:extensions|html_theme|project|master_doc|root_doc)\s{0,8}=/m.test(text))
      return { folder, path, text };
  }
  return undefined;
}

/** As the Makefile of sphinx-quickstart has it: `_build` beside the pages, or `build` beside their `source`. */
function builtFolder(pages: string): string {
  if (pages === 'source') return 'build';
  return pages.endsWith('/source') ? `${folderOf(pages)}/build` : inside(pages, '_build');
}

function commandOf(project: Project, service: string, { folder }: Pages, hosted: ReadTheDocs | undefined): string {
  const makefile = ['.', folder, folderOf(folder)].map(
    (each) => project.text(inside(service, inside(each, 'Makefile'))) ?? '',
  );
  const strict =
    hosted?.strict === true ||
    makefile.some((text) => /^SPHINXOPTS[^\n]{0,200}(?:\s|=)-[a-z]?W\b/m.test(text.slice(0, 64 * 1024)));
  const words = [folder, builtFolder(folder)].map((path) => shellWord(path, 'the folder'));
  return `sphinx-build -M html ${words.join(' ')}${strict ? ' --fail-on-warning --keep-going' : ''}`;
}

/** Extensions that ask git, which is not in the build. */
function gitNotes({ path, text }: Pages): string[] {
  const match =
    /["'](sphinx_last_updated_by_git|setuptools_scm|sphinx_multiversion|sphinxcontrib\.git[\w.]{0,40})["']/.exec(text);
  if (!match) return [];
  return [
    `${path}:${lineAt(text, match.index)} uses ${plainText(match[1] ?? '')}, which asks git, and neither git nor the history is in the build.`,
  ];
}
