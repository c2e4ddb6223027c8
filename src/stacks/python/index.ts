import { defineStack } from '../../core/stack.ts';
import { nextSteps } from '../../core/view.ts';
import { frontEndIgnored, frontEndImages, frontEndQuestions, frontEndSettings } from '../node/front-end/index.ts';
import { keepingOut, serviceIgnoreFile } from '../shared/ignore.ts';
import { relativeTo } from '../shared/paths.ts';
import { pythonBase, pythonParents, uvImage } from '../shared/python/bases.ts';
import { serviceDockerfile } from '../shared/service.ts';
import { detectPython, type PythonFacts } from './detect.ts';
import { pythonForeign } from './foreign.ts';
import { FRAMEWORKS } from './frameworks.ts';
import { pythonPlan } from './view.ts';
import { writableOf } from './writable.ts';

/** Python services: web applications, workers and scripts, whichever tool installs what they need. */
export const python = defineStack<PythonFacts>({
  id: 'python',
  title: 'Python',
  proof: {
    built: 'uv and its workspaces, pip, Poetry, PDM, Pipenv; Django, FastAPI, Flask, scripts; Node front ends',
    checked: 'Litestar, FastHTML, Quart, aiohttp, Streamlit, Gradio, Celery, RQ',
  },
  foreign: pythonForeign,
  manifests: ['manage.py', 'pyproject.toml', 'requirements.txt', 'Pipfile', 'setup.py'],
  isService: ({ facts }) => facts.start.words !== null || facts.start.framework !== null,
  frameworks: FRAMEWORKS,
  settings: frontEndSettings,
  detect: detectPython,

  questions: ({ facts }) => [
    ...frontEndQuestions(facts.frontEnd),
    { name: 'start', message: 'Start command (run as it is, without a shell)', kind: 'text' },
    { name: 'port', message: 'Port', kind: 'text', optional: true },
    { name: 'healthcheck', message: 'Path that answers when healthy', kind: 'text', optional: true },
  ],

  images(answers, { compiles, manager, uv, frontEnd }) {
    const { build, runtime } = pythonBase(answers.base, answers.runtimeVersion, compiles);
    const tools = manager === null || manager.id === 'pip' ? [] : [uvImage(uv)];
    return [...new Set([...frontEndImages(answers, frontEnd), build, ...tools, runtime])];
  },

  parents: pythonParents,

  files(spec) {
    const { context } = spec.facts;
    const private_ = spec.facts.indexes.keptOut.map((path) => relativeTo(context, path) ?? path);
    const ignored = {
      built: [
        '**/.venv',
        '**/venv',
        '**/__pycache__',
        '**/*.py[cod]',
        '**/*.egg-info',
        '**/.pytest_cache',
        '**/.mypy_cache',
      ],
      private: ['**/pip.conf', ...private_.map(keepingOut)],
      development: ['**/.python-version', '.tox', '.nox', '.ruff_cache', '**/node_modules', '**/*.sqlite3'],
    };
    return [
      serviceDockerfile(spec, pythonPlan(spec)),
      serviceIgnoreFile(spec, context, ignored, frontEndIgnored(spec.facts.frontEnd, context)),
    ];
  },

  nextSteps: (spec) => nextSteps(spec, spec.facts.context, writableOf(spec)),
});
