import { run } from '../../core/instruction.ts';
import { copyArguments, shellPaths } from '../../core/quote.ts';
import type { Spec } from '../../core/stack.ts';
import { frontEndCopies, frontEndStages } from '../node/front-end/index.ts';
import { inside, relativeTo } from '../shared/paths.ts';
import { pythonBase } from '../shared/python/bases.ts';
import { installSteps, relink } from '../shared/python/install.ts';
import { VENV } from '../shared/python/install-step.ts';
import { belowContext, homeOf } from '../shared/python/installation.ts';
import { type ServicePlan, type Stage, serviceTitle } from '../shared/service.ts';
import type { PythonFacts } from './detect.ts';
import { runtimeOf } from './runtime.ts';
import { writableOf } from './writable.ts';

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
