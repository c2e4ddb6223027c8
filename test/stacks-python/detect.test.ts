import { describe, expect, it, test } from 'vitest';
import type { Given } from '../../src/core/answers.ts';
import { detectPython } from '../../src/stacks/python/detect.ts';
import { around } from '../around.ts';
import { memoryProject } from '../helpers.ts';

const MAIN = { 'main.py': 'print("hello")\n' };
const pyproject = (...lines: string[]) => ['[project]', 'name = "shop"', ...lines, ''].join('\n');
const needs = (...packages: string[]) => pyproject(`dependencies = ${JSON.stringify(packages)}`);

function detected(files: Readonly<Record<string, string>>, given: Given = {}) {
  const project = memoryProject(files);
  const found = detectPython(project, given, around('python', project, given));
  const from = (what: string) => found?.detected.find((one) => one.what === what)?.from;
  return { found, facts: found?.facts, answers: found?.answers, from, notes: found?.notes ?? [] };
}

describe('the version of Python', () => {
  const range = (text: string) => ({ 'pyproject.toml': pyproject(`requires-python = "${text}"`) });
  const poetry = (text: string) => ({
    'pyproject.toml': `[tool.poetry]\nname = "shop"\n[tool.poetry.dependencies]\npython = "${text}"\n`,
  });

  test.each([
    ['.python-version', { '.python-version': '3.12\n' }, '3.12', '.python-version'],
    ['.python-version with a patch', { '.python-version': '3.12.4\n' }, '3.12', '.python-version'],
    ['.python-version with a comment', { '.python-version': '# ours\n3.11\n3.12\n' }, '3.11', '.python-version'],
    ['.python-version by uv', { '.python-version': 'cpython@3.13\n' }, '3.13', '.python-version'],
    ['runtime.txt', { 'runtime.txt': 'python-3.12.7\n' }, '3.12', 'runtime.txt'],
    ['asdf', { '.tool-versions': 'python 3.13.1\n' }, '3.13', '.tool-versions:1'],
    ['mise', { 'mise.toml': '[tools]\npython = "3.11"\n' }, '3.11', 'mise.toml tools.python'],
    ['a pin before a range', { ...range('>=3.11'), '.python-version': '3.12' }, '3.12', '.python-version'],
    ['a minimum', range('>=3.11'), '3.14', 'pyproject.toml requires-python'],
    ['a minimum and a limit', range('>=3.11,<3.13'), '3.12', 'pyproject.toml requires-python'],
    ['blanks', range('>= 3.11, < 3.14'), '3.13', 'pyproject.toml requires-python'],
    ['a compatible release', range('~=3.12'), '3.14', 'pyproject.toml requires-python'],
    ['a compatible patch', range('~=3.12.1'), '3.12', 'pyproject.toml requires-python'],
    ['one line', range('==3.12.*'), '3.12', 'pyproject.toml requires-python'],
    ['an exact one', range('==3.11.4'), '3.11', 'pyproject.toml requires-python'],
    ['a limit that is meant with it', range('<=3.13'), '3.12', 'pyproject.toml requires-python'],
    ['all but one line', range('>=3.11,!=3.14.*'), '3.13', 'pyproject.toml requires-python'],
    ['all but one patch', range('>=3.11,!=3.14.0'), '3.14', 'pyproject.toml requires-python'],
    ['a caret', poetry('^3.11'), '3.14', 'pyproject.toml tool.poetry.dependencies.python'],
    ['a tilde', poetry('~3.12'), '3.12', 'pyproject.toml tool.poetry.dependencies.python'],
    ['a choice', poetry('~3.11 || ~3.13'), '3.13', 'pyproject.toml tool.poetry.dependencies.python'],
    ['Poetry’s range', poetry('>=3.11,<3.14'), '3.13', 'pyproject.toml tool.poetry.dependencies.python'],
    ['Pipfile', { Pipfile: '[requires]\npython_version = "3.12"\n' }, '3.12', 'Pipfile requires.python_version'],
    [
      'Pipfile to the patch',
      { Pipfile: '[requires]\npython_full_version = "3.13.2"\n' },
      '3.13',
      'Pipfile requires.python_full_version',
    ],
    ['setup.py', { 'setup.py': 'setup(python_requires=">=3.11,<3.13")' }, '3.12', 'setup.py python_requires'],
    ['setup.cfg', { 'setup.cfg': '[options]\npython_requires = >=3.12\n' }, '3.14', 'setup.cfg python_requires'],
    ['nothing', {}, '3.14', 'default'],
    ['what is no version', { '.python-version': 'system\n' }, '3.14', 'default'],
    ['another Python', { '.python-version': 'pypy3.10\n' }, '3.14', 'default'],
  ])('%s', (_, files, version, source) => {
    const { answers, from } = detected({ ...MAIN, ...files });
    expect([answers?.runtimeVersion, from('runtimeVersion')]).toEqual([version, source]);
  });

  it('is kept when it gets no fixes any more, and that is said', () => {
    const { answers, notes } = detected({ ...MAIN, '.python-version': '3.10.12' });
    expect(answers?.runtimeVersion).toBe('3.10');
    expect(notes).toEqual([
      '.python-version asks for Python "3.10.12": 3.10 gets no security fixes since 2026-10-31; move to a newer line.',
    ]);
  });

  it('is one that ended where a range allows no other', () => {
    const { answers, notes } = detected({ ...MAIN, 'pyproject.toml': pyproject('requires-python = ">=3.8,<3.10"') });
    expect(answers?.runtimeVersion).toBe('3.9');
    expect(notes.join()).toContain('3.9 gets no security fixes');
  });

  it('is taken as it is when it is newer than the table', () => {
    const { answers, notes } = detected({ ...MAIN, '.python-version': '3.16' });
    expect(answers?.runtimeVersion).toBe('3.16');
    expect(notes).toEqual(['.python-version asks for Python 3.16, which this tool does not know yet.']);
  });

  it('is refused on a base that does not have it', () => {
    expect(() => detected({ ...MAIN, '.python-version': '3.12' }, { base: 'distroless' })).toThrow(
      /--base distroless has Python 3.13 only, and this service runs on 3.12/,
    );
  });
});

describe('the package manager', () => {
  const locked = { 'pyproject.toml': needs('httpx'), 'uv.lock': '' };
  const hash = `--hash=sha256:${'0'.repeat(64)}`;

  test.each([
    ['uv by its lock file', locked, 'uv', true, 'uv.lock'],
    ['Poetry', { 'pyproject.toml': needs('httpx'), 'poetry.lock': '' }, 'poetry', true, 'poetry.lock'],
    [
      'Poetry before it knew [project]',
      { 'pyproject.toml': '[tool.poetry.dependencies]\nhttpx = "*"\n', 'poetry.lock': '' },
      'poetry',
      true,
      'poetry.lock',
    ],
    ['PDM', { 'pyproject.toml': needs('httpx'), 'pdm.lock': '' }, 'pdm', true, 'pdm.lock'],
    ['Pipenv', { Pipfile: '[packages]\nhttpx = "*"\n', 'Pipfile.lock': '{}' }, 'pipenv', true, 'Pipfile.lock'],
    ['Pipenv without a lock file', { Pipfile: '[packages]\nhttpx = "*"\n' }, 'pipenv', false, 'Pipfile'],
    [
      'Poetry before an exported list',
      { 'pyproject.toml': needs('httpx'), 'poetry.lock': '', 'requirements.txt': 'httpx\n' },
      'poetry',
      true,
      'poetry.lock',
    ],
    ['uv before requirements', { ...locked, 'requirements.txt': 'httpx==1\n' }, 'uv', true, 'uv.lock'],
    ['uv without a lock file', { 'pyproject.toml': needs('httpx') }, 'uv', false, 'pyproject.toml'],
    ['pip by requirements', { 'requirements.txt': 'httpx==1\n' }, 'pip', false, 'requirements.txt'],
    ['pip with hashes', { 'requirements.txt': `httpx==1 \\\n    ${hash}\n` }, 'pip', true, 'requirements.txt'],
    [
      'pip with a hash missing',
      { 'requirements.txt': `httpx==1 ${hash}\nidna==3\n` },
      'pip',
      false,
      'requirements.txt',
    ],
    [
      'pip with hashes in a file of its own',
      { 'requirements.txt': '-r base.txt\n', 'base.txt': `httpx==1 ${hash}\n` },
      'pip',
      true,
      'requirements.txt',
    ],
    [
      'pip for production',
      { 'requirements/production.txt': 'httpx\n', 'requirements/dev.txt': 'pytest\n' },
      'pip',
      false,
      'requirements/production.txt',
    ],
    ['pip by setup.py', { 'setup.py': 'setup(install_requires=["httpx"])' }, 'pip', false, 'setup.py'],
    [
      'pip where only a build can tell',
      {
        'pyproject.toml': `${pyproject('dynamic = ["dependencies"]')}[build-system]\nrequires = ["setuptools"]\n`,
      },
      'pip',
      false,
      'pyproject.toml',
    ],
  ])('%s', (_, files, id, isLocked, source) => {
    const { answers, facts, from } = detected({ ...MAIN, ...files });
    expect([answers?.packageManager, facts?.manager?.locked, from('packageManager')]).toEqual([id, isLocked, source]);
  });

  it('is none where nothing is needed', () => {
    const { answers, found } = detected(MAIN);
    expect([answers?.packageManager, found?.secrets]).toEqual([null, []]);
    expect(detected({ ...MAIN, 'pyproject.toml': pyproject() }).answers?.packageManager).toBeNull();
  });

  it('is refused when there is nothing that it installs from', () => {
    expect(() => detected({ ...MAIN, 'requirements.txt': 'httpx\n' }, { packageManager: 'uv' })).toThrow(
      /--package-manager uv: the project has no file that it installs from/,
    );
  });

  it('is uv at the release that the project asks for', () => {
    const files = {
      ...MAIN,
      ...locked,
      'pyproject.toml': `${needs('httpx')}[tool.uv]\nrequired-version = ">=0.9.2"\n`,
    };
    expect(detected(files).facts?.uv).toBe('0.9.2');
    expect(detected({ ...MAIN, ...locked }).facts?.uv).toMatch(/^\d+\.\d+\.\d+$/);
  });

  test.each([
    [
      'as it wrote it',
      '# This file is automatically @generated by Poetry 2.4.3 and should not be changed by hand.\n',
      '2.4.3',
    ],
    ['by an old format', '[metadata]\nlock-version = "2.0"\n', '1.8.5'],
    ['by a new format', '[metadata]\nlock-version = "2.1"\n', null],
    ['not by what is no version', '# @generated by Poetry $(id)\n', null],
  ])('is Poetry at the release of its lock file: %s', (_, lock, version) => {
    const { answers } = detected({ ...MAIN, 'pyproject.toml': needs('httpx'), 'poetry.lock': lock });
    expect(answers?.packageManagerVersion).toBe(version);
  });

  it('is the one that is named where there are several lock files', () => {
    const files = { ...MAIN, ...locked, 'poetry.lock': '' };
    expect(detected(files).answers?.packageManager).toBe('uv');
    expect(detected(files).notes.join()).toContain(
      'There is more than one lock file: uv.lock is used, poetry.lock not',
    );
    expect(detected(files, { packageManager: 'poetry' }).answers?.packageManager).toBe('poetry');
  });

  it('says what is not held to a lock file', () => {
    expect(detected({ ...MAIN, 'requirements.txt': 'httpx\n' }).notes.join()).toContain(
      'requirements.txt has no hashes',
    );
    expect(detected({ ...MAIN, 'pyproject.toml': needs('httpx') }).notes.join()).toContain('There is no lock file');
    expect(detected({ ...MAIN, ...locked }).notes).toEqual([]);
  });

  test.each([
    ['a folder of the project', { 'requirements.txt': '-e .\nhttpx\n' }, true],
    ['another folder', { 'requirements.txt': './libs/money\n' }, true],
    ['a folder by its address', { 'requirements.txt': 'money @ file:libs/money\n' }, true],
    [
      'a source of uv',
      { ...locked, 'pyproject.toml': `${needs('money')}[tool.uv.sources]\nmoney = { path = "libs/money" }\n` },
      true,
    ],
    ['nothing of the project', { 'requirements.txt': 'httpx\n' }, false],
  ])('needs the sources to install %s: %s', (_, files, local) => {
    expect(detected({ ...MAIN, ...files }).facts?.local).toBe(local);
  });

  test.each([
    ['a package without wheels', { 'requirements.txt': 'psycopg2==2.9\n' }, true],
    ['the same under another spelling', { 'requirements.txt': 'Python_LDAP\n' }, true],
    ['a repository', { 'requirements.txt': 'tool @ git+https://git.example.com/tool\n' }, true],
    ['wheels', { 'requirements.txt': 'psycopg2-binary==2.9\n' }, false],
  ])('takes the full image to build %s: %s', (_, files, compiles) => {
    expect(detected({ ...MAIN, ...files }).facts?.compiles).toBe(compiles);
  });
});

const MANAGE = 'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")\n';
const django = (...packages: string[]) => ({
  'requirements.txt': ['django', ...packages].join('\n'),
  'manage.py': MANAGE,
  'config/wsgi.py': '',
  'config/asgi.py': '',
  'config/settings.py': '',
});
const app = (file: string, line: string, ...packages: string[]) => ({
  'requirements.txt': packages.join('\n'),
  [file]: `${line}\n`,
});

describe('the start', () => {
  test.each([
    ['FastAPI', app('main.py', 'app = FastAPI()', 'fastapi', 'uvicorn'), 'uvicorn main:app', 'main.py:1'],
    [
      'FastAPI with the server in an extra',
      app('main.py', 'app = FastAPI()', 'fastapi[standard]'),
      'uvicorn main:app',
      'main.py:1',
    ],
    [
      'FastAPI by another name',
      app('app/api.py', 'api: FastAPI = fastapi.FastAPI(', 'fastapi', 'uvicorn'),
      'uvicorn app.api:api',
      'app/api.py:1',
    ],
    [
      'FastAPI by Granian',
      app('main.py', 'app = FastAPI()', 'fastapi', 'granian'),
      'granian --interface asgi main:app',
      'main.py:1',
    ],
    [
      'FastAPI by Hypercorn',
      app('main.py', 'app = FastAPI()', 'fastapi', 'hypercorn'),
      'hypercorn --bind 0.0.0.0:8000 main:app',
      'main.py:1',
    ],
    [
      'FastAPI from a function',
      app('main.py', 'def create_app():\n    return FastAPI()', 'fastapi', 'uvicorn'),
      'uvicorn main:create_app --factory',
      'main.py:1',
    ],
    [
      'Starlette',
      app('main.py', 'app = Starlette(routes=[])', 'starlette', 'uvicorn'),
      'uvicorn main:app',
      'main.py:1',
    ],
    ['Litestar', app('app.py', 'app = Litestar([hello])', 'litestar[standard]'), 'uvicorn app:app', 'app.py:1'],
    ['FastHTML', app('main.py', 'app, rt = fast_app()', 'python-fasthtml'), 'uvicorn main:app', 'main.py:1'],
    ['Quart', app('app.py', 'app = Quart(__name__)', 'quart'), 'hypercorn --bind 0.0.0.0:8000 app:app', 'app.py:1'],
    ['Flask', app('app.py', 'app = Flask(__name__)', 'flask', 'gunicorn'), 'gunicorn app:app', 'app.py:1'],
    [
      'Flask by waitress',
      app('app.py', 'app = Flask(__name__)', 'flask', 'waitress'),
      'waitress-serve --listen=0.0.0.0:8000 app:app',
      'app.py:1',
    ],
    [
      'Flask from a function',
      app('shop/__init__.py', 'def create_app():\n    return Flask("shop")', 'flask', 'gunicorn'),
      'gunicorn shop:create_app()',
      'shop/__init__.py:1',
    ],
    [
      'an object before a function',
      {
        ...app('shop/__init__.py', 'def create_app():\n    return Flask("shop")', 'flask', 'gunicorn'),
        'wsgi.py': 'app = Flask(__name__)\n',
      },
      'gunicorn wsgi:app',
      'wsgi.py:1',
    ],
    ['Django', django('gunicorn'), 'gunicorn config.wsgi:application', 'manage.py:1'],
    ['Django by ASGI', django('uvicorn'), 'uvicorn config.asgi:application', 'manage.py:1'],
    [
      'Django with channels',
      django('channels', 'gunicorn', 'daphne'),
      'daphne -b 0.0.0.0 -p 8000 config.asgi:application',
      'manage.py:1',
    ],
    [
      'Django in a folder',
      {
        'requirements.txt': 'Django\ngunicorn',
        'backend/manage.py': MANAGE.replace('config.settings', 'shop.settings.production'),
        'backend/shop/wsgi.py': '',
      },
      'gunicorn shop.wsgi:application',
      'backend/manage.py:1',
    ],
    ['aiohttp', app('main.py', 'web.run_app(app)', 'aiohttp'), 'python main.py', 'main.py'],
    ['Streamlit', app('home.py', 'import streamlit as st', 'streamlit'), 'streamlit run home.py', 'home.py'],
    ['Gradio', app('demo.py', 'demo.launch()', 'gradio'), 'python demo.py', 'demo.py'],
    [
      'Celery',
      app('shop/tasks.py', 'queue = Celery("shop")', 'celery[redis]'),
      'celery -A shop.tasks:queue worker --loglevel=INFO',
      'shop/tasks.py:1',
    ],
    ['RQ', app('jobs.py', 'def job(): ...', 'rq'), 'rq worker --with-scheduler', 'rq'],
    ['a bot', app('bot.py', 'client.run(token)', 'discord.py'), 'python bot.py', 'bot.py'],
    [
      'the only file that runs',
      app('report.py', 'if __name__ == "__main__":\n    print()', 'requests'),
      'python report.py',
      'report.py',
    ],
    [
      'a package that runs',
      app('report/__main__.py', 'if __name__ == "__main__":\n    print()', 'requests'),
      'python -m report',
      'report/__main__.py',
    ],
    [
      'a program of the package',
      {
        'pyproject.toml': `${pyproject('[project.scripts]', 'shop = "shop:main"')}[build-system]\nrequires = ["hatchling"]\n`,
        'shop/__init__.py': '',
      },
      'shop',
      'pyproject.toml scripts.shop',
    ],
    [
      'a Procfile',
      { ...app('main.py', '', 'flask'), Procfile: 'web: python main.py --all\n' },
      'python main.py --all',
      'Procfile:1',
    ],
    [
      'a Procfile with a port',
      {
        ...app('app.py', 'app = Flask(__name__)', 'flask', 'gunicorn'),
        Procfile: 'release: x\nweb: gunicorn -b 0.0.0.0:$PORT app:app\n',
      },
      'gunicorn -b 0.0.0.0:8000 app:app',
      'Procfile:2',
    ],
    [
      'not what a Procfile starts for development',
      { ...app('app.py', 'app = Flask(__name__)', 'flask', 'gunicorn'), Procfile: 'web: flask run\n' },
      'gunicorn app:app',
      'app.py:1',
    ],
    [
      'not what only a shell can start',
      {
        ...app('app.py', 'app = Flask(__name__)', 'flask', 'gunicorn'),
        Procfile: 'web: gunicorn app:$APP | tee log\n',
      },
      'gunicorn app:app',
      'app.py:1',
    ],
    ['not a comment', { ...app('app.py', '# app = Flask(__name__)', 'flask', 'gunicorn') }, 'python app.py', 'app.py'],
  ])('%s', (_, files, start, source) => {
    const { answers, from } = detected(files);
    expect([answers?.start?.join(' '), from('start')]).toEqual([start, source]);
  });

  it('is asked for when nothing serves the application, and says what would', () => {
    const flask = detected(app('app.py', 'app = Flask(__name__)', 'flask'));
    expect(flask.answers?.start).toBeUndefined();
    expect(flask.notes.join()).toContain('Nothing among the dependencies serves Flask in production: add gunicorn');
    expect(detected(django()).answers?.start).toBeUndefined();
  });

  it('is asked for when several files run', () => {
    const run = 'if __name__ == "__main__":\n    print()';
    const { answers } = detected({ 'requirements.txt': 'x', 'a.py': run, 'b.py': run });
    expect(answers?.start).toBeUndefined();
  });

  it('holds the port where the server takes it in no other way', () => {
    const files = app('app.py', 'app = Quart(__name__)', 'quart');
    expect(detected(files, { port: 9000 }).answers?.start).toEqual(['hypercorn', '--bind', '0.0.0.0:9000', 'app:app']);
  });

  test.each([
    ['a package in src', { 'src/shop/__init__.py': '', 'src/shop/main.py': 'app = FastAPI()' }, 'shop.main:app', 'src'],
    ['a folder without __init__.py', { 'app/main.py': 'app = FastAPI()' }, 'app.main:app', '.'],
    ['src without a package', { 'src/main.py': 'app = FastAPI()' }, 'main:app', 'src'],
    [
      'a folder whose files name each other',
      { 'api/main.py': 'from routes import router\napp = FastAPI()', 'api/routes.py': '' },
      'main:app',
      'api',
    ],
    [
      'packages in packages',
      { 'a/__init__.py': '', 'a/b/__init__.py': '', 'a/b/c.py': 'app = FastAPI()' },
      'a.b.c:app',
      '.',
    ],
  ])('names the module from where it is imported: %s', (_, files, module, root) => {
    const { answers, facts } = detected({ 'requirements.txt': 'fastapi\nuvicorn', ...files });
    expect([answers?.start?.[1], facts?.start.root]).toEqual([module, root]);
  });
});

describe('the port and the health route', () => {
  const flask = (line: string) => app('app.py', `app = Flask(__name__)\n${line}`, 'flask', 'gunicorn');
  const script = (line: string) => ({ 'main.py': `${line}\n` });

  test.each([
    ['of a framework', flask(''), 8000, 'default'],
    ['that the sources run on', flask('app.run(host="0.0.0.0", port=5050)'), 5050, 'app.py:2'],
    ['beside the variable', flask('port = os.environ.get("PORT", 7000)'), 7000, 'app.py:2'],
    ['beside the variable, as a text', flask('port = int(os.getenv("PORT", "7001"))'), 7001, 'app.py:2'],
    [
      'of gunicorn’s own file',
      { ...flask(''), 'gunicorn.conf.py': 'bind = "0.0.0.0:9100"\n' },
      9100,
      'gunicorn.conf.py:1',
    ],
    ['of an example', { ...flask(''), '.env.example': 'PORT=9200\n' }, 9200, '.env.example:1'],
    [
      'of fly.toml',
      { ...flask(''), 'fly.toml': '[http_service]\ninternal_port = 9300\n' },
      9300,
      'fly.toml internal_port',
    ],
    ['of Streamlit', app('home.py', 'import streamlit', 'streamlit'), 8501, 'default'],
    ['of Gradio', app('demo.py', 'demo.launch()', 'gradio'), 7860, 'default'],
    ['of aiohttp', app('main.py', 'web.run_app(app, port=8088)', 'aiohttp'), 8088, 'main.py:1'],
    ['of a plain server', script('HTTPServer(("0.0.0.0", 8765), Handler).serve_forever()'), 8765, 'main.py:1'],
    ['not of a database', script('connect(host="db", port=5432)'), null, 'the sources, which listen nowhere'],
    ['none for a worker', app('tasks.py', 'app = Celery()', 'celery'), null, 'the sources, which listen nowhere'],
    ['none for a script', script('print()'), null, 'the sources, which listen nowhere'],
    ['not in a comment', flask('# app.run(port=5050)'), 8000, 'default'],
  ])('%s', (_, files, port, source) => {
    const { answers, from } = detected(files);
    expect([answers?.port, from('port')]).toEqual([port, source]);
  });

  test.each([
    ['FastAPI', app('main.py', 'app = FastAPI()\n@app.get("/healthz")', 'fastapi', 'uvicorn'), '/healthz'],
    ['a router', app('main.py', 'app = FastAPI()\n@router.get("/livez", tags=[])', 'fastapi', 'uvicorn'), '/livez'],
    ['Flask', flask('@app.route("/health")'), '/health'],
    ['Starlette', app('main.py', 'app = Starlette([Route("/ping", ping)])', 'starlette', 'uvicorn'), '/ping'],
    ['aiohttp', app('main.py', 'r.add_get("/status", s)\nweb.run_app(a)', 'aiohttp'), '/status'],
    ['Django', { ...django('gunicorn'), 'config/urls.py': 'urlpatterns = [path("healthz/", v)]' }, '/healthz/'],
    ['Django by a pattern', { ...django('gunicorn'), 'config/urls.py': 're_path(r"^health/$", v)' }, '/health/'],
    ['Streamlit’s own', app('home.py', 'import streamlit', 'streamlit'), '/_stcore/health'],
    ['none', flask('@app.route("/orders")'), '/'],
    ['not one in a comment', flask('# @app.route("/health")'), '/'],
    ['not one in the documentation', flask('"""Call\n@app.route("/health")\n"""'), '/'],
    ['one behind the mark of a comment', flask('x = "#"; y = \'#\'; app.get("/health")'), '/health'],
  ])('%s', (_, files, path) => {
    expect(detected(files).answers?.healthcheck).toBe(path);
  });
});

describe('Django', () => {
  const settings = (text: string) => ({ ...django('gunicorn'), 'config/settings.py': text });

  test.each([
    ['gathers static files', 'STATIC_ROOT = BASE_DIR / "static"', true],
    ['has none to gather', 'STATIC_URL = "static/"', false],
    ['names it in a comment only', '# STATIC_ROOT = "x"', false],
  ])('%s', (_, text, collects) => {
    expect(detected(settings(text)).facts?.start.django?.collects).toBe(collects);
  });

  test.each([
    ['os.environ', 'SECRET_KEY = os.environ["SHOP_KEY"]', ['SHOP_KEY']],
    ['django-environ', 'X = env("SHOP_KEY")\nY = env.db("DATABASE_URL")', ['SHOP_KEY', 'DATABASE_URL']],
    ['decouple', 'X = config("SHOP_KEY")', ['SHOP_KEY']],
    ['one that has a default', 'X = os.environ.get("SHOP_KEY", "x")\nY = env("B", default=1)', []],
    ['not one in a comment', '# X = os.environ["SHOP_KEY"]', []],
    ['not what the system has', 'X = os.environ["HOME"]\nY = os.environ["PATH"]\nZ = os.environ["PYTHONPATH"]', []],
  ])('needs the variables that its settings read: %s', (_, text, variables) => {
    expect(detected(settings(text)).facts?.start.django?.variables).toEqual(variables);
  });
});

describe('indexes and their credentials', () => {
  const pip = (text: string, files = {}) => detected({ ...MAIN, 'requirements.txt': text, ...files });

  test.each([
    ['the public one', pip('httpx\n'), 'pipconf', false],
    ['one that the project names', pip('--index-url https://registry.example.com/simple\nhttpx\n'), 'netrc', false],
    ['one with a credential', pip('-i https://a:b@registry.example.com/simple\nhttpx\n'), 'netrc', true],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of pip's
    ['one with variables', pip('-i https://a:${TOKEN}@registry.example.com/simple\nhttpx\n'), 'netrc', true],
    ['Poetry’s', detected({ ...MAIN, 'pyproject.toml': needs('httpx'), 'poetry.lock': '' }), 'poetry_auth', false],
    ['PDM’s', detected({ ...MAIN, 'pyproject.toml': needs('httpx'), 'pdm.lock': '' }), 'pdm_config', false],
    ['Pipenv’s', detected({ ...MAIN, Pipfile: '[packages]\nhttpx = "*"\n', 'Pipfile.lock': '{}' }), 'netrc', false],
    ['uv’s', detected({ ...MAIN, 'pyproject.toml': needs('httpx'), 'uv.lock': '' }), 'netrc', false],
  ])('%s', (_, { found }, id, required) => {
    expect(found?.secrets.map((secret) => [secret.id, secret.required])).toEqual([[id, required]]);
  });

  test.each([
    ['requirements', 'requirements.txt', 'httpx\n-i https://a:hunter2@registry.example.com/simple\n', 2],
    [
      'pyproject.toml',
      'pyproject.toml',
      `${needs('x')}[[tool.uv.index]]\nurl = "https://a:hunter2@registry.example.com"\n`,
      5,
    ],
    ['pip.conf', 'pip.conf', '[global]\nindex-url = https://a:hunter2@registry.example.com/simple\n', 2],
    ['.pypirc', '.pypirc', '[pypi]\nusername = a\npassword = hunter2\n', 3],
    ['poetry.toml', 'poetry.toml', '[http-basic.shop]\nusername = "a"\npassword = "hunter2"\n', 3],
  ])('names the place of a literal credential, never its text: %s', (_, file, text, line) => {
    const { notes } = detected({ ...MAIN, [file]: text });
    expect(notes.join()).toContain(`${file}:${line} holds a credential`);
    expect(notes.join()).not.toContain('hunter2');
  });

  it('keeps settings with a credential out of the build, and what the install reads out of the image', () => {
    const { facts } = pip('-i https://a:b@registry.example.com/simple\nhttpx\n', { '.pypirc': 'password = x\n' });
    expect([facts?.indexes.keptOut, facts?.indexes.removed]).toEqual([['.pypirc'], ['requirements.txt']]);
  });
});

describe('what is Python’s', () => {
  const node = { 'package.json': '{ "scripts": { "start": "node server.js" } }', 'server.js': '' };

  test.each([
    ['Django beside a front end', { ...django('gunicorn'), ...node }, true],
    ['FastAPI beside a front end', { ...app('main.py', 'app = FastAPI()', 'fastapi', 'uvicorn'), ...node }, true],
    ['a script beside a Node service', { 'main.py': 'print()', 'requirements.txt': 'requests', ...node }, false],
    ['settings of tools beside a Go module', { 'pyproject.toml': '[tool.ruff]\n', 'go.mod': 'module x' }, false],
    ['settings of tools alone', { 'pyproject.toml': '[tool.ruff]\nline-length = 100\n' }, false],
    ['a file alone', MAIN, true],
    ['a file of no usual name', { 'deploy.py': 'print()' }, false],
    ['nothing', { 'README.md': '' }, false],
  ])('%s: %s', (_, files, isOurs) => {
    expect(detected(files).found !== undefined).toBe(isOurs);
  });

  it('is what somebody says', () => {
    expect(detected({ 'requirements.txt': 'requests', ...MAIN, ...node }, { stack: 'python' }).found?.stack).toBe(
      'python',
    );
  });

  it('says that a server of Node’s is not part of the image', () => {
    expect(detected({ ...django('gunicorn'), ...node }).notes.join()).toContain(
      'package.json starts a server of its own, which this image leaves out',
    );
  });
});

describe('a workspace of uv', () => {
  const root = (members: string) => `${pyproject()}[tool.uv.workspace]\n${members}\n`;
  const files = (members: string) => ({
    'pyproject.toml': root(members),
    'uv.lock': '',
    'libs/money/pyproject.toml': pyproject(),
    'services/api/pyproject.toml': needs('fastapi', 'uvicorn').replace('"shop"', '"shop-api"'),
    'services/api/main.py': 'app = FastAPI()\n',
  });
  const api = { service: 'services/api' };

  test.each([
    ['by a pattern', 'members = ["services/*", "libs/*"]', 'shop-api'],
    ['by its path', 'members = ["services/api"]', 'shop-api'],
    ['not when it is left out', 'members = ["services/*"]\nexclude = ["services/api"]', undefined],
    ['not when nothing names it', 'members = ["libs/*"]', undefined],
  ])('has a service %s', (_, members, name) => {
    const { facts } = detected(files(members), api);
    expect([facts?.workspace?.name, facts?.context]).toEqual([name, name === undefined ? 'services/api' : '.']);
  });

  it('is locked in its root, and every member says what it needs', () => {
    const { answers, facts, from } = detected(files('members = ["services/*", "libs/*"]'), api);
    expect([answers?.packageManager, from('packageManager')]).toEqual(['uv', 'uv.lock']);
    expect(facts?.workspace?.manifests).toEqual(['libs/money/pyproject.toml', 'services/api/pyproject.toml']);
  });

  it('leaves a member with a lock file of its own alone', () => {
    const own = { ...files('members = ["services/*"]'), 'services/api/uv.lock': '' };
    expect(detected(own, api).facts?.context).toBe('services/api');
  });
});
