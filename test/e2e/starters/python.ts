import { fromSources, guide, lockedBy, type Starter, says, type Template } from './starter.ts';

/** The packages of a project whose command lists none, for pip. */
const requires = (...packages: readonly string[]) => `printf '%s\\n' ${packages.join(' ')} > app/requirements.in`;
/** The same in a pyproject.toml, for the managers that lock one. */
const depends = (...packages: readonly string[]) =>
  `cd app && uv init --quiet --bare --no-workspace && uv add --quiet --frozen ${packages.join(' ')}`;

const GUNICORN = 'gunicorn==23.0.0';
const UVICORN = 'uvicorn==0.54.0';

const DJANGO: Template = {
  name: 'django',
  scaffold: 'mkdir app && uvx --from django==6.1.3 django-admin startproject shop app',
  page: says('The install worked successfully'),
};
const djangoBy = (rest: string): Template => ({ ...DJANGO, scaffold: `${DJANGO.scaffold} && ${rest}` });

const FASTAPI: Template = {
  name: 'fastapi first steps',
  scaffold: fromSources('fastapi', '0.165.0', 'docs_src/first_steps/tutorial001.py', 'app/main.py'),
  page: says('Hello World'),
};

/** Web services. */
const SERVICES: readonly Starter[] = [
  ...lockedBy(['pip'], djangoBy(requires('django==6.1.3', GUNICORN))),
  ...lockedBy(['uv'], djangoBy(depends('django==6.1.3', GUNICORN))),
  ...lockedBy(['uv'], {
    name: 'flask tutorial',
    scaffold: `${fromSources('flask', '3.1.3', 'examples/tutorial')} && cd app && uv add --quiet --frozen ${GUNICORN}`,
    flags: ['--healthcheck', '/hello'],
    page: says('Hello, World!', '/hello'),
  }),
  ...lockedBy(['pip'], { ...FASTAPI, scaffold: `${FASTAPI.scaffold} && ${requires("'fastapi[standard]==0.165.0'")}` }),
  ...lockedBy(['uv', 'poetry', 'pdm'], {
    ...FASTAPI,
    scaffold: `${FASTAPI.scaffold} && ${depends("'fastapi[standard]==0.165.0'")}`,
  }),
  ...lockedBy(['pip'], {
    name: 'aiohttp server_simple',
    scaffold: `${fromSources('aiohttp', '3.14.5', 'examples/server_simple.py', 'app/main.py')} && ${requires('aiohttp==3.14.5')}`,
    page: says('Hello, Anonymous'),
  }),
  ...lockedBy(['uv'], {
    name: 'starlette',
    scaffold: guide('starlette', depends('starlette==1.10.0', UVICORN)),
    page: says('Hello, world!'),
  }),
  ...lockedBy(['uv'], {
    name: 'litestar',
    scaffold: guide('litestar', depends('litestar==2.25.0', UVICORN)),
    page: says('Hello, world!'),
  }),
];

const PRINTS_NAME = [
  '--start',
  'python -c "import app; print(app.__name__)"',
  '--port',
  'none',
  '--healthcheck',
  'none',
];

/** What the managers' own commands begin: programs that greet and end, and packages that do nothing yet. */
const PROGRAMS: readonly Starter[] = [
  ...lockedBy(['uv'], { name: 'uv init', scaffold: 'uv init --quiet --vcs none app', prints: 'Hello from app!' }),
  ...lockedBy(['uv'], {
    name: 'uv init --package',
    scaffold: 'uv init --quiet --vcs none --package app',
    prints: 'Hello from app!',
  }),
  ...lockedBy(['poetry'], {
    name: 'poetry new',
    scaffold: 'uvx poetry==2.5.1 new --no-interaction app',
    flags: PRINTS_NAME,
    prints: 'app',
  }),
  ...lockedBy(['pdm'], {
    name: 'pdm init',
    scaffold: "mkdir app && cd app && uvx 'pdm[locked]==2.29.2' init --non-interactive --lib",
    flags: PRINTS_NAME,
    prints: 'app',
  }),
  ...lockedBy(['uv'], {
    name: 'hatch new',
    scaffold: 'uvx hatch==1.18.2 new --cli app',
    prints: 'Hello world!',
  }),
];

/** Starters of Python: its frameworks' commands, examples among their sources, and what its managers begin. */
export const PYTHON: readonly Starter[] = [...SERVICES, ...PROGRAMS];
