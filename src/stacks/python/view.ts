import { run } from '../../core/instruction.ts';
import { copyArguments, shellPaths } from '../../core/quote.ts';
import type { Spec } from '../../core/stack.ts';
import { frontEndCopies, frontEndStages } from '../node/front-end/index.ts';
import { inside, relativeTo } from '../shared/paths.ts';
import { pythonBase } from '../shared/python/bases.ts';
import { installSteps, relink } from '../shared/python/install.ts';
import { VENV } from '../shared/python/install-step.ts';
import { belowContext, homeOf } from '../shared/python/installation.ts';
import { type Runtime, type ServicePlan, type Stage, serviceTitle } from '../shared/service.ts';
import type { PythonFacts } from './detect.ts';
import { healthProbe, portVariable } from './probe.ts';
import { serverNamed } from './servers.ts';
import { isInstalled, writableOf } from './writable.ts';

/** The Dockerfile of a Python service: installed in one stage, run in the other. */
export function pythonPlan(spec: Spec<PythonFacts>): ServicePlan {
  const { answers, facts } = spec;
  const { manager, start } = facts;
  return {
    context: facts.context,
    title: serviceTitle(spec, [
      `Python ${answers.runtimeVersion}`,
      manager?.id ?? null,
      start.framework?.title ?? null,
    ]),
    writable: writableOf(spec),
    stages: [...frontEndStages(spec, facts.frontEnd, facts.context), buildStage(spec)],
    runtime: runtimeOf(spec),
  };
}

const SAYS: Readonly<Record<string, string>> = {
  uv: 'dependencies as uv.lock has them, without those of development',
  pip: 'dependencies as the hashes have them',
  poetry: 'dependencies as poetry.lock has them, without those of development',
  pdm: 'dependencies as pdm.lock has them, without those of development',
  pipenv: 'dependencies as Pipfile.lock has them, without those of development',
};

function buildStage(spec: Spec<PythonFacts>): Stage {
  const { answers, facts } = spec;
  const { manager, manifest } = facts;
  const base = pythonBase(answers.base, answers.runtimeVersion, facts.compiles);
  const { environment, before, after } = installSteps(spec);
  const below = belowContext(facts);
  return {
    name: manager ? 'build' : 'source',
    says:
      manager === null
        ? 'the sources, as they are'
        : (manager.locked && SAYS[manager.id]) || 'dependencies and sources',
    image: base.build,
    imageUser: base.buildUser,
    environment: { ...environment, ...(manifest?.versionFromGit ? { SETUPTOOLS_SCM_PRETEND_VERSION: '0.0.0' } : {}) },
    ...(below === '.' ? {} : { workdir: inside('/app', below) }),
    steps: [
      ...before,
      [
        below === '.' ? 'COPY . .' : `COPY ${copyArguments([below, './'], 'the folder')}`,
        ...frontEndCopies(facts.frontEnd, facts.context, '.', homeOf(facts)),
      ].join('\n'),
      ...after,
      collectStatic(spec),
      removeCredentials(spec),
      relink(spec),
    ],
  };
}

/** Static files of a Django project, gathered without a network; the settings get values that open nothing. */
function collectStatic({ facts }: Spec<PythonFacts>): string {
  const { django } = facts.start;
  if (!django?.collects) return '';
  const values = [...new Set(['SECRET_KEY', ...django.variables])].map((name) => `${name}=${placeholder(name)}`);
  const folder = facts.workspace ? facts.folder : '.';
  const home = django.home === '.' ? folder : inside(folder, django.home);
  const manage = shellPaths([inside(home, 'manage.py')], 'the file');
  return run(['--network=none'], [`${values.join(' ')} ${VENV}/bin/python ${manage} collectstatic --no-input`]);
}

/** What lets settings load and is no credential, whatever the variable is for. */
function placeholder(name: string): string {
  return /URL|URI|DSN/.test(name) ? 'sqlite:////tmp/none' : 'none';
}

/** Files that the install reads and that hold a credential: no file of the image may. */
function removeCredentials({ facts }: Spec<PythonFacts>): string {
  const files = facts.indexes.removed.map((path) => relativeTo(homeOf(facts), path) ?? path);
  return files.length === 0 ? '' : run([], [`rm ${shellPaths(files, 'the file')}`]);
}

const REMOVE_PIP = [
  'RUN rm -rf /usr/local/bin/pip* /usr/local/lib/python3*/ensurepip /usr/local/lib/python3*/site-packages/*',
].join('\n');

function runtimeOf(spec: Spec<PythonFacts>): Runtime {
  const { answers, facts } = spec;
  const { manager, start } = facts;
  const base = pythonBase(answers.base, answers.runtimeVersion, facts.compiles);
  const stage = manager ? 'build' : 'source';
  const installed = isInstalled(facts);
  const program = manager ? 'python' : 'python3';
  const [first = program, ...rest] = answers.start ?? [];
  return {
    says: 'no package manager, no set-id file, nothing that the process may change',
    base,
    environment: runtimeEnvironment(spec, installed),
    remove: REMOVE_PIP,
    copies: [
      ...(manager ? [`COPY --from=${stage} ${VENV} ${VENV}`] : []),
      // a package holds what its own build took in; what Node built is read from the folder that it starts in
      ...(installed && !startsFile(rest)
        ? frontEndCopies(facts.frontEnd, facts.context, '.', answers.service)
        : [
            `COPY --from=${stage} ${copyArguments([facts.folder === '.' ? '/app' : `/app/${facts.folder}`, './'], 'the sources')}`,
          ]),
    ],
    home: start.home === '.' ? '/app' : `/app/${start.home}`,
    probe: healthProbe(program, answers, facts),
    // without a handler Python ends at SIGINT as the first process of a container, but not at SIGTERM
    stopSignal: handlesSignals(first, facts) ? 'SIGTERM' : 'SIGINT',
    entrypoint: [first === 'python' ? program : first],
    command: rest,
  };
}

/** Servers and workers have handlers of their own, and so may the sources. */
function handlesSignals(program: string, { listens }: PythonFacts): boolean {
  return listens.handlesSignals || serverNamed(program) !== undefined || /^(?:celery|rq|streamlit)$/.test(program);
}

/** Whether the start names a file of the sources, which then have to be there. */
function startsFile(words: readonly string[]): boolean {
  return words.some((word) => word.endsWith('.py'));
}

function runtimeEnvironment({ answers, facts }: Spec<PythonFacts>, installed: boolean): Record<string, string> {
  const { manager, start } = facts;
  const { port } = answers;
  const server = serverNamed(answers.start?.[0]);
  const variable = portVariable(answers.start, facts);
  return {
    ...(manager ? { PATH: `${VENV}/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin` } : {}),
    PYTHONUNBUFFERED: '1',
    PYTHONDONTWRITEBYTECODE: '1',
    ...(start.root !== '.' && !installed ? { PYTHONPATH: `/app/${start.root}` } : {}),
    ...(port === null ? {} : (server?.environment(port) ?? {})),
    ...(port === null || server || variable === null ? {} : { [variable]: String(port) }),
    ...(start.framework?.id === 'streamlit' ? STREAMLIT : {}),
    ...(start.framework?.id === 'gradio' ? GRADIO : {}),
  };
}

const STREAMLIT = {
  STREAMLIT_SERVER_ADDRESS: '0.0.0.0',
  STREAMLIT_SERVER_HEADLESS: 'true',
  STREAMLIT_BROWSER_GATHER_USAGE_STATS: 'false',
  HOME: '/tmp',
};
const GRADIO = { GRADIO_SERVER_NAME: '0.0.0.0', GRADIO_ANALYTICS_ENABLED: 'False', HOME: '/tmp' };
