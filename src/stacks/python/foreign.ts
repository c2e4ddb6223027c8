import type { ForeignNames } from '../../core/foreign-names.ts';
import { calledAfter, inTag, NO_VERSION, published } from '../shared/image-names.ts';

const SETTINGS = [
  'PIP_(?:DEFAULT_TIMEOUT|DISABLE_PIP_VERSION_CHECK|NO_CACHE_DIR|NO_INPUT|ROOT_USER_ACTION)|VIRTUAL_ENV',
  String.raw`POETRY_(?:CACHE_DIR|HOME|NO_INTERACTION|VERSION|VIRTUALENVS_\w+)`,
  'UV_(?:CACHE_DIR|COMPILE_BYTECODE|LINK_MODE|NO_CACHE|NO_DEV|PROJECT_ENVIRONMENT|PYTHON_DOWNLOADS|TOOL_BIN_DIR)',
];

/** How other Dockerfiles name Python, what brings it, and its indexes. */
export const pythonForeign: ForeignNames = {
  images: [
    { name: /\/distroless\/python3(?:-debian\d{1,3})?$/, version: NO_VERSION, entrypoint: ['python'] },
    published('python'),
    // uv alone, and uv on an official image
    { name: /\/astral-sh\/uv$/, version: inTag(/^(?:[\d.]{1,12}-)?python(3\.\d{1,2})/) },
    {
      name: /\/tiangolo\/(?:uvicorn|meinheld)-gunicorn(?:-\w+)?$/,
      version: inTag(/^python(3\.\d{1,2})/),
      base: 'other',
    },
    { name: /\/(?:continuumio\/(?:ana|mini)conda3|condaforge\/[\w.-]+)$/, version: NO_VERSION, base: 'other' },
    calledAfter('python3?'),
  ],
  variable: 'PYTHON_VERSION',
  toolVariables: new RegExp(`^(?:${SETTINGS.join('|')})$`),
  credentials: {
    words: ['PIP', 'UV', 'POETRY', 'PDM'],
    files: ['.netrc', '_netrc', 'pip.conf', 'auth.toml', 'pdm/config.toml'],
  },
};
