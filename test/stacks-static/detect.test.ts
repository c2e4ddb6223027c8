import { describe, expect, it, test } from 'vitest';
import type { Given } from '../../src/core/answers.ts';
import { detect } from '../../src/core/detect.ts';
import { discoverServices } from '../../src/core/discover.ts';
import { stacks } from '../../src/stacks/index.ts';
import { detectStatic } from '../../src/stacks/static/detect.ts';
import { around } from '../around.ts';
import { generate } from '../generate.ts';
import { memoryProject } from '../helpers.ts';

type Files = Readonly<Record<string, string>>;

function detected(files: Files, given: Given = {}) {
  const project = memoryProject(files);
  const found = detectStatic(project, given, around('static', project, given));
  const from = (what: string) => found?.detected.find((one) => one.what === what)?.from;
  const value = (what: string) => found?.detected.find((one) => one.what === what)?.value;
  return { found, answers: found?.answers, from, value, notes: found?.notes ?? [] };
}

const PAGE = { 'index.html': '<!doctype html>' };
const HUGO = { 'hugo.toml': "baseURL = 'https://docs.example.com/'\n", 'content/_index.md': '' };
const ZOLA = { 'zola.toml': 'base_url = "https://docs.example.com"\n', 'content/_index.md': '' };
const JEKYLL = {
  '_config.yml': 'title: Orders\n',
  Gemfile: 'gem "jekyll"\n',
  'Gemfile.lock': 'GEM\n\nCHECKSUMS\n  jekyll (4.4.1) sha256=00\n',
};
const MKDOCS = { 'mkdocs.yml': 'site_name: Orders\n', 'docs/index.md': '' };
const SPHINX = { 'conf.py': "project = 'Orders'\n", 'index.rst': '' };
const MDBOOK = { 'book.toml': '[book]\ntitle = "Orders"\n', 'src/SUMMARY.md': '' };
const uv = (...lines: string[]) => ({
  'pyproject.toml': ['[project]', 'name = "orders"', 'version = "1"', ...lines, ''].join('\n'),
  'uv.lock': 'version = 1\n',
});

describe('the generator', () => {
  test.each<[string, Files, string | undefined, string | undefined]>([
    ['a page', PAGE, 'html', 'index.html'],
    ['a page in public', { 'public/index.html': '' }, 'html', 'public/index.html'],
    ['a page in www', { 'www/index.html': '' }, 'html', 'www/index.html'],
    ['hugo.toml', HUGO, 'hugo', 'hugo.toml'],
    ['hugo.yaml', { 'hugo.yaml': 'title: x\n' }, 'hugo', 'hugo.yaml'],
    ['hugo.yml', { 'hugo.yml': 'title: x\n' }, 'hugo', 'hugo.yml'],
    ['hugo.json', { 'hugo.json': '{}' }, 'hugo', 'hugo.json'],
    ['a folder of Hugo’s settings', { 'config/_default/hugo.yaml': 'title: x\n' }, 'hugo', 'config/_default/hugo.yaml'],
    [
      'settings of before 0.110',
      { 'config.toml': 'baseURL = "https://example.net/"\n', 'content/x.md': '' },
      'hugo',
      'config.toml',
    ],
    [
      'the same in small letters, in YAML',
      { 'config.yaml': 'baseurl: https://example.net/\n', 'themes/x/theme.toml': '' },
      'hugo',
      'config.yaml',
    ],
    ['a config.toml of something else', { 'config.toml': 'port = 1\n', 'content/x.md': '' }, undefined, undefined],
    [
      'a config.toml with an address, but no pages',
      { 'config.toml': 'baseURL = "https://x/"\n' },
      undefined,
      undefined,
    ],
    ['zola.toml', ZOLA, 'zola', 'zola.toml'],
    [
      'Zola’s config.toml',
      { 'config.toml': 'base_url = "https://example.net"\n', 'templates/index.html': '' },
      'zola',
      'config.toml',
    ],
    ['Jekyll', JEKYLL, 'jekyll', '_config.yml'],
    ['GitHub’s gems', { ...JEKYLL, Gemfile: 'gem "github-pages", group: :jekyll_plugins\n' }, 'jekyll', '_config.yml'],
    ['a _config.yml beside other gems', { '_config.yml': 'x: 1\n', Gemfile: 'gem "rails"\n' }, undefined, undefined],
    ['a _config.yml alone', { '_config.yml': 'theme: x\n', 'README.md': '' }, undefined, undefined],
    ['mkdocs.yml', MKDOCS, 'mkdocs', 'mkdocs.yml'],
    ['mkdocs.yaml', { 'mkdocs.yaml': 'site_name: x\n' }, 'mkdocs', 'mkdocs.yaml'],
    ['zensical.toml', { 'zensical.toml': '[project]\nsite_name = "x"\n' }, 'zensical', 'zensical.toml'],
    ['Zensical beside mkdocs.yml', { ...MKDOCS, 'zensical.toml': '[project]\n' }, 'zensical', 'zensical.toml'],
    ['book.toml', MDBOOK, 'mdbook', 'book.toml'],
    ['a book.toml without a book', { 'book.toml': 'x = 1\n' }, undefined, undefined],
    ['conf.py', SPHINX, 'sphinx', 'conf.py'],
    ['conf.py in docs', { 'docs/conf.py': 'extensions = []\n' }, 'sphinx', 'docs/conf.py'],
    ['conf.py in doc/source', { 'doc/source/conf.py': 'html_theme = "x"\n' }, 'sphinx', 'doc/source/conf.py'],
    ['a conf.py of something else', { 'conf.py': 'DEBUG = True\n' }, undefined, undefined],
    [
      'where .readthedocs.yaml says',
      { '.readthedocs.yaml': 'sphinx:\n  configuration: manual/conf.py\n', 'manual/conf.py': 'project = "x"\n' },
      'sphinx',
      'manual/conf.py',
    ],
    ['Hugo before a page', { ...HUGO, ...PAGE }, 'hugo', 'hugo.toml'],
    ['MkDocs before Sphinx', { ...MKDOCS, 'docs/conf.py': 'project = "x"\n' }, 'mkdocs', 'mkdocs.yml'],
    ['nothing', { 'README.md': '' }, undefined, undefined],
  ])('%s', (_, files, framework, from) => {
    const { answers, from: source } = detected(files);
    expect([answers?.framework, source('framework')]).toEqual([framework, from]);
  });

  test.each(['package.json', 'go.mod', 'Cargo.toml', 'composer.json', 'requirements.txt', 'CMakeLists.txt'])(
    'a page beside %s is part of something else',
    (manifest) => {
      expect(detected({ ...PAGE, [manifest]: '' }).found).toBeUndefined();
    },
  );

  it('is the one that is named', () => {
    expect(detected({ ...MKDOCS, ...PAGE }, { framework: 'html' }).answers?.framework).toBe('html');
    expect(() => detected(PAGE, { framework: 'gatsby' })).toThrow('--framework "gatsby" is no generator of sites');
  });

  it('needs a Gemfile to know which Jekyll', () => {
    const files = { '_config.yml': 'title: x\n', '_posts/2026-01-02-x.md': '' };
    expect(() => detected(files)).toThrow('_config.yml is a site of Jekyll, and there is no Gemfile');
  });
});

describe('the version', () => {
  const workflow = (line: string) => ({ '.github/workflows/site.yml': `env:\n  A: b\n  ${line}\n` });
  test.each<[string, Files, string, string]>([
    ['of Hugo, when nothing says it', HUGO, '0.167.0', 'default'],
    ['.hugo-version', { ...HUGO, '.hugo-version': '0.150.1\n' }, '0.150.1', '.hugo-version'],
    ['.hvm', { ...HUGO, '.hvm': 'v0.152.0\n' }, '0.152.0', '.hvm'],
    ['asdf', { ...HUGO, '.tool-versions': 'hugo extended_0.151.0\n' }, '0.151.0', '.tool-versions:1'],
    ['mise', { ...HUGO, 'mise.toml': '[tools]\nhugo = "0.153"\n' }, '0.153.0', 'mise.toml tools.hugo'],
    [
      'Netlify',
      { ...HUGO, 'netlify.toml': '[build.environment]\nHUGO_VERSION = "0.154.1"\n' },
      '0.154.1',
      'netlify.toml HUGO_VERSION',
    ],
    [
      'Netlify, for production',
      {
        ...HUGO,
        'netlify.toml':
          '[build.environment]\nHUGO_VERSION = "0.154.1"\n[context.production.environment]\nHUGO_VERSION = "0.155.0"\n',
      },
      '0.155.0',
      'netlify.toml HUGO_VERSION',
    ],
    ['a workflow', { ...HUGO, ...workflow('HUGO_VERSION: 0.156.0') }, '0.156.0', '.github/workflows/site.yml:3'],
    ['an action', { ...HUGO, ...workflow("hugo-version: '0.157.0'") }, '0.157.0', '.github/workflows/site.yml:3'],
    ['GitLab', { ...HUGO, '.gitlab-ci.yml': 'variables:\n  HUGO_VERSION: "0.158.0"\n' }, '0.158.0', '.gitlab-ci.yml:2'],
    [
      'a package of npm',
      { ...HUGO, 'package.json': '{"devDependencies":{"hugo-extended":"^0.159.1"}}' },
      '0.159.1',
      'package.json hugo-extended',
    ],
    [
      'what the theme needs at least',
      { ...HUGO, 'hugo.toml': '[module.hugoVersion]\nmin = "0.146.0"\n' },
      '0.146.0',
      'hugo.toml module.hugoVersion.min',
    ],
    ['older than Hugo’s own images', { ...HUGO, '.hugo-version': '0.92.2\n' }, '0.135.0', '.hugo-version'],
    [
      'the folder’s own before the root’s workflow',
      { ...HUGO, '.hvm': '0.152.0', ...workflow('HUGO_VERSION: 0.156.0') },
      '0.152.0',
      '.hvm',
    ],
    ['of Zola, when nothing says it', ZOLA, '0.23.6', 'default'],
    [
      'a workflow of Zola',
      { ...ZOLA, ...workflow('ZOLA_VERSION: "0.21.0"') },
      '0.21.0',
      '.github/workflows/site.yml:3',
    ],
    ['a tool of a workflow', { ...ZOLA, ...workflow('tool: zola@0.22.1') }, '0.22.1', '.github/workflows/site.yml:3'],
    ['asdf for Zola', { ...ZOLA, '.tool-versions': 'zola 0.20.0\n' }, '0.20.0', '.tool-versions:1'],
    [
      'Netlify for Zola',
      { ...ZOLA, 'netlify.toml': '[build.environment]\nZOLA_VERSION = "0.19.2"\n' },
      '0.19.2',
      'netlify.toml ZOLA_VERSION',
    ],
    ['of mdBook, when nothing says it', MDBOOK, '0.5.4', 'default'],
    [
      'a workflow of mdBook',
      { ...MDBOOK, ...workflow('MDBOOK_VERSION: 0.4.52') },
      '0.4.52',
      '.github/workflows/site.yml:3',
    ],
    [
      'an action for mdBook',
      { ...MDBOOK, ...workflow("mdbook-version: '0.5.1'") },
      '0.5.1',
      '.github/workflows/site.yml:3',
    ],
    [
      'mise for mdBook',
      { ...MDBOOK, 'mise.toml': '[tools]\n"cargo:mdbook" = "0.5.0"\n' },
      '0.5.0',
      'mise.toml tools.cargo:mdbook',
    ],
    ['of Ruby, when nothing says it', JEKYLL, '4.0', 'default'],
    ['.ruby-version', { ...JEKYLL, '.ruby-version': 'ruby-3.3.9\n' }, '3.3', '.ruby-version'],
    ['a Gemfile', { ...JEKYLL, Gemfile: 'ruby "~> 3.3.0"\ngem "jekyll"\n' }, '3.3', 'Gemfile ruby'],
    [
      'its lock',
      { ...JEKYLL, 'Gemfile.lock': 'GEM\n\nRUBY VERSION\n   ruby 3.4.7\n' },
      '3.4',
      'Gemfile.lock RUBY VERSION',
    ],
    ['of Python, when nothing says it', MKDOCS, '3.14', 'default'],
    ['.python-version', { ...MKDOCS, '.python-version': '3.12\n' }, '3.12', '.python-version'],
    [
      'a range',
      { ...MKDOCS, ...uv('requires-python = "<3.14"', 'dependencies = ["mkdocs"]') },
      '3.13',
      'pyproject.toml requires-python',
    ],
    [
      '.readthedocs.yaml',
      { ...SPHINX, '.readthedocs.yaml': 'build:\n  tools:\n    python: "3.12"\n' },
      '3.12',
      '.readthedocs.yaml build.tools.python',
    ],
    [
      '.readthedocs.yaml without quotes',
      { ...SPHINX, '.readthedocs.yml': 'build:\n  tools:\n    python: 3.13\n' },
      '3.13',
      '.readthedocs.yml build.tools.python',
    ],
    ['a page has that of nginx', PAGE, '1.31', 'default'],
  ])('%s', (_, files, version, source) => {
    const { answers, from } = detected(files);
    expect([answers?.runtimeVersion, from('runtimeVersion')]).toEqual([version, source]);
  });

  test.each([
    [
      'older than Hugo’s own images',
      { ...HUGO, '.hugo-version': '0.92.2' },
      /0\.92\.2, and the first release with an image of its own is 0\.135\.0/,
    ],
    ['no release', { ...HUGO, '.hugo-version': 'newest-please' }, /names no release; it is left out/],
    ['a Ruby that ended', { ...JEKYLL, '.ruby-version': '3.2.1' }, /3\.2 gets no security fixes since 2026-03-31/],
  ])('is noted: %s', (_, files, note) => {
    expect(detected(files).notes.join('\n')).toMatch(note);
  });

  test.each([
    ['hugo', HUGO, '0.1/../evil'],
    ['mkdocs', MKDOCS, 'latest'],
    ['html', PAGE, '1.30'],
  ])('of %s that is none is refused', (_, files, runtimeVersion) => {
    expect(() => detected(files, { runtimeVersion })).toThrow(`--runtime-version "${runtimeVersion}"`);
  });
});

describe('the folder with the pages', () => {
  test.each<[string, Files, string, string]>([
    ['of Hugo', HUGO, 'public', 'default'],
    ['Hugo’s publishDir', { ...HUGO, 'hugo.toml': 'publishdir = "dist"\n' }, 'dist', 'hugo.toml publishDir'],
    ['one that lies elsewhere', { ...HUGO, 'hugo.toml': 'publishDir = "../out"\n' }, 'public', 'default'],
    ['an absolute one', { ...HUGO, 'hugo.toml': 'publishDir = "/out"\n' }, 'public', 'default'],
    ['the whole folder', { ...HUGO, 'hugo.toml': 'publishDir = "."\n' }, 'public', 'default'],
    [
      'Zola’s output_dir',
      { ...ZOLA, 'zola.toml': 'base_url = "/"\noutput_dir = "out"\n' },
      'out',
      'zola.toml output_dir',
    ],
    [
      'Jekyll’s destination',
      { ...JEKYLL, '_config.yml': 'destination: ./build\n' },
      'build',
      '_config.yml destination',
    ],
    ['of Jekyll', JEKYLL, '_site', 'default'],
    ['of MkDocs', MKDOCS, 'site', 'default'],
    ['MkDocs’ site_dir', { ...MKDOCS, 'mkdocs.yml': 'site_dir: out/html\n' }, 'out/html', 'mkdocs.yml site_dir'],
    ['of mdBook', MDBOOK, 'book', 'default'],
    [
      'mdBook’s build-dir with two forms',
      { 'book.toml': '[book]\n[build]\nbuild-dir = "out"\n[output.html]\n[output.linkcheck]\n' },
      'out/html',
      'book.toml build.build-dir',
    ],
    ['of Sphinx', SPHINX, '_build/html', 'default'],
    ['of Sphinx in docs', { 'docs/conf.py': 'project = "x"\n' }, 'docs/_build/html', 'default'],
    ['of Sphinx in docs/source', { 'docs/source/conf.py': 'project = "x"\n' }, 'docs/build/html', 'default'],
    ['of Sphinx in source', { 'source/conf.py': 'project = "x"\n' }, 'build/html', 'default'],
    ['of pages', PAGE, '.', 'index.html'],
  ])('%s', (_, files, folder, source) => {
    const { value, from } = detected(files);
    expect([value('folder'), from('folder')]).toEqual([folder, source]);
  });
});

describe('the build', () => {
  const packages = (json: object) => ({
    ...HUGO,
    'package.json': JSON.stringify(json),
    'package-lock.json': '{"lockfileVersion":3}',
  });
  const postcss = { devDependencies: { 'postcss-cli': '^11' } };
  test.each<[string, Files, string | null, string | undefined]>([
    ['Hugo', HUGO, 'hugo --gc --minify', 'default'],
    [
      'its own script',
      packages({ ...postcss, scripts: { build: 'hugo --minify' } }),
      'npm run build',
      'package.json scripts.build',
    ],
    [
      'a script that is not Hugo’s',
      packages({ ...postcss, scripts: { build: 'prettier .' } }),
      'hugo --gc --minify',
      'default',
    ],
    [
      'a program that an install script would bring',
      packages({ devDependencies: { 'hugo-extended': '0.150.0' }, scripts: { build: 'hugo' } }),
      'hugo --gc --minify',
      'default',
    ],
    ['Zola', ZOLA, 'zola build', 'default'],
    ['Jekyll', JEKYLL, 'bundle exec jekyll build', 'default'],
    ['MkDocs', MKDOCS, 'mkdocs build --strict', 'default'],
    ['Zensical', { 'zensical.toml': '[project]\n' }, 'zensical build --clean --strict', 'default'],
    ['mdBook', MDBOOK, 'mdbook build', 'default'],
    ['Sphinx', SPHINX, 'sphinx-build -M html . _build', 'default'],
    [
      'Sphinx, strict by its Makefile',
      { ...SPHINX, Makefile: 'SPHINXOPTS ?= -n -W\n' },
      'sphinx-build -M html . _build --fail-on-warning --keep-going',
      'default',
    ],
    [
      'Sphinx, strict on Read the Docs',
      { ...SPHINX, '.readthedocs.yaml': 'sphinx:\n  configuration: conf.py\n  fail_on_warning: true\n' },
      'sphinx-build -M html . _build --fail-on-warning --keep-going',
      'default',
    ],
    ['nothing', PAGE, null, undefined],
  ])('%s', (_, files, build, source) => {
    const { answers, from } = detected(files);
    expect([answers?.build, from('build')]).toEqual([build, source]);
  });
});

describe('what installs the tools', () => {
  const group = (name: string) => uv('dependencies = []', `[dependency-groups]`, `${name} = ["mkdocs-material>=9"]`);
  test.each<[string, Files, string | null, string | undefined]>([
    ['nothing is listed', MKDOCS, 'pip', 'default'],
    ['requirements', { ...MKDOCS, 'requirements.txt': 'mkdocs==1.6.1\n' }, 'pip', 'requirements.txt'],
    ['requirements of something else', { ...MKDOCS, 'requirements.txt': 'idna\n' }, 'pip', 'default'],
    [
      'requirements of documentation',
      { ...MKDOCS, 'docs/requirements.txt': 'mkdocs\n', 'requirements.txt': 'idna\n' },
      'pip',
      'docs/requirements.txt',
    ],
    ['requirements-docs.txt', { ...SPHINX, 'requirements-docs.txt': 'sphinx\n' }, 'pip', 'requirements-docs.txt'],
    [
      'those that .readthedocs.yaml names',
      { ...SPHINX, '.readthedocs.yaml': 'python:\n  install:\n    - requirements: rtd.txt\n', 'rtd.txt': 'sphinx\n' },
      'pip',
      'rtd.txt',
    ],
    ['a dependency, locked by uv', { ...MKDOCS, ...uv('dependencies = ["mkdocs"]') }, 'uv', 'uv.lock'],
    ['a group', { ...MKDOCS, ...group('docs') }, 'uv', 'uv.lock'],
    ['a group of another name', { ...MKDOCS, ...group('website') }, 'uv', 'uv.lock'],
    [
      'an extra',
      { ...SPHINX, ...uv('dependencies = []', '[project.optional-dependencies]', 'docs = ["furo"]') },
      'uv',
      'uv.lock',
    ],
    ['a group without the tool', { ...SPHINX, ...group('docs') }, 'pip', 'default'],
    [
      'Poetry',
      {
        ...MKDOCS,
        'pyproject.toml': '[tool.poetry]\nname = "x"\n[tool.poetry.group.docs.dependencies]\nmkdocs = "*"\n',
        'poetry.lock': '',
      },
      'poetry',
      'poetry.lock',
    ],
    [
      'PDM',
      {
        ...MKDOCS,
        'pyproject.toml':
          '[project]\nname = "x"\nversion = "1"\ndependencies = []\n[tool.pdm.dev-dependencies]\ndocs = ["mkdocs"]\n',
        'pdm.lock': '',
      },
      'pdm',
      'pdm.lock',
    ],
    ['Bundler', JEKYLL, 'bundler', 'Gemfile.lock'],
    [
      'npm for Hugo',
      { ...HUGO, 'package.json': '{"devDependencies":{"postcss":"^8"}}', 'package-lock.json': '{"lockfileVersion":3}' },
      'npm',
      'package-lock.json',
    ],
    [
      'pnpm for Hugo',
      { ...HUGO, 'package.json': '{"devDependencies":{"postcss":"^8"}}', 'pnpm-lock.yaml': "lockfileVersion: '9.0'\n" },
      'pnpm',
      'pnpm-lock.yaml',
    ],
    ['a package.json without packages', { ...HUGO, 'package.json': '{}' }, null, undefined],
    ['Zola needs nothing', ZOLA, null, undefined],
  ])('%s', (_, files, manager, source) => {
    const { answers, from } = detected(files);
    expect([answers?.packageManager, from('packageManager')]).toEqual([manager, source]);
  });
});

describe('the network while it builds', () => {
  test.each<[string, Files, string | undefined]>([
    ['Hugo', HUGO, undefined],
    ['modules', { ...HUGO, 'hugo.toml': '[[module.imports]]\npath = "github.com/x/y"\n' }, 'hugo.toml module.imports'],
    [
      'modules in a file of their own',
      { 'config/_default/hugo.toml': '', 'config/_default/module.toml': '[[imports]]\npath = "github.com/x/y"\n' },
      'config/_default/hugo.toml module.imports',
    ],
    [
      'a theme that is called like a folder',
      { ...HUGO, 'hugo.toml': '[[module.imports]]\npath = "ananke"\n' },
      undefined,
    ],
    [
      'vendored modules',
      { ...HUGO, 'hugo.toml': '[[module.imports]]\npath = "github.com/x/y"\n', '_vendor/modules.txt': '' },
      undefined,
    ],
    [
      'a layout that fetches',
      { ...HUGO, 'layouts/home.html': '\n{{ resources.GetRemote $url }}' },
      'layouts/home.html:2',
    ],
    [
      'a theme that fetches',
      { ...HUGO, 'themes/x/layouts/home.html': '{{ getJSON "https://x" }}' },
      'themes/x/layouts/home.html:1',
    ],
    ['Zola', ZOLA, undefined],
    [
      'a template that fetches',
      { ...ZOLA, 'templates/a.html': '{% set x = load_data(url="https://x", format="json") %}' },
      'templates/a.html:1',
    ],
    ['a template that reads', { ...ZOLA, 'templates/a.html': '{% set x = load_data(path="x.json") %}' }, undefined],
    ['Jekyll', JEKYLL, undefined],
    ['a remote theme', { ...JEKYLL, '_config.yml': 'remote_theme: x/y\n' }, '_config.yml remote_theme'],
    ['MkDocs', MKDOCS, undefined],
    [
      'a plugin that fetches',
      { ...MKDOCS, 'mkdocs.yml': 'plugins:\n  - search\n  - material/privacy:\n      enabled: true\n' },
      'mkdocs.yml plugins',
    ],
    [
      'inventories',
      {
        ...MKDOCS,
        'mkdocs.yml':
          'plugins:\n  - mkdocstrings:\n      handlers:\n        python:\n          inventories: [https://x/objects.inv]\n',
      },
      'mkdocs.yml plugins',
    ],
    ['Sphinx', SPHINX, undefined],
    ['intersphinx', { 'conf.py': "extensions = ['sphinx.ext.intersphinx']\n" }, 'conf.py extensions'],
  ])('%s', (_, files, source) => {
    expect(detected(files).from('network')).toBe(source);
  });
});

describe('what to know', () => {
  test.each<[string, Files, RegExp]>([
    [
      'a path below the host',
      { ...HUGO, 'hugo.toml': "baseURL = 'https://example.net/docs/'\n" },
      /hugo\.toml baseURL places the site below \/docs\/, and nginx serves it at \//,
    ],
    [
      'a base path of Jekyll',
      { ...JEKYLL, '_config.yml': 'baseurl: /docs\n' },
      /_config\.yml baseurl places the site below \/docs\//,
    ],
    ['an address of MkDocs', { ...MKDOCS, 'mkdocs.yml': 'site_url: https://example.net/a/b\n' }, /below \/a\/b\//],
    [
      'Zola’s',
      { ...ZOLA, 'zola.toml': 'base_url = "https://example.net/x"\n' },
      /base_url places the site below \/x\//,
    ],
    [
      'Sphinx’',
      { 'conf.py': 'project = "x"\nhtml_baseurl = "https://example.net/s/"\n' },
      /html_baseurl places the site below \/s\//,
    ],
    [
      'an example’s address',
      { ...HUGO, 'hugo.toml': "baseURL = 'https://example.org/'\n" },
      /baseURL is still an example's/,
    ],
    ['dates from git', { ...HUGO, 'hugo.toml': 'enableGitInfo = true\n' }, /takes the dates of pages from git/],
    [
      'a plugin that asks git',
      { ...MKDOCS, 'mkdocs.yml': 'plugins: [git-revision-date-localized]\n' },
      /git-revision-date-localized of mkdocs\.yml asks git/,
    ],
    [
      'an extension that asks git',
      { 'conf.py': 'project = "x"\nextensions = [\n  "sphinx_last_updated_by_git"]\n' },
      /conf\.py:3 uses sphinx_last_updated_by_git, which asks git/,
    ],
    [
      'a preprocessor',
      { 'book.toml': '[book]\n[preprocessor.mermaid]\n' },
      /book\.toml uses mdbook-mermaid, which is not installed/,
    ],
    [
      'no lock of gems',
      { '_config.yml': 'x: 1\n', Gemfile: 'gem "jekyll"\n' },
      /no lock file beside Gemfile, so installs are not reproducible/,
    ],
    ['tools that nothing lists', MKDOCS, /Nothing lists what the site is built with: MkDocs 1\.6\.1 alone builds it/],
    ['pages beside everything else', PAGE, /Everything in the folder becomes a page/],
  ])('%s', (_, files, note) => {
    expect(detected(files).notes.join('\n')).toMatch(note);
  });

  it('is silent where there is nothing to know', () => {
    expect(detected(HUGO).notes).toEqual([]);
    expect(detected(ZOLA).notes).toEqual([]);
    expect(detected(JEKYLL).notes).toEqual([]);
  });

  it('has a theme that git has not fetched', () => {
    const project = memoryProject({ ...HUGO, '.gitmodules': '[submodule "t"]\n\tpath = themes/t\n' });
    const empty = { ...project, hasDirectory: (path: string) => path === 'themes/t' || project.hasDirectory(path) };
    expect(detectStatic(empty, {}, around('static', empty, {}))?.notes).toEqual([
      'themes/t is a submodule of git and empty here: run git submodule update --init before docker build.',
    ]);
  });

  test.each([
    ['mkdocs', MKDOCS, 'only builds them'],
    ['hugo', HUGO, 'changes nothing for Hugo'],
  ])('says what --base does for %s', (_, files, says) => {
    expect(detected(files, { base: 'distroless' }).notes.at(-1)).toBe(
      `The pages are served by nginx-unprivileged whatever the base; --base distroless ${says}.`,
    );
  });
});

describe('which stack it is', () => {
  const FLASK = { 'app.py': 'app = Flask(__name__)\n', 'requirements.txt': 'flask\ngunicorn\n' };
  const stackOf = (files: Files, given: Given = {}) => detect(memoryProject(files), stacks, given);
  test.each<[string, Files, string]>([
    ['a service with documentation', { ...MKDOCS, ...FLASK }, 'python'],
    ['a service with docs/conf.py', { 'docs/conf.py': 'project = "x"\n', ...FLASK }, 'python'],
    ['a library with documentation', { ...MKDOCS, ...uv('dependencies = []') }, 'static'],
    [
      'a Node service with documentation',
      { ...MKDOCS, 'package.json': '{"scripts":{"start":"node server.js"}}', 'server.js': '' },
      'node',
    ],
    [
      'a Go service with documentation',
      { ...MKDOCS, 'go.mod': 'module x\n', 'main.go': 'package main\n\nfunc main() {}\n' },
      'go',
    ],
    ['Hugo with modules', { ...HUGO, 'go.mod': 'module x\n' }, 'static'],
    [
      'Hugo with PostCSS',
      { ...HUGO, 'package.json': '{"scripts":{"start":"hugo server"},"devDependencies":{"postcss":"^8"}}' },
      'static',
    ],
    [
      'Hugo that Vite helps',
      { ...HUGO, 'package.json': '{"scripts":{"build":"hugo --minify"},"devDependencies":{"vite":"^8"}}' },
      'static',
    ],
    [
      'a page that Vite builds',
      { ...PAGE, 'package.json': '{"scripts":{"build":"vite build"},"devDependencies":{"vite":"^8"}}' },
      'node',
    ],
    ['a page', PAGE, 'static'],
  ])('%s', (_, files, stack) => {
    expect(stackOf(files).stack.id).toBe(stack);
  });

  it('takes a file with a credential away before what lies among the pages is published', () => {
    const token = 'https://user:s3cr3t-t0ken@registry.example.com/simple';
    const { files } = generate(memoryProject({ ...MKDOCS, 'docs/requirements.txt': `--index-url ${token}\nmkdocs\n` }));
    const dockerfile = files.find(({ path }) => path === 'Dockerfile')?.text ?? '';
    expect(dockerfile).toMatch(/\nRUN rm docs\/requirements\.txt\nRUN --network=none mkdocs build --strict\n/);
    expect(files.map(({ text }) => text).join('')).not.toContain('s3cr3t');
  });

  it('says of a service that its site is another one', () => {
    expect(stackOf({ ...MKDOCS, ...FLASK }).detection.notes).toContain(
      'mkdocs.yml makes a site of its own, which is not part of this service: --stack static builds it.',
    );
    expect(stackOf({ ...MKDOCS, ...FLASK }, { stack: 'static' }).detection.answers.framework).toBe('mkdocs');
  });

  it('finds sites of their own in a monorepo, and no documentation of libraries', () => {
    const files = {
      'apps/site/hugo.toml': '',
      'apps/book/book.toml': '[book]\n',
      'apps/api/mkdocs.yml': 'site_name: x\n',
      'apps/api/app.py': FLASK['app.py'],
      'apps/api/requirements.txt': FLASK['requirements.txt'],
      'libs/money/mkdocs.yml': 'site_name: x\n',
      'libs/money/setup.py': '',
      'libs/money/docs/index.md': '',
      'libs/time/mkdocs.yml': 'site_name: x\n',
      'libs/time/pyproject.toml': '[project]\nname = "time"\nversion = "1"\n[build-system]\nrequires = []\n',
      'libs/time/time.py': '',
      'web/index.html': '',
    };
    const { found } = discoverServices(memoryProject(files), stacks);
    expect(found.map(({ path, stack, from }) => [path, stack.id, from])).toEqual([
      ['apps/api', 'python', 'apps/api/requirements.txt'],
      ['apps/book', 'static', 'apps/book/book.toml'],
      ['apps/site', 'static', 'apps/site/hugo.toml'],
      ['web', 'static', 'web/index.html'],
    ]);
  });
});
