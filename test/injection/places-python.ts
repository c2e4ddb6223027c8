import type { Crafted, Place } from './project.ts';

const REQUIREMENTS = { 'requirements.txt': 'flask==3.1.0\ngunicorn==23.0.0\n' };
const APP = { 'app.py': 'app = Flask(__name__)\n' };
const FILES = ['file', 'path', 'start command', 'requirements'];

/** A Flask service that pip installs, with further files. */
function flask(files: Crafted['files'] = {}): Crafted {
  return { files: { ...REQUIREMENTS, ...APP, ...files } };
}

/** A service whose pyproject.toml has further lines, locked by uv. */
function locked(lines: string, files: Crafted['files'] = {}): Crafted {
  const text = `[project]\nname = "api"\ndependencies = ["flask", "gunicorn"]\n${lines}`;
  return { files: { 'pyproject.toml': text, 'uv.lock': '', ...APP, ...files } };
}

/** A line of TOML with a value as its text, or none. */
function line(key: string, value: string | undefined): string {
  return value === undefined ? '' : `${key} = ${JSON.stringify(value)}\n`;
}

/** A version that a file asks for; the harmless one is a real version. */
function version(name: string, craft: Place['craft']): Place {
  return { name, says: [name, 'pyproject.toml'], harmless: '3.12', mark: '3', craft };
}

/** Everything of a Python project that can reach a file of ours. */
export const PYTHON_PLACES: readonly Place[] = [
  version('.python-version', (value) => flask(value === undefined ? {} : { '.python-version': value })),
  version('runtime.txt', (value) => flask(value === undefined ? {} : { 'runtime.txt': `python-${value}` })),
  version('requires-python', (value) => locked(line('requires-python', value))),
  version('Pipfile', (value) => flask({ Pipfile: `[requires]\n${line('python_version', value)}` })),
  {
    name: 'required-version of uv',
    says: ['uv', 'pyproject.toml'],
    harmless: '0.12.1',
    mark: '0',
    craft: (value) => locked(value === undefined ? '' : `[tool.uv]\n${line('required-version', value)}`),
  },
  {
    name: 'the name of a dependency of Python',
    says: FILES,
    harmless: 'harmless',
    also: ['./folder'],
    craft: (value) => flask(value === undefined ? {} : { 'requirements.txt': `flask\ngunicorn\n${value}\n` }),
  },
  {
    name: 'an included requirements file',
    says: FILES,
    harmless: 'harmless.txt',
    craft: (value) =>
      flask(value === undefined ? {} : { 'requirements.txt': `flask\ngunicorn\n-r ${value}\n`, [value]: 'idna\n' }),
  },
  {
    name: 'a program of the package',
    says: ['scripts', 'start command', 'pyproject.toml'],
    harmless: 'harmless',
    craft: (value) => ({
      files: {
        'pyproject.toml': `[project]\nname = "api"\n${value === undefined ? '' : `[project.scripts]\n${JSON.stringify(value)} = "api:main"\n`}[build-system]\nrequires = []\n`,
        'uv.lock': '',
        'api.py': '',
        'main.py': '',
      },
    }),
  },
  {
    name: 'the folder of an application',
    says: FILES,
    harmless: 'harmless',
    craft: (value) => ({
      files: { ...REQUIREMENTS, ...(value === undefined ? {} : { [`${value}/web.py`]: 'app = Flask(__name__)\n' }) },
    }),
  },
  {
    name: 'the variable of an application',
    says: FILES,
    harmless: 'harmless',
    craft: (value) => flask({ 'app.py': value === undefined ? '' : `${value} = Flask(__name__)\n` }),
  },
  {
    name: 'a file that runs',
    says: FILES,
    harmless: 'harmless',
    craft: (value) => ({
      files: {
        'requirements.txt': 'idna\n',
        ...(value === undefined ? {} : { [`${value}.py`]: 'if __name__ == "__main__":\n    print()\n' }),
      },
    }),
  },
  {
    name: 'the settings of Django',
    says: FILES,
    harmless: 'harmless.settings',
    mark: 'harmless',
    craft: (value) => ({
      files: {
        'requirements.txt': 'django\ngunicorn\n',
        ...(value === undefined
          ? {}
          : { 'manage.py': `os.environ.setdefault("DJANGO_SETTINGS_MODULE", "${value}")\n` }),
        'config/wsgi.py': '',
        'harmless/wsgi.py': '',
      },
    }),
  },
  {
    name: 'a variable of Django’s settings',
    says: FILES,
    harmless: 'HARMLESS',
    craft: (value) => ({
      files: {
        'requirements.txt': 'django\ngunicorn\n',
        'manage.py': 'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")\n',
        'config/wsgi.py': '',
        'config/settings.py': `STATIC_ROOT = "x"\n${value === undefined ? '' : `X = env("${value}")`}\n`,
      },
    }),
  },
  {
    name: 'a Procfile',
    says: ['Procfile', ...FILES],
    harmless: 'harmless',
    words: true,
    craft: (value) => flask(value === undefined ? {} : { Procfile: `web: gunicorn ${value}\n` }),
  },
  {
    name: 'a health route of Python',
    says: ['health'],
    harmless: '/health',
    mark: 'health',
    craft: (value) => flask({ 'app.py': `app = Flask(__name__)\n@app.route("${value ?? '/'}")\n` }),
  },
];
