import type { Crafted, Place } from './project.ts';

const HUGO = { 'content/_index.md': '' };
const MKDOCS = { 'docs/index.md': '' };
const SAYS = ['requirements', 'build command', 'folder', 'path', 'file', 'version', '.toml', '.yaml', '.yml'];

/** A line of TOML with a value as its text, or none. */
function line(key: string, value: string | undefined): string {
  return value === undefined ? '' : `${key} = ${JSON.stringify(value)}\n`;
}

/** The same in YAML, which takes JSON's texts. */
function entry(key: string, value: string | undefined): string {
  return value === undefined ? '' : `${key}: ${JSON.stringify(value)}\n`;
}

const quoted = (value: string) => `'${value.replaceAll("'", `'\\''`)}'`;

/** A folder that a generator's settings name for what it makes. */
function folder(name: string, craft: (value: string | undefined) => Crafted['files']): Place {
  return { name, says: SAYS, harmless: 'harmless', craft: (value) => ({ files: craft(value) }) };
}

/** A version that a file asks for; the harmless one is a real one. */
function version(name: string, harmless: string, craft: (value: string | undefined) => Crafted['files']): Place {
  return { name, says: SAYS, harmless, mark: harmless.slice(0, 2), craft: (value) => ({ files: craft(value) }) };
}

/** Everything of a site that can reach a file of ours. */
export const STATIC_PLACES: readonly Place[] = [
  folder('publishDir of Hugo', (value) => ({ ...HUGO, 'hugo.toml': line('publishDir', value) })),
  folder('output_dir of Zola', (value) => ({ 'zola.toml': `base_url = "/"\n${line('output_dir', value)}` })),
  folder('destination of Jekyll', (value) => ({
    '_config.yml': `title: x\n${entry('destination', value)}`,
    Gemfile: 'gem "jekyll"\n',
    'Gemfile.lock': '',
  })),
  folder('site_dir of MkDocs', (value) => ({ ...MKDOCS, 'mkdocs.yml': `site_name: x\n${entry('site_dir', value)}` })),
  folder('build-dir of mdBook', (value) => ({ 'book.toml': `[book]\n[build]\n${line('build-dir', value)}` })),
  folder('the folder of conf.py', (value) => ({
    'conf.py': 'project = "x"\n',
    ...(value === undefined
      ? {}
      : {
          '.readthedocs.yaml': `sphinx:\n  configuration: ${JSON.stringify(`${value}/conf.py`)}\n`,
          [`${value}/conf.py`]: 'project = "x"\n',
        }),
  })),
  folder('requirements that .readthedocs.yaml names', (value) => ({
    ...MKDOCS,
    'mkdocs.yml': 'site_name: x\n',
    'docs/requirements.txt': 'mkdocs\n',
    ...(value === undefined
      ? {}
      : {
          '.readthedocs.yaml': `python:\n  install:\n    - requirements: ${JSON.stringify(value)}\n`,
          [value]: 'mkdocs\n',
        }),
  })),
  folder('an extra that .readthedocs.yaml names', (value) => ({
    'conf.py': 'project = "x"\n',
    'docs/requirements.txt': 'sphinx\n',
    '.readthedocs.yaml': `python:\n  install:\n    - path: .\n      extra_requirements: [${value === undefined ? '' : JSON.stringify(value)}]\n`,
  })),
  folder('a group of dependencies', (value) => ({
    ...MKDOCS,
    'mkdocs.yml': 'site_name: x\n',
    'pyproject.toml': `[project]\nname = "x"\nversion = "1"\ndependencies = []\n[dependency-groups]\n${
      value === undefined ? '' : `${JSON.stringify(value)} = ["mkdocs"]\n`
    }`,
    'uv.lock': '',
  })),
  version('.hugo-version', '0.150.0', (value) => ({
    ...HUGO,
    'hugo.toml': 'title = "x"\n',
    ...(value === undefined ? {} : { '.hugo-version': value }),
  })),
  version('HUGO_VERSION of Netlify', '0.150.0', (value) => ({
    ...HUGO,
    'hugo.toml': 'title = "x"\n',
    'netlify.toml': `[build.environment]\n${line('HUGO_VERSION', value)}`,
  })),
  version('ZOLA_VERSION of a workflow', '0.21.0', (value) => ({
    'zola.toml': 'base_url = "/"\n',
    '.github/workflows/site.yml': entry('ZOLA_VERSION', value),
  })),
  version('.ruby-version of Jekyll', '3.3.9', (value) => ({
    '_config.yml': 'title: x\n',
    Gemfile: 'gem "jekyll"\n',
    'Gemfile.lock': '',
    ...(value === undefined ? {} : { '.ruby-version': value }),
  })),
  version('Python of .readthedocs.yaml', '3.12', (value) => ({
    'conf.py': 'project = "x"\n',
    '.readthedocs.yaml': `build:\n  tools:\n    ${entry('python', value)}`,
  })),
  {
    name: '--set folder',
    says: ['folder'],
    harmless: 'harmless',
    craft: (value) => ({
      files: { ...HUGO, 'hugo.toml': 'title = "x"\n' },
      given: value === undefined ? {} : { set: { folder: value } },
    }),
  },
  {
    name: 'the build of a site without a shell',
    says: ['build command'],
    harmless: 'harmless',
    craft: (value) => ({
      files: { 'zola.toml': 'base_url = "/"\n' },
      given: value === undefined ? {} : { build: `zola build --output-dir ${quoted(value)}` },
    }),
  },
];
